"""J2, second half: two ties from each side, met in the middle; exact for at most four."""

from typing import Final

from whispeer.graph.addresses import int64s_at
from whispeer.graph.arrays import STEPS, Int64s
from whispeer.graph.compiled import compiled, slot, whole
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
    best_two,
    by_strength,
    gather,
    least_product,
    offer,
    short_ways,
    sides_at,
    strongest_tie,
    table_for,
    ways_at,
)

FEW: Final = 3  # rows read from the far side for one from the near, at most


@compiled
def three_ties(ways: Ways, sides: Sides, search: Search, top: int) -> None:
    """Offer the ways of three ties, from the start's strongest ties on."""
    neighbours, strengths, near = ways.neighbours, ways.strengths, sides.near
    worth, least, members = whole(search.values[3]), bar(search, 3), ways.words.size
    begin, end = span(ways.words, neighbours.size, search.a)
    for k in range(end - begin):
        i = begin + whole(sides.order[k])
        row, step = whole(neighbours[i]), whole(strengths[i])
        if step * worth * STEPS * top < least:
            return
        lowest = least_product(least, step * worth)
        if row < 0 or strongest_tie(ways, row) * top < lowest:
            continue
        if best_two(ways, near, row) < lowest:
            continue
        first, last = span(ways.words, neighbours.size, row)
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
    paths = longest = 0
    for i in range(begin, end):
        if neighbours[i] >= 0 and whole(strengths[i]) * worth >= least:
            first, last = span(words, neighbours.size, whole(neighbours[i]))
            paths += last - first
            longest = max(longest, last - first)
    places = max(min(paths, words.size), longest + 1)
    size = table_for(places)
    if places > sides.far_best.size or size > sides.far.size:
        sides.need[1] = places
        return SMALL
    sides.far[:size] = 0
    sides.far_most[:size] = 0
    return size - 1


@compiled
def worth_a_look(ways: Ways, slots: Int64s, row: int, lowest: int) -> int:
    """List the slots of a row's open ties of that strength; return how many, or TORN.

    Which they are cannot be foreseen, so nothing branches on it.
    """
    neighbours, strengths = ways.neighbours, ways.strengths
    first, last = span(ways.words, neighbours.size, row)
    if last - first >= slots.size:
        return TORN  # the row grew while we read: read again
    count = 0
    for i in range(slot(first), slot(max(first, last))):
        slots[slot(count)] = i
        count += whole(whole(strengths[i]) >= lowest) & whole(neighbours[i] >= 0)
    return count


@compiled
def fill(ways: Ways, sides: Sides, search: Search, mask: int, top: int) -> int:
    """Keep the best way of two ties to whatever may matter; return how many, or TORN."""
    neighbours, strengths, ids = ways.neighbours, ways.strengths, ways.ids
    bests, vias, slots = sides.far_best, sides.far_via, sides.far_order
    least, worth = bar(search, 4), whole(search.values[4]) * STEPS * top
    begin, end = span(ways.words, neighbours.size, search.a)
    used, most = 0, min(bests.size, mask)
    for k in range(end - begin):
        i = begin + whole(sides.order[k])
        row, step = whole(neighbours[i]), whole(strengths[i])
        if step * STEPS * worth < least:
            return used
        lowest = least_product(least, step * worth)
        if row < 0 or strongest_tie(ways, row) < lowest:
            continue
        count = worth_a_look(ways, slots, row, lowest)
        for j in slots[: max(count, 0)]:
            other, product = whole(neighbours[j]), step * whole(strengths[j])
            place = admit(sides.far, mask, other, used)
            if place == used:
                if used >= most:
                    return TORN
                sides.far_rows[used], bests[used], vias[used] = other, -1, row
                used += 1
            if product > bests[place] or (
                product == bests[place] and ids[row] < ids[vias[place]]
            ):
                bests[place], vias[place] = product, row
        if count == TORN:
            return TORN
    return used


