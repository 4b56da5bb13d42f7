import gzip
from math import log1p

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.graph.data import real
from whispeer.graph.files import read, read_pairs
from whispeer.graph.lines import BadFile


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


# Against the plain rule


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
def test_real_files_are_read_whole(name, members, pairs):
    found = read(real(name))

    assert (len(found.names), len(found.pairs)) == (members, pairs)


def test_ratings_with_times_may_be_read_as_they_were_given():
    found = read(real("bitcoinotc"), plain=True)

    assert set((found.strengths * 255).round().tolist()) <= {
        max(1.0, round(255 * tenth / 10)) for tenth in range(1, 11)
    }
