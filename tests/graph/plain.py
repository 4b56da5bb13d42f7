"""The plain twins: what the engine must answer, in a few lines each.

A graph is a dictionary of dictionaries: ``graph[a][b]`` is the strength of the tie
of a and b as a sees it, in steps of 1/255, and whether it is open. Sums are exact
fractions where they can be; no index, no table, no cleverness.
"""

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from math import e, log, sqrt
from typing import NamedTuple

Graph = dict[int, dict[int, tuple[int, bool]]]


class Life(NamedTuple):
    world: int = -1
    sector: int = -1
    place: int = -1


def graph_of(pairs: Iterable[tuple[int, int, int, int, bool]]) -> Graph:
    graph: Graph = {}
    for a, b, ab, ba, open_ in pairs:
        graph.setdefault(a, {})[b] = ab, open_
        graph.setdefault(b, {})[a] = ba, open_
    return graph


def ways(graph: Graph, a: int) -> dict[int, dict[int, int]]:
    """For each candidate, the product of strengths through each connector."""
    found: dict[int, dict[int, int]] = {}
    for b, (ab, open_ab) in graph[a].items():
        for c, (bc, open_bc) in graph[b].items():
            if open_ab and open_bc and c != a and c not in graph[a]:
                found.setdefault(c, {})[b] = ab * bc
    return found


def through(products: dict[int, int]) -> tuple[int, ...]:
    return tuple(sorted(products, key=lambda b: (-products[b], b))[:3])


def overlap(graph: Graph, a: int, c: int, common: int) -> float:
    return common / (len(graph[a]) + len(graph[c]) - common)


def score(
    graph: Graph, lives: dict[int, Life], a: int, c: int, products: dict[int, int]
) -> dict[str, float]:
    """Every score of a candidate; the default is 0 below the floor."""
    best = max(products.values())
    allocation = sum(Fraction(p, 65025 * len(graph[b])) for b, p in products.items())
    path = sum(
        sqrt(p / 65025) / log(max(len(graph[b]), e)) for b, p in products.items()
    )
    far = distance(lives.get(a, Life()), lives.get(c, Life()))
    part = 0.4 if far[1] else 0.2
    apart = far[0] + part * (1 - overlap(graph, a, c, len(products)))
    r = path * (0.2 + 0.8 * apart) / len(graph[c]) ** 0.25
    kept = best >= 0.15**2 * 65025
    return {
        "path": best / 65025,
        "allocation": float(allocation),
        "default": r if kept else 0.0,
    }


def distance(a: Life, c: Life) -> tuple[float, bool]:
    """What is known of Dw without the overlap, and whether that weighs 0.4."""
    differs = a.world < 0 or a.world != c.world
    if min(a.sector, c.sector, a.place, c.place) < 0:
        return 0.6 * differs, True
    return (
        0.35 * differs + 0.25 * (a.sector != c.sector) + 0.2 * (a.place != c.place),
        False,
    )


def paths(graph: Graph, a: int, b: int, ties: int) -> Iterable[tuple[int, ...]]:
    """Every simple way from a to b over exactly so many open ties."""
    if ties == 0:
        yield from [(a,)] if a == b else []
        return
    for c, (_, open_) in graph[a].items():
        if open_:
            for rest in paths(graph, c, b, ties - 1):
                if a not in rest:
                    yield (a, *rest)


def product(graph: Graph, way: tuple[int, ...]) -> Fraction:
    worth = Fraction(1)
    for x, y in pairwise(way):
        worth *= Fraction(graph[x][y][0], 255)
    return worth


def strongest(
    graph: Graph, a: int, b: int, max_ties: int
) -> tuple[tuple[int, ...], float] | None:
    found = [way for n in range(1, max_ties + 1) for way in paths(graph, a, b, n)]
    if not found:
        return None
    decay = Fraction(7, 10)
    best = min(
        found, key=lambda w: (-(decay ** (len(w) - 2)) * product(graph, w), len(w), w)
    )
    return best, float(product(graph, best))
