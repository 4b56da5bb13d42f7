"""J4: a small table of the members whom a search has met, and what is known of each."""

from typing import Final, NamedTuple

from whispeer.graph.arrays import Floats, Int32s, Int64s
from whispeer.graph.compiled import compiled, whole
from whispeer.graph.kernels.rows import TORN, admit, place_of, real, span
from whispeer.graph.kernels.ways import Ways

COUNT: Final = 0  # what `Field.facts` holds: places in use
GROWS: Final = 1  # 1 while whoever is met gets a place; else only who has one matters
OPEN: Final = 0
BUSY: Final = 1  # too soon to count on him
NEVER: Final = 2


class Field(NamedTuple):
    """What is known around those who declared an experience."""

    table: Int64s  # (2**j,)
    rows: Int64s  # (places,)
    relay: Floats  # (places,) r of M3 before the tie's strength
    helper: Floats  # (places,) a of M3 before trust
    limit: Int64s  # (places,) ties within which he may be found; 0: not declared
    closed: Int64s  # (places,) he can be asked: OPEN; later: BUSY; NEVER
    near: Int64s  # (places,) ties that lead to who declared
    chance: Floats  # (levels, places)
    asked: Floats  # (levels, places)
    top: Floats  # (places, 4) chance and asks of the best tie, and of the second
    facts: Int64s  # (2,)


@compiled
def seat(field: Field, row: int) -> int:
    """Return the place of a row, a new one if it has none."""
    count = whole(field.facts[COUNT])
    place = admit(field.table, field.table.size - 1, row, count)
    if place == count:
        field.rows[place] = row
        field.facts[COUNT] = count + 1
    return place


@compiled
def seated(field: Field, rows: Int64s, places: Int64s) -> None:
    """Put the places of rows."""
    # Taken out of their tuple once: each time costs more than a look at a row.
    table, held, count = field.table, field.rows, whole(field.facts[COUNT])
    for at in range(rows.size):
        place = admit(table, table.size - 1, rows[at], count)
        if place == count:
            held[place] = rows[at]
            count += 1
        places[at] = place
    field.facts[COUNT] = count


@compiled
def seat_all(field: Field, neighbours: Int32s, begin: int, end: int) -> None:
    """Give a place to all whom these slots lead to."""
    table, held, count = field.table, field.rows, whole(field.facts[COUNT])
    for i in range(begin, end):
        row = real(neighbours[i])
        place = admit(table, table.size - 1, row, count)
        if place == count:
            held[place] = row
            count += 1
    field.facts[COUNT] = count


@compiled
def room_around(ways: Ways, rows: Int64s, ties: Int64s) -> int:
    """Return how many at most lie within so many ties, 2 at most, of each row; TORN."""
    words, neighbours, total = ways.words, ways.neighbours, rows.size
    for at in range(rows.size):
        begin, end = span(words, neighbours.size, rows[at])
        if end == TORN:
            return TORN
        total += end - begin if ties[at] > 0 else 0
        for i in range(begin, end if ties[at] > 1 else begin):
            first, last = span(words, neighbours.size, real(neighbours[i]))
            if last == TORN:
                return TORN
            total += last - first
    return total


@compiled
def enclose(ways: Ways, field: Field, rows: Int64s, ties: Int64s) -> None:
    """Give a place to each row, and to all within so many ties, 2 at most, of it."""
    words, neighbours = ways.words, ways.neighbours
    for at in range(rows.size):
        seat(field, rows[at])
        begin, end = span(words, neighbours.size, rows[at])
        for i in range(begin, end if ties[at] > 0 else begin):
            tie = real(neighbours[i])
            seat(field, tie)
            first, last = span(words, neighbours.size, tie)
            if ties[at] > 1:
                seat_all(field, neighbours, first, last)


@compiled
def degrees(ways: Ways, rows: Int64s) -> int:
    """Return how many ties rows have, those of -1 left out; or TORN."""
    words, slots, total = ways.words, ways.neighbours.size, 0
    for at in range(rows.size):
        if rows[at] >= 0:
            begin, end = span(words, slots, rows[at])
            if end == TORN:
                return TORN
            total += end - begin
    return total


@compiled
def survey(ways: Ways, field: Field) -> int:
    """Count for everybody the ties that lead to who declared; return 0 or TORN."""
    # Taken out of their tuple once: each time costs more than a look at a tie.
    table, near, grows = field.table, field.near, field.facts[GROWS] == 1
    words, neighbours = ways.words, ways.neighbours
    for place in range(field.facts[COUNT]):
        if field.limit[place] == 0:
            continue
        begin, end = span(words, neighbours.size, field.rows[place])
        if end == TORN:
            return TORN
        for i in range(begin, end):
            other = real(neighbours[i])
            at = seat(field, other) if grows else place_of(table, table.size - 1, other)
            if at >= 0:
                near[at] += 1
    return 0
