"""J2: two ties from each side, met in the middle; exact for at most four."""

from typing import Final, NamedTuple, TypeAlias

import numpy as np

from whispeer.graph.arrays import STEPS, Arrays, Int64s, UInt8s
from whispeer.graph.compiled import compiled, whole
from whispeer.graph.kernels.rows import (
    SMALL,
    TORN,
    admit,
    place_of,
    real,
    slot_of,
    span,
)

# What `Search.best` holds: value, ties, three rows between, product, whether a
# half was missing, and a footprint of what was read.
VALUE: Final = 0
TIES: Final = 1
BETWEEN: Final = 2
PRODUCT: Final = 5
HALF: Final = 6
FOOTPRINT: Final = 7
FACTS: Final = 8
FEW: Final = 3  # rows read from the far side for one from the near, at most

Way: TypeAlias = tuple[int, int, int]  # rows between the ends; -1 where there is none


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
def gather(arrays: Arrays, sides: Sides, search: Search) -> int:
    """List the target's ties with their strength towards it; return how many."""
    words, neighbours = arrays.words, arrays.neighbours
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
        sides.near[row] = arrays.strengths[slot]
        count += 1
    return count


@compiled
def short_ways(arrays: Arrays, sides: Sides, search: Search) -> None:
    """Offer the ways of one and of two ties."""
    begin, end = span(arrays.words, arrays.neighbours.size, search.a)
    slot = slot_of(arrays.neighbours, begin, end, search.b)
    if slot >= 0 and arrays.neighbours[slot] >= 0:
        step = whole(arrays.strengths[slot])
        offer(arrays.ids, search, 1, step, (-1, -1, -1))
    if search.max_ties < 2:
        return
    for i in range(begin, end):
        row = whole(arrays.neighbours[i])
        if row >= 0 and sides.near[row] > 0:
            product = whole(arrays.strengths[i]) * whole(sides.near[row])
            offer(arrays.ids, search, 2, product, (row, -1, -1))


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


@compiled
def three_ties(arrays: Arrays, sides: Sides, search: Search, top: int) -> None:
    """Offer the ways of three ties, from the start's strongest ties on."""
    words, neighbours, strengths = arrays.words, arrays.neighbours, arrays.strengths
    near, members = sides.near, words.size
    worth, least = whole(search.values[3]), bar(search, 3)
    begin, end = span(words, neighbours.size, search.a)
    for k in range(end - begin):
        i = begin + whole(sides.order[k])
        row, step = whole(neighbours[i]), whole(strengths[i])
        if row < 0 or step * worth * STEPS * top < least:
            continue
        first, last = span(words, neighbours.size, row)
        lowest = least_product(least, step * worth)
        for j in range(first, last):
            other = whole(neighbours[j])
            if other < 0 or other >= members:
                continue
            two = whole(strengths[j]) * whole(near[other])
            if two >= lowest:
                offer(arrays.ids, search, 3, step * two, (row, other, -1))
                least = bar(search, 3)
                lowest = least_product(least, step * worth)


@compiled
def spread(arrays: Arrays, sides: Sides, search: Search, top: int) -> int:
    """Make room for what two ties from the start reach and may matter."""
    words, neighbours, strengths = arrays.words, arrays.neighbours, arrays.strengths
    least, worth = bar(search, 4), whole(search.values[4]) * STEPS * STEPS * top
    begin, end = span(words, neighbours.size, search.a)
    paths = 0
    for i in range(begin, end):
        if neighbours[i] >= 0 and whole(strengths[i]) * worth >= least:
            first, last = span(words, neighbours.size, whole(neighbours[i]))
            paths += last - first
    places = min(paths, words.size)
    size = table_for(places)
    if places > sides.far_best.size or size > sides.far.size:
        sides.need[1] = places
        return SMALL
    sides.far[:size] = 0
    return size - 1


@compiled
def fill(arrays: Arrays, sides: Sides, search: Search, mask: int, top: int) -> int:
    """Keep the best way of two ties to whatever may matter; return how many."""
    words, neighbours, strengths = arrays.words, arrays.neighbours, arrays.strengths
    bests, vias, ids = sides.far_best, sides.far_via, arrays.ids
    least, worth = bar(search, 4), whole(search.values[4]) * STEPS * top
    begin, end = span(words, neighbours.size, search.a)
    used = 0
    for i in range(begin, end):
        row, step = whole(neighbours[i]), whole(strengths[i])
        if row < 0 or step * STEPS * worth < least:
            continue
        first, last = span(words, neighbours.size, row)
        lowest = least_product(least, step * worth)
        for j in range(first, last):
            if strengths[j] < lowest or neighbours[j] < 0:
                continue
            other, product = whole(neighbours[j]), step * whole(strengths[j])
            place = admit(sides.far, mask, other, used)
            if place == used:
                if used >= min(bests.size, mask):
                    return TORN
                sides.far_rows[used], bests[used], vias[used] = other, -1, row
                used += 1
            if product > bests[place] or (
                product == bests[place] and ids[row] < ids[vias[place]]
            ):
                bests[place], vias[place] = product, row
    return used


