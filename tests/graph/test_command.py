import re
from math import log
from pathlib import Path

import pytest

from tests.graph.data import CLUB
from tests.graph.oracle import alike

ROOT = Path(__file__).parents[2]
BEN, DORA, EVE = 128 / 255, 102 / 255, 51 / 255


# Introductions, counted by hand


def test_a_friend_of_friends_is_found_through_the_stronger_first(write, answer):
    found = answer("introductions", write(CLUB), "--member", "ana", "--score", "path")

    cem = {
        "member": "cem",
        "through": ["ben", "eve"],
        "score": BEN,
        "path_strength": BEN,
        "overlap": 2 / (2 + 3 - 2),
    }
    assert alike(found, {"member": "ana", "introductions": [cem]})


def test_allocation_shares_what_a_connector_gives_among_his_ties(write, answer):
    found = answer(
        "introductions", write(CLUB), "--member", "ana", "--score", "allocation"
    )

    [cem] = found["introductions"]
    assert cem["score"] == pytest.approx(BEN / 2 + EVE / 2)
    assert cem["path_strength"] == pytest.approx(BEN)


def test_by_default_the_score_is_r_of_m2(write, answer):
    found = answer("introductions", write(CLUB), "--member", "ana")

    [cem] = found["introductions"]
    assert found == answer(
        "introductions", write(CLUB), "--member", "ana", "--score", "default"
    )
    path = BEN**0.5 + EVE**0.5
    same, other = (
        (0.2 + 0.8 * (0.6 * far + 0.4 / 3)) * path / 3**0.25 for far in (0, 1)
    )
    assert cem["score"] in (pytest.approx(same), pytest.approx(other))


def test_by_default_other_worlds_come_first(write, answer):
    def circle(names):
        return [(a, b) for a in names for b in names if a < b]

    ties = [*circle("abcdef"), *circle("ABCDEF"), ("a", "A")]
    ties.remove(("b", "c"))
    file = write("\n".join(" ".join(tie) for tie in ties))

    met = answer("introductions", file, "--member", "b")["introductions"]

    assert [one["member"] for one in met] == ["A", "c"]
    apart, near = met
    assert apart["score"] == pytest.approx(
        1 / log(6) * (0.2 + 0.8 * (0.6 + 0.4 * (1 - 1 / 9))) / 6**0.25
    )
    assert near["score"] < apart["score"]


def test_the_floor_holds_for_the_default_score_alone(write, answer):
    file = write("a b 0.1\nb c 0.2\n")

    assert answer("introductions", file, "--member", "a")["introductions"] == []
    for score in ("path", "allocation"):
        found = answer("introductions", file, "--member", "a", "--score", score)
        assert [one["member"] for one in found["introductions"]] == ["c"]


def test_equal_scores_are_in_the_order_of_text(write, answer):
    file = write("m x\nx 10\nx 9\nx é\nx Z\n")

    found = answer("introductions", file, "--member", "m", "--score", "path")

    assert [one["member"] for one in found["introductions"]] == ["10", "9", "Z", "é"]


def test_at_most_three_connectors_are_named_equal_ones_by_id(write, answer):
    file = write("".join(f"m {b}\n{b} z\n" for b in ("k", "10", "9", "b")))

    [one] = answer("introductions", file, "--member", "m")["introductions"]

    assert (one["through"], one["overlap"]) == (["10", "9", "b"], 1.0)


def test_the_limit_is_twenty_unless_said(write, answer):
    file = write("".join(f"hub x{i}\n" for i in range(30)))

    def count(*options):
        return len(
            answer("introductions", file, "--member", "x3", *options)["introductions"]
        )

    assert [count(), count("--limit", "1"), count("--limit", "9" * 18)] == [20, 1, 29]


def test_who_knows_everybody_has_nobody_to_meet(write, ask, answer):
    file = write("a b\nb c\na c\n")

    assert answer("introductions", file, "--member", "a") == {
        "member": "a",
        "introductions": [],
    }
    assert ask("introductions", file, "--member", "a") == (
        0,
        "a has no friend of a friend to meet.\n",
        "",
    )


def test_a_member_may_be_called_like_an_option(write, answer):
    file = write("-5 b\nb --json\n")

    found = answer("introductions", file, "--member", "-5")
    assert found["introductions"][0]["member"] == "--json"
    assert answer("introductions", file, "--member=--json")["member"] == "--json"
    assert answer("path", file, "-5", "b")["path"] == ["-5", "b"]


# Ways, counted by hand


def test_the_best_way_weighs_strength_against_length(write, answer):
    weak = write("a b 0.2\na c\nc b\n", "weak.txt")
    strong = write("a b 0.8\na c\nc b\n", "strong.txt")

    over_c = {"path": ["a", "c", "b"], "strength": 1.0}
    assert answer("path", weak, "a", "b") == over_c
    assert answer("path", strong, "a", "b") == {"path": ["a", "b"], "strength": 0.8}


def test_of_equal_ways_the_ids_decide(write, answer):
    file = write("a 9\na 10\n9 z\n10 z\n")

    assert answer("path", file, "a", "z")["path"] == ["a", "10", "z"]
    assert answer("path", file, "z", "a")["path"] == ["z", "10", "a"]


def test_a_way_has_four_ties_at_most(write, answer):
    file = write("a b\nb c\nc d\nd e\ne f\n")

    assert answer("path", file, "a", "e")["path"] == list("abcde")
    assert answer("path", file, "a", "f") == {"path": None, "strength": 0.0}
    assert answer("path", file, "a", "e", "--max-ties", "3")["path"] is None
    assert answer("path", file, "a", "b", "--max-ties", "1")["path"] == ["a", "b"]


def test_between_two_pieces_there_is_no_way(write, ask, answer):
    file = write("a b\nc d\n")

    assert answer("path", file, "a", "d") == {"path": None, "strength": 0.0}
    assert ask("path", file, "a", "d") == (
        0,
        "No way leads from a to d in 4 ties or fewer.\n",
        "",
    )


def test_to_oneself_no_tie_is_needed(write, ask, answer):
    file = write("a b\n")

    assert answer("path", file, "a", "a") == {"path": ["a"], "strength": 1.0}
    assert ask("path", file, "a", "a")[0] == 0


# Words for people


def test_people_read_a_table(write, ask):
    status, out, err = ask("introductions", write(CLUB), "--member", "ana")

    heads, row = out.splitlines()
    assert (status, err) == (0, "")
    assert heads.split("  ")[:2] == ["member", "through"]
    assert row.startswith("cem     ben, eve  ")
    assert len(heads) == len(row)


def test_people_read_a_way(write, ask):
    assert ask("path", write(CLUB), "ana", "dora") == (
        0,
        "ana - ben - cem - dora\nstrength 0.201\n",
        "",
    )


def test_help_is_no_error(ask):
    for words in (["--help"], ["introductions", "--help"], ["path", "-h"]):
        status, out, err = ask(*words)
        assert (status, err) == (0, "")
        assert "whispeer graph" in out


# The page of the reference


def test_the_page_of_the_reference_shows_what_is_really_answered(
    write, ask, monkeypatch, tmp_path
):
    page = (ROOT / "docs" / "reference" / "graph-command.md").read_text("utf-8")
    [club] = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    examples = re.findall(r"^\$ whispeer graph (.*)\n([^$`]*)", page, re.MULTILINE)
    write(club, "club.txt")
    monkeypatch.chdir(tmp_path)

    assert len(examples) > 5
    for words, shown in examples:
        _, out, err = ask(*words.split())
        assert (words, out + err) == (words, shown)
