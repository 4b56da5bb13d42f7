"""Files made to do harm: at most two seconds and 200 MB each, never a traceback."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.contacts import hostile_json
from tests.contacts.books import GOOGLE_NOW, card
from whispeer.ties.addressbooks import limits

HERE = Path(__file__).parents[2]
SECONDS = 2.0
MEGABYTES = 200
MB = 2**20

# Time of the processor, not of the wall: the machine may be doing other work as well.
CHILD = """
import json, resource, sys, time
from whispeer.ties.addressbooks.errors import BadBook
from whispeer.ties.addressbooks.reading import read
from whispeer.ties.addressbooks.values import Person

rss = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, start, error, found = rss(), time.process_time(), "", []
data = open(sys.argv[1], "rb").read()
try:
    found = list(read(data))
except BadBook as refused:
    error = type(refused).__name__
seconds, memory = time.process_time() - start, rss() - before
people = sum(isinstance(one, Person) for one in found)
faults = sorted({one.why.name for one in found if not isinstance(one, Person)})
print(json.dumps([error, people, faults, seconds, memory]))
"""


def in_card(*lines):
    return card("FN:Léa", *lines).encode()


def bomb(name, size):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(size))
    return out.getvalue()


def many_entries(count):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.vcf", "")
    return out.getvalue()


def linkedin(rows):
    return b"First Name,Last Name,Email Address\n" + rows


def of_10_mb(piece):
    return piece * (10 * MB // len(piece))


# By name: the file, the error if it is refused, people and faults if it is read.
FILES = hostile_json.FILES | {
    "truncated card": (lambda: in_card("NOTE:abc")[:-20], "", 1, ["NO_END", "NO_NAME"]),
    "directory of lines that say nothing": (
        lambda: b"dn: cn=a\ncn: a\n\n" + of_10_mb(b"\nthis says nothing\n"),
        "",
        1,
        ["MORE", "NO_NAME"],
    ),
    "directory of one folded line": (
        lambda: b"dn: cn=a\ncn: a\njpegPhoto::" + of_10_mb(b" /9j/4AAQ\n"),
        "",
        1,
        ["PROPERTIES"],
    ),
    "truncated sheet": (lambda: linkedin(b'Lea,"Dur'), "", 1, []),
    "folded base64 without end": (
        lambda: (
            b"BEGIN:VCARD\nFN:a\nPHOTO;ENCODING=b:\n" + of_10_mb(b" AAAAAAAAAAAAAAA\n")
        ),
        "",
        1,
        ["LONG", "NO_END"],
    ),
    "base64 without folds or end": (
        lambda: b"BEGIN:VCARD\nFN:a\nPHOTO;BASE64:\n" + of_10_mb(b"AAAAAAAAAAAAAAA\n"),
        "",
        1,
        ["LONG", "NO_END"],
    ),
    "soft breaks without end": (
        lambda: (
            b"BEGIN:VCARD\nFN:a\nNOTE;QUOTED-PRINTABLE:=\n" + of_10_mb(b"=C3=A9=\n")
        ),
        "",
        1,
        ["NO_END", "LONG"],
    ),
    "a name of 10 MB": (lambda: in_card("N:" + "a" * 10 * MB), "", 1, ["LONG"]),
    "a name of a million parts": (
        lambda: in_card("N:" + ";," * 4 * 10**6),
        "",
        1,
        ["LONG"],
    ),
    "a name of 7 MB of parts": (lambda: in_card("N:" + ";," * 3 * MB), "", 1, []),
    "a name of 7 MB of escapes": (lambda: in_card("N:" + "\\;\\" * 2 * MB), "", 1, []),
    "parameters of 7 MB": (
        lambda: in_card("TEL" + ";A=B" * MB + ":1"),
        "",
        1,
        ["NO_NAME"],
    ),
    "quotes of 7 MB": (
        lambda: in_card("TEL;A=" + '"' * 7 * MB + ":1"),
        "",
        1,
        ["NO_NAME"],
    ),
    "a line of 10 MB without colon": (lambda: in_card("a" * 10 * MB), "", 1, ["LONG"]),
    "a line of 7 MB without colon": (
        lambda: in_card("a;" * 3 * MB),
        "",
        1,
        ["NO_NAME"],
    ),
    "10 MB on one line": (lambda: b"a" * 10 * MB, "NoHeader", 0, []),
    "a row of 10 MB": (
        lambda: linkedin(b"Lea," + b"a" * 10 * MB),
        "",
        0,
        ["LONG", "ROW"],
    ),
    "a row of 10 MB of cells": (
        lambda: linkedin(b"Lea," * 3 * MB + b"\n"),
        "",
        0,
        ["LONG"],
    ),
    "100,000 columns": (
        lambda: (",".join(f"Column {n}" for n in range(100_000)) + "\nLea\n").encode(),
        "TooManyColumns",
        0,
        [],
    ),
    "100,000 columns of mails": (
        lambda: ("E-mail Address," * 100_000 + "\nLea\n").encode(),
        "TooManyColumns",
        0,
        [],
    ),
    "rows of 100,000 cells": (
        lambda: linkedin((b"," * 100_000 + b"a\n") * 100),
        "",
        0,
        ["CELLS"],
    ),
    "a zip bomb": (lambda: bomb("a.vcf", 128 * MB), "ArchiveTooLarge", 0, []),
    "a zip bomb of LinkedIn": (
        lambda: bomb("Connections.csv", 128 * MB),
        "ArchiveTooLarge",
        0,
        [],
    ),
    "a small zip bomb": (lambda: bomb("a.vcf", limits.SMALL), "EmptyBook", 0, []),
    "nested archives": (
        lambda: nested(),
        "ArchiveInArchive",
        0,
        [],
    ),
    "30,000 entries": (lambda: many_entries(30_000), "TooManyEntries", 0, []),
    "NUL bytes": (lambda: bytes(10 * MB), "EmptyBook", 0, []),
    "NUL bytes in a card": (lambda: in_card("TEL:0\0006", "\0"), "", 1, []),
    "NUL bytes in a sheet": (lambda: linkedin(b"L\0ea,Du\0rand,\0\n"), "", 1, []),
    "random bytes": (lambda: bytes(range(256)) * 40_000, "BadBook", 0, []),
    "wrong letters": (
        lambda: linkedin(b"\xff\xfe\x80Lea,\xc3\x28,a\n" * 10),
        "",
        10,
        [],
    ),
    "half a sign of two bytes": (
        lambda: card("FN:Léa").encode("utf-16")[:-1],
        "",
        1,
        [],
    ),
    "the wrong two bytes": (lambda: b"\xff\xfe" + in_card("TEL:06"), "NoHeader", 0, []),
    "cells of formulas": (
        lambda: linkedin(b"=cmd|'/C calc'!A0,+1+1,@SUM(1)\n-1+1,\"\t=1\",\r\n"),
        "",
        2,
        [],
    ),
    "line ends of 60 MB": (lambda: b"\n" * 60 * MB, "EmptyBook", 0, []),
    "line ends around a card": (
        lambda: b"\n" * 60 * MB + in_card(),
        "TooManyLines",
        0,
        [],
    ),
    "more than is read": (lambda: b"a" * (limits.FILE + 1), "TooLarge", 0, []),
    "a sheet of 33 MB": (
        lambda: linkedin(b"Lea,Durand,lea@example.org\n" * 13 * 10**5),
        "TooLarge",
        0,
        [],
    ),
    "commas of 10 MB": (lambda: linkedin(of_10_mb(b",,,,,\n")), "", 0, []),
    "a card of a million lines": (
        lambda: in_card("A:\r\n" * 10**6),
        "",
        1,
        ["PROPERTIES"],
    ),
    "a million beginnings": (
        lambda: b"BEGIN:VCARD\n" * 300_000,
        "",
        0,
        ["MORE", "NOBODY", "NO_END"],
    ),
    "assistants of assistants": (
        lambda: b"BEGIN:VCARD\nFN:a\nAGENT:\n" * 100_000,
        "",
        None,
        None,
    ),
    "quotation marks that close nothing": (
        lambda: linkedin(b'a,"b,c\n' + b'x"y,"z\n' * 200_000),
        "",
        None,
        None,
    ),
    "one quotation mark a row": (
        lambda: linkedin(b'Lea,"b\n' * 200_000),
        "",
        None,
        None,
    ),
    "lines of nothing": (
        lambda: in_card() + b"what\n" * 10**6,
        "",
        1,
        ["OUTSIDE"],
    ),
    "cells in their thousands": (
        lambda: GOOGLE_NOW.encode() + b"\n" + b"Lea" + b" ::: a" * 300_000,
        "",
        None,
        None,
    ),
}


def nested():
    data = b"x"
    for _ in range(50):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.zip", data)
        data = out.getvalue()
    return data


def read_in_a_child(path):
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)],
        capture_output=True,
        text=True,
        cwd=HERE,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    return json.loads(done.stdout)


@pytest.mark.parametrize("case", FILES)
def test_a_hostile_file_costs_little_and_ends_in_words(case, tmp_path):
    make, expected, people, faults = FILES[case]
    path = tmp_path / "book"
    path.write_bytes(make())

    error, found, said, seconds, megabytes = read_in_a_child(path)

    assert error == expected
    assert people in {None, found}
    assert faults is None or set(said) <= set(faults)
    assert seconds <= SECONDS
    assert megabytes <= MEGABYTES
