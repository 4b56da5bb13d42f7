"""J2, second half: two ties from each side, met in the middle; exact for at most four."""

from typing import Final

from whispeer.graph.addresses import int32s_at, uint64s_at
from whispeer.graph.arrays import STEPS, Int64s, UInt64s
from whispeer.graph.compiled import compiled, slot, whole
from whispeer.graph.kernels.rows import (
    TORN,
    place_of,
    real,
    slot_of,
    span,
)
from whispeer.graph.kernels.spreading import (
    from_start,
    from_target,
    keep_best,
    look_from_start,
    look_from_target,
    lower_sieve,
    make_room,
    raise_sieve,
    sieved,
)
from whispeer.graph.kernels.ways import (
    FOOTPRINT,
    HALF,
    MIDDLES,
    SIEVE,
    Search,
    bar,
    best_two,
    by_strength,
    gather,
    least_product,
    offer,
    short_ways,
    sides_at,
    strongest_tie,
    ways_at,
    worth_of,
)

FEW: Final = 3  # rows read from the far side for one from the near, at most


@compiled
def three_ties(search: Search, top: int) -> None:
    """Offer the ways of three ties, from the start's strongest ties on."""
    ways, sides = ways_at(search.graph), sides_at(search.working)
    words, neighbours, strengths = ways.words, ways.neighbours, ways.strengths
    worth, least, near = worth_of(search, 3), bar(search, 3), sides.near
    begin, end = span(words, neighbours.size, search.a)
    for k in range(end - begin):
        i = begin + whole(sides.order[k])
        row, step = whole(neighbours[i]), whole(strengths[i])
        if step * worth * STEPS * top < least:
            return
        lowest = least_product(least, step * worth)
        if row < 0 or strongest_tie(words, strengths, row) * top < lowest:
            continue
        if best_two(words, neighbours, strengths, near, row) < lowest:
            continue
        first, last = span(words, neighbours.size, row)
        for j in range(first, last):
            other = whole(neighbours[j])
            if other < 0 or other >= words.size:
                continue
            two = whole(strengths[j]) * whole(near[other])
            if two >= lowest:
                offer(search, 3, step * two, (row, other, -1))
                least = bar(search, 3)
                lowest = least_product(least, step * worth)


@compiled
def note(words: UInt64s, rows: Int64s, used: int, noted: Int64s) -> int:
    """Note where the ties of some rows are before they are read; return how many."""
    for place in range(used):
        row = whole(rows[place])
        noted[place] = words[slot(row)] if row < words.size else 0
    return max(used, 0)


@compiled
def from_middle(search: Search, top: int, used: int) -> None:
    """Offer the ways of four ties, from the most promising middle on."""
    ways, sides = ways_at(search.graph), sides_at(search.working)
    words, neighbours, strengths = ways.words, ways.neighbours, ways.strengths
    worth, least, near = worth_of(search, 4), bar(search, 4), sides.near
    by_strength(sides.best, used, STEPS * STEPS, sides.chosen)
    sides.found[MIDDLES] = note(words, sides.rows, used, sides.found_at)
    for k in range(used):
        at = whole(sides.chosen[k])
        two, middle = whole(sides.best[at]), whole(sides.rows[at])
        lowest = least_product(least, two * worth)
        if strongest_tie(words, strengths, middle) * top < lowest:
            continue
        if best_two(words, neighbours, strengths, near, middle) < lowest:
            continue
        first, last = span(words, neighbours.size, middle)
        for j in range(first, last):
            row = whole(neighbours[j])
            if row < 0 or row >= words.size:
                continue
            other = whole(strengths[j]) * whole(near[row])
            if other >= lowest:
                way = (whole(sides.via[at]), middle, row)
                offer(search, 4, two * other, way)
                least = bar(search, 4)
                lowest = least_product(least, two * worth)


@compiled
def into(search: Search, mask: int, row: int) -> None:
    """Offer the ways of four ties that end through one of the target's ties."""
    ways, sides = ways_at(search.graph), sides_at(search.working)
    neighbours, worth = ways.neighbours, worth_of(search, 4)
    step = whole(sides.near[row])
    lowest = least_product(bar(search, 4), step * worth * STEPS)
    first, last = span(ways.words, neighbours.size, row)
    for j in range(first, last):
        middle = whole(neighbours[j])
        if middle < 0 or sides.sieve[slot(middle & (SIEVE - 1))] < lowest:
            continue
        place = place_of(sides.table, mask, middle)
        if place < 0 or sides.best[place] < lowest:
            continue
        begin, end = span(ways.words, neighbours.size, middle)
        at = slot_of(neighbours, begin, end, row)
        if at < 0 or ways.strengths[at] == 0:
            sides.found[HALF] = 1
            continue
        product = whole(sides.best[place]) * whole(ways.strengths[at]) * step
        offer(search, 4, product, (whole(sides.via[place]), middle, row))
        lowest = least_product(bar(search, 4), step * worth * STEPS)


