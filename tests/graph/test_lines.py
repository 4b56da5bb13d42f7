"""Files that hold no graph: the reader says so, and on which line."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whispeer.graph.errors import GraphError
from whispeer.graph.files import read
from whispeer.graph.lines import BadFile

BAD_LINES = {
    "one column": ("a b\na\n", 2),
    "too many columns": ("a b\n\na b 1 2 3\n", 3),
    "a first line too long": ("a b 1 2 3\n", 1),
    "text for a strength": ("a b strong\n", 1),
    "a header": ("source,target,weight\na,b,1\n", 1),
    "a decimal comma": ("a b 0,5\n", 1),
    "a negative strength": ("a b 1\nb c -0.5\n", 2),
    "strength zero": ("a b 0\n", 1),
    "strength above one": ("a b 1.001\n", 1),
    "strength NaN": ("# ties\na b nan\n", 2),
    "strength infinite": ("a b inf\n", 1),
    "strength beyond all numbers": ("a b 1e999\n", 1),
    "an underscore in a number": ("a b 0_1\n", 1),
    "digits that are not ours": ("a b ٠.٥\n", 1),
    "hexadecimal": ("a b 0x1p-1\n", 1),
    "a tie to oneself": ("a b\nb b\n", 2),
    "two strengths": ("a b 0.5\nc d\nb a 0.6\n", 3),
    "a strength and a missing one": ("a b 0.5\na b\n", 2),
    "a time after none": ("a b 1\nb c 1 7\n", 2),
    "no time after one": ("a b 1 7\nb c 1\n", 2),
    "text for a time": ("a b 1 monday\n", 1),
    "time NaN": ("a b 1 3\na b 1 nan\n", 2),
    "time infinite": ("a b 1 inf\n", 1),
    "time beyond seconds": ("a b 1 1e17\n", 1),
    "weight above four": ("a b 4.5 3\n", 1),
    "weight zero": ("a b 0 3\n", 1),
    "weight negative": ("a b 2 3\na b -2 3\n", 2),
    "an event with oneself": ("a a 1 3\n", 1),
    "an empty column": ("a b\na,,1\n", 2),
    "an empty first column": ("a,b\n ,b\n", 2),
    "an empty last column": ("a,b\n\na,b,\n", 3),
    "not UTF-8": (b"a b\nb Ren\xe9e\n", 2),
    "UTF-16": ("a b\n".encode("utf-16"), 1),
    "a null": (b"a b\nb \0c\n", 2),
    "an escape": (b"a b\n\x1b[31m c\n", 2),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1),
}


@pytest.mark.parametrize(("text", "line"), BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_line_is_refused_by_its_number(write, text, line):
    path = write(text)

    with pytest.raises(BadFile, match=f"line {line}: ") as refusal:
        read(path)
    assert refusal.value.line == line
    assert isinstance(refusal.value, GraphError)
    assert "\n" not in str(refusal.value)


def test_of_two_bad_lines_the_first_is_named(write):
    for text in (
        "a b 7\na\n",
        "a b nope\nc c\n",
        "c c\na b nope\n",
        "a a\na b 1 1 1\n",
    ):
        with pytest.raises(BadFile, match="line 1: "):
            read(write(text))


def test_a_long_text_is_shortened_in_the_refusal(write):
    with pytest.raises(BadFile) as refusal:
        read(write("a b " + "x" * 9999))
    assert len(str(refusal.value)) < 300


def test_plain_allows_no_weight_above_one(write):
    path = write("a b 1 3\na b 2 4\n")

    assert read(path).names == ("a", "b")
    with pytest.raises(BadFile, match=r"line 2: .*\(0, 1\]"):
        read(path, plain=True)


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", b"\xef\xbb\xbf"])
def test_a_file_without_ties_is_refused(write, text):
    with pytest.raises(BadFile, match="no tie"):
        read(write(text))


def test_a_torn_gzip_file_is_refused(write):
    whole = gzip.compress(b"a b\n" * 1000 + b"b c\n")
    bent = bytearray(whole)
    bent[-6] ^= 1

    for torn in (whole[: len(whole) // 2], whole[:-1], whole[:5], bytes(bent)):
        with pytest.raises(BadFile, match="truncated or damaged"):
            read(write(torn, "graph.gz"))


def test_a_plain_file_named_as_a_gzip_file_is_refused(write):
    with pytest.raises(BadFile, match="not a gzip file"):
        read(write("a b\n", "graph.gz"))


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(BadFile, match="No such file"):
        read(tmp_path / "nowhere.txt")
    with pytest.raises(BadFile, match="directory"):
        read(tmp_path)
    with pytest.raises(BadFile, match="not a path"):
        read("a\0b")


@given(st.binary(max_size=60))
def test_whatever_is_in_a_file_the_answer_is_a_graph_or_a_named_error(
    tmp_path_factory, data
):
    path = tmp_path_factory.getbasetemp() / "anything"
    path.write_bytes(data)
    try:
        found = read(path)
    except BadFile:
        return
    assert len(found.pairs) > 0
    assert ((found.strengths > 0) & (found.strengths <= 1)).all()
