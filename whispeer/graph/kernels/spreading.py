"""J2, in the middle: what two ties from one end reach, and may still matter."""

from typing import Final

from whispeer.graph.arrays import STEPS, Int32s, Int64s, UInt64s
from whispeer.graph.compiled import compiled, slot, whole
from whispeer.graph.kernels.rows import (
    PLACE,
    SMALL,
    TORN,
    admit,
    real,
    slots_of,
    span,
)
from whispeer.graph.kernels.ways import (
    HALF,
    SIEVE,
    Search,
    Sides,
    Ways,
    bar,
    least_product,
    sides_at,
    strongest_tie,
    table_for,
    ways_at,
    worth_of,
)

ROW_BITS: Final = 32


@compiled
def ties_of_at_least(ways: Ways, first: int, last: int, lowest: int) -> int:
    """Return how many of some slots hold ties so strong; a fast look."""
    count = 0
    for i in range(slot(first), slot(max(first, last))):
        count += whole(ways.strengths[i] >= lowest)
    return count


@compiled
def lacks(sides: Sides, longest: int) -> bool:
    """Tell, and note, whether the room for the slots of one row is too small."""
    if longest < sides.chosen.size:
        return False
    sides.need[1] = longest + 1
    return True


@compiled
def look_from_start(search: Search, top: int) -> int:
    """Count the ways of two ties from the start that may matter, by first tie."""
    ways, sides = ways_at(search.graph), sides_at(search.working)
    strengths, neighbours, slots = ways.strengths, ways.neighbours, ways.neighbours.size
    least, worth = bar(search, 4), worth_of(search, 4) * STEPS * top
    begin, end = span(ways.words, slots, search.a)
    total = longest = 0
    for k in range(end - begin):
        i = begin + whole(sides.order[k])
        step = whole(strengths[i])
        sides.keys[k] = 0
        if step * STEPS * worth >= least and neighbours[i] >= 0:
            first, last = span(ways.words, slots, whole(neighbours[i]))
            lowest = least_product(least, step * worth)
            sides.keys[k] = ties_of_at_least(ways, first, last, lowest)
            total += whole(sides.keys[k])
            longest = max(longest, last - first)
    return SMALL if lacks(sides, longest) else total


@compiled
def look_from_target(search: Search, count: int) -> int:
    """Count the ways of two ties towards the target that may matter, or more."""
    ways, sides = ways_at(search.graph), sides_at(search.working)
    least, total, longest = bar(search, 4), 0, 0
    worth = (
        worth_of(search, 4)
        * STEPS
        * STEPS
        * strongest_tie(ways.words, ways.strengths, search.a)
    )
    for k in range(count):
        row = whole(sides.near_rows[k])
        if whole(sides.near[row]) * worth >= least:
            first, last = span(ways.words, ways.neighbours.size, row)
            total += last - first
            longest = max(longest, last - first)
    return SMALL if lacks(sides, longest) else total


@compiled
def make_room(sides: Sides, places: int) -> int:
    """Empty a table for so many places; return its mask, or SMALL."""
    size = 4 * table_for(places)  # the smaller, the more often two rows meet in it
    if places > sides.rows.size or size > sides.table.size:
        sides.need[1] = places
        return SMALL
    sides.table[:size] = 0
    return size - 1


@compiled
def worth_a_look(ways: Ways, slots: Int64s, row: int, lowest: int) -> int:
    """List the slots of a row's open ties of that strength; return how many.

    Which they are cannot be foreseen, so nothing branches on it.
    """
    neighbours, strengths = ways.neighbours, ways.strengths
    first, last = span(ways.words, neighbours.size, row)
    if last - first >= slots.size:
        return TORN  # the row grew while we read: read again
    count = 0
    for i in range(slot(first), slot(max(first, last))):
        slots[slot(count)] = i
        count += whole(strengths[i] >= lowest) & whole(neighbours[i] >= 0)
    return count


