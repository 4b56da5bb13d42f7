"""`whispeer graph rank`, as one types it."""

import gzip

import pytest

from tests.architecture.source import ROOT
from tests.graph.data import CLUB, real, refused
from whispeer.graph.foresight.scores import SCORES

WEEKS = """\
# six people and five weeks; in the last, ana meets cem
ana ben 1 0
ben cem 1 604800
cem dora 1 604801
dora finn 1 1209600
ana ben 2 1814400
ben cem 1 1814401
finn gus 1 1814402
dora finn 1 1814403
ana cem 1 2419200
ana zoe 1 2419201
"""


def test_everything_that_was_promised_is_there(write, answer):
    found = answer("rank", write(WEEKS))

    assert found["cut"]["date"] == "1970-01-22T00:00:03Z"
    assert found["cut"]["time"] == 1814403
    assert found["cut"]["day"] == pytest.approx(21, abs=0.001)
    assert (found["cut"]["learnt"], found["cut"]["judged"]) == (8, 2)
    assert found["new_ties"] == {"new": 1, "near": 1, "across": 0, "judged": 2}
    assert list(found["scores"]) == list(SCORES)
    default = found["scores"]["default"]
    assert (default["hits20"], default["suggested"], default["formed"]) == (1, 4, 1)
    assert default["hits20_cost"] == 0
    assert default["across_gain"] is None
    assert found["renewed"]["pairs"] == 5


def test_people_get_tables(write, ask):
    status, out, err = ask("rank", write(WEEKS))

    assert (status, err) == (0, "")
    assert "Cut on 1970-01-22T00:00:03Z, day 21.0 of 28.0" in out
    assert "nan" not in out
    for name in (*SCORES, "warmth", "hits@20", "cost", "across"):
        assert name in out


def test_the_same_file_gives_the_same_bytes(write, ask):
    assert ask("rank", write(WEEKS), "--json") == ask("rank", write(WEEKS), "--json")


def test_another_future_leaves_every_fingerprint(write, answer):
    """The same past and the same moments; after the cut, others meet."""
    name = write(WEEKS)
    other = write(WEEKS.replace("ana cem 1 24", "ben gus 4 24"), "other.txt")
    past = write(WEEKS.replace("cem dora", "cem finn"), "past.txt")

    found, same, changed = (
        answer("rank", file)["scores"] for file in (name, other, past)
    )

    for score in SCORES:
        assert same[score]["fingerprint"] == found[score]["fingerprint"]
        assert changed[score]["fingerprint"] != found[score]["fingerprint"]
    assert same["default"]["formed"] != found["default"]["formed"]


def test_read_plainly_the_latest_strength_counts(write, answer):
    lines = "\n".join(f"{a} {b} {s} {t}" for t, (a, b, s) in enumerate(
        [("a", "b", 0.1), ("b", "c", 1), ("a", "b", 0.9), ("c", "d", 1), ("a", "c", 1)]
    ))  # fmt: skip
    name = write(lines)

    plainly, lived = answer("rank", name, "--plain"), answer("rank", name)

    prints = [found["scores"]["path"]["fingerprint"] for found in (plainly, lived)]
    assert plainly["new_ties"] == lived["new_ties"]
    assert prints[0] == prints[1]  # one way each: the order is the same
    assert plainly["scores"]["default"]["hits20"] == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (CLUB, "its lines have no time, so there is nothing to foresee"),
        ("a b 1 5\n", "nothing happens after the cut, so nothing can be judged"),
        ("a b 1 5\nb c 1 5\n", "nothing happens after the cut"),
        ("", "the file holds no tie"),
        ("a b 5 1\n", "line 1: the weight"),
    ],
)
def test_what_cannot_be_judged_is_refused(write, ask, text, why):
    assert why in refused(ask("rank", write(text)))


def test_on_the_real_file_the_default_keeps_its_promise(answer):
    """Printed as promised: all scores, the cost in hits, the cut, and M1."""
    found = answer("rank", real("email_eu"))

    default = found["scores"]["default"]
    assert default["across_gain"] >= 1.5
    assert 0 < default["hits20_cost"] <= 0.08
    assert found["renewed"]["auc"]["warmth"] >= 0.82
    assert found["renewed"]["cut"]["day"] == pytest.approx(120.3, abs=0.1)


def test_the_page_of_the_reference_shows_what_the_real_file_says(ask):
    page = (ROOT / "docs" / "reference" / "graph-command.md").read_text("utf-8")

    _, out, _ = ask("rank", real("email_eu"))

    assert out.split("\n\ncost:")[0] in page


def test_shuffled_lines_say_the_same(write, answer):
    with gzip.open(real("email_eu"), "rt") as file:
        lines = list(file)[:3_000]
    there, back = write("".join(lines)), write("".join(lines[::-1]), "back.txt")

    assert answer("rank", there) == answer("rank", back)
