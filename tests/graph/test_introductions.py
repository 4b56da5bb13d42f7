"""J1 agrees with its plain twin, and keeps its promises."""

import gzip
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings

from tests.graph import plain
from tests.graph.data import real
from tests.graph.graphs import Both, both, graphs
from whispeer.graph import build
from whispeer.graph.errors import BadNumber, UnknownMember
from whispeer.graph.introductions import Score, introductions

SCORES: list[Score] = ["path", "allocation", "default"]


def agree(given: Both, member: int, score: Score, limit: int) -> None:
    """Hold an answer against the twin's, nearly equal scores in any order."""
    found = introductions(given.store, member, limit=limit, score=score)
    ways = plain.ways(given.graph, member)
    scores = {
        c: plain.score(given.graph, given.lives, member, c, products)[score]
        for c, products in ways.items()
    }
    expected = sorted((-value, c) for c, value in scores.items() if value > 0)
    assert len(found) == min(limit, len(expected))
    for one, (value, _) in zip(found, expected, strict=False):
        assert one.score == pytest.approx(-value, rel=1e-9)
        assert one.score == pytest.approx(scores[one.member], rel=1e-9)
    for before, after in pairwise(found):
        assert (-before.score, before.member) < (-after.score, after.member)
    for one in found:
        products = ways[one.member]
        common = plain.overlap(given.graph, member, one.member, len(products))
        assert one.through == plain.through(products)
        assert one.path_strength == max(products.values()) / 65025
        assert one.overlap == pytest.approx(common)


@pytest.mark.parametrize("score", SCORES)
@given(given=graphs())
@settings(max_examples=150, deadline=None)
def test_the_kernel_agrees_with_its_plain_twin(score, given):
    for member in given.graph:
        agree(given, member, score, 20)


@given(given=graphs())
@settings(max_examples=60, deadline=None)
def test_a_short_list_is_the_beginning_of_the_long_one(given):
    for member in given.graph:
        whole = introductions(given.store, member, limit=100)

        assert introductions(given.store, member, limit=3) == whole[:3]


@pytest.mark.parametrize("score", SCORES)
@pytest.mark.parametrize("name", ["fb100_amherst", "github"])
def test_it_agrees_with_its_twin_on_real_graphs(name, score):
    chance = random.Random(1)
    with gzip.open(real(name), "rt") as lines:
        pairs = [tuple(map(int, line.split()[:2])) for line in lines]
    steps = [chance.choice([1, 50, 100, 180, 255]) for _ in pairs]
    worlds = {i: plain.Life(world=i % 9) for pair in pairs for i in pair}
    given = both(
        [(a, b, s, s, True) for (a, b), s in zip(pairs, steps, strict=True)], worlds
    )
    for member in chance.sample(sorted(given.graph), 12):
        agree(given, member, score, 20)


def test_equal_scores_are_ordered_by_id_whatever_the_order_of_their_ties():
    """The same three terms, met in another order by each candidate."""
    strengths = [(2, 0.3), (3, 0.7), (4, 0.9)]
    pairs = [(1, b, 1.0) for b, _ in strengths]
    for turn, candidate in enumerate([30, 10, 20]):
        turned = strengths[turn:] + strengths[:turn]
        pairs += [
            (b, candidate, s) for (b, _), (_, s) in zip(strengths, turned, strict=True)
        ]
    store = build.small(pairs)
    for score in SCORES:
        found = introductions(store, 1, score=score)

        assert [one.member for one in found] == [10, 20, 30]
        assert len({one.score for one in found if score != "path"}) <= 1


def test_a_closed_tie_excludes_but_leads_nowhere():
    ties = build.Ties([1, 2, 1, 4], [2, 3, 4, 5], open=[True, True, False, True])
    store = build.in_memory(build.Members([1, 2, 3, 4, 5]), ties)

    assert [one.member for one in introductions(store, 1)] == [3]
    assert [one.member for one in introductions(store, 2)] == []


def test_a_factor_lifts_and_zero_removes():
    store = build.small([(1, 2, 1.0), (2, 3, 1.0), (2, 4, 0.9), (2, 5, 0.5)])
    plainly = introductions(store, 1)
    found = introductions(store, 1, factors={4: 1.5, 3: 0.0})

    assert [one.member for one in plainly] == [3, 4, 5]
    assert [one.member for one in found] == [4, 5]
    assert found[0].score == pytest.approx(1.5 * plainly[1].score)


def test_those_to_leave_out_never_appear():
    store = build.small([(1, 2, 1.0), (2, 3, 1.0), (2, 4, 0.9)])

    assert [one.member for one in introductions(store, 1, without=[3, 2, 1])] == [4]


def test_somebody_alone_meets_nobody():
    store = build.in_memory(build.Members([1, 2, 3]), build.Ties([2], [3]))

    assert introductions(store, 1) == []


def test_the_floor_is_included():
    """sqrt(39 * 38 / 255**2) is just above 0.15, sqrt(38 * 38 / 255**2) below."""
    store = both([(1, 2, 39, 39, True), (2, 3, 38, 38, True), (2, 4, 37, 37, True)])

    assert [one.member for one in introductions(store.store, 1)] == [3]
    assert len(introductions(store.store, 1, score="path")) == 2


def test_nonsense_is_refused_by_name():
    store = build.small([(1, 2, 1.0), (2, 3, 1.0)])

    with pytest.raises(UnknownMember, match="member 9"):
        introductions(store, 9)
    with pytest.raises(BadNumber, match="limit 0"):
        introductions(store, 1, limit=0)
    with pytest.raises(BadNumber, match="score 'best'"):
        introductions(store, 1, score="best")  # type: ignore[arg-type]
    with pytest.raises(BadNumber, match="factor"):
        introductions(store, 1, factors={3: float("nan")})
