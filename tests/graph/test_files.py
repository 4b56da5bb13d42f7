import gzip
import time
from math import log1p

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.graph.data import real
from whispeer.graph.errors import GraphError
from whispeer.graph.files import read, read_pairs
from whispeer.graph.lines import BadFile


@pytest.fixture
def write(tmp_path):
    def write(text, name="graph.txt"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def content(path, **options):
    """The graph of a file: {(a, b): strength in steps of 1/255}."""
    found = read(path, **options)
    steps = (found.strengths * 255).tolist()
    pairs = [(found.names[a], found.names[b]) for a, b in found.pairs.tolist()]
    assert len(set(pairs)) == len(pairs)
    return dict(zip(pairs, steps, strict=True))


# What a line may be


@pytest.mark.parametrize(
    "line",
    ["a b .5", "b a 0.5", "a\tb\t5e-1", "a,b,0.5", "a , b\t0.50", "  a  b +.5  "],
)
def test_a_line_may_be_written_in_many_ways(write, line):
    assert content(write(line)) == {("a", "b"): 128.0}


def test_a_missing_strength_is_one(write):
    assert content(write("a b\nb c 0.2\n")) == {("a", "b"): 255.0, ("b", "c"): 51.0}


def test_comments_and_empty_lines_say_nothing(write):
    text = "# who, whom\n\n   \na b 0.2 # met in Lyon, by chance\n#c d,,\n"

    assert content(write(text)) == {("a", "b"): 51.0}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them(write, end):
    assert len(content(write(f"a b{end}c d{end}"))) == 2


def test_ids_are_any_text_in_the_order_of_text(write):
    text = "10 9\né z\nÉ 😀\n-x a\"b'\nRenée\u00a0B 10\n"

    names = read(write(text)).names

    expected = ["10", "9", "é", "z", "É", "😀", "-x", "a\"b'", "Renée\u00a0B"]
    assert list(names) == sorted(expected)


def test_a_byte_order_mark_is_no_part_of_an_id(write):
    assert content(write(b"\xef\xbb\xbfa b\n")) == {("a", "b"): 255.0}


@pytest.mark.parametrize("name", ["graph.gz", "graph.txt"])
def test_a_gzipped_file_is_read_as_it_is(write, name):
    assert content(write(gzip.compress(b"a b\n"), name)) == {("a", "b"): 255.0}


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("1", 255),
        ("1.0", 255),
        ("0.1", 26),
        ("0.3", 76),
        ("0.998", 254),
        ("0.999", 255),
        ("1e-300", 1),
        ("0.001", 1),
        ("0.0059", 2),
    ],
)
def test_a_strength_is_kept_to_the_nearest_255th_and_never_below_one(
    write, text, steps
):
    assert content(write(f"a b {text}")) == {("a", "b"): steps}


def test_a_tie_given_twice_alike_is_one_tie(write):
    text = "a b 0.5\nb a 0.50\na b .5\nc d\nd c 1\n"

    assert content(write(text)) == {("a", "b"): 128.0, ("c", "d"): 255.0}


# Lines with a time


DAY = 86_400


def s(presence):
    return max(1.0, round(255 * min(1.0, log1p(presence) / log1p(36.6))))


def test_an_event_of_the_last_day_weighs_whole(write):
    assert content(write("a b 4 1000\n")) == {("a", "b"): s(4)}


def test_a_day_counts_once_at_the_greatest_weight(write):
    text = f"a b 1 {DAY}\nb a 3 {DAY}\na b 2 {2 * DAY - 1}\n"
    age = (DAY - 1) / DAY

    half = 90 * (1 + age / 180)
    assert content(write(text)) == {("a", "b"): s(3 * 2 ** (-age / half))}


def test_a_day_begins_at_midnight_of_the_clock_not_at_the_first_event(write):
    next_day = f"a b 1 {DAY - 1}\na b 1 {DAY}\n"
    same_day = f"a b 1 {DAY}\na b 1 {DAY + 1}\n"

    assert content(write(next_day))["a", "b"] > content(write(same_day))["a", "b"]


