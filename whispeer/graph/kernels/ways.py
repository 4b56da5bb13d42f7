"""J2, first half: what both sides have at hand, and the short ways."""

from typing import Final, NamedTuple, TypeAlias

import numpy as np

from whispeer.graph.arrays import STEPS, Int32s, Int64s, UInt8s, UInt64s
from whispeer.graph.compiled import compiled, whole
from whispeer.graph.kernels.rows import SMALL, slot_of, span

# What `Search.best` holds: value, ties, three rows between, product, whether a
# half was missing, and a footprint of what was read.
VALUE: Final = 0
TIES: Final = 1
BETWEEN: Final = 2
PRODUCT: Final = 5
HALF: Final = 6
FOOTPRINT: Final = 7
FACTS: Final = 8

Way: TypeAlias = tuple[int, int, int]  # rows between the ends; -1 where there is none


class Ways(NamedTuple):
    """What of a graph's arrays is needed to walk."""

    words: UInt64s
    neighbours: Int32s
    strengths: UInt8s
    ids: Int64s


class Sides(NamedTuple):
    """Working memory of one thread: what each side reaches."""

    near: UInt8s  # (rows,) strength of the target's ties towards it, by row; else 0
    near_rows: Int64s  # (ties,) those who have one
    keys: Int64s  # (ties,) strength of the start's ties
    order: Int64s  # (ties,) the same ties, the strongest first
    far: Int64s  # (2**j,) table of what two ties from the start reach
    far_rows: Int64s  # (places,)
    far_best: Int64s  # (places,) greatest product of two ties
    far_via: Int64s  # (places,) through whom
    far_order: Int64s  # (places,) the best first
    need: Int64s  # (3,) ties, places, rows wanted when SMALL


class Search(NamedTuple):
    """What is asked of J2, and what is found."""

    a: int
    b: int
    max_ties: int
    values: Int64s  # (5,) what one of a product of so many ties is worth
    best: Int64s  # (FACTS,)


@compiled
def table_for(places: int) -> int:
    """Return how large a table is that stays three quarters empty at worst."""
    size = 16
    while 3 * size < 4 * places:
        size *= 2
    return size


@compiled
def before(ids: Int64s, one: Way, other: Way) -> bool:
    """Tell whether a way comes before another of as many ties, by external ids."""
    for k in range(3):
        if one[k] != other[k]:
            return bool(ids[one[k]] < ids[other[k]])
    return False


@compiled
def bar(search: Search, ties: int) -> int:
    """Return the least value a way of so many ties must have to be looked at."""
    value = whole(search.best[VALUE])
    return value if search.best[TIES] == ties else value + 1


@compiled
def offer(ids: Int64s, search: Search, ties: int, product: int, way: Way) -> None:
    """Keep a way if it is the best so far; shorter ones are offered first."""
    best = search.best
    value = product * whole(search.values[ties])
    if value < bar(search, ties):
        return
    held = (whole(best[BETWEEN]), whole(best[BETWEEN + 1]), whole(best[BETWEEN + 2]))
    if value > best[VALUE] or before(ids, way, held):
        best[VALUE], best[TIES], best[PRODUCT] = value, ties, product
        for k in range(3):
            best[BETWEEN + k] = way[k]


@compiled
def gather(ways: Ways, sides: Sides, search: Search) -> int:
    """List the target's ties with their strength towards it; return how many."""
    words, neighbours = ways.words, ways.neighbours
    begin, end = span(words, neighbours.size, search.b)
    start, stop = span(words, neighbours.size, search.a)
    ties, count = max(end - begin, stop - start), 0
    if ties > sides.near_rows.size or words.size > sides.near.size:
        sides.need[0], sides.need[2] = ties, words.size
        return SMALL
    for i in range(begin, end):
        row = whole(neighbours[i])
        if row < 0:
            continue
        first, last = span(words, neighbours.size, row)
        slot = slot_of(neighbours, first, last, search.b)
        if slot < 0 or neighbours[slot] < 0:
            search.best[HALF] = 1
            continue
        sides.near_rows[count] = row
        sides.near[row] = ways.strengths[slot]
        count += 1
    return count


@compiled
def short_ways(ways: Ways, sides: Sides, search: Search) -> None:
    """Offer the ways of one and of two ties."""
    begin, end = span(ways.words, ways.neighbours.size, search.a)
    slot = slot_of(ways.neighbours, begin, end, search.b)
    if slot >= 0 and ways.neighbours[slot] >= 0:
        step = whole(ways.strengths[slot])
        offer(ways.ids, search, 1, step, (-1, -1, -1))
    if search.max_ties < 2:
        return
    for i in range(begin, end):
        row = whole(ways.neighbours[i])
        if row >= 0 and sides.near[row] > 0:
            product = whole(ways.strengths[i]) * whole(sides.near[row])
            offer(ways.ids, search, 2, product, (row, -1, -1))


@compiled
def by_strength(keys: Int64s, count: int, top: int, order: Int64s) -> None:
    """Put places in the order of their keys, the greatest of 256 classes first."""
    starts = np.zeros(258, np.int64)
    for place in range(count):
        starts[257 - (keys[place] * STEPS // top)] += 1
    for k in range(1, 258):
        starts[k] += starts[k - 1]
    for place in range(count):
        k = 256 - (keys[place] * STEPS // top)
        order[starts[k]] = place
        starts[k] += 1


@compiled
def least_product(least: int, worth: int) -> int:
    """Return the least product that brings so much worth to the bar."""
    return (least + worth - 1) // worth
