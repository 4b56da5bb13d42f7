"""J2, second half: two ties from each side, met in the middle; exact for at most four."""

from typing import Final

from whispeer.graph.arrays import STEPS
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
from whispeer.graph.kernels.ways import (
    FOOTPRINT,
    HALF,
    Search,
    Sides,
    Ways,
    bar,
    by_strength,
    gather,
    least_product,
    offer,
    short_ways,
    table_for,
)

FEW: Final = 3  # rows read from the far side for one from the near, at most


@compiled
def three_ties(ways: Ways, sides: Sides, search: Search, top: int) -> None:
    """Offer the ways of three ties, from the start's strongest ties on."""
    words, neighbours, strengths = ways.words, ways.neighbours, ways.strengths
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
                offer(ways.ids, search, 3, step * two, (row, other, -1))
                least = bar(search, 3)
                lowest = least_product(least, step * worth)


@compiled
def spread(ways: Ways, sides: Sides, search: Search, top: int) -> int:
    """Make room for what two ties from the start reach and may matter."""
    words, neighbours, strengths = ways.words, ways.neighbours, ways.strengths
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
def fill(ways: Ways, sides: Sides, search: Search, mask: int, top: int) -> int:
    """Keep the best way of two ties to whatever may matter; return how many."""
    words, neighbours, strengths = ways.words, ways.neighbours, ways.strengths
    bests, vias, ids = sides.far_best, sides.far_via, ways.ids
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
    ways: Ways, sides: Sides, search: Search, top: int, used: int
) -> None:
    """Offer the ways of four ties, from the best two on: when those are few."""
    words, neighbours, strengths = ways.words, ways.neighbours, ways.strengths
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
                offer(ways.ids, search, 4, two * other, way)
                least = bar(search, 4)
                lowest = least_product(least, two * worth)


@compiled
def meet_from_near(
    ways: Ways, sides: Sides, search: Search, mask: int, sizes: tuple[int, int]
) -> None:
    """Do the same from the target's ties: when those are few."""
    words, neighbours, strengths = ways.words, ways.neighbours, ways.strengths
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
            offer(ways.ids, search, 4, product, (whole(vias[place]), middle, row))
            least = bar(search, 4)


@compiled
def footprint(ways: Ways, a: int, b: int) -> int:
    """Return a number that changes when a row around either end moves, or TORN."""
    words, neighbours, mark = ways.words, ways.neighbours, 0
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
def long_ways(ways: Ways, sides: Sides, search: Search, count: int) -> int:
    """Offer the ways of three and of four ties; return 0, or TORN, or SMALL."""
    begin, end = span(ways.words, ways.neighbours.size, search.a)
    sides.keys[: end - begin] = ways.strengths[begin:end]
    by_strength(sides.keys, end - begin, STEPS, sides.order)
    top = 0
    for k in range(count):
        top = max(top, whole(sides.near[sides.near_rows[k]]))
    three_ties(ways, sides, search, top)
    if search.max_ties < 4:
        return 0
    mask = spread(ways, sides, search, top)
    if mask < 0:
        return mask
    used = fill(ways, sides, search, mask, top)
    if used <= 0:
        return used
    greatest = whole(max(sides.far_best[:used]))
    least, rest = bar(search, 4), greatest * STEPS * whole(search.values[4])
    rows = 0
    for k in range(count):
        rows += rest * whole(sides.near[sides.near_rows[k]]) >= least
    if used > FEW * rows:
        meet_from_near(ways, sides, search, mask, (count, greatest))
    else:
        meet_from_far(ways, sides, search, top, used)
    return 0


@compiled
def strongest(ways: Ways, sides: Sides, search: Search) -> int:
    """Answer J2 into ``search.best``; return 0, or TORN, or SMALL."""
    search.best[:] = 0
    search.best[FOOTPRINT] = footprint(ways, search.a, search.b)
    if search.best[FOOTPRINT] == TORN:
        return TORN
    count = gather(ways, sides, search)
    if count < 0:
        return count
    state = 0
    short_ways(ways, sides, search)
    if count > 0 and search.max_ties > 2:
        state = long_ways(ways, sides, search, count)
    for k in range(count):
        sides.near[sides.near_rows[k]] = 0
    return state
