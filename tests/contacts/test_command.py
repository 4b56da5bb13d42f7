"""`whispeer contacts`: an address book as it would be brought."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contacts.books import card
from whispeer.ties.addressbooks import errors
from whispeer.ties.addressbooks.values import Why
from whispeer.ties.command_contacts import main

HERE = Path(__file__).parents[2]
KEYS = [
    "names",
    "emails",
    "phones",
    "organization",
    "title",
    "urls",
    "birthday",
    "notes",
    "source_line",
]


@pytest.fixture
def ask(capsys, tmp_path):
    """Ask about a book: status, output, error output."""

    def ask(book, *words):
        path = tmp_path / "book"
        path.write_bytes(book if isinstance(book, bytes) else book.encode())
        status = main([str(path), *words])
        out, err = capsys.readouterr()
        return status, out, err.replace(str(path), "BOOK")

    return ask


def test_for_programs_everybody_is_an_object_with_the_same_keys(ask):
    status, out, err = ask(card("FN:Léa", "N:Durand;Léa", "TEL:06", "UID:1"), "--json")

    (one,) = json.loads(out)
    assert (status, err, out.count("\n")) == (0, "", 1)
    assert list(one) == KEYS
    assert one["names"] == {"given": "Léa", "family": "Durand", "full": "Léa"}
    assert (one["phones"], one["emails"], one["source_line"]) == (["06"], [], 1)
    assert (one["title"], one["birthday"]) == ("", "")


def test_for_people_it_is_a_table(ask):
    status, out, err = ask(
        card("FN:Léa", "ORG:Arago", "TEL:06") + card("FN:" + "Zoé" * 30)
    )

    lines = out.splitlines()
    assert (status, err) == (0, "")
    assert lines[0].split() == ["name", "company", "mail", "phone"]
    assert lines[1].split() == ["Léa", "Arago", "06"]
    assert lines[2].endswith("…")


def test_lines_not_understood_are_named_with_why_and_the_rest_is_read(ask):
    status, out, err = ask("hello\n" + card("FN:Léa", "what"), "--json")

    assert status == 0
    assert len(json.loads(out)) == 1
    assert err.splitlines() == [
        f"whispeer contacts: BOOK, line 1: {Why.OUTSIDE}.",
        f"whispeer contacts: BOOK, line 5: {Why.NO_NAME}.",
    ]


@pytest.mark.parametrize(
    "book",
    ["", "\n", "hello", "a,b\n1,2\n", b"PK\x03\x04", b"%PDF-1.4", b"\x89PNG\r\n", "{}"],
)
def test_a_file_that_is_no_address_book_is_one_sentence(ask, book):
    status, out, err = ask(book, "--json")

    assert (status, out) == (2, "")
    assert err.startswith("whispeer contacts: BOOK: ")
    assert err.endswith(".\n")
    assert err.count("\n") == 1


@pytest.mark.parametrize("words", [[], ["a", "b"], ["--jsn", "a"], ["--js", "a"]])
def test_words_that_make_no_sense_are_refused(capsys, words):
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)


@pytest.mark.parametrize("path", ["nowhere.vcf", ".", "", "a\0b"])
def test_a_file_that_cannot_be_opened_is_one_sentence(capsys, path):
    assert main([path]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "cannot be read" in err


def test_help_is_given(capsys):
    assert main(["--help"]) == 0
    assert "vCards" in capsys.readouterr().out


def run(code, *words, **options):
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        cwd=HERE,
        timeout=60,
        check=False,
        **options,
    )


def test_the_command_answers_without_django(tmp_path):
    code = (
        "import sys; from whispeer.__main__ import main; status = main(sys.argv[1:]);"
        "sys.exit(9 if 'django' in sys.modules else status)"
    )
    path = tmp_path / "book.vcf"
    path.write_text(card("FN:Léa", "TEL:06"), encoding="utf-8")

    done = run(code, "contacts", str(path), "--json")

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)[0]["phones"] == ["06"]


def test_a_book_may_be_piped_in_and_an_old_terminal_shows_what_it_can():
    code = (
        "import sys; from whispeer.__main__ import main; sys.exit(main(sys.argv[1:]))"
    )

    done = run(
        code,
        "contacts",
        "-",
        input=card("FN:Léa 山").encode(),
        env={"PYTHONIOENCODING": "latin-1"},
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert "Léa \\u5c71".encode("latin-1") in done.stdout


def test_every_error_is_one_sentence_of_its_own():
    found = {
        error.says
        for error in vars(errors).values()
        if isinstance(error, type) and issubclass(error, errors.BadBook)
    }

    assert len(found) == 18
    assert not any(sentence.endswith(".") for sentence in (*found, *Why))
    assert len(set(Why)) == len(Why)
