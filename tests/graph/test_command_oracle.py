"""The command against the plain rules of `oracle.py`."""

import gzip
import random

import pytest

from tests.graph import oracle
from tests.graph.data import real
from tests.graph.oracle import alike

# Random files, against the plain rules


def random_file(seed):
    """Lines of one of the three kinds, and whether they shall be read plainly."""
    chance = random.Random(seed)
    members = [
        chance.choice("abcXYZé0123") + str(i) for i in range(chance.randint(4, 16))
    ]
    kind = ("bare", "strengths", "events", "ratings")[seed % 4]
    weights = (0.05, 0.3, 0.31, 0.5, 1) if kind != "events" else (0.5, 1, 2, 4)
    lines: dict[object, str] = {}
    for i in range(chance.randint(3, 45)):
        a, b = chance.sample(members, 2)
        weight, when = chance.choice(weights), chance.randint(0, 40_000_000) + i / 64
        if kind == "bare":
            lines[frozenset((a, b))] = f"{a} {b}"
        elif kind == "strengths":
            lines[frozenset((a, b))] = f"{a}\t{b}, {weight}"
        else:
            lines[i] = f"{a},{b},{weight},{when}"
    return list(lines.values()), ["--plain"] if kind == "ratings" else []


@pytest.mark.parametrize("seed", range(60))
def test_on_random_files_the_command_answers_what_the_plain_rules_say(
    write, answer, seed
):
    lines, plain = random_file(seed)
    ties = oracle.read(lines, plain=bool(plain))
    world = oracle.worlds_of(ties)
    file = write("\n".join(lines))
    chance = random.Random(seed)
    a, b = chance.choice(sorted(ties)), chance.choice(sorted(ties))

    for score in oracle.SCORES:
        limit = chance.choice([1, 3, 20])
        options = ["--score", score, "--limit", limit, *plain]
        found = answer("introductions", file, "--member", a, *options)
        expected = oracle.introductions(ties, a, score=score, limit=limit, world=world)
        assert alike(found["introductions"], expected)
    if a != b:
        most = chance.randint(1, 4)
        found = answer("path", file, a, b, "--max-ties", most, *plain)
        assert alike(found, oracle.path(ties, a, b, most))


# Real files, against the same


def lines_of(name):
    with gzip.open(real(name), "rt") as file:
        return list(file)


REAL = {
    "bitcoinotc": [],
    "bitcoinotc plainly": ["--plain"],
    "collegemsg": [],
    "email_eu": [],
    "fb100_amherst": [],
    "github": [],
}


@pytest.mark.parametrize("case", REAL)
def test_on_real_files_the_command_answers_what_the_plain_rules_say(answer, case):
    name, options = case.split()[0], REAL[case]
    ties = oracle.read(lines_of(name), plain=bool(options))
    world = oracle.worlds_of(ties)
    chance = random.Random(case)

    for score in oracle.SCORES:
        for member in chance.sample(sorted(ties), 1 if name == "github" else 4):
            found = answer(
                "introductions",
                real(name),
                "--member",
                member,
                "--score",
                score,
                *options,
            )
            expected = oracle.introductions(ties, member, score=score, world=world)
            assert alike(found["introductions"], expected)
    for _ in range(3):
        a, b = chance.sample(sorted(ties), 2)
        found = answer("path", real(name), a, b, *options)
        way = found["path"]
        if way is None:
            assert oracle.best_worth(ties, a, b) == 0
        else:
            assert (way[0], way[-1]) == (a, b)
            assert oracle.worth(ties, way) == oracle.best_worth(ties, a, b)
            assert found["strength"] == pytest.approx(float(oracle.strength(ties, way)))
