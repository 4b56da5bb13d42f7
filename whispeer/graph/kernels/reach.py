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
    need: Int64s  # (4,) places, ties, table wanted when SMALL; whether in place


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
def survey(arrays: Arrays, scratch: Scratch, row: int) -> int:
    """Remember the words of a row and its ties; return the paths, TORN or SMALL."""
    words, neighbours, seen = arrays.words, arrays.neighbours, scratch.seen
    begin, end = span(words, neighbours.size, row)
    if end == TORN:
        return TORN
    if end - begin >= seen.size:
        scratch.need[1] = end - begin + 1
        return SMALL
    paths = 0
    for i in range(begin, end):
        if neighbours[i] >= 0:
            first, last = span(words, neighbours.size, whole(neighbours[i]))
            if last == TORN:
                return TORN
            paths += last - first
            seen[i - begin] = words[neighbours[i]]
    seen[end - begin] = words[row]
    return paths


@compiled
def prepare(task: Task) -> int:
    """Clear what will be written; return the mask of the table, TORN or SMALL.

    A graph that is small beside the paths is summed up in place, without a table;
    the table then holds those who never appear, and nobody else.
    """
    scratch, members = task.scratch, task.arrays.words.size
    paths = survey(task.arrays, scratch, task.wish.row)
    if paths < 0:
        return paths
    begin, end = span(task.arrays.words, task.arrays.neighbours.size, task.wish.row)
    never = end - begin + 1 + task.wish.without.size
    direct = members <= 2 * paths
    places = members if direct else never + min(paths, members)
    size = 16
    while 3 * size < 4 * (never if direct else places):
        size *= 2
    if places > scratch.rows.size or size > scratch.table.size:
        scratch.need[0], scratch.need[2] = places, size
        return SMALL
    scratch.table[:size] = 0
    scratch.need[3] = direct
    return size - 1


@compiled
def own(arrays: Arrays, scratch: Scratch, mask: int, wish: Wish) -> int:
    """Give the first places to those who never appear; return the next."""
    table, rows, neighbours = scratch.table, scratch.rows, arrays.neighbours
    begin, end = span(arrays.words, neighbours.size, wish.row)
    admit(table, mask, wish.row, 0)
    rows[0] = wish.row
    place = 1
    for i in range(begin, end):
        rows[place] = real(neighbours[i])
        admit(table, mask, whole(rows[place]), place)
        place += 1
    for row in wish.without:
        if admit(table, mask, whole(row), place) == place:
            rows[place] = row
            place += 1
    scratch.sums[: 2 * place] = 0
    return place


@compiled
def expand_in_place(task: Task, never: int) -> int:
    """Walk every open two-tie path, summing up at the row; return the places used."""
    words, neighbours, strengths = (
        task.arrays.words, task.arrays.neighbours, task.arrays.strengths
    )  # fmt: skip
    rows, sums, curve = task.scratch.rows, task.scratch.sums, task.curve
    weights, members = task.scratch.weights, words.size
    sums[: 2 * members] = 0
    begin, end = span(words, neighbours.size, task.wish.row)
    for i in range(begin, end):
        if neighbours[i] < 0:
            continue
        first, last = span(words, neighbours.size, whole(neighbours[i]))
        step, factor = whole(strengths[i]), weights[i - begin]
        for j in range(first, last):
            row = whole(neighbours[j])
            if row < 0:
                continue
            if row >= members:
                return TORN
            second = whole(strengths[j])
            sums[2 * row] += whole(factor * curve[second])
            best = whole(sums[2 * row + 1])
            greatest = max(best >> 32, step * second)
            sums[2 * row + 1] = (greatest << 32) | ((best & PLACE) + 1)
    for place in range(never):
        sums[2 * rows[place] + 1] = 0
    for row in range(members):
        rows[row] = row
    return members


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
