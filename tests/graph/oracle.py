"""What `whispeer graph` must answer, in plain words and without any of its parts.

Only the worlds are asked of the engine: no two searches for worlds agree.
"""

from collections import defaultdict
from fractions import Fraction
from itertools import pairwise
from math import e, floor, isclose, log, log1p, sqrt

import numpy as np

from whispeer.graph.worlds import worlds

DAY = 86_400


def read(lines, *, plain=False):
    """{a: {b: strength in steps of 1/255}} of lines that are known to be good."""
    rows = [line.split("#")[0].replace(",", " ").split() for line in lines]
    rows = [row for row in rows if row]
    timed = len(rows[0]) == 4
    found = latest(rows) if plain or not timed else lived(rows)
    ties: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for (a, b), strength in found.items():
        ties[a][b] = ties[b][a] = max(1, round(255 * strength))
    return dict(ties)


def latest(rows):
    rows = [[a, b, *map(float, rest)] for a, b, *rest in rows]
    rows.sort(key=lambda row: row[3:])
    return {tuple(sorted(row[:2])): (row[2:] or [1.0])[0] for row in rows}


def lived(rows):
    per_pair = defaultdict(list)
    for a, b, weight, time in rows:
        per_pair[tuple(sorted((a, b)))].append((float(time) / DAY, float(weight)))
    now = max(time for events in per_pair.values() for time, _ in events)
    return {pair: s(events, now) for pair, events in per_pair.items()}


def s(events, now):
    """M1, of (day, weight): s at a moment, with the half-life of the whole life."""
    days = defaultdict(list)
    for time, weight in events:
        days[floor(time)].append((weight, time))
    age = max(events)[0] - min(events)[0]
    half = min(max(90 * (1 + age / 180), 90), 365)
    total = 0.0
    for weight, time in map(max, days.values()):
        total += weight * 2 ** (-(now - time) / half)
    return min(1.0, log1p(total) / log1p(36.6))


def alike(one, other):
    """Whether two answers are the same, but for the last digits of numbers."""
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(alike(one[k], other[k]) for k in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, float):
        return isinstance(other, float) and isclose(one, other, rel_tol=1e-10)
    return one == other


# Introductions


def introductions(ties, member, *, score, limit=20, world=None):
    """What the command answers under "introductions", best first."""
    through = defaultdict(list)
    for b, first in ties[member].items():
        for c, second in ties[b].items():
            if c != member and c not in ties[member]:
                through[c].append((-first * second, b))
    found = []
    for c, ways in through.items():
        ways.sort()
        common = len(ways)
        overlap = common / (len(ties[member]) + len(ties[c]) - common)
        apart = bool(world) and world[member] != world[c]
        value = SCORES[score](ties, ways, c, overlap, apart)
        if value is not None:
            best = [b for _, b in ways[:3]]
            found.append((-value, c, best, -ways[0][0] / 255**2, overlap))
    found.sort(key=lambda one: (rounded(one[0]), one[1]))
    keys = ("member", "through", "score", "path_strength", "overlap")
    return [
        dict(zip(keys, (c, best, float(-value), strength, overlap), strict=True))
        for value, c, best, strength, overlap in found[:limit]
    ]


def rounded(value):
    """Equal scores must be equal, however they were summed."""
    return value if isinstance(value, Fraction) else float(f"{value:.10e}")


def by_path(ties, ways, c, overlap, apart):
    return Fraction(-ways[0][0], 255**2)


def by_allocation(ties, ways, c, overlap, apart):
    return sum(Fraction(-product, 255**2 * len(ties[b])) for product, b in ways)


def by_default(ties, ways, c, overlap, apart):
    """R of M2, trade and place missing; nobody below the floor."""
    if -ways[0][0] < (0.15 * 255) ** 2:
        return None
    path = sum(
        sqrt(-product / 255**2) / log(max(len(ties[b]), e)) for product, b in ways
    )
    distance = 0.60 * apart + 0.40 * (1 - overlap)
    return path * (0.2 + 0.8 * distance) / len(ties[c]) ** 0.25


SCORES = {"path": by_path, "allocation": by_allocation, "default": by_default}


def worlds_of(ties):
    names = sorted(ties)
    pairs = [(a, b) for a in names for b in ties[a] if a < b]
    number = {name: i for i, name in enumerate(names)}
    ends = np.array([(number[a], number[b]) for a, b in pairs])
    strengths = np.array([ties[a][b] / 255 for a, b in pairs])
    return dict(zip(names, worlds(ends, strengths, len(names)).tolist(), strict=True))


# Ways


def path(ties, a, b, max_ties=4):
    """The best way by trying all of them: what the command answers."""
    ways = [way for way in all_ways(ties, [a], b, max_ties) if len(way) > 1]
    if not ways:
        return {"path": None, "strength": 0.0}
    best = min(ways, key=lambda way: (-worth(ties, way), len(way), way))
    return {"path": best, "strength": float(strength(ties, best))}


def all_ways(ties, way, goal, more):
    if way[-1] == goal:
        yield way
    elif more:
        for after in ties[way[-1]]:
            if after not in way:
                yield from all_ways(ties, [*way, after], goal, more - 1)


def strength(ties, way):
    product = Fraction(1)
    for one, after in pairwise(way):
        product *= Fraction(ties[one][after], 255)
    return product


def worth(ties, way):
    return Fraction(7, 10) ** (len(way) - 2) * strength(ties, way)


def best_worth(ties, a, b, max_ties=4):
    """What the best way is worth, layer by layer: for graphs too large to try all."""
    reached, best = {a: 1}, Fraction(0)
    for ties_on_it in range(1, max_ties + 1):
        onward: defaultdict[str, int] = defaultdict(int)
        for one, product in reached.items():
            for after, steps in ties[one].items():
                onward[after] = max(onward[after], product * steps)
        reached = onward
        found = Fraction(reached.get(b, 0), 255**ties_on_it)
        best = max(best, Fraction(7, 10) ** (ties_on_it - 1) * found)
    return best
