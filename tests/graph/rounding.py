"""Random clubs for rounds, and what a round must be, in plain words."""

from fractions import Fraction
from itertools import chain
from typing import Any, NamedTuple

import numpy as np

from tests.graph import plain
from tests.graph.graphs import both
from whispeer.graph.rounds import Candidates, Guests, Round
from whispeer.graph.store import TieStore


class Club(NamedTuple):
    store: TieStore
    graph: plain.Graph
    guests: Guests | None
    apart: set[frozenset[int]]

    @property
    def ids(self) -> list[int]:
        taking_part: Any = self.graph if self.guests is None else self.guests.ids
        return sorted(taking_part)

    @property
    def pairs_apart(self) -> list[list[int]]:
        return [sorted(pair) for pair in self.apart]


def club(seed: int, most: int = 24) -> Club:
    """Draw a club: who knows whom how well, who takes part, who is kept apart."""
    chance = np.random.default_rng(seed)
    size = int(chance.integers(3, most + 1))
    ids = chance.choice(1000, size, replace=False).tolist()
    density = chance.choice([0.08, 0.15, 0.3, 0.6])
    steps = chance.choice([1, 40, 128, 255], (size, size))
    open_ = chance.random((size, size)) < chance.choice([0.8, 1.0])
    pairs = [
        (ids[i], ids[j], int(steps[i, j]), int(steps[j, i]), bool(open_[i, j]))
        for i in range(size)
        for j in range(i)
        if chance.random() < density
    ] or [(ids[0], ids[1], 255, 255, True)]
    given = both(pairs)
    members = sorted(given.graph)
    apart = {
        frozenset(chance.choice(members, 2, replace=False).tolist())
        for _ in range(int(chance.choice([0, 0, 3, 12])))
    }
    guests = some_guests(chance, members) if chance.random() < 0.4 else None
    return Club(given.store, given.graph, guests, apart)


def some_guests(chance: np.random.Generator, members: list[int]) -> Guests:
    taking_part = chance.permutation(members)[: 1 + int(0.8 * len(members))]
    size = taking_part.size
    languages = chance.choice([1, 2, 3, 6, 1 << 63], size).astype(np.uint64)
    hours = chance.integers(1, 1 << 7, size).astype(np.uint64)
    place = chance.integers(-1, 2, size).astype(np.int32)
    optional: list[Any] = [languages, hours, place, chance.random(size) < 0.7]
    kept = [one if chance.random() < 0.5 else None for one in optional]
    return Guests(taking_part, *kept)


def suits(guests: Guests | None, a: int, c: int) -> bool:
    """Whether two take part, and have a language, an hour and a place in common."""
    if guests is None:
        return True
    ids = np.asarray(guests.ids).tolist()
    if a not in ids or c not in ids:
        return False
    i, j = ids.index(a), ids.index(c)
    for bits in (guests.languages, guests.hours):
        said: Any = bits
        if said is not None and not int(said[i]) & int(said[j]):
            return False
    place: Any = guests.place
    video: Any = guests.video
    if place is None:
        return True
    seen = video is not None and video[i] and video[j]
    return bool(seen or place[i] == place[j] >= 0)


def may_meet(given: Club, a: int, c: int) -> bool:
    tied = c in given.graph[a]
    return not tied and a != c and frozenset((a, c)) not in given.apart and suits(
        given.guests, a, c
    )  # fmt: skip


def connectors(graph: plain.Graph, a: int, c: int) -> list[int]:
    return [
        b
        for b, (_, open_) in graph[a].items()
        if open_ and c in graph[b] and graph[b][c][1] and c != a
    ]


def weight(graph: plain.Graph, a: int, c: int) -> float:
    """What two weigh: greatest product, as a connector sees both, x (2 - Jaccard)."""
    between = connectors(graph, a, c)
    best = max(graph[b][a][0] * graph[b][c][0] for b in between)
    union = len(graph[a]) + len(graph[c]) - len(between)
    return float(Fraction(best, 255**2) * (2 - Fraction(len(between), union)))


def possible(given: Club) -> dict[tuple[int, int], float]:
    """All friends of friends who may have coffee, with what they weigh."""
    return {
        (a, c): weight(given.graph, a, c)
        for a in given.ids
        for c in given.ids
        if a < c and may_meet(given, a, c) and connectors(given.graph, a, c)
    }


def check_candidates(given: Club, found: Candidates, limit: int) -> None:
    """Each one's best are there, those of equal weight by chance, and no others."""
    all_ = possible(given)
    listed = {
        tuple(pair): w
        for pair, w in zip(found.pairs.tolist(), found.weights, strict=True)
    }
    assert len(listed) == len(found.pairs)
    assert all(all_[pair] == w for pair, w in listed.items())
    bars = {
        a: sorted((w for pair, w in all_.items() if a in pair), reverse=True)[:limit]
        for a in given.ids
    }
    for pair, w in all_.items():
        worst = [bars[a][-1] for a in pair]
        full = [len(bars[a]) == limit for a in pair]
        if any(w > bar or not many for bar, many in zip(worst, full, strict=True)):
            assert pair in listed
        elif w < min(worst):
            assert pair not in listed
    for a in given.ids:
        assert sum(a in pair for pair in listed) >= len(bars[a])


def check_round(given: Club, held: Round) -> None:
    """Everybody once; nobody with whom he may not meet; nobody alone without need."""
    all_ = possible(given)
    pairs, trios = held.pairs.tolist(), held.trios.tolist()
    alone = held.alone.tolist()
    assert sorted(chain(*pairs, *trios, alone)) == given.ids
    assert len(trios) <= 1
    assert all(tuple(pair) in all_ for pair in pairs)
    for trio in trios:
        couples = [(a, c) for a in trio for c in trio if a < c]
        assert all(may_meet(given, a, c) for a, c in couples)
        assert sum(couple in all_ for couple in couples) >= 2
    assert not [(a, c) for a in alone for c in alone if (a, c) in all_]
    assert held.weight == np.float64(sum(Fraction(all_[tuple(p)]) for p in pairs))
