"""J4: how well a whisper fares from whom, from those who declared outward.

A *field* is a small table of the members whom the search has met. For each it keeps
what is known of him and, for m = 0, 1, …, what is to be hoped from the best two of his
ties when it may go m ties further: the chance that it lands, and how many are asked.
"""

from typing import NamedTuple

from whispeer.graph.arrays import STEPS, Floats
from whispeer.graph.compiled import compiled, slot, whole
from whispeer.graph.kernels.potential_field import COUNT, GROWS, OPEN, Field, seat
from whispeer.graph.kernels.rows import TORN, place_of, slot_of, span
from whispeer.graph.kernels.ways import Ways


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


class Person(NamedTuple):
    """What a choice knows of somebody at so many ties from the seeker."""

    helper: float
    relay: float
    declared: bool
    lived: float  # how likely he lived it though he did not declare it
    chance: float  # what is to be hoped from his ties
    asked: float


Outcome = tuple[float, float]  # chance that it lands, people asked


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
def outcome(terms: Terms, person: Person, step: int, hop: int) -> Outcome:
    """Return what is to be hoped from asking somebody over a tie.

    The tie has so many steps of strength, and leads so many ties from the seeker.
    """
    strength = step / STEPS
    trust = (terms.path_low + terms.path_high * strength) * terms.decay ** (hop - 1)
    helps = clipped(terms, person.helper * (terms.help_low + terms.help_high * trust))
    if person.declared:
        return helps, 1.0
    helps *= person.lived
    will = terms.relay_low + terms.relay_high * strength
    relays = (1 - helps) * clipped(terms, person.relay * will)
    return helps + relays * person.chance, 1 + relays * person.asked


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
def person(ways: Ways, field: Field, terms: Terms, place: int, hop: int) -> Person:
    """Return what is known of somebody who was met."""
    begin, end = span(ways.words, ways.neighbours.size, field.rows[place])
    left = terms.hops - hop
    return Person(
        field.helper[place],
        field.relay[place],
        field.limit[place] >= hop,
        hidden(terms, float(field.near[place]), -1.0, end - begin),
        field.chance[left, place],
        field.asked[left, place],
    )


@compiled
def spread(ways: Ways, field: Field, terms: Terms, source: int, hop: int) -> int:
    """Offer somebody, who would be asked so far away, to all his ties.

    Returns 0 or TORN.
    """
    # Taken out of their tuples once: each time costs more than a look at a tie.
    words, neighbours, strengths = ways.words, ways.neighbours, ways.strengths
    table, closed, top = field.table, field.closed, field.top
    row, grows = whole(field.rows[source]), field.facts[GROWS] == 1
    begin, end = span(words, neighbours.size, row)
    if end == TORN:
        return TORN
    he = person(ways, field, terms, source, hop)
    for i in range(begin, end):
        other = whole(neighbours[i])
        if other < 0:
            continue
        place = seat(field, other) if grows else place_of(table, table.size - 1, other)
        if place < 0 or closed[place] != OPEN:
            continue
        first, last = span(words, neighbours.size, other)
        mirror = slot_of(neighbours, first, last, row)
        if mirror >= 0:
            offer(top, place, outcome(terms, he, whole(strengths[slot(mirror)]), hop))
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
            state = spread(ways, field, terms, source, hop)
            if state == TORN:
                return TORN
    for place in range(field.facts[COUNT]):
        if field.top[place, 0] > 0:
            field.chance[level, place], field.asked[level, place] = both(
                field.top, place
            )
    return 0
