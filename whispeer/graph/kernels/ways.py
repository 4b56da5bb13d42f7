"""J2, first half: what both sides have at hand, and the short ways."""

from typing import Final, NamedTuple, TypeAlias

import numpy as np

from whispeer.graph.addresses import int32s_at, int64s_at, uint8s_at, uint64s_at
from whispeer.graph.arrays import STEPS, Int32s, Int64s, UInt8s, UInt64s
from whispeer.graph.compiled import compiled, slot, whole
from whispeer.graph.kernels.rows import SMALL, slot_of, slots_of, span

# What `Search.found` holds: value, ties, three rows between, product, whether a
# half was missing, a footprint of the rows around both ends, and how many rows of the
# middle were read.
VALUE: Final = 0
TIES: Final = 1
BETWEEN: Final = 2
PRODUCT: Final = 5
HALF: Final = 6
FOOTPRINT: Final = 7
MIDDLES: Final = 8
FACTS: Final = 9

SIEVE: Final = 1 << 13  # it stays in the nearest cache

Way: TypeAlias = tuple[int, int, int]  # rows between the ends; -1 where there is none


class Ways(NamedTuple):
    """What of a graph's arrays is needed to walk."""

    words: UInt64s
    neighbours: Int32s
    strengths: UInt8s
    ids: Int64s


class Sides(NamedTuple):
    """Working memory of one thread: what each side reaches."""

    near: UInt8s  # (rows + 1,) strength of the target's ties towards it, by row; else 0
    near_rows: Int64s  # (ties,) those who have one
    keys: Int64s  # (ties,) what the ties of one end are sorted by
    order: Int64s  # (ties,) the same ties, the strongest first
    table: Int64s  # (2**j,) places of what two ties from one end reach, by row
    rows: Int64s  # (places,)
    best: Int64s  # (places,) greatest product of two ties
    via: Int64s  # (places,) through whom
    chosen: Int64s  # (places,) some of them, or slots worth a look
    found_at: Int64s  # (places,) slots that lead back; or the words of the rows above
    ends: Int64s  # (places,) what two ties reach << 32 | through whom, as they come
    products: Int64s  # (places,)
    sieve: Int32s  # (SIEVE,) greatest product of those who share these bits of a row;
    # zero between questions
    need: Int64s  # (3,) ties, places, rows wanted when SMALL
    found: Int64s  # (FACTS,)


class Search(NamedTuple):
    """What is asked of J2, and the addresses of what is needed to find it.

    Small, as it goes from loop to loop: each takes the arrays it needs.
    """

    graph: int
    working: int  # of `Sides`
    numbers: int  # of what one of a product of so many ties is worth, shape (5,)
    a: int
    b: int
    max_ties: int


@compiled
def ways_at(graph: int) -> Ways:
    """Return what is needed to walk, of the arrays of a graph in order."""
    return Ways(
        uint64s_at(graph, 0), int32s_at(graph, 1), uint8s_at(graph, 2),
        int64s_at(graph, 3),
    )  # fmt: skip


@compiled
def sides_at(table: int) -> Sides:
    """Return the working memory that a list tells of."""
    return Sides(
        uint8s_at(table, 0), int64s_at(table, 1), int64s_at(table, 2),
        int64s_at(table, 3), int64s_at(table, 4), int64s_at(table, 5),
        int64s_at(table, 6), int64s_at(table, 7), int64s_at(table, 8),
        int64s_at(table, 9), int64s_at(table, 10), int64s_at(table, 11),
        int32s_at(table, 12), int64s_at(table, 13), int64s_at(table, 14),
    )  # fmt: skip


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
def worth_of(search: Search, ties: int) -> int:
    """Return what one of a product of so many ties is worth."""
    return whole(int64s_at(search.numbers, 0)[ties])


@compiled
def bar(search: Search, ties: int) -> int:
    """Return the least value a way of so many ties must have to be looked at."""
    found = sides_at(search.working).found
    value = whole(found[VALUE])
    return value if found[TIES] == ties else value + 1


