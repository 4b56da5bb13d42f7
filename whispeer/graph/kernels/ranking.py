"""J1, second half: the best candidates, and through whom."""

from typing import Final, NamedTuple, TypeAlias

from whispeer.graph.arrays import STEPS, Floats, Int32s, Int64s, UInt8s, UInt64s
from whispeer.graph.compiled import compiled, whole
from whispeer.graph.kernels.reach import (
    DEFAULT,
    PATH,
    Task,
    expand,
    own,
    prepare,
    weigh,
)
from whispeer.graph.kernels.rows import (
    PLACE,
    TORN,
    canonical,
    place_of,
    real,
    slot_of,
    span,
)

ENTRY: Final = 5  # facts known before the connectors are named
Fact: TypeAlias = tuple[int, int, int, int, int]
Life: TypeAlias = tuple[int, int]  # trade and place
Lives: TypeAlias = tuple[Int32s, Int32s, Int32s]  # worlds, trades, places
SQUARE: Final = STEPS * STEPS


class Formula(NamedTuple):
    """The constants of M2, as numbers."""

    net: float
    overlap: float
    sector: float
    place: float
    net_alone: float
    overlap_alone: float
    distance_weight: float
    hub_damping: float
    floor: int  # of the product, in 1/65025


class Answer(NamedTuple):
    """Where J1 puts what it found; one line an introduction, best first.

    ``facts`` holds row, id, greatest product, connectors in common, ties, number
    of connectors named; then their ids; then the products through them.
    """

    scores: Floats  # (limit,)
    facts: Int64s  # (limit, 6 + 2 * through)


@compiled
def worse(scores: Floats, facts: Int64s, x: int, y: int) -> bool:
    """Tell whether entry x comes after entry y: lower score, or greater id."""
    if scores[x] != scores[y]:
        return bool(scores[x] < scores[y])
    return bool(facts[x, 1] > facts[y, 1])


@compiled
def swap(scores: Floats, facts: Int64s, x: int, y: int) -> None:
    """Exchange two entries."""
    score = scores[x]
    scores[x] = scores[y]
    scores[y] = score
    for k in range(ENTRY):
        fact = facts[x, k]
        facts[x, k] = facts[y, k]
        facts[y, k] = fact


@compiled
def sink(scores: Floats, facts: Int64s, size: int) -> None:
    """Let the first entry of a heap, whose first is the worst, find its place."""
    at = 0
    while True:
        child = 2 * at + 1
        if child >= size:
            return
        if child + 1 < size and worse(scores, facts, child + 1, child):
            child += 1
        if worse(scores, facts, at, child):
            return
        swap(scores, facts, at, child)
        at = child


@compiled
def rise(scores: Floats, facts: Int64s, at: int) -> None:
    """Let the last entry of a heap find its place."""
    while at > 0:
        parent = (at - 1) >> 1
        if worse(scores, facts, parent, at):
            return
        swap(scores, facts, parent, at)
        at = parent


@compiled
def boost(rows: Int32s, factors: Floats, row: int) -> float:
    """Return the factor of a row; 1 when none was given."""
    low, high = 0, rows.size
    while low < high:
        middle = (low + high) >> 1
        if rows[middle] < row:
            low = middle + 1
        else:
            high = middle
    if low < rows.size and rows[low] == row:
        return float(factors[low])
    return 1.0


@compiled
def distance(formula: Formula, apart: float, overlap: float, a: Life, c: Life) -> float:
    """Return Dw of M2 for two members of the same world (0) or not (1)."""
    if min(a[0], a[1], c[0], c[1]) < 0:
        return formula.net_alone * apart + formula.overlap_alone * (1.0 - overlap)
    far = formula.net * apart + formula.overlap * (1.0 - overlap)
    if a[0] != c[0]:
        far += formula.sector
    if a[1] != c[1]:
        far += formula.place
    return far


@compiled
def damped(known: Floats, exponent: float, ties: int) -> float:
    """Return what a candidate's number of ties leaves of its score."""
    return float(known[ties]) if ties < known.size else float(ties) ** -exponent


@compiled
def keep(scores: Floats, facts: Int64s, held: int, score: float, fact: Fact) -> int:
    """Let a candidate into the heap if it is good enough; return how many it holds."""
    full = held == scores.size
    if score <= 0.0:
        return held
    if full and (score < scores[0] or (score == scores[0] and fact[1] > facts[0, 1])):
        return held
    at = 0 if full else held
    scores[at] = score
    for k in range(ENTRY):
        facts[at, k] = fact[k]
    if full:
        sink(scores, facts, held)
        return held
    rise(scores, facts, at)
    return held + 1


@compiled
def worth(
    arrays: Lives, formula: Formula, rows: tuple[int, int], overlap: float
) -> float:
    """Return what distance leaves of a candidate's score: 0.2 + 0.8 Dw of M2."""
    world, sector, place = arrays
    a, c = rows
    apart = 0.0 if world[a] >= 0 and world[a] == world[c] else 1.0
    one = (whole(sector[a]), whole(place[a]))
    other = (whole(sector[c]), whole(place[c]))
    far = distance(formula, apart, overlap, one, other)
    return 1.0 - formula.distance_weight * (1.0 - far)


