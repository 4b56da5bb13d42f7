"""The best so far: a heap of scores and facts whose first is the worst."""

from typing import Final, TypeAlias

from whispeer.graph.arrays import Floats, Int64s
from whispeer.graph.compiled import compiled

ENTRY: Final = 5  # facts known before the connectors are named
Fact: TypeAlias = tuple[int, int, int, int, int]


@compiled
def worse(scores: Floats, facts: Int64s, x: int, y: int) -> bool:
    """Tell whether entry x comes after entry y: lower score, or greater id."""
    if scores[x] != scores[y]:
        return bool(scores[x] < scores[y])
    return bool(facts[x, 1] > facts[y, 1])


@compiled
def swap(scores: Floats, facts: Int64s, x: int, y: int) -> None:
    """Exchange two entries."""
    score = scores[x]
    scores[x] = scores[y]
    scores[y] = score
    for k in range(ENTRY):
        fact = facts[x, k]
        facts[x, k] = facts[y, k]
        facts[y, k] = fact


@compiled
def sink(scores: Floats, facts: Int64s, size: int) -> None:
    """Let the first entry of a heap, whose first is the worst, find its place."""
    at = 0
    while True:
        child = 2 * at + 1
        if child >= size:
            return
        if child + 1 < size and worse(scores, facts, child + 1, child):
            child += 1
        if worse(scores, facts, at, child):
            return
        swap(scores, facts, at, child)
        at = child


@compiled
def rise(scores: Floats, facts: Int64s, at: int) -> None:
    """Let the last entry of a heap find its place."""
    while at > 0:
        parent = (at - 1) >> 1
        if worse(scores, facts, parent, at):
            return
        swap(scores, facts, parent, at)
        at = parent


@compiled
def keep(scores: Floats, facts: Int64s, held: int, score: float, fact: Fact) -> int:
    """Let a candidate into the heap if it is good enough; return how many it holds."""
    full = held == scores.size
    if full and (score < scores[0] or (score == scores[0] and fact[1] > facts[0, 1])):
        return held
    at = 0 if full else held
    scores[at] = score
    for k in range(ENTRY):
        facts[at, k] = fact[k]
    if full:
        sink(scores, facts, held)
        return held
    rise(scores, facts, at)
    return held + 1


@compiled
def in_order(scores: Floats, facts: Int64s, held: int) -> None:
    """Turn the heap into a list, best first."""
    for size in range(held - 1, 0, -1):
        swap(scores, facts, 0, size)
        sink(scores, facts, size)
