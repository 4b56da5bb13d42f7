"""J1 as a whole."""

from typing import Any, TypeAlias

from whispeer.graph.arrays import Arrays
from whispeer.graph.compiled import compiled, whole
from whispeer.graph.kernels import naming, ranking, summing
from whispeer.graph.kernels.heap import Heap, in_order
from whispeer.graph.kernels.ranking import Answer
from whispeer.graph.kernels.reach import (
    DEFAULT,
    DIRECT,
    HASHED,
    MODE,
    Numbers,
    Scratch,
    Task,
    Wish,
    prepare,
    weigh,
)

Flat: TypeAlias = tuple[Any, ...]


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
        if mode == HASHED:
            naming.by_table(task, answer, mask, held)
        else:
            naming.by_row(task, answer, held)
        naming.finish(task, answer, held)
    if mode != HASHED:
        summing.clear(task, used, mode)
    return held


@compiled
def introduce(arrays: Flat, scratch: Flat, wish: Flat, rest: Flat) -> int:
    """Answer J1: return how many entries were found, or TORN, or SMALL.

    What comes in are the fields of `Arrays`, `Scratch`, `Wish`, and of `Numbers`
    and `Answer` together: plain tuples cross into compiled code in half the time.
    """
    numbers, answer = Numbers(*rest[:3]), Answer(*rest[3:])
    task = Task(Arrays(*arrays), Scratch(*scratch), Wish(*wish), numbers)
    mask = prepare(task)
    return mask if mask < 0 else best(task, answer, mask)
