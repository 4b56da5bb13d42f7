"""Whatever comes in: people, lines not understood, or one named error."""

import json

from hypothesis import example, given
from hypothesis import strategies as st

from tests.contacts.books import GOOGLE_NOW, OUTLOOK_FRENCH, card
from whispeer.ties.addressbooks.errors import BadBook
from whispeer.ties.addressbooks.reading import read
from whispeer.ties.addressbooks.values import NotUnderstood, Person, Why

PIECES = st.sampled_from(
    [
        "BEGIN:VCARD", "END:VCARD", "VERSION:2.1", "VERSION:4.0", "FN:Léa", "N:a;b;c",
        "N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-16:=C3=", "TEL;TYPE=", "AGENT:", " x",
        "PHOTO;ENCODING=b:AAAA", "AAAA", "item1.TEL:1", "item1.X-ABLabel:_$!<x>!$_",
        'X;A="', "=", ":", ";", '"', "\\", "\0", "\t", "\r", ",", "::: ", "'=1", "KIND:group",
        "BDAY:1604-01-01", "ORG:;;", "EMAIL:<a@b>", GOOGLE_NOW, OUTLOOK_FRENCH, "PK\3\4",
    ]
)  # fmt: skip
LINES = st.lists(PIECES | st.text(max_size=8), max_size=30)
KEYS = ["name", "names", "email", "phone", "details", "type", "value", "a b", ""]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda said: (
        st.lists(said, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS), said, max_size=4)
    ),
    max_leaves=20,
)
BOOKS = st.one_of(
    st.binary(max_size=300),
    st.builds(
        lambda said: json.dumps([["vcard", [["fn", {}, "text", "a"], *said]]]).encode(),
        st.lists(st.lists(JSON, max_size=5) | JSON, max_size=5),
    ),
    st.builds(
        lambda said: json.dumps(
            [{"name": "a", "email": "b"}, *said], indent=1
        ).encode(),
        st.lists(JSON, max_size=5),
    ),
    JSON.map(lambda said: json.dumps(said).encode()),
    st.builds(
        lambda lines, end, codec: end.join(lines).encode(codec, "replace"),
        LINES,
        st.sampled_from(["\n", "\r\n", "\r", "", ",", ";"]),
        st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252", "utf-8-sig"]),
    ),
    st.builds(
        lambda head, rows: "\n".join([head, *rows]).encode(),
        st.sampled_from([GOOGLE_NOW, OUTLOOK_FRENCH, "Nom;Mail;Note"]),
        st.lists(st.text(alphabet="a,;\"\n\t='é:0", max_size=60), max_size=10),
    ),
    st.builds(
        lambda book, at, junk: book[:at] + junk + book[at + len(junk) :],
        st.just(card("FN:Léa", "TEL;TYPE=CELL:06", "NOTE:a", " b").encode("utf-16")),
        st.integers(0, 150),
        st.binary(max_size=20),
    ),
)


@given(BOOKS)
@example(b"")
@example(b"BEGIN:VCARD")
@example(b"\xff\xfe")
@example(b"PK\x05\x06")
def test_nothing_else_ever_comes_out(book):
    try:
        found = list(read(book))
    except BadBook:
        return
    for one in found:
        assert isinstance(one, Person | NotUnderstood)
        if isinstance(one, Person):
            assert one.label
            written = json.dumps(one.as_json(), ensure_ascii=False)
            assert "\\u0000" not in written
            written.encode()
            assert "\0" not in "".join(kept.value + kept.name for kept in one.unknown)
        else:
            assert isinstance(one.why, Why)
            assert one.line >= 1
