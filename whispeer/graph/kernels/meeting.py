"""J2, second half: two ties from each side, met in the middle."""

from whispeer.graph.arrays import STEPS, Int64s, UInt64s
from whispeer.graph.compiled import compiled, slot, whole
from whispeer.graph.kernels.rows import (
    AHEAD,
    fetch_row,
    place_of,
    real,
    slot_of,
    span,
)
from whispeer.graph.kernels.spreading import (
    sieved,
)
from whispeer.graph.kernels.ways import (
    HALF,
    MIDDLES,
    SIEVE,
    Search,
    bar,
    best_two,
    by_strength,
    least_product,
    offer,
    sides_at,
    strongest_tie,
    ways_at,
    worth_of,
)


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
        ahead = sides.order[min(k + AHEAD, end - begin - 1)]
        fetch_row(words, neighbours, strengths, real(neighbours[begin + ahead]))
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
        ahead = whole(sides.rows[sides.chosen[min(k + AHEAD, used - 1)]])
        fetch_row(words, neighbours, strengths, ahead)
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