@compiled
def meet_from_far(
    ways: Ways, sides: Sides, search: Search, top: int, used: int
) -> None:
    """Offer the ways of four ties, from the best two on: when those are few."""
    neighbours, strengths, near = ways.neighbours, ways.strengths, sides.near
    worth, least, members = whole(search.values[4]), bar(search, 4), ways.words.size
    by_strength(sides.far_best, used, STEPS * STEPS, sides.far_order)
    for k in range(used):
        at = whole(sides.far_order[k])
        two, middle = whole(sides.far_best[at]), whole(sides.far_rows[at])
        if two * worth * STEPS * top < least:
            continue
        lowest = least_product(least, two * worth)
        if best_two(ways, near, middle) < lowest:
            continue
        first, last = span(ways.words, neighbours.size, middle)
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
def most_met(ways: Ways, sides: Sides, mask: int, row: int) -> int:
    """Return a product that no two ties from the start to a row's ties exceed.

    Rows that share their last bits are taken for one another: that makes it no less.
    """
    first, last = span(ways.words, ways.neighbours.size, row)
    most = 0
    for j in range(slot(first), slot(max(first, last))):
        known = sides.far_most[slot(whole(ways.neighbours[j]) & mask)]
        most = max(most, whole(known))
    return most


@compiled
def meet_from_near(
    ways: Ways, sides: Sides, search: Search, mask: int, sizes: tuple[int, int]
) -> None:
    """Do the same from the target's strongest ties on: when those are few."""
    words, neighbours, strengths = ways.words, ways.neighbours, ways.strengths
    bests, vias, (count, used) = sides.far_best, sides.far_via, sizes
    worth, least = whole(search.values[4]), bar(search, 4)
    for place in range(used):
        at = slot(whole(sides.far_rows[place]) & mask)
        sides.far_most[at] = max(whole(sides.far_most[at]), whole(bests[place]))
    for k in range(count):
        sides.keys[k] = sides.near[sides.near_rows[k]]
    by_strength(sides.keys, count, STEPS, sides.order)
    for k in range(count):
        row = whole(sides.near_rows[sides.order[k]])
        step = whole(sides.near[row])
        lowest = least_product(least, step * worth * STEPS)
        if most_met(ways, sides, mask, row) < lowest:
            continue
        first, last = span(words, neighbours.size, row)
        for j in range(first, last):
            middle = whole(neighbours[j])
            if middle < 0 or sides.far_most[slot(middle & mask)] < lowest:
                continue
            place = place_of(sides.far, mask, middle)
            if place < 0 or bests[place] < lowest:
                continue
            begin, end = span(words, neighbours.size, middle)
            at = slot_of(neighbours, begin, end, row)
            if at < 0:
                search.best[HALF] = 1
                continue
            product = whole(bests[place]) * whole(strengths[at]) * step
            offer(ways.ids, search, 4, product, (whole(vias[place]), middle, row))
            least = bar(search, 4)
            lowest = least_product(least, step * worth * STEPS)


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
        meet_from_near(ways, sides, search, mask, (count, used))
    else:
        meet_from_far(ways, sides, search, top, used)
    return 0


@compiled
def search_in(sides: Sides, numbers: int, a: int, b: int, max_ties: int) -> Search:
    """Return what is asked, with nothing found yet."""
    sides.best[:] = 0
    return Search(a, b, max_ties, int64s_at(numbers, 0), sides.best)


@compiled
def strongest(
    graph: int, working: int, numbers: int, a: int, b: int, max_ties: int
) -> int:
    """Answer J2 into ``Sides.best``; return 0, or TORN, or SMALL.

    What comes in are the addresses of the graph, of `Sides`, and of what ways of so
    many ties are worth; then what is asked.
    """
    ways, sides = ways_at(graph), sides_at(working)
    search = search_in(sides, numbers, a, b, max_ties)
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


@compiled
def unmoved(graph: int, working: int, a: int, b: int) -> bool:
    """Tell whether what was read is still where it was, and was whole."""
    ways, best = ways_at(graph), sides_at(working).best
    return best[HALF] == 0 and best[FOOTPRINT] == footprint(ways, a, b)