@compiled
def meet_from_far(
    arrays: Arrays, sides: Sides, search: Search, top: int, used: int
) -> None:
    """Offer the ways of four ties, from the best two on: when those are few."""
    words, neighbours, strengths = arrays.words, arrays.neighbours, arrays.strengths
    near, members = sides.near, words.size
    worth, least = whole(search.values[4]), bar(search, 4)
    by_strength(sides.far_best, used, STEPS * STEPS, sides.far_order)
    for k in range(used):
        at = whole(sides.far_order[k])
        two, middle = whole(sides.far_best[at]), whole(sides.far_rows[at])
        if two * worth * STEPS * top < least:
            continue
        first, last = span(words, neighbours.size, middle)
        lowest = least_product(least, two * worth)
        for j in range(first, last):
            row = whole(neighbours[j])
            if row < 0 or row >= members:
                continue
            other = whole(strengths[j]) * whole(near[row])
            if other >= lowest:
                way = (whole(sides.far_via[at]), middle, row)
                offer(arrays.ids, search, 4, two * other, way)
                least = bar(search, 4)
                lowest = least_product(least, two * worth)


@compiled
def meet_from_near(
    arrays: Arrays, sides: Sides, search: Search, mask: int, sizes: tuple[int, int]
) -> None:
    """Do the same from the target's ties: when those are few."""
    words, neighbours, strengths = arrays.words, arrays.neighbours, arrays.strengths
    bests, vias = sides.far_best, sides.far_via
    worth, least = whole(search.values[4]), bar(search, 4)
    for k in range(sizes[0]):
        row = whole(sides.near_rows[k])
        step = whole(sides.near[row]) * worth
        if sizes[1] * STEPS * step < least:
            continue
        first, last = span(words, neighbours.size, row)
        for j in range(first, last):
            middle = whole(neighbours[j])
            place = place_of(sides.far, mask, middle) if middle >= 0 else -1
            if place < 0 or bests[place] * STEPS * step < least:
                continue
            begin, end = span(words, neighbours.size, middle)
            slot = slot_of(neighbours, begin, end, row)
            if slot < 0:
                search.best[HALF] = 1
                continue
            product = whole(bests[place]) * whole(strengths[slot]) * (step // worth)
            offer(arrays.ids, search, 4, product, (whole(vias[place]), middle, row))
            least = bar(search, 4)


@compiled
def footprint(arrays: Arrays, a: int, b: int) -> int:
    """Return a number that changes when a row around either end moves, or TORN."""
    words, neighbours, mark = arrays.words, arrays.neighbours, 0
    for row in (a, b):
        begin, end = span(words, neighbours.size, row)
        mark = mark * 31 + begin
        for i in range(begin, max(end, 0)):
            first, last = span(words, neighbours.size, real(neighbours[i]))
            if last == TORN:
                return TORN
            mark = (mark * 31 + first) & 0xFFFFFFFFFFFF
        if end == TORN:
            return TORN
    return mark


@compiled
def long_ways(arrays: Arrays, sides: Sides, search: Search, count: int) -> int:
    """Offer the ways of three and of four ties; return 0, or TORN, or SMALL."""
    begin, end = span(arrays.words, arrays.neighbours.size, search.a)
    sides.keys[: end - begin] = arrays.strengths[begin:end]
    by_strength(sides.keys, end - begin, STEPS, sides.order)
    top = 0
    for k in range(count):
        top = max(top, whole(sides.near[sides.near_rows[k]]))
    three_ties(arrays, sides, search, top)
    if search.max_ties < 4:
        return 0
    mask = spread(arrays, sides, search, top)
    if mask < 0:
        return mask
    used = fill(arrays, sides, search, mask, top)
    if used <= 0:
        return used
    greatest = whole(max(sides.far_best[:used]))
    least, rest = bar(search, 4), greatest * STEPS * whole(search.values[4])
    rows = 0
    for k in range(count):
        rows += rest * whole(sides.near[sides.near_rows[k]]) >= least
    if used > FEW * rows:
        meet_from_near(arrays, sides, search, mask, (count, greatest))
    else:
        meet_from_far(arrays, sides, search, top, used)
    return 0


@compiled
def strongest(arrays: Arrays, sides: Sides, search: Search) -> int:
    """Answer J2 into ``search.best``; return 0, or TORN, or SMALL."""
    search.best[:] = 0
    search.best[FOOTPRINT] = footprint(arrays, search.a, search.b)
    if search.best[FOOTPRINT] == TORN:
        return TORN
    count = gather(arrays, sides, search)
    if count < 0:
        return count
    state = 0
    short_ways(arrays, sides, search)
    if count > 0 and search.max_ties > 2:
        state = long_ways(arrays, sides, search, count)
    for k in range(count):
        sides.near[sides.near_rows[k]] = 0
    return state
