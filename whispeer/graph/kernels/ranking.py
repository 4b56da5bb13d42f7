"""J1, second half: the best candidates, and through whom."""

from typing import Final, NamedTuple

from whispeer.graph.arrays import STEPS, Arrays, Floats, Int64s
from whispeer.graph.compiled import compiled, whole
from whispeer.graph.kernels.reach import (
    DEFAULT,
    PATH,
    Task,
    Wish,
    expand,
    own,
    prepare,
    scale,
)
from whispeer.graph.kernels.rows import (
    PLACE,
    canonical,
    place_of,
    real,
    slot_of,
    span,
)

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
def worse(answer: Answer, x: int, y: int) -> bool:
    """Tell whether entry x comes after entry y: lower score, or greater id."""
    if answer.scores[x] != answer.scores[y]:
        return answer.scores[x] < answer.scores[y]
    return answer.facts[x, 1] > answer.facts[y, 1]


@compiled
def swap(answer: Answer, x: int, y: int) -> None:
    """Exchange two entries."""
    held = answer.scores[x]
    answer.scores[x] = answer.scores[y]
    answer.scores[y] = held
    for k in range(5):
        fact = answer.facts[x, k]
        answer.facts[x, k] = answer.facts[y, k]
        answer.facts[y, k] = fact


@compiled
def sink(answer: Answer, size: int) -> None:
    """Let the first entry of a heap, whose first is the worst, find its place."""
    at = 0
    while True:
        child = 2 * at + 1
        if child >= size:
            return
        if child + 1 < size and worse(answer, child + 1, child):
            child += 1
        if worse(answer, at, child):
            return
        swap(answer, at, child)
        at = child


@compiled
def rise(answer: Answer, at: int) -> None:
    """Let the last entry of a heap find its place."""
    while at > 0:
        parent = (at - 1) >> 1
        if worse(answer, parent, at):
            return
        swap(answer, parent, at)
        at = parent


@compiled
def boost(wish: Wish, row: int) -> float:
    """Return the factor of a row; 1 when none was given."""
    low, high = 0, wish.boosted.size
    while low < high:
        middle = (low + high) >> 1
        if wish.boosted[middle] < row:
            low = middle + 1
        else:
            high = middle
    if low < wish.boosted.size and wish.boosted[low] == row:
        return wish.factors[low]
    return 1.0


@compiled
def distance(arrays: Arrays, formula: Formula, a: int, c: int, overlap: float) -> float:
    """Return Dw of M2: how far two members' lives are from one another."""
    world = arrays.world[a]
    apart = 0.0 if world >= 0 and world == arrays.world[c] else 1.0
    sectors = arrays.sector[a] >= 0 and arrays.sector[c] >= 0
    places = arrays.place[a] >= 0 and arrays.place[c] >= 0
    if not (sectors and places):
        return formula.net_alone * apart + formula.overlap_alone * (1.0 - overlap)
    far = formula.net * apart + formula.overlap * (1.0 - overlap)
    if arrays.sector[a] != arrays.sector[c]:
        far += formula.sector
    if arrays.place[a] != arrays.place[c]:
        far += formula.place
    return far


@compiled
def worth(task: Task, formula: Formula, row: int, common: int, total: float) -> float:
    """Return R of M2 for a candidate whose path(a, c) is ``total``."""
    begin, end = span(task.arrays, task.wish.row)
    first, last = span(task.arrays, row)
    ties = max(last - first, 1)
    overlap = common / max(end - begin + ties - common, 1)
    far = distance(task.arrays, formula, task.wish.row, row, overlap)
    near = 1.0 - formula.distance_weight
    return total * (near + formula.distance_weight * far) / ties**formula.hub_damping


