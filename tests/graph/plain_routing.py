"""The plain twins of J4: M3 as it is written, on dictionaries."""

from collections.abc import Collection, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from tests.graph import plain

Outcome = tuple[float, float]
NOTHING: Outcome = (0.0, 0.0)


class Past(NamedTuple):
    """What one member answered, faded, and the asks he received lately."""

    relay: tuple[float, float] = (0, 0)  # yes, asked
    help: tuple[float, float] = (0, 0)
    week: int = 0


class Case(NamedTuple):
    """Everything a choice depends on."""

    graph: plain.Graph
    limit: Mapping[int, int]  # who declared it: within how many ties
    share: float
    past: Mapping[int, Past]
    hops: int
    never: Collection[int]
    busy: Collection[int]


def clip(chance: float) -> float:
    return min(max(chance, 0.02), 0.95)


def relays(past: Past, s: float) -> float:
    yes, asked = past.relay
    return clip((2.6 + yes) / (4 + asked) * (0.6 + 0.4 * s) / 0.8 * 0.85**past.week)


def helps(past: Past, tau: float) -> float:
    yes, asked = past.help
    return clip(
        (2.8 + yes) / (4 + asked) * (0.55 + 0.45 * tau) / 0.85 * 0.85**past.week
    )


def trust(graph: plain.Graph, a: int, b: int, max_ties: int = 3) -> float:
    """The best way, the best that shares no tie with it, and a third."""
    found = [way for n in range(1, max_ties + 1) for way in plain.paths(graph, a, b, n)]
    used: set[frozenset[int]] = set()
    distrust = Fraction(1)
    for _ in range(3):
        free = [way for way in found if not used & ties_of(way)]
        if not free:
            break
        best = min(free, key=lambda way: (-worth(graph, way), len(way), way))
        distrust *= 1 - worth(graph, best)
        used |= ties_of(best)
    return float(1 - distrust)


def ties_of(way: tuple[int, ...]) -> set[frozenset[int]]:
    return {frozenset(tie) for tie in pairwise(way)}


def worth(graph: plain.Graph, way: tuple[int, ...]) -> Fraction:
    value = Fraction(7, 10) ** (len(way) - 2)
    for x, y in pairwise(way):
        value *= Fraction(35, 100) + Fraction(65, 100) * Fraction(graph[x][y][0], 255)
    return value


def near(case: Case, x: int) -> int:
    return sum(case.limit.get(y, 0) > 0 for y in case.graph[x])


def lived(case: Case, x: int, *, far: bool) -> float:
    """How likely somebody lived it who did not say so."""
    ties, seen = case.graph[x], float(near(case, x))
    weight = float(len(ties))
    if far:
        seen += sum(near(case, y) / len(case.graph[y]) for y in ties)
        weight *= 2
    share = (seen + 100 * len(case.limit) / len(case.graph)) / (weight + 100)
    if share >= case.share:  # more who declared it than could be
        return 0.95
    return min(share * (1 / case.share - 1) / (1 - share), 0.95)


def asking(
    case: Case, x: int, s: float, hop: int, q: float, beyond: Outcome
) -> Outcome:
    """Chance that it lands, and people asked, once x is asked over a tie."""
    past = case.past.get(x, Past())
    helper = helps(past, (0.35 + 0.65 * s) * 0.7 ** (hop - 1))
    if case.limit.get(x, 0) >= hop:
        return helper, 1.0
    passes = (1 - q * helper) * relays(past, s)
    return q * helper + passes * beyond[0], 1 + passes * beyond[1]


def best_two(found: list[Outcome]) -> Outcome:
    found = [one for one in found if one[0] > 0]  # nobody is asked in vain
    found = sorted(found, key=lambda one: (-one[0] / one[1], -one[0]))[:2]
    chance, asked = 0.0, 0.0
    for p, c in found:
        chance, asked = chance + (1 - chance) * p, asked + (1 - chance) * c
    return chance, asked


def hope(case: Case, x: int, left: int, *, first: bool = False) -> Outcome:
    """What the best two ties of x promise when it may go so many ties further.

    Of whom it would come to last, only those who declared it count, unless it is the
    first look, at the ties of somebody who may be asked now.
    """
    if left == 0:
        return NOTHING
    hop, found = case.hops - left + 1, []
    for y, (_, open_) in case.graph[x].items():
        if not open_ or y in case.never or y in case.busy:
            continue
        beyond = hope(case, y, left - 1)
        declared = case.limit.get(y, 0) >= hop
        if declared or ((first or left > 1) and (near(case, y) or beyond[0])):
            q = lived(case, y, far=False)
            s = case.graph[x][y][0] / 255
            found.append(asking(case, y, s, hop, q, beyond))
    return best_two(found)


def value(case: Case, seeker: int, by: int, to: int, hop: int) -> Outcome:
    """Chance, and people asked, when a holder asks a tie of his."""
    s = case.graph[by][to][0] / 255
    if case.limit.get(to, 0) >= hop:
        return helps(case.past.get(to, Past()), trust(case.graph, seeker, to)), 1.0
    beyond = hope(case, to, case.hops - hop, first=True)
    return asking(case, to, s, hop, lived(case, to, far=True), beyond)
