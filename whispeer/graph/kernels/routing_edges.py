"""J4: what asking each tie of each holder is worth."""

from typing import NamedTuple

from whispeer.graph.arrays import Bools, Floats, Int64s
from whispeer.graph.compiled import compiled, whole
from whispeer.graph.kernels.potential import (
    Outcome,
    Person,
    Terms,
    both,
    hidden,
    hopeful,
    offer,
    outcome,
    person,
)
from whispeer.graph.kernels.potential_field import NEVER, Field
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
    words, neighbours, table, near = (
        ways.words, ways.neighbours, field.table, field.near
    )  # fmt: skip
    begin, end = span(words, neighbours.size, row)
    share = 0.0
    for i in range(begin, end):
        other = real(neighbours[i])
        place = place_of(table, table.size - 1, other)
        if place >= 0 and near[place] > 0:
            first, last = span(words, neighbours.size, other)
            share += near[place] / max(last - first, 1)
    return canonical(share)  # whatever the order of rows


@compiled
def hoped(ways: Ways, field: Field, terms: Terms, row: int, hop: int) -> Outcome:
    """Return what is to be hoped from the best two ties of somebody."""
    neighbours, strengths, table, top = (
        ways.neighbours, ways.strengths, field.table, field.top
    )  # fmt: skip
    begin, end = span(ways.words, neighbours.size, row)
    top[0] = 0.0
    if hop == terms.hops:
        return 0.0, 0.0
    for i in range(begin, end):
        other = whole(neighbours[i])
        if other < 0:
            continue
        place = place_of(table, table.size - 1, other)
        if place >= 0 and hopeful(field, terms, place, hop + 1):
            he = person(ways, field, terms, place, hop + 1)
            offer(top, 0, outcome(terms, he, whole(strengths[i]), hop + 1))
    return both(top, 0)


@compiled
def near_to(field: Field, row: int) -> float:
    """Return how many of somebody's ties declared it."""
    place = place_of(field.table, field.table.size - 1, row)
    return float(field.near[place]) if place >= 0 else 0.0


@compiled
def somebody(ways: Ways, field: Field, terms: Terms, row: int, hop: int) -> Person:
    """Return what is known of somebody who could be asked now."""
    place = place_of(field.table, field.table.size - 1, row)
    helper, relay = terms.helper, terms.relay
    if place >= 0:
        helper, relay = field.helper[place], field.relay[place]
        if field.limit[place] >= hop:
            return Person(helper, relay, True, 1.0, 0.0, 0.0)
    begin, end = span(ways.words, ways.neighbours.size, row)
    share = far_share(ways, field, row)
    lived = hidden(terms, near_to(field, row), share, end - begin)
    chance, asked = hoped(ways, field, terms, row, hop)
    return Person(helper, relay, False, lived, chance, asked)


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
            he = somebody(ways, field, terms, row, hops[at] + 1)
            found = outcome(terms, he, whole(ways.strengths[i]), hops[at] + 1)
            edges.holder[count], edges.row[count] = at, row
            edges.declared[count] = he.declared
            edges.chance[count], edges.asked[count] = found
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