def test_strength_is_that_of_the_last_event_of_the_whole_file(write):
    text = f"a b 2 0\nc d 1 {90 * DAY}\n"

    assert content(write(text)) == {("a", "b"): s(1), ("c", "d"): s(1)}


def test_a_tie_that_has_lasted_fades_more_slowly(write):
    text = f"a b 1 0\na b 1 {180 * DAY}\nc d 1 {360 * DAY}\n"

    presence = 2 ** (-360 / 180) + 2 ** (-180 / 180)
    assert content(write(text))["a", "b"] == s(presence)


def test_times_may_have_a_fraction_or_lie_before_the_epoch(write):
    next_day = "a b 1 -0.5\na b 1 0.5\n"
    same_day = f"a b 1 -0.5\na b 1 {-DAY}\n"

    assert content(write(next_day)) == {("a", "b"): s(2)}
    assert content(write(same_day)) == {("a", "b"): s(1)}


def test_plain_keeps_the_strength_of_the_latest_line(write):
    text = "a b 0.2 30\na b 0.4 50\nb a 0.6 40\nc d 1 10\n"

    assert content(write(text), plain=True) == {("a", "b"): 102.0, ("c", "d"): 255.0}


def test_plain_keeps_the_last_line_of_equally_late_ones(write):
    assert content(write("a b .4 5\nb a .2 5\n"), plain=True) == {("a", "b"): 51.0}


def test_plain_changes_nothing_without_times(write):
    path = write("a b 0.2\nb c\n")

    assert content(path, plain=True) == content(path)


# What is refused, and where


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

    assert content(path)
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


ids = st.text("abé0-_'", min_size=1, max_size=3)
ties = st.lists(
    st.tuples(ids, ids, st.sampled_from(["", "1", "0.25", ".7"])),
    min_size=1,
    max_size=12,
)


def twin(lines):
    """The rule for lines without a time, in plain words; None: refused."""
    found: dict[tuple[str, ...], float] = {}
    for a, b, text in lines:
        pair, strength = tuple(sorted((a, b))), float(text or 1)
        if a == b or found.setdefault(pair, strength) != strength:
            return None
    return {pair: max(1.0, round(255 * value)) for pair, value in found.items()}


@given(ties, st.sampled_from([" ", "\t", ", ", " \t "]))
def test_the_reader_agrees_with_the_plain_rule(tmp_path_factory, lines, blank):
    path = tmp_path_factory.getbasetemp() / "ties.txt"
    path.write_text("\n".join(blank.join(filter(None, line)) for line in lines))
    try:
        found = content(path)
    except BadFile:
        found = None

    assert found == twin(lines)


# Pairs alone


def test_pairs_alone_may_be_none_at_all(write):
    assert read_pairs(write("a b # met\nc,d\na b\n")) == [
        ("a", "b"),
        ("c", "d"),
        ("a", "b"),
    ]
    assert read_pairs(write("# nobody yet\n")) == []
    with pytest.raises(BadFile, match="line 2: 3 columns"):
        read_pairs(write("a b\nc d 1\n"))


# Real files


@pytest.mark.parametrize(
    ("name", "members", "pairs"),
    [
        ("github", 37_700, 289_003),
        ("fb100_amherst", 2_235, 90_954),
        ("collegemsg", 1_899, 13_838),
        ("email_eu", 816, 7_754),
        ("bitcoinotc", 5_573, 18_591),
    ],
)
def test_real_files_are_read_within_a_second_or_so(name, members, pairs):
    path = real(name)
    start = time.perf_counter()

    found = read(path)

    assert (len(found.names), len(found.pairs)) == (members, pairs)
    assert time.perf_counter() - start < 5.0


def test_ratings_with_times_may_be_read_as_they_were_given():
    found = read(real("bitcoinotc"), plain=True)

    assert set((found.strengths * 255).round().tolist()) <= {
        max(1.0, round(255 * tenth / 10)) for tenth in range(1, 11)
    }
