"""J1, first half: one pass over all two-tie paths of a member."""

import math
from typing import Final, NamedTuple

from whispeer.graph.arrays import Arrays, Floats, Int32s, Int64s, UInt64s
from whispeer.graph.compiled import compiled, whole
from whispeer.graph.kernels.rows import PLACE, SMALL, TORN, admit, real, span

PATH: Final = 0  # the scores
ALLOCATION: Final = 1
DEFAULT: Final = 2


class Scratch(NamedTuple):
    """Working memory of one thread."""

    table: Int64s  # (2**k,)
    rows: Int32s  # (places,) what was met, in the order it was met
    sums: Int64s  # (2 * places,) fixed-point sum over connectors; then
    # greatest product << 32 | number of connectors, beside it
    seen: UInt64s  # (ties,) the words this answer was read from
    weights: Floats  # (ties,) what each connector's paths weigh
    need: Int64s  # (3,) places, ties, table wanted when SMALL


class Wish(NamedTuple):
    """What is asked."""

    row: int
    score: int
    through: int  # connectors to name
    without: Int32s  # rows never to appear
    boosted: Int32s  # rows, sorted, whose score is multiplied
    factors: Floats
    greatest: float  # of the factors and 1


class Task(NamedTuple):
    """A wish, with what is needed to grant it."""

    arrays: Arrays
    scratch: Scratch
    wish: Wish
    curve: Floats  # (256,) what a step of strength counts for
    damping: Floats  # what a candidate's number of ties leaves of its score


@compiled
def prepare(arrays: Arrays, scratch: Scratch, wish: Wish) -> int:
    """Read the words of all ties; clear the table; return its mask."""
    words, neighbours, seen = arrays.words, arrays.neighbours, scratch.seen
    begin, end = span(words, neighbours.size, wish.row)
    if end == TORN:
        return TORN
    paths, ties = 0, end - begin
    enough = ties < seen.size
    for i in range(begin, end):
        if neighbours[i] >= 0:
            first, last = span(words, neighbours.size, whole(neighbours[i]))
            if last == TORN:
                return TORN
            paths += last - first
            if enough:
                seen[i - begin] = words[neighbours[i]]
    places = ties + 1 + wish.without.size + min(paths, words.size)
    size = 16
    while 3 * size < 4 * places:
        size *= 2
    if not enough or places > scratch.rows.size or size > scratch.table.size:
        scratch.need[0], scratch.need[1], scratch.need[2] = places, ties + 1, size
        return SMALL
    seen[ties] = words[wish.row]
    scratch.table[:size] = 0
    return size - 1


@compiled
def own(arrays: Arrays, scratch: Scratch, mask: int, wish: Wish) -> int:
    """Give the first places to those who never appear; return the next."""
    table, neighbours = scratch.table, arrays.neighbours
    begin, end = span(arrays.words, neighbours.size, wish.row)
    admit(table, mask, wish.row, 0)
    place = 1
    for i in range(begin, end):
        admit(table, mask, real(neighbours[i]), place)
        place += 1
    for row in wish.without:
        if admit(table, mask, whole(row), place) == place:
            place += 1
    scratch.sums[: 2 * place] = 0
    return place


@compiled
def weigh(task: Task) -> float:
    """Weigh each connector's paths, but for their second strength.

    Returns the power of two that makes the greatest possible sum fill 60 bits; the
    weights are multiplied by it.
    """
    words, neighbours, weights = (
        task.arrays.words,
        task.arrays.neighbours,
        task.scratch.weights,
    )
    begin, end = span(words, neighbours.size, task.wish.row)
    total = 1e-9
    for i in range(begin, end):
        first, last = span(words, neighbours.size, real(neighbours[i]))
        value = task.curve[task.arrays.strengths[i]]
        if task.wish.score == DEFAULT:
            value /= math.log(max(float(last - first), math.e))
        else:
            value /= max(last - first, 1)
        weights[i - begin] = value
        total += value
    unit = 2.0 ** (60 - math.ceil(math.log2(total)))
    weights[: end - begin] *= unit
    return unit


@compiled
def expand(task: Task, mask: int, used: int) -> int:
    """Walk every open two-tie path once and sum it up; return the places used."""
    words, neighbours, strengths = (
        task.arrays.words, task.arrays.neighbours, task.arrays.strengths
    )  # fmt: skip
    table, rows, sums = task.scratch.table, task.scratch.rows, task.scratch.sums
    curve, most = task.curve, min(rows.size, mask)
    begin, end = span(words, neighbours.size, task.wish.row)
    for i in range(begin, end):
        if neighbours[i] < 0:
            continue
        first, last = span(words, neighbours.size, whole(neighbours[i]))
        step, factor = whole(strengths[i]), task.scratch.weights[i - begin]
        for j in range(first, last):
            row = whole(neighbours[j])
            if row < 0:
                continue
            place = admit(table, mask, row, used)
            if place == used:
                if used >= most:  # rows grew while we read: read again
                    return TORN
                rows[used], sums[2 * used], sums[2 * used + 1] = row, 0, 0
                used += 1
            second = whole(strengths[j])
            sums[2 * place] += whole(factor * curve[second])
            best = whole(sums[2 * place + 1])
            greatest = max(best >> 32, step * second)
            sums[2 * place + 1] = (greatest << 32) | ((best & PLACE) + 1)
    return used


@compiled
def unmoved(arrays: Arrays, scratch: Scratch, row: int) -> bool:
    """Tell whether the rows an answer was read from are still where they were."""
    words, neighbours, seen = arrays.words, arrays.neighbours, scratch.seen
    begin, end = span(words, neighbours.size, row)
    ties = end - begin
    if ties >= seen.size or seen[ties] != words[row]:
        return False
    for i in range(begin, end):
        neighbour = whole(neighbours[i])
        if neighbour >= 0 and seen[i - begin] != words[neighbour]:
            return False
    return True
