"""The three best ways of at most three ties that share none: how much trust leads on.

A tie of strength k/255 is worth ``low + high k`` in whole numbers, so that ways are
compared exactly; of equal ones the shorter, then the lesser external ids, win.
"""

from typing import Final, NamedTuple

from whispeer.graph.arrays import Int64s
from whispeer.graph.compiled import compiled, whole
from whispeer.graph.kernels.rows import TORN, slot_of, span
from whispeer.graph.kernels.ways import Ways

MOST: Final = 8  # disjoint ways, at most
NOT: Final = -1


class Bridge(NamedTuple):
    """What is asked, and the best way so far."""

    a: int
    b: int
    max_ties: int
    low: int
    high: int
    levels: Int64s  # (4,) what one of a product of so many ties is worth
    used: Int64s  # (MOST, 3, 2) ties of ways already found, the lesser row first
    best: Int64s  # (5,) value, ties, product, the rows between


@compiled
def is_used(bridge: Bridge, x: int, y: int) -> bool:
    """Tell whether a tie belongs to a way already found."""
    low, high = min(x, y), max(x, y)
    for way in range(bridge.used.shape[0]):
        for k in range(3):
            if bridge.used[way, k, 0] == low and bridge.used[way, k, 1] == high:
                return True
    return False


@compiled
def worth(ways: Ways, bridge: Bridge, x: int, y: int) -> int:
    """Return what the open, unused tie of x to y is worth, or 0."""
    begin, end = span(ways.words, ways.neighbours.size, x)
    slot = slot_of(ways.neighbours, begin, end, y)
    if slot < 0 or ways.neighbours[slot] < 0 or is_used(bridge, x, y):
        return 0
    return bridge.low + bridge.high * whole(ways.strengths[slot])


@compiled
def suggest(
    ways: Ways, bridge: Bridge, ties: int, product: int, x: int, y: int
) -> None:
    """Keep a way over x and y (or NOT) if it is the best so far."""
    best, ids = bridge.best, ways.ids
    value = product * bridge.levels[ties]
    if product == 0 or value < best[0]:
        return
    if value == best[0]:
        if ties > best[1]:
            return
        if ties == best[1]:
            p, q = whole(best[3]), whole(best[4])
            if ids[x] > ids[p] or (x == p and (y == NOT or ids[y] >= ids[q])):
                return
    best[0], best[1], best[2], best[3], best[4] = value, ties, product, x, y


@compiled
def through(ways: Ways, bridge: Bridge, x: int, first: int) -> None:
    """Suggest the ways of three ties whose first leads to x."""
    begin, end = span(ways.words, ways.neighbours.size, x)
    start, stop = span(ways.words, ways.neighbours.size, bridge.b)
    near = end - begin <= stop - start  # look each of the fewer up among the others
    for i in range(begin if near else start, end if near else stop):
        y = whole(ways.neighbours[i])
        if y in (bridge.a, bridge.b, x) or y < 0:
            continue
        if near:
            second = bridge.low + bridge.high * whole(ways.strengths[i])
            if is_used(bridge, x, y):
                continue
        else:
            second = worth(ways, bridge, x, y)
        if (
            first * second * (bridge.low + bridge.high * 255) * bridge.levels[3]
            >= (bridge.best[0])
        ):
            third = worth(ways, bridge, y, bridge.b)
            suggest(ways, bridge, 3, first * second * third, x, y)


@compiled
def best_way(ways: Ways, bridge: Bridge) -> int:
    """Find the best way of unused ties; return its ties, 0 for none, or TORN."""
    bridge.best[:] = 0
    most = bridge.low + bridge.high * 255
    begin, end = span(ways.words, ways.neighbours.size, bridge.a)
    if end == TORN:
        return TORN
    suggest(ways, bridge, 1, worth(ways, bridge, bridge.a, bridge.b), NOT, NOT)
    for i in range(begin, end):
        x = whole(ways.neighbours[i])
        if x < 0 or x == bridge.b or is_used(bridge, bridge.a, x):
            continue
        if x >= ways.words.size or span(ways.words, ways.neighbours.size, x)[1] == TORN:
            return TORN
        first = bridge.low + bridge.high * whole(ways.strengths[i])
        if bridge.max_ties > 1 and (first * most * bridge.levels[2] >= bridge.best[0]):
            suggest(ways, bridge, 2, first * worth(ways, bridge, x, bridge.b), x, NOT)
        if bridge.max_ties > 2 and (
            first * most * most * bridge.levels[3] >= bridge.best[0]
        ):
            through(ways, bridge, x, first)
    return whole(bridge.best[1])


@compiled
def use(bridge: Bridge, way: int) -> None:
    """Remember the ties of the way just found."""
    ties, before = whole(bridge.best[1]), bridge.a
    for k in range(ties):
        after = bridge.b if k == ties - 1 else whole(bridge.best[3 + k])
        bridge.used[way, k, 0] = min(before, after)
        bridge.used[way, k, 1] = max(before, after)
        before = after


@compiled
def trusts(ways: Ways, bridge: Bridge, targets: Int64s, values: Int64s) -> int:
    """Put the values of the best disjoint ways to each target; return 0 or TORN."""
    for at in range(targets.size):
        here = Bridge(
            bridge.a, targets[at], bridge.max_ties, bridge.low, bridge.high,
            bridge.levels, bridge.used, bridge.best,
        )  # fmt: skip
        here.used[:] = NOT
        for way in range(values.shape[1]):
            ties = best_way(ways, here)
            if ties == TORN:
                return TORN
            values[at, way] = here.best[0]
            if ties == 0:
                break
            use(here, way)
    return 0
