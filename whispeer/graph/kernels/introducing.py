"""J1 as a whole."""

from whispeer.graph.addresses import int32s_at, uint64s_at
from whispeer.graph.compiled import compiled, whole
from whispeer.graph.kernels import naming, ranking, summing
from whispeer.graph.kernels.heap import in_order
from whispeer.graph.kernels.ranking import answer_at, heap_at
from whispeer.graph.kernels.reach import (
    DEFAULT,
    DIRECT,
    HASHED,
    MODE,
    Task,
    asked_at,
    prepare,
    scratch_at,
    weigh,
)
from whispeer.graph.kernels.rows import span


@compiled
def best(task: Task, mask: int) -> int:
    """Find the best candidates and through whom; return how many, or TORN."""
    mode, unit = whole(scratch_at(task.working).need[MODE]), weigh(task)
    floor, first = whole(asked_at(task.asked).constants[8]), 0
    if mode == HASHED:
        first = summing.own(task, mask)
        used = summing.sum_by_place(task, mask, first, floor)
    else:
        used = summing.sum_by_row(task, mode, floor)
    held, places = used, (first, used, mode != DIRECT)
    if used > 0 and task.score == DEFAULT:
        held = ranking.by_formula(task, places, unit)
    elif used > 0:
        held = ranking.by_sum(task, places, unit)
    if held > 0:
        answer = answer_at(task.answer)
        in_order(heap_at(task.answer), held)
        answer.named[:held] = 0
        answer.products[:held] = 0
        naming.name_best(task, mask, held)
        naming.finish(task, held)
    if mode != HASHED:
        summing.clear(task, used, mode)
    return held


@compiled
def introduce(
    graph: int, working: int, answer: int, asked: int, row: int, score: int
) -> int:
    """Answer J1: return how many entries were found, or TORN, or SMALL.

    What comes in is a `Task`, piece by piece.
    """
    task = Task(graph, working, answer, asked, row, score)
    mask = prepare(task)
    return mask if mask < 0 else best(task, mask)


@compiled
def unmoved(graph: int, working: int, answer: int, row: int, held: int) -> bool:
    """Tell whether the rows an answer was read from are still where they were."""
    words, neighbours = uint64s_at(graph, 0), int32s_at(graph, 1)
    seen, given = scratch_at(working).seen, answer_at(answer)
    for at in range(held):
        if given.words[at] != words[given.rows[at]]:
            return False
    begin, end = span(words, neighbours.size, row)
    ties = end - begin
    if ties >= seen.size or seen[ties] != words[row]:
        return False
    for i in range(begin, end):
        neighbour = whole(neighbours[i])
        if neighbour >= 0 and seen[i - begin] != words[neighbour]:
            return False
    return True