@compiled
def from_start(search: Search, top: int) -> int:
    """List the ways of two ties from the start; return how many, or TORN."""
    ways, sides = ways_at(search.graph), sides_at(search.working)
    neighbours, strengths, slots = ways.neighbours, ways.strengths, sides.chosen
    least, worth = bar(search, 4), worth_of(search, 4) * STEPS * top
    begin, end = span(ways.words, neighbours.size, search.a)
    listed, ends, products = 0, sides.ends, sides.products
    for k in range(end - begin):
        if sides.keys[k] == 0:
            continue
        i = begin + whole(sides.order[k])
        row, step = whole(neighbours[i]), whole(strengths[i])
        count = worth_a_look(ways, slots, row, least_product(least, step * worth))
        if count == TORN or listed + count > ends.size:
            return TORN  # strengths grew while we read: read again
        for at in range(count):
            j = slot(slots[at])
            ends[listed] = whole(neighbours[j]) << ROW_BITS | row
            products[listed] = step * whole(strengths[j])
            listed += 1
    return listed


@compiled
def from_target(search: Search, count: int) -> int:
    """List the ways of two ties towards the target; likewise."""
    ways, sides = ways_at(search.graph), sides_at(search.working)
    neighbours, ends, products = ways.neighbours, sides.ends, sides.products
    least, listed = bar(search, 4), 0
    worth = (
        worth_of(search, 4)
        * STEPS
        * strongest_tie(ways.words, ways.strengths, search.a)
    )
    for k in range(count):
        row = whole(sides.near_rows[k])
        step = whole(sides.near[row])
        if step * STEPS * worth < least:
            continue
        lowest = least_product(least, step * worth)
        begin, end = span(ways.words, neighbours.size, row)
        if listed + end - begin > ends.size or end - begin > sides.chosen.size:
            return TORN
        ties = sides.chosen[: max(end - begin, 0)]
        for at in range(ties.size):
            ties[at] = begin + at
        slots_of(ways.words, neighbours, ties, row, sides.found_at)
        for at in range(ties.size):
            i, other = slot(sides.found_at[at]), whole(neighbours[begin + at])
            if real(neighbours[i]) != row or ways.strengths[i] == 0:
                sides.found[HALF] = 1
            elif neighbours[i] >= 0 and other >= 0 and ways.strengths[i] >= lowest:
                ends[listed] = other << ROW_BITS | row
                products[listed] = step * whole(ways.strengths[i])
                listed += 1
    return listed


@compiled
def keep_best(sides: Sides, ids: Int64s, mask: int, listed: int) -> int:
    """Keep each end's best way of those listed; return how many ends, or TORN.

    Of equal ways the one through the smallest id is the best.
    """
    best, via, table, used = sides.best, sides.via, sides.table, 0
    for at in range(listed):
        row, through = sides.ends[at] >> ROW_BITS, sides.ends[at] & PLACE
        product = whole(sides.products[at])
        place = slot(admit(table, mask, row, used))
        if place == used:
            if used >= min(best.size, mask):
                return TORN
            sides.rows[used], best[used], via[used] = row, product, through
            used += 1
        elif product > best[place] or (
            product == best[place] and ids[through] < ids[via[place]]
        ):
            best[place], via[place] = product, through
    return used


@compiled
def raise_sieve(sides: Sides, used: int) -> int:
    """Let the sieve know what has been kept; return the greatest product."""
    greatest = 0
    for place in range(used):
        at, product = slot(sides.rows[place] & (SIEVE - 1)), whole(sides.best[place])
        sides.sieve[at] = max(whole(sides.sieve[at]), product)
        greatest = max(greatest, product)
    return greatest


@compiled
def lower_sieve(sides: Sides, used: int) -> None:
    """Leave zeros behind."""
    for place in range(used):
        sides.sieve[slot(whole(sides.rows[place]) & (SIEVE - 1))] = 0


@compiled
def sieved(words: UInt64s, neighbours: Int32s, sieve: Int32s, row: int) -> int:
    """Return what no product kept for one of a row's ties exceeds; a fast look."""
    first, last = span(words, neighbours.size, row)
    most = 0
    for j in range(slot(first), slot(max(first, last))):
        most = max(most, whole(sieve[slot(whole(neighbours[j]) & (SIEVE - 1))]))
    return most
