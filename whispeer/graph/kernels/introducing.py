"""J1 as a whole."""

from whispeer.graph.compiled import compiled, whole
from whispeer.graph.kernels import naming, ranking, summing
from whispeer.graph.kernels.heap import Heap, in_order
from whispeer.graph.kernels.ranking import Answer, answer_at
from whispeer.graph.kernels.reach import (
    DEFAULT,
    DIRECT,
    HASHED,
    MODE,
    Task,
    arrays_at,
    numbers_at,
    prepare,
    scratch_at,
    weigh,
    wish_at,
)


@compiled
def best(task: Task, answer: Answer, mask: int) -> int:
    """Find the best candidates and through whom; return how many, or TORN."""
    mode, unit = whole(task.scratch.need[MODE]), weigh(task)
    floor = whole(task.numbers.constants[8])
    heap, first = Heap(answer.scores, answer.ids, answer.rows), 0
    if mode == HASHED:
        first = summing.own(task, mask)
        used = summing.sum_by_place(task, mask, first, floor)
    else:
        used = summing.sum_by_row(task, mode, floor)
    held, places = used, (first, used, mode != DIRECT)
    if used > 0 and task.wish.score == DEFAULT:
        held = ranking.by_formula(task, heap, places, unit)
    elif used > 0:
        held = ranking.by_sum(task, heap, places, unit)
    if held > 0:
        in_order(heap, held)
        answer.named[:held] = 0
        answer.products[:held] = 0
        naming.name_best(task, answer, mask, held)
        naming.finish(task, answer, held)
    if mode != HASHED:
        summing.clear(task, used, mode)
    return held


@compiled
def introduce(
    graph: int, working: int, answer: int, asked: int, row: int, score: int
) -> int:
    """Answer J1: return how many entries were found, or TORN, or SMALL.

    What comes in are the addresses of the arrays of a graph, of `Scratch`, of
    `Answer` and of `Asked`; then whom it is about, and what to sort by.
    """
    task = Task(
        arrays_at(graph), scratch_at(working), wish_at(asked, row, score),
        numbers_at(asked),
    )  # fmt: skip
    mask = prepare(task)
    return mask if mask < 0 else best(task, answer_at(answer), mask)
