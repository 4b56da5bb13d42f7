"""J1, in the middle: the best candidates."""

from typing import Final, NamedTuple, TypeAlias

import numpy as np

from whispeer.graph.addresses import floats_at, int64s_at, uint64s_at
from whispeer.graph.arrays import MISSING, Floats, Int32s, Int64s, UInt64s
from whispeer.graph.compiled import compiled, slot, whole
from whispeer.graph.kernels.heap import Heap, keep
from whispeer.graph.kernels.reach import (
    HASHED,
    MODE,
    Task,
    arrays_at,
    asked_at,
    own_span,
    scratch_at,
)
from whispeer.graph.kernels.rows import PLACE, TORN, canonical, span

Life: TypeAlias = tuple[int, int, int]  # world, trade, place
Lives: TypeAlias = tuple[Int32s, Int32s, Int32s]
Places: TypeAlias = tuple[int, int, bool]  # from, to, whether they are in a list
BLOCKS: Final = 64


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
    floor: float  # of the product, in 1/65025


class Answer(NamedTuple):
    """Where J1 puts what it found; one line an introduction, best first."""

    scores: Floats  # (limit,)
    strengths: Floats  # (limit,) greatest product
    overlaps: Floats  # (limit,)
    ids: Int64s  # (limit,)
    rows: Int64s  # (limit,)
    common: Int64s  # (limit,) connectors
    named: Int64s  # (limit,) connectors named
    connectors: Int64s  # (limit, through) their ids
    products: Int64s  # (limit, through) of the strengths through them
    words: UInt64s  # (limit,) where the ties of each were when they were read


@compiled
def answer_at(table: int) -> Answer:
    """Return where to put what is found."""
    scores, pairs = floats_at(table, 0), int64s_at(table, 8)
    shape = (scores.size, pairs.size // scores.size)
    return Answer(
        scores, floats_at(table, 1), floats_at(table, 2), int64s_at(table, 3),
        int64s_at(table, 4), int64s_at(table, 5), int64s_at(table, 6),
        int64s_at(table, 7).reshape(shape), pairs.reshape(shape),
        uint64s_at(table, 9),
    )  # fmt: skip


@compiled
def heap_at(table: int) -> Heap:
    """Return the columns of an answer that the best are kept in."""
    return Heap(floats_at(table, 0), int64s_at(table, 3), int64s_at(table, 4))


@compiled
def formula_of(numbers: Floats) -> Formula:
    """Return the constants that were put into an array, by name."""
    return Formula(
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4],
        numbers[5], numbers[6], numbers[7], numbers[8],
    )  # fmt: skip


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
def greatest(factors: Floats) -> float:
    """Return the greatest of some factors and 1."""
    found = 1.0
    for factor in factors:
        found = max(found, factor)
    return found


@compiled
def life_of(lives: Lives, row: int, known: bool) -> Life:
    """Return a member's world and, if there is need to look, trade and place."""
    world, sector, place = lives
    if known:
        return whole(world[row]), whole(sector[row]), whole(place[row])
    return whole(world[row]), MISSING, MISSING


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
def damped(known: Floats, formula: Formula, ties: int) -> float:
    """Return what a candidate's number of ties leaves of its score."""
    if ties < known.size:
        return float(known[ties])
    return float(float(ties) ** -formula.hub_damping)