@compiled
def rank(
    task: Task, formula: Formula, answer: Answer, places: tuple[int, int], unit: float
) -> int:
    """Keep the best candidates, in a heap whose first is the worst; count them."""
    arrays, wish, damping, sums = (
        task.arrays,
        task.wish,
        task.damping,
        task.scratch.sums,
    )
    words, slots, scores = arrays.words, arrays.neighbours.size, answer.scores
    lives = (arrays.world, arrays.sector, arrays.place)
    begin, end = span(words, slots, wish.row)
    default, held, bar = wish.score == DEFAULT, 0, 0.0
    for at in range(places[0], places[1]):
        best = whole(sums[2 * at + 1])
        product, common = best >> 32, best & PLACE
        score = product / SQUARE if wish.score == PATH else sums[2 * at] / unit
        most = score * wish.greatest * 1.000001  # rounding adds less
        if default:  # a candidate has the ties in common at least
            most *= damped(damping, formula.hub_damping, common)
        if most < bar or product < (formula.floor if default else 1):
            continue
        row = whole(task.scratch.rows[at])
        first, last = span(words, slots, row)
        if last == TORN:
            return TORN
        ties = last - first
        if default:
            overlap = common / max(end - begin + ties - common, 1)
            score *= worth(lives, formula, (wish.row, row), overlap)
            score *= damped(damping, formula.hub_damping, ties)
        if wish.boosted.size:
            score *= boost(wish.boosted, wish.factors, row)
        fact = (row, whole(arrays.ids[row]), product, common, ties)
        held = keep(scores, answer.facts, held, canonical(score), fact)
        bar = scores[0] if held == scores.size else 0.0
    return held


@compiled
def in_order(scores: Floats, facts: Int64s, held: int) -> None:
    """Turn the heap into a list, best first."""
    for size in range(held - 1, 0, -1):
        swap(scores, facts, 0, size)
        sink(scores, facts, size)


@compiled
def name(facts: Int64s, at: int, many: int, product: int, member: int) -> None:
    """Keep a connector among the best of an entry, in order."""
    spot = whole(facts[at, 5])
    while spot > 0:
        ahead = facts[at, 5 + many + spot]
        if ahead > product or (ahead == product and facts[at, 5 + spot] < member):
            break
        if spot < many:
            facts[at, 6 + many + spot] = ahead
            facts[at, 6 + spot] = facts[at, 5 + spot]
        spot -= 1
    if spot < many:
        facts[at, 6 + many + spot] = product
        facts[at, 6 + spot] = member
        facts[at, 5] = min(whole(facts[at, 5]) + 1, many)


@compiled
def product_of(
    words: UInt64s, neighbours: Int32s, strengths: UInt8s, tie: int, row: int
) -> int:
    """Return the product of a tie and its other end's tie to a row; 0 if no way."""
    connector = whole(neighbours[tie])
    if connector < 0:
        return 0
    first, last = span(words, neighbours.size, connector)
    slot = slot_of(neighbours, first, last, row)
    if slot < 0 or neighbours[slot] < 0:
        return 0
    return whole(strengths[tie]) * whole(strengths[slot])


@compiled
def through(task: Task, answer: Answer, mask: int, held: int) -> None:
    """Name each entry's best connectors, found from the shorter of the two sides."""
    words, neighbours = task.arrays.words, task.arrays.neighbours
    strengths, ids, facts = task.arrays.strengths, task.arrays.ids, answer.facts
    table, many = task.scratch.table, task.wish.through
    begin, end = span(words, neighbours.size, task.wish.row)
    for at in range(held):
        row = whole(facts[at, 0])
        first, last = span(words, neighbours.size, row)
        facts[at, 5] = 0
        ours = last - first > 8 * (end - begin)
        if ours:
            first, last = begin, end
        for i in range(first, last):
            tie = i
            if not ours:
                tie = begin - 1 + place_of(table, mask, real(neighbours[i]))
                if tie < begin or tie >= end:
                    continue
            product = product_of(words, neighbours, strengths, tie, row)
            if product:
                name(facts, at, many, product, whole(ids[neighbours[tie]]))


@compiled
def introduce(task: Task, formula: Formula, answer: Answer) -> int:
    """Answer J1: return how many entries were found, or TORN, or SMALL."""
    mask = prepare(task.arrays, task.scratch, task.wish)
    if mask < 0:
        return mask
    unit = weigh(task)
    first = own(task.arrays, task.scratch, mask, task.wish)
    used = expand(task, mask, first)
    if used < 0:
        return used
    held = rank(task, formula, answer, (first, used), unit)
    if held > 0:
        in_order(answer.scores, answer.facts, held)
        through(task, answer, mask, held)
    return held
