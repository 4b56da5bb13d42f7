"""The best so far: a heap of scores, ids and rows whose first is the worst."""

from typing import NamedTuple

from whispeer.graph.arrays import Floats, Int64s
from whispeer.graph.compiled import compiled


class Heap(NamedTuple):
    """Three columns of as many lines as may be kept."""

    scores: Floats
    ids: Int64s
    rows: Int64s


@compiled
def worse(heap: Heap, x: int, y: int) -> bool:
    """Tell whether entry x comes after entry y: lower score, or greater id."""
    if heap.scores[x] != heap.scores[y]:
        return bool(heap.scores[x] < heap.scores[y])
    return bool(heap.ids[x] > heap.ids[y])


@compiled
def swap(heap: Heap, x: int, y: int) -> None:
    """Exchange two entries."""
    scores, ids, rows = heap
    score, member, row = scores[x], ids[x], rows[x]
    scores[x], ids[x], rows[x] = scores[y], ids[y], rows[y]
    scores[y], ids[y], rows[y] = score, member, row


@compiled
def sink(heap: Heap, size: int) -> None:
    """Let the first entry of a heap, whose first is the worst, find its place."""
    at = 0
    while True:
        child = 2 * at + 1
        if child >= size:
            return
        if child + 1 < size and worse(heap, child + 1, child):
            child += 1
        if worse(heap, at, child):
            return
        swap(heap, at, child)
        at = child


@compiled
def rise(heap: Heap, at: int) -> None:
    """Let the last entry of a heap find its place."""
    while at > 0:
        parent = (at - 1) >> 1
        if worse(heap, parent, at):
            return
        swap(heap, parent, at)
        at = parent


@compiled
def keep(heap: Heap, held: int, score: float, member: int, row: int) -> int:
    """Let a candidate into the heap if it is good enough; return how many it holds."""
    scores, ids, rows = heap
    full = held == scores.size
    if full and (score < scores[0] or (score == scores[0] and member > ids[0])):
        return held
    at = 0 if full else held
    scores[at], ids[at], rows[at] = score, member, row
    if full:
        sink(heap, held)
        return held
    rise(heap, at)
    return held + 1


@compiled
def in_order(heap: Heap, held: int) -> None:
    """Turn the heap into a list, best first."""
    for size in range(held - 1, 0, -1):
        swap(heap, 0, size)
        sink(heap, size)
