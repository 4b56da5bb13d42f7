"""J1, before the first step: what is asked, what is at hand, what each way weighs."""

import math
from typing import Final, NamedTuple

from whispeer.graph.addresses import (
    floats_at,
    int32s_at,
    int64s_at,
    uint8s_at,
    uint64s_at,
)
from whispeer.graph.arrays import STEPS, Arrays, Floats, Int32s, Int64s, UInt64s
from whispeer.graph.compiled import compiled, whole
from whispeer.graph.kernels.rows import SMALL, TORN, real, span

PATH: Final = 0  # the scores
ALLOCATION: Final = 1
DEFAULT: Final = 2

HASHED: Final = 0  # sums lie at places, which a table finds: any graph
LISTED: Final = 1  # sums lie at their rows, and a list tells which: small graphs
DIRECT: Final = 2  # sums lie at their rows, all are looked at: small beside the paths
SMALL_GRAPH: Final = 1 << 16  # rows; their sums take a megabyte, and stay near

PLACES: Final = 0  # what `Scratch.need` holds; wanted when SMALL
TIES: Final = 1
TABLE: Final = 2
ROWS: Final = 3
MODE: Final = 4
NAMED: Final = 5  # connectors named for each, at least
BEGIN: Final = 6  # where the ties of who asks lie, whatever becomes of them
END: Final = 7
NEEDS: Final = 8


class Scratch(NamedTuple):
    """Working memory of one thread."""

    table: Int64s  # (2**k,)
    rows: Int32s  # (places,) what was met, in the order it was met
    sums: Int64s  # (2 * places,) fixed-point sum over connectors, or the greatest
    # product where that is the score; then, beside it, connectors << 32 of at least
    # the floor | connectors
    totals: Int64s  # (rows,) the first of both by row; all zero between questions
    counts: Int64s  # (rows,) the second, likewise
    seen: UInt64s  # (ties,) the words this answer was read from
    weights: Floats  # (ties,) what each connector's paths weigh
    shares: Int64s  # (ties,) the same, for a step of strength, in whole numbers
    order: Int64s  # (ties,) the slots of some connectors
    products: Int64s  # (ties,) of the strengths through them
    need: Int64s  # (NEEDS,)


class Asked(NamedTuple):
    """What comes with a question, and what its formula knows by heart."""

    without: Int32s  # rows never to appear
    boosted: Int32s  # rows, sorted, whose score is multiplied
    factors: Floats
    curve: Floats  # (256,) what a step of strength counts for
    damping: Floats  # what a candidate's number of ties leaves of its score
    constants: Floats  # those of `kernels.ranking.Formula`


class Task(NamedTuple):
    """A question, and the addresses of what is needed to answer it.

    Small, as it goes from loop to loop: each takes the arrays it needs.
    """

    graph: int  # of `Arrays`
    working: int  # of `Scratch`
    answer: int  # of `ranking.Answer`
    asked: int  # of `Asked`
    row: int  # whom it is about
    score: int  # what to sort by


@compiled
def arrays_at(graph: int) -> Arrays:
    """Return the arrays of a graph that a list tells of."""
    return Arrays(
        uint64s_at(graph, 0), int32s_at(graph, 1), uint8s_at(graph, 2),
        int64s_at(graph, 3), int32s_at(graph, 4), int32s_at(graph, 5),
        int32s_at(graph, 6), int32s_at(graph, 7), int64s_at(graph, 8),
    )  # fmt: skip


@compiled
def scratch_at(table: int) -> Scratch:
    """Return the working memory that a list tells of."""
    return Scratch(
        int64s_at(table, 0), int32s_at(table, 1), int64s_at(table, 2),
        int64s_at(table, 3), int64s_at(table, 4), uint64s_at(table, 5),
        floats_at(table, 6), int64s_at(table, 7), int64s_at(table, 8),
        int64s_at(table, 9), int64s_at(table, 10),
    )  # fmt: skip


@compiled
def asked_at(table: int) -> Asked:
    """Return what comes with a question."""
    return Asked(
        int32s_at(table, 0), int32s_at(table, 1), floats_at(table, 2),
        floats_at(table, 3), floats_at(table, 4), floats_at(table, 5),
    )  # fmt: skip


@compiled
def own_span(need: Int64s) -> tuple[int, int]:
    """Return where the ties of who asks begin and end: the same all the time."""
    return whole(need[BEGIN]), whole(need[END])


@compiled
def survey(arrays: Arrays, scratch: Scratch, row: int) -> int:
    """Remember the words of a row and its ties; return the paths, TORN or SMALL."""
    words, neighbours, seen = arrays.words, arrays.neighbours, scratch.seen
    begin, end = span(words, neighbours.size, row)
    if end == TORN:
        return TORN
    scratch.need[BEGIN], scratch.need[END] = begin, end
    if end - begin >= seen.size:
        scratch.need[TIES] = end - begin + 1
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
def mode_for(members: int, paths: int) -> int:
    """Return where to sum up so many paths."""
    if members <= 2 * paths:
        return DIRECT
    return LISTED if members <= SMALL_GRAPH else HASHED


@compiled
def prepare(task: Task) -> int:
    """Make room for what will be written; return the mask of the table, TORN or SMALL.

    Without a table the mask is 0.
    """
    arrays, scratch = arrays_at(task.graph), scratch_at(task.working)
    members = arrays.words.size
    paths = survey(arrays, scratch, task.row)
    if paths < 0:
        return paths
    begin, end = own_span(scratch.need)
    mode = mode_for(members, paths)
    scratch.need[MODE] = mode
    if mode != HASHED:
        places = 0 if mode == DIRECT else paths + end - begin + 1
        if places > scratch.rows.size or members > scratch.totals.size:
            scratch.need[PLACES], scratch.need[ROWS] = places, members
            return SMALL
        return 0
    places = end - begin + 1 + asked_at(task.asked).without.size + min(paths, members)
    size = 16
    while 3 * size < 4 * places:
        size *= 2
    if places > scratch.rows.size or size > scratch.table.size:
        scratch.need[PLACES], scratch.need[TABLE] = places, size
        return SMALL
    scratch.table[:size] = 0
    return size - 1


@compiled
def weigh(task: Task) -> float:
    """Weigh each connector's paths, but for their second strength.

    Returns the power of two that makes the greatest possible sum fill 60 bits; the
    weights are multiplied by it. Where strength counts as it is, a step of it
    weighs a whole number, and 62 bits are filled.
    """
    arrays, scratch = arrays_at(task.graph), scratch_at(task.working)
    weights, shares, curve = scratch.weights, scratch.shares, asked_at(task.asked).curve
    words, slots, score = arrays.words, arrays.neighbours.size, task.score
    begin, end = own_span(scratch.need)
    total = 1e-9
    for i in range(begin, end):
        step = whole(arrays.strengths[i])
        if score == PATH:
            shares[i - begin] = step
            continue
        first, last = span(words, slots, real(arrays.neighbours[i]))
        value = curve[step]
        if score == DEFAULT:
            value /= math.log(max(float(last - first), math.e))
        else:
            value /= max(last - first, 1)
        weights[i - begin] = value
        total += value
    if score == PATH:
        return float(STEPS * STEPS)
    unit = 2.0 ** ((60 if score == DEFAULT else 62) - math.ceil(math.log2(total)))
    for at in range(end - begin):
        weights[at] *= unit
        if score == ALLOCATION:
            shares[at] = whole(weights[at] / STEPS + 0.5)
    return unit
