"""J4: how well a whisper fares from whom, from those who declared outward.

A *field* is a small table of the members whom the search has met. For each it keeps
what is known of him and, for m = 0, 1, …, what is to be hoped from the best two of his
ties when it may go m ties further: the chance that it lands, and how many are asked.
"""

from typing import Final, NamedTuple

from whispeer.graph.arrays import STEPS, Floats, Int32s, Int64s, UInt64s
from whispeer.graph.compiled import compiled, slot, whole
from whispeer.graph.kernels.rows import TORN, admit, place_of, real, slot_of, span
from whispeer.graph.kernels.ways import Ways

COUNT: Final = 0  # what `Field.facts` holds: places in use
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
    facts: Int64s  # (1,)


class Terms(NamedTuple):
    """The formulas of M3 in numbers."""

    hops: int
    decay: float
    relay: float  # of who was never asked
    helper: float
    relay_low: float  # r = relay (low + high s)
    relay_high: float
    help_low: float  # a = helper (low + high tau)
    help_high: float
    path_low: float  # trust of one tie
    path_high: float
    least: float
    most: float
    base: float  # share of all members who declared it
    prior: float  # ties' worth of belief in that share
    far: float  # weight of the ties of one's ties
    hidden: float  # those who lived it silently, for each who declared it


Outcome = tuple[float, float]  # chance that it lands, people asked


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
    for at in range(rows.size):
        places[at] = seat(field, rows[at])


@compiled
def degrees(words: UInt64s, slots: int, field: Field, declared: bool) -> int:
    """Return how many ties all who were met, or who declared, have; or TORN."""
    total = 0
    for place in range(field.facts[COUNT]):
        if declared and field.limit[place] == 0:
            continue
        begin, end = span(words, slots, field.rows[place])
        if end == TORN:
            return TORN
        total += end - begin
    return total


@compiled
def survey(words: UInt64s, neighbours: Int32s, field: Field) -> int:
    """Count for everybody the ties that lead to who declared; return 0 or TORN."""
    for place in range(field.facts[COUNT]):
        if field.limit[place] == 0:
            continue
        begin, end = span(words, neighbours.size, field.rows[place])
        if end == TORN:
            return TORN
        for i in range(begin, end):
            field.near[seat(field, real(neighbours[i]))] += 1
    return 0


@compiled
def clipped(terms: Terms, value: float) -> float:
    """Keep a chance within what may be believed."""
    return min(max(value, terms.least), terms.most)


@compiled
def hidden(terms: Terms, near: float, far: float, ties: int) -> float:
    """Return how likely somebody lived it who did not declare it.

    `near` of his ties declared it; `far` is the sum over his ties of the share of
    theirs who did, or negative where that is not known.
    """
    seen, weight = near, float(ties)
    if far >= 0:
        seen += terms.far * far
        weight += terms.far * ties
    share = (seen + terms.prior * terms.base) / (weight + terms.prior)
    if share * (1 + terms.hidden) >= 1:
        return terms.most
    return min(share * terms.hidden / (1 - share), terms.most)


@compiled
def outcome(
    terms: Terms, helper: float, relay: float, tie: tuple[int, int, bool], lived: float,
    beyond: Outcome,
) -> Outcome:  # fmt: skip
    """Return what is to be hoped from asking somebody over a tie.

    The tie is its strength, how many ties from the seeker it leads, and whether it
    leads to who declared.
    """
    strength = tie[0] / STEPS
    trust = (terms.path_low + terms.path_high * strength) * terms.decay ** (tie[1] - 1)
    helps = clipped(terms, helper * (terms.help_low + terms.help_high * trust))
    if tie[2]:
        return helps, 1.0
    helps *= lived
    relays = clipped(terms, relay * (terms.relay_low + terms.relay_high * strength))
    relays *= 1 - helps
    return helps + relays * beyond[0], 1 + relays * beyond[1]


@compiled
def offer(top: Floats, place: int, new: Outcome) -> None:
    """Keep the two ties that are worth most, the better first."""
    for k in range(0, 4, 2):
        left, right = new[0] * top[place, k + 1], top[place, k] * new[1]
        if left > right or (left == right and new[0] > top[place, k]):
            if k == 0:
                top[place, 2], top[place, 3] = top[place, 0], top[place, 1]
            top[place, k], top[place, k + 1] = new
            return


@compiled
def both(top: Floats, place: int) -> Outcome:
    """Return what is to be hoped from the best two together."""
    fails = 1 - top[place, 0]
    return (
        top[place, 0] + fails * top[place, 2],
        top[place, 1] + fails * top[place, 3],
    )


@compiled
def hopeful(field: Field, terms: Terms, place: int, hop: int) -> bool:
    """Tell whether there is more to hope from somebody than from anybody."""
    if field.closed[place] != OPEN:
        return False
    if field.limit[place] >= hop or field.near[place] > 0:
        return True
    return bool(field.chance[terms.hops - hop, place] > 0)


@compiled
def expected(
    ways: Ways, field: Field, terms: Terms, place: int, tie: tuple[int, int]
) -> Outcome:
    """Return what is to be hoped from somebody who was met, over a tie."""
    declared = field.limit[place] >= tie[1]
    begin, end = span(ways.words, ways.neighbours.size, field.rows[place])
    lived = hidden(terms, float(field.near[place]), -1.0, end - begin)
    left = terms.hops - tie[1]
    beyond = (field.chance[left, place], field.asked[left, place])
    return outcome(
        terms, field.helper[place], field.relay[place], (tie[0], tie[1], declared),
        lived, beyond,
    )  # fmt: skip


@compiled
def spread(ways: Ways, field: Field, terms: Terms, source: int, level: int) -> int:
    """Offer somebody to all his ties; return 0 or TORN."""
    words, neighbours = ways.words, ways.neighbours
    row, hop = whole(field.rows[source]), terms.hops - level + 1
    begin, end = span(words, neighbours.size, row)
    if end == TORN:
        return TORN
    for i in range(begin, end):
        other = whole(neighbours[i])
        if other < 0:
            continue
        first, last = span(words, neighbours.size, other)
        mirror = slot_of(neighbours, first, last, row)
        place = place_of(field.table, field.table.size - 1, other)
        if mirror < 0 or (place >= 0 and field.closed[place] != OPEN):
            continue
        tie = (whole(ways.strengths[slot(mirror)]), hop)
        offer(field.top, seat(field, other), expected(ways, field, terms, source, tie))
    return 0


@compiled
def deepen(ways: Ways, field: Field, terms: Terms, level: int) -> int:
    """Work out what is to be hoped so many ties further; return 0 or TORN.

    With one tie left, only those who declared count.
    """
    field.top[:] = 0.0
    for source in range(field.facts[COUNT]):
        hop = terms.hops - level + 1
        declared = field.limit[source] >= hop or level > 1
        if declared and hopeful(field, terms, source, hop):
            state = spread(ways, field, terms, source, level)
            if state == TORN:
                return TORN
    for place in range(field.facts[COUNT]):
        if field.top[place, 0] > 0:
            field.chance[level, place], field.asked[level, place] = both(
                field.top, place
            )
    return 0
