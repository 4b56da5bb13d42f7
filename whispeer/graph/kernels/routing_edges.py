"""J4: what asking each tie of each holder is worth."""

from typing import NamedTuple

from whispeer.graph.arrays import Bools, Floats, Int64s
from whispeer.graph.compiled import compiled, whole
from whispeer.graph.kernels.potential import (
    NEVER,
    Field,
    Outcome,
    Terms,
    both,
    expected,
    hidden,
    hopeful,
    offer,
    outcome,
)
from whispeer.graph.kernels.rows import TORN, canonical, place_of, real, span
from whispeer.graph.kernels.ways import Ways


class Edges(NamedTuple):
    """Ties over which somebody could be asked."""

    holder: Int64s  # (n,) which of the holders asks
    row: Int64s  # (n,) who is asked
    declared: Bools  # (n,)
    chance: Floats  # (n,)
    asked: Floats  # (n,)


@compiled
def far_share(ways: Ways, field: Field, row: int) -> float:
    """Sum over somebody's ties the share of theirs who declared it."""
    begin, end = span(ways.words, ways.neighbours.size, row)
    share = 0.0
    for i in range(begin, end):
        other = real(ways.neighbours[i])
        place = place_of(field.table, field.table.size - 1, other)
        if place >= 0 and field.near[place] > 0:
            first, last = span(ways.words, ways.neighbours.size, other)
            share += field.near[place] / max(last - first, 1)
    return canonical(share)  # whatever the order of rows


@compiled
def hoped(ways: Ways, field: Field, terms: Terms, row: int, hop: int) -> Outcome:
    """Return what is to be hoped from the best two ties of somebody."""
    begin, end = span(ways.words, ways.neighbours.size, row)
    field.top[0] = 0.0
    if hop == terms.hops:
        return 0.0, 0.0
    for i in range(begin, end):
        other = whole(ways.neighbours[i])
        if other < 0:
            continue
        place = place_of(field.table, field.table.size - 1, other)
        if place >= 0 and hopeful(field, terms, place, hop + 1):
            tie = (whole(ways.strengths[i]), hop + 1)
            offer(field.top, 0, expected(ways, field, terms, place, tie))
    return both(field.top, 0)


@compiled
def near_to(field: Field, row: int) -> float:
    """Return how many of somebody's ties declared it."""
    place = place_of(field.table, field.table.size - 1, row)
    return float(field.near[place]) if place >= 0 else 0.0


@compiled
def weigh(ways: Ways, field: Field, terms: Terms, row: int, tie: tuple[int, int]) -> (
    tuple[bool, float, float]
):  # fmt: skip
    """Return whether a row declared it, and what is to be hoped over a tie to it."""
    place = place_of(field.table, field.table.size - 1, row)
    helper, relay, declared = terms.helper, terms.relay, False
    if place >= 0:
        helper, relay = field.helper[place], field.relay[place]
        declared = field.limit[place] >= tie[1]
    beyond, lived = (0.0, 0.0), 0.0
    if not declared:
        begin, end = span(ways.words, ways.neighbours.size, row)
        share = far_share(ways, field, row)
        lived = hidden(terms, near_to(field, row), share, end - begin)
        beyond = hoped(ways, field, terms, row, tie[1])
    known = (tie[0], tie[1], declared)
    chance, asked = outcome(terms, helper, relay, known, lived, beyond)
    return declared, chance, asked


@compiled
def gather(
    ways: Ways, field: Field, terms: Terms, holders: Int64s, hops: Int64s, edges: Edges
) -> int:
    """Weigh the open ties of all holders; return how many there are, or TORN."""
    slots, count = ways.neighbours.size, 0
    for at in range(holders.size):
        begin, end = span(ways.words, slots, holders[at])
        if end == TORN:
            return TORN
        for i in range(begin, end):
            row = whole(ways.neighbours[i])
            if row < 0 or hops[at] >= terms.hops:
                continue
            place = place_of(field.table, field.table.size - 1, row)
            if place >= 0 and field.closed[place] == NEVER:
                continue
            if span(ways.words, slots, row)[1] == TORN or count == edges.row.size:
                return TORN
            tie = (whole(ways.strengths[i]), hops[at] + 1)
            edges.holder[count], edges.row[count] = at, row
            edges.declared[count], edges.chance[count], edges.asked[count] = weigh(
                ways, field, terms, row, tie
            )
            count += 1
    return count


@compiled
def sketched(
    ways: Ways, field: Field, terms: Terms, rows: Int64s, lived: Floats
) -> int:
    """Put how likely each row lived it without declaring it; return 0 or TORN."""
    for at in range(rows.size):
        begin, end = span(ways.words, ways.neighbours.size, rows[at])
        if end == TORN:
            return TORN
        place = place_of(field.table, field.table.size - 1, rows[at])
        lived[at] = 0.0
        if place < 0 or field.limit[place] == 0:
            share = far_share(ways, field, rows[at])
            lived[at] = hidden(terms, near_to(field, rows[at]), share, end - begin)
    return 0