@compiled
def judge(task: Task, formula: Formula, place: int, unit: float, bar: float) -> float:
    """Return a candidate's score, or -1 if it cannot reach the bar."""
    wish, sums = task.wish, task.scratch.sums
    best = whole(sums[2 * place + 1])
    product, common = best >> 32, best & PLACE
    if product < (formula.floor if wish.score == DEFAULT else 1):
        return -1.0
    total = product / SQUARE if wish.score == PATH else sums[2 * place] / unit
    # R never exceeds path(a, c), and rounding adds less than a millionth.
    if total * wish.greatest * 1.000001 < bar:
        return -1.0
    row = whole(task.scratch.rows[place])
    if row >= task.arrays.words.size:
        return -1.0
    if wish.score == DEFAULT:
        total = worth(task, formula, row, common, total)
    if wish.boosted.size:
        total *= boost(wish, row)
    return total if wish.score == PATH else canonical(total)


@compiled
def enter(task: Task, answer: Answer, at: int, place: int, score: float) -> None:
    """Write a candidate down as an entry."""
    row = whole(task.scratch.rows[place])
    best = whole(task.scratch.sums[2 * place + 1])
    begin, end = span(task.arrays, row)
    answer.scores[at] = score
    answer.facts[at, 0] = row
    answer.facts[at, 1] = task.arrays.ids[row]
    answer.facts[at, 2] = best >> 32
    answer.facts[at, 3] = best & PLACE
    answer.facts[at, 4] = end - begin


@compiled
def rank(
    task: Task, formula: Formula, answer: Answer, places: tuple[int, int], unit: float
) -> int:
    """Keep the best candidates, in a heap whose first is the worst; then sort."""
    held, limit, bar = 0, answer.scores.size, 0.0
    for place in range(places[0], places[1]):
        score = judge(task, formula, place, unit, bar)
        if score < bar or score <= 0.0:
            continue
        if held < limit:
            enter(task, answer, held, place, score)
            rise(answer, held)
            held += 1
        else:
            row = task.scratch.rows[place]
            if score == bar and task.arrays.ids[row] > answer.facts[0, 1]:
                continue
            enter(task, answer, 0, place, score)
            sink(answer, held)
        if held == limit:
            bar = answer.scores[0]
    for size in range(held - 1, 0, -1):  # the worst goes last, and so on
        swap(answer, 0, size)
        sink(answer, size)
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
def link(task: Task, answer: Answer, at: int, tie: int) -> None:
    """Name the other end of a tie as a connector of an entry, if it is one."""
    arrays = task.arrays
    connector = whole(arrays.neighbours[tie])
    if connector < 0:
        return
    slot = slot_of(arrays, connector, whole(answer.facts[at, 0]))
    if slot >= 0 and arrays.neighbours[slot] >= 0:
        product = whole(arrays.strengths[tie]) * whole(arrays.strengths[slot])
        member = whole(arrays.ids[connector])
        name(answer.facts, at, task.wish.through, product, member)


@compiled
def through(task: Task, answer: Answer, mask: int, at: int) -> None:
    """Find an entry's best connectors: from its side, or from ours if shorter."""
    arrays = task.arrays
    begin, end = span(arrays, task.wish.row)
    first, last = span(arrays, whole(answer.facts[at, 0]))
    answer.facts[at, 5] = 0
    if last - first > 8 * (end - begin):
        for tie in range(begin, end):
            link(task, answer, at, tie)
        return
    for i in range(first, last):
        place = place_of(task.scratch.table, mask, real(arrays.neighbours[i]))
        if 0 < place <= end - begin:
            link(task, answer, at, begin + place - 1)


@compiled
def introduce(task: Task, formula: Formula, answer: Answer) -> int:
    """Answer J1: return how many entries were found, or TORN, or SMALL."""
    mask = prepare(task.arrays, task.scratch, task.wish)
    if mask < 0:
        return mask
    unit = scale(task.arrays, task.wish, task.curve)
    first = own(task.arrays, task.scratch, mask, task.wish)
    used = expand(task, mask, first, unit)
    if used < 0:
        return used
    held = rank(task, formula, answer, (first, used), unit)
    for at in range(held):
        through(task, answer, mask, at)
    return held