@compiled
def turns_back(search: Search, way: Way) -> bool:
    """Tell whether a way meets somebody twice: so may one over half a tie alone."""
    for row in way:
        if row in (search.a, search.b):
            return True
    return way[0] >= 0 and way[0] in (way[1], way[2])


@compiled
def offer(search: Search, ties: int, product: int, way: Way) -> None:
    """Keep a way if it is the best so far; shorter ones are offered first."""
    best, ids = sides_at(search.working).found, int64s_at(search.graph, 3)
    value = product * worth_of(search, ties)
    if value < bar(search, ties) or turns_back(search, way):
        return
    held = (whole(best[BETWEEN]), whole(best[BETWEEN + 1]), whole(best[BETWEEN + 2]))
    if value > best[VALUE] or before(ids, way, held):
        best[VALUE], best[TIES], best[PRODUCT] = value, ties, product
        for k in range(3):
            best[BETWEEN + k] = way[k]


@compiled
def gather(search: Search) -> int:
    """List the target's ties with their strength towards it; return how many."""
    ways, sides = ways_at(search.graph), sides_at(search.working)
    words, neighbours = ways.words, ways.neighbours
    begin, end = span(words, neighbours.size, search.b)
    start, stop = span(words, neighbours.size, search.a)
    ties, count = max(end - begin, stop - start), 0
    if ties > sides.near_rows.size or words.size >= sides.near.size:
        sides.need[0], sides.need[2] = ties, words.size + 1
        return SMALL
    listed, found = sides.order[: end - begin], sides.keys
    for k in range(end - begin):
        listed[k] = begin + k
    slots_of(words, neighbours, listed, search.b, found)
    for k in range(end - begin):
        row, at = whole(neighbours[begin + k]), slot(found[k])
        if row < 0:
            continue
        if neighbours[at] != search.b or ways.strengths[at] == 0:
            sides.found[HALF] = 1  # or it has moved, and left zeros
            continue
        sides.near_rows[count] = row
        sides.near[row] = ways.strengths[at]
        count += 1
    return count


@compiled
def strongest_tie(words: UInt64s, strengths: UInt8s, row: int) -> int:
    """Return the greatest strength among the ties of a row; a fast look."""
    first, last = span(words, strengths.size, row)
    most = np.uint8(0)
    for i in range(slot(first), slot(max(first, last))):
        most = max(most, strengths[i])
    return whole(most)


@compiled
def best_two(
    words: UInt64s, neighbours: Int32s, strengths: UInt8s, near: UInt8s, row: int
) -> int:
    """Return the greatest product of two ties from a row to the target.

    Whether a tie leads there cannot be foreseen, so nothing branches on it.
    """
    first, last = span(words, neighbours.size, row)
    most, members = 0, words.size
    for i in range(slot(first), slot(max(first, last))):
        other = whole(neighbours[i])
        known = whole(near[slot(other if 0 <= other < members else members)])
        most = max(most, known * whole(strengths[i]))
    return most


@compiled
def short_ways(search: Search) -> None:
    """Offer the ways of one and of two ties."""
    ways, sides = ways_at(search.graph), sides_at(search.working)
    begin, end = span(ways.words, ways.neighbours.size, search.a)
    at = slot_of(ways.neighbours, begin, end, search.b)
    if at >= 0 and ways.neighbours[at] >= 0:
        offer(search, 1, whole(ways.strengths[at]), (-1, -1, -1))
    most = best_two(ways.words, ways.neighbours, ways.strengths, sides.near, search.a)
    if search.max_ties < 2 or most * worth_of(search, 2) < bar(search, 2):
        return
    for i in range(begin, end):
        row = whole(ways.neighbours[i])
        if row >= 0 and whole(ways.strengths[i]) * whole(sides.near[row]) == most:
            offer(search, 2, most, (row, -1, -1))


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