@compiled
def leaders(sums: Int64s, rows: Int32s, stride: int, places: Places) -> Int64s:
    """Return the place of the greatest sum in each of some blocks of places.

    Looked at before the others, they raise the bar that keeps most of those out.
    """
    first, last, listed = places
    width = max((last - first + BLOCKS - 1) // BLOCKS, 1)
    found = np.empty((last - first + width - 1) // width, np.int64)
    for block in range(found.size):
        greatest, leader = -1, 0
        begin = first + block * width
        for at in range(slot(begin), slot(min(begin + width, last))):
            value = whole(sums[stride * (whole(rows[at]) if listed else whole(at))])
            leader = whole(at) if value > greatest else leader
            greatest = max(value, greatest)
        found[block] = leader
    return found


@compiled
def turn_of(leading: Int64s, turn: int, first: int, last: int) -> int:
    """Return whose turn it is: first the leaders, then all; -1 if one has been."""
    if turn < leading.size:
        return whole(leading[turn])
    at = first + turn - leading.size
    width = max((last - first + BLOCKS - 1) // BLOCKS, 1)
    return -1 if leading[(at - first) // width] == at else at


@compiled
def reached_by_many(sums: Int64s, first: int, last: int, heap: Heap) -> int:
    """Return a sum that as many reach as the heap holds, or 0: seen in one fast look.

    Places are dealt out to some classes, and the greatest of each class compete.
    """
    best, held = np.zeros(BLOCKS, np.int64), 0
    for begin in range(first, last - BLOCKS + 1, BLOCKS):
        for k in range(BLOCKS):
            best[k] = max(best[k], sums[slot(begin + k)])
    for k in range(BLOCKS):
        held = keep(heap, held, float(best[k]), k, k)
    return int(heap.scores[0]) if held == heap.scores.size else 0


@compiled
def by_sum(task: Task, places: Places, unit: float) -> int:
    """Keep those of the greatest sums, or products; return how many."""
    asked, scratch = asked_at(task.asked), scratch_at(task.working)
    ids, rows = arrays_at(task.graph).ids, scratch.rows
    hashed, heap = scratch.need[MODE] == HASHED, heap_at(task.answer)
    sums, stride = (scratch.sums, 2) if hashed else (scratch.totals, 1)
    sure = greatest(asked.factors) * 1.000001 / unit  # as it rounds
    first, last, listed = places
    held, least = 0, 1  # a lower sum cannot matter
    if not listed and asked.boosted.size == 0:
        least = max(int(reached_by_many(sums, first, last, heap) / 1.000001), 1)
    for at in range(first, last):
        row = whole(rows[at]) if listed else at
        value = whole(sums[stride * (at if hashed else row)])
        if value < least:
            continue
        score = value / unit
        if asked.boosted.size:
            score *= boost(asked.boosted, asked.factors, row)
        score = canonical(score)
        if score > 0.0:
            held = keep(heap, held, score, whole(ids[row]), row)
            if held == heap.scores.size:
                least = max(int(heap.scores[0] / sure), least)
    return held


@compiled
def by_formula(  # noqa: C901, PLR0915 - a call within the loop would cost more than it
    task: Task, places: Places, unit: float
) -> int:
    """Keep those of the greatest R of M2; return how many, or TORN."""
    arrays, scratch = arrays_at(task.graph), scratch_at(task.working)
    asked, heap = asked_at(task.asked), heap_at(task.answer)
    formula, damping = formula_of(asked.constants), asked.damping
    words, slots, rows = arrays.words, arrays.neighbours.size, scratch.rows
    hashed, (first, last, listed) = scratch.need[MODE] == HASHED, places
    sums, stride = (scratch.sums, 2) if hashed else (scratch.totals, 1)
    counts, sure = (
        scratch.sums[1:] if hashed else scratch.counts,
        greatest(asked.factors) * 1.000001,
    )
    leading = leaders(sums, rows, stride, (first, last, listed and not hashed))
    lives, (begin, end) = (
        (arrays.world, arrays.sector, arrays.place), own_span(scratch.need)
    )  # fmt: skip
    life, inverse, held, bar = life_of(lives, task.row, True), 1.0 / unit, 0, 0.0
    known = min(life[1], life[2]) >= 0
    for turn in range(leading.size + last - first):
        at = first + turn - leading.size
        if turn < leading.size:
            at = whole(leading[turn])
        row = whole(rows[at]) if listed else at
        record = stride * (at if hashed else row)
        score = sums[record] * inverse
        if score * sure < bar or counts[record] <= PLACE:  # none is above the floor
            continue
        common = whole(counts[record]) & PLACE
        if score * sure * damped(damping, formula, common) < bar:
            continue  # it has the ties in common at least; its row is far away
        low, high = span(words, slots, row)
        if high == TORN:
            return TORN
        ties = high - low
        score *= damped(damping, formula, ties)
        if score * sure < bar or turn_of(leading, turn, first, last) < 0:
            continue
        overlap = common / max(end - begin + ties - common, 1)
        far = distance(formula, overlap, life, life_of(lives, row, known))
        score *= 1.0 - formula.distance_weight * (1.0 - far)
        if asked.boosted.size:
            score *= boost(asked.boosted, asked.factors, row)
        score = canonical(score)
        if score > 0.0 and score >= bar:
            held = keep(heap, held, score, whole(arrays.ids[row]), row)
            bar = heap.scores[0] if held == heap.scores.size else 0.0
    return held
