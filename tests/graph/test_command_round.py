"""`whispeer graph round`: what it answers, and what it refuses."""

import gzip
import json
import random
from itertools import chain

import pytest

from tests.graph import oracle
from tests.graph.data import CLUB, real, refused

CHAIN = "a b\nb c 0.5\nc d\n"


def groups(found):
    return [*found["pairs"], *found["trios"]]


def weight(ties, a, c):
    common = ties[a].keys() & ties[c].keys()
    best = max(ties[a][b] * ties[b][c] for b in common) / 255**2
    return best * (2 - len(common) / len(ties[a].keys() | ties[c].keys()))


def check(found, ties, apart=()):
    """Everybody once, no two who are tied or apart, pairs of friends of friends."""
    assert sorted([*chain(*groups(found)), *found["alone"]]) == sorted(ties)
    assert len(found["trios"]) <= 1
    apart = {frozenset(pair) for pair in apart}
    for group in groups(found):
        couples = [(a, c) for a in group for c in group if a < c]
        assert not any(c in ties[a] or {a, c} in apart for a, c in couples)
    total = sum(weight(ties, a, c) for a, c in found["pairs"])
    assert found["weight"] == pytest.approx(total)
    assert found["pairs"] == sorted(sorted(pair) for pair in found["pairs"])
    assert found["alone"] == sorted(found["alone"])


# Answers, counted by hand


def test_friends_of_friends_are_paired(write, answer):
    found = answer("round", write(CHAIN))

    half = 128 / 255
    assert found == {
        "pairs": [["a", "c"], ["b", "d"]],
        "trios": [],
        "alone": [],
        "weight": pytest.approx(half * (2 - 1 / 2) + half * (2 - 1 / 2)),
    }


def test_who_met_or_is_excluded_is_not_paired(write, answer):
    file = write(CHAIN)
    met, excluded = write("c a\n", "met.txt"), write("d,b # long ago\n", "out.txt")

    assert answer("round", file, "--met", met)["pairs"] == [["b", "d"]]
    assert answer("round", file, "--exclude", excluded)["pairs"] == [["a", "c"]]
    found = answer("round", file, "--met", met, "--exclude", excluded)
    assert found == {
        "pairs": [],
        "trios": [],
        "alone": ["a", "b", "c", "d"],
        "weight": 0,
    }


def test_who_is_not_in_the_graph_is_passed_over(write, answer):
    met = write("zoe a\nzoe yan\na a\n", "met.txt")

    assert answer("round", write(CHAIN), "--met", met)["pairs"] == [
        ["a", "c"],
        ["b", "d"],
    ]


def test_an_odd_one_makes_a_pair_a_trio_which_weighs_nothing(write, answer):
    found = answer("round", write("hub a\nhub b\nhub c\n"))

    assert found == {
        "pairs": [], "trios": [["a", "b", "c"]], "alone": ["hub"], "weight": 0,
    }  # fmt: skip


def test_everybody_comes_first_and_weight_second(write, answer):
    """c and e together weigh most, but then a would be alone, and g."""
    file = write("a b 0.1\nb c\nc d\nd e\ne f\nf g 0.1\ng h 0.1\n")

    pairs = answer("round", file)["pairs"]

    assert pairs == [["a", "c"], ["b", "d"], ["e", "g"], ["f", "h"]]


def test_people_read_lines(write, ask):
    assert ask("round", write(CHAIN)) == (0, "a - c\nb - d\nweight 1.51\n", "")


# Random and real files, against plain rules


@pytest.mark.parametrize("seed", range(25))
def test_on_random_files_rounds_keep_to_the_rules(write, answer, seed):
    chance = random.Random(seed)
    names = [f"m{i}" for i in range(chance.randint(4, 30))]
    possible = [(a, b) for a in names for b in names if a < b]
    lines = {
        f"{a} {b} {chance.choice([0.2, 0.5, 1.0])}"
        for a, b in chance.sample(possible, min(len(possible), 2 * len(names)))
    }
    ties = oracle.read(sorted(lines))
    apart = [chance.sample(sorted(ties), 2) for _ in range(chance.choice([0, 10]))]
    met = write("\n".join(" ".join(pair) for pair in apart), "met.txt")

    found = answer(
        "round", write("\n".join(sorted(lines))), "--met", met, "--seed", seed
    )

    check(found, ties, apart)


@pytest.mark.parametrize("name", ["email_eu", "fb100_amherst"])
def test_on_real_files_hardly_anybody_is_alone(ask, name):
    with gzip.open(real(name), "rt") as file:
        ties = oracle.read(list(file))

    said = ask("round", real(name), "--json")

    found = json.loads(said[1])
    check(found, ties)
    assert len(found["alone"]) <= 1
    assert ask("round", real(name), "--json", "--seed", "0") == said


def test_a_second_round_repeats_no_pair_of_the_first(write, answer):
    file = real("email_eu")
    first = groups(answer("round", file))
    met = write(
        "\n".join(f"{g[0]} {other}" for g in first for other in g[1:]), "met.txt"
    )

    second = groups(answer("round", file, "--met", met))

    assert not {tuple(pair) for pair in first} & {tuple(pair) for pair in second}


# Refusals

BAD = {
    "three columns": ("a b\na b c\n", "line 2"),
    "one column": ("\n# nobody\na\n", "line 3"),
    "an empty column": ("a,,b\n", "line 1"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "line 1"),
}


@pytest.mark.parametrize("option", ["--met", "--exclude"])
@pytest.mark.parametrize(("text", "where"), BAD.values(), ids=BAD)
def test_a_file_of_pairs_that_is_none_is_refused(write, ask, option, text, where):
    pairs = write(text, "pairs.txt")

    said = refused(ask("round", write(CLUB), option, pairs, "--json"))

    assert where in said
    assert "pairs.txt" in said


WORDS = {
    "no file": [],
    "a negative seed": ["FILE", "--seed", "-1"],
    "a seed of text": ["FILE", "--seed", "now"],
    "a huge seed": ["FILE", "--seed", "9" * 5000],
    "a missing file of who met": ["FILE", "--met", "nowhere.txt"],
    "a folder of excluded": ["FILE", "--exclude", "."],
    "an unknown option": ["FILE", "--fast"],
    "a missing graph": ["nowhere.txt"],
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_words_that_make_no_sense_are_refused(write, ask, words):
    file = write(CLUB)

    refused(ask("round", *[file if word == "FILE" else word for word in words]))


def test_a_graph_that_is_none_is_refused_with_its_line(write, ask):
    assert "line 2" in refused(ask("round", write("a b\na a\n")))