@compiled
def from_target_on(search: Search, mask: int, limits: tuple[int, int]) -> None:
    """Do the same from the target's strongest ties on.

    The limits are how many those are, and the greatest product that was kept.
    """
    ways, sides = ways_at(search.graph), sides_at(search.working)
    worth, (count, greatest) = worth_of(search, 4) * STEPS, limits
    for k in range(count):
        sides.keys[k] = sides.near[sides.near_rows[k]]
    by_strength(sides.keys, count, STEPS, sides.order)
    for k in range(count):
        row = whole(sides.near_rows[sides.order[k]])
        lowest = least_product(bar(search, 4), whole(sides.near[row]) * worth)
        if greatest < lowest:
            return
        if sieved(ways.words, ways.neighbours, sides.sieve, row) >= lowest:
            into(search, mask, row)


@compiled
def from_start_on(search: Search, mask: int, greatest: int) -> None:
    """Do the same from the start's strongest ties on, what leads on being known."""
    ways, sides = ways_at(search.graph), sides_at(search.working)
    words, neighbours, strengths = ways.words, ways.neighbours, ways.strengths
    worth, least = worth_of(search, 4), bar(search, 4)
    begin, end = span(words, neighbours.size, search.a)
    for k in range(end - begin):
        i = begin + whole(sides.order[k])
        row, step = whole(neighbours[i]), whole(strengths[i])
        lowest = least_product(least, step * worth)
        if greatest * STEPS < lowest:
            return
        if row < 0 or sieved(words, neighbours, sides.sieve, row) * STEPS < lowest:
            continue
        first, last = span(words, neighbours.size, row)
        for j in range(first, last):
            middle, second = whole(neighbours[j]), whole(strengths[j])
            if middle < 0:
                continue
            if sides.sieve[slot(middle & (SIEVE - 1))] * second < lowest:
                continue
            place = place_of(sides.table, mask, middle)
            if place >= 0 and sides.best[place] * second >= lowest:
                way = (row, middle, whole(sides.via[place]))
                product = step * second * whole(sides.best[place])
                offer(search, 4, product, way)
                least = bar(search, 4)
                lowest = least_product(least, step * worth)


@compiled
def footprint(graph: int, a: int, b: int) -> int:
    """Return a number that changes when a row around either end moves, or TORN."""
    words, neighbours, mark = uint64s_at(graph, 0), int32s_at(graph, 1), 0
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
def four_ties(search: Search, top: int, count: int) -> int:
    """Offer the ways of four ties; return 0, or TORN, or SMALL."""
    ways, sides = ways_at(search.graph), sides_at(search.working)
    ahead = look_from_start(search, top)
    if ahead <= 0:
        return ahead
    behind = look_from_target(search, count)
    if behind < 0:
        return behind
    mask = make_room(sides, min(ahead, behind))
    if mask < 0:
        return mask
    towards = behind < ahead
    listed = from_target(search, count) if towards else from_start(search, top)
    used = keep_best(sides, ways.ids, mask, listed) if listed > 0 else listed
    greatest = raise_sieve(sides, used)
    if towards:
        from_start_on(search, mask, greatest)
    elif used > FEW * as_many_rows(search, count, greatest):
        from_target_on(search, mask, (count, greatest))
    else:
        from_middle(search, top, used)
    lower_sieve(sides, used)
    return min(used, 0)


@compiled
def as_many_rows(search: Search, count: int, greatest: int) -> int:
    """Return how many of the target's ties the greatest product may matter to."""
    sides = sides_at(search.working)
    least, rest, rows = bar(search, 4), greatest * STEPS * worth_of(search, 4), 0
    for k in range(count):
        rows += rest * whole(sides.near[sides.near_rows[k]]) >= least
    return rows


@compiled
def long_ways(search: Search, count: int) -> int:
    """Offer the ways of three and of four ties; return 0, or TORN, or SMALL."""
    ways, sides = ways_at(search.graph), sides_at(search.working)
    begin, end = span(ways.words, ways.neighbours.size, search.a)
    sides.keys[: end - begin] = ways.strengths[begin:end]
    by_strength(sides.keys, end - begin, STEPS, sides.order)
    top = 0
    for k in range(count):
        top = max(top, whole(sides.near[sides.near_rows[k]]))
    three_ties(search, top)
    if search.max_ties < 4:
        return 0
    return four_ties(search, top, count)


@compiled
def strongest(
    graph: int, working: int, numbers: int, a: int, b: int, max_ties: int
) -> int:
    """Answer J2 into ``Sides.found``; return 0, or TORN, or SMALL.

    What comes in is a `Search`, piece by piece.
    """
    search, sides = Search(graph, working, numbers, a, b, max_ties), sides_at(working)
    sides.found[:] = 0
    sides.found[FOOTPRINT] = footprint(graph, a, b)
    if sides.found[FOOTPRINT] == TORN:
        return TORN
    count = gather(search)
    if count < 0:
        return count
    state = 0
    short_ways(search)
    if count > 0 and max_ties > 2:
        state = long_ways(search, count)
    for k in range(count):
        sides.near[sides.near_rows[k]] = 0
    return state


@compiled
def unmoved(graph: int, working: int, a: int, b: int) -> bool:
    """Tell whether what was read is still where it was, and was whole."""
    words, sides = uint64s_at(graph, 0), sides_at(working)
    found = sides.found
    for place in range(found[MIDDLES]):
        row = whole(sides.rows[place])
        if row < words.size and whole(words[slot(row)]) != sides.found_at[place]:
            return False
    return bool(found[HALF] == 0 and found[FOOTPRINT] == footprint(graph, a, b))
