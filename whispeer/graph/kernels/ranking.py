"""J1, second half: the best candidates, and through whom."""

from typing import Final, NamedTuple, TypeAlias

from whispeer.graph.arrays import MISSING, STEPS, Arrays, Floats, Int32s, Int64s
from whispeer.graph.compiled import compiled, whole
from whispeer.graph.kernels.heap import in_order, keep
from whispeer.graph.kernels.reach import (
    DEFAULT,
    PATH,
    Task,
    expand,
    expand_in_place,
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

SQUARE: Final = STEPS * STEPS
Life: TypeAlias = tuple[int, int, int]  # world, trade, place


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
def life_of(arrays: Arrays, row: int, known: bool) -> Life:
    """Return a member's world and, if there is need to look, trade and place."""
    if known:
        return (
            whole(arrays.world[row]),
            whole(arrays.sector[row]),
            whole(arrays.place[row]),
        )
    return whole(arrays.world[row]), MISSING, MISSING


@compiled
def distance(formula: Formula, overlap: float, a: Life, c: Life) -> float:
    """Return Dw of M2: how far two members' lives are from one another."""
    apart = 0.0 if a[0] >= 0 and a[0] == c[0] else 1.0
    if min(a[1], a[2], c[1], c[2]) < 0:
        return formula.net_alone * apart + formula.overlap_alone * (1.0 - overlap)
    far = formula.net * apart + formula.overlap * (1.0 - overlap)
    if a[1] != c[1]:
        far += formula.sector
    if a[2] != c[2]:
        far += formula.place
    return far


@compiled
def damped(known: Floats, exponent: float, ties: int) -> float:
    """Return what a candidate's number of ties leaves of its score."""
    return float(known[ties]) if ties < known.size else float(ties) ** -exponent


@compiled
def rank(  # noqa: C901, PLR0915 - a call within the loop would cost more than it
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
    begin, end = span(words, slots, wish.row)
    life = life_of(arrays, wish.row, True)
    known, sure = min(life[1], life[2]) >= 0, wish.greatest * 1.000001  # as it rounds
    default, inverse, held, bar = wish.score == DEFAULT, 1.0 / unit, 0, 0.0
    for at in range(places[0], places[1]):
        best = whole(sums[2 * at + 1])
        product, common = best >> 32, best & PLACE
        score = product / SQUARE if wish.score == PATH else sums[2 * at] * inverse
        most = score * sure
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
            score *= damped(damping, formula.hub_damping, ties)
            if score * sure < bar:
                continue
            overlap = common / max(end - begin + ties - common, 1)
            far = distance(formula, overlap, life, life_of(arrays, row, known))
            score *= 1.0 - formula.distance_weight * (1.0 - far)
        if wish.boosted.size:
            score *= boost(wish.boosted, wish.factors, row)
        score = canonical(score)
        if score > 0.0 and score >= bar:
            fact = (row, whole(arrays.ids[row]), product, common, ties)
            held = keep(scores, answer.facts, held, score, fact)
            bar = scores[0] if held == scores.size else 0.0
    return held


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
def through(task: Task, answer: Answer, mask: int, held: int) -> None:
    """Name each entry's best connectors, found from the shorter of the two sides."""
    words, neighbours, strengths = (
        task.arrays.words, task.arrays.neighbours, task.arrays.strengths
    )  # fmt: skip
    slots, facts, many = neighbours.size, answer.facts, task.wish.through
    begin, end = span(words, slots, task.wish.row)
    for at in range(held):
        row = whole(facts[at, 0])
        first, last = span(words, slots, row)
        facts[at, 5], facts[at, 5 + 2 * many] = 0, 0
        ours = last - first > 8 * (end - begin)
        if ours:
            first, last = begin, end
        for i in range(first, last):
            tie = i
            if not ours:
                other = real(neighbours[i])
                tie = begin - 1 + place_of(task.scratch.table, mask, other)
                if tie < begin or tie >= end:
                    continue
            connector, step = whole(neighbours[tie]), whole(strengths[tie])
            if connector < 0 or step * STEPS < facts[at, 5 + 2 * many]:
                continue  # closed, or not among the best even if the other is 1
            low, high = span(words, slots, connector)
            slot = slot_of(neighbours, low, high, row)
            if slot >= 0 and neighbours[slot] >= 0:
                member = whole(task.arrays.ids[connector])
                name(facts, at, many, step * whole(strengths[slot]), member)


@compiled
def through_in_place(task: Task, answer: Answer, held: int) -> None:
    """Do the same by walking all paths again: faster where many ties are shared."""
    words, neighbours, strengths = (
        task.arrays.words, task.arrays.neighbours, task.arrays.strengths
    )  # fmt: skip
    sums, facts, many = task.scratch.sums, answer.facts, task.wish.through
    begin, end = span(words, neighbours.size, task.wish.row)
    for at in range(held):
        sums[2 * facts[at, 0] + 1] = ~at
        facts[at, 5], facts[at, 5 + 2 * many] = 0, 0
    for i in range(begin, end):
        connector, step = whole(neighbours[i]), whole(strengths[i])
        if connector < 0:
            continue
        first, last = span(words, neighbours.size, connector)
        for j in range(first, last):
            row = whole(neighbours[j])
            if row < 0 or sums[2 * row + 1] >= 0:
                continue
            at = ~whole(sums[2 * row + 1])
            product = step * whole(strengths[j])
            if product >= facts[at, 5 + 2 * many]:
                name(facts, at, many, product, whole(task.arrays.ids[connector]))


@compiled
def introduce(task: Task, formula: Formula, answer: Answer) -> int:
    """Answer J1: return how many entries were found, or TORN, or SMALL."""
    mask = prepare(task)
    if mask < 0:
        return mask
    unit = weigh(task)
    first = own(task.arrays, task.scratch, mask, task.wish)
    in_place = task.scratch.need[3] == 1
    if in_place:
        used, first = expand_in_place(task, first), 0
    else:
        used = expand(task, mask, first)
    held = rank(task, formula, answer, (first, used), unit) if used >= 0 else TORN
    if held > 0:
        in_order(answer.scores, answer.facts, held)
    if held > 0 and in_place:
        through_in_place(task, answer, held)
    elif held > 0:
        through(task, answer, mask, held)
    return held
