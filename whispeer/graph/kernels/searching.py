"""J2 as a whole."""

from typing import Final

from whispeer.graph.addresses import int32s_at, int64s_at, uint64s_at
from whispeer.graph.arrays import STEPS
from whispeer.graph.compiled import compiled, slot, whole
from whispeer.graph.kernels.meeting import (
    from_middle,
    from_start_on,
    from_target_on,
    three_ties,
)
from whispeer.graph.kernels.rows import TORN, real, span
from whispeer.graph.kernels.spreading import (
    from_start,
    from_target,
    keep_best,
    look_from_start,
    look_from_target,
    lower_sieve,
    make_room,
    raise_sieve,
)
from whispeer.graph.kernels.ways import (
    BETWEEN,
    FOOTPRINT,
    HALF,
    MIDDLES,
    TIES,
    Search,
    bar,
    by_strength,
    gather,
    short_ways,
    sides_at,
    ways_at,
    worth_of,
)

FEW: Final = 3  # rows read from the far side for one from the near, at most


@compiled
def footprint(graph: int, a: int, b: int) -> int:
    """Return a number that changes when a row around either end moves, or TORN."""
    words, neighbours, mark = uint64s_at(graph, 0), int32s_at(graph, 1), 0
    for row in (a, b):
        begin, end = span(words, neighbours.size, row)
        mark = mark * 31 + begin
        for i in range(begin, max(end, 0)):
            first, last = span(words, neighbours.size, real(neighbours[i]))
            if last == TORN:
                return TORN
            mark = (mark * 31 + first) & 0xFFFFFFFFFFFF
        if end == TORN:
            return TORN
    return mark


@compiled
def as_many_rows(search: Search, count: int, greatest: int) -> int:
    """Return how many of the target's ties the greatest product may matter to."""
    sides = sides_at(search.working)
    least, rest, rows = bar(search, 4), greatest * STEPS * worth_of(search, 4), 0
    for k in range(count):
        rows += rest * whole(sides.near[sides.near_rows[k]]) >= least
    return rows


@compiled
def four_ties(search: Search, top: int, count: int) -> int:
    """Offer the ways of four ties; return 0, or TORN, or SMALL."""
    ways, sides = ways_at(search.graph), sides_at(search.working)
    ahead = look_from_start(search, top)
    if ahead <= 0:
        return ahead
    behind = look_from_target(search, count)
    if behind < 0:
        return behind
    mask = make_room(sides, min(ahead, behind))
    if mask < 0:
        return mask
    towards = behind < ahead
    listed = from_target(search, count) if towards else from_start(search, top)
    used = keep_best(sides, ways.ids, mask, listed) if listed > 0 else listed
    greatest = raise_sieve(sides, used)
    if towards:
        from_start_on(search, mask, greatest)
    elif used > FEW * as_many_rows(search, count, greatest):
        from_target_on(search, mask, (count, greatest))
    else:
        from_middle(search, top, used)
    lower_sieve(sides, used)
    return min(used, 0)


@compiled
def long_ways(search: Search, count: int) -> int:
    """Offer the ways of three and of four ties; return 0, or TORN, or SMALL."""
    ways, sides = ways_at(search.graph), sides_at(search.working)
    begin, end = span(ways.words, ways.neighbours.size, search.a)
    sides.keys[: end - begin] = ways.strengths[begin:end]
    by_strength(sides.keys, end - begin, STEPS, sides.order)
    top = 0
    for k in range(count):
        top = max(top, whole(sides.near[sides.near_rows[k]]))
    three_ties(search, top)
    if search.max_ties < 4:
        return 0
    return four_ties(search, top, count)


@compiled
def strongest(
    graph: int, working: int, numbers: int, a: int, b: int, max_ties: int
) -> int:
    """Answer J2 into ``Sides.found``, by ids; return 0, or TORN, or SMALL.

    What comes in is a `Search`, piece by piece.
    """
    search, sides = Search(graph, working, numbers, a, b, max_ties), sides_at(working)
    sides.found[:] = 0
    sides.found[FOOTPRINT] = footprint(graph, a, b)
    if sides.found[FOOTPRINT] == TORN:
        return TORN
    count = gather(search)
    if count < 0:
        return count
    state = 0
    short_ways(search)
    if count > 0 and max_ties > 2:
        state = long_ways(search, count)
    for k in range(count):
        sides.near[sides.near_rows[k]] = 0
    for k in range(BETWEEN, BETWEEN + sides.found[TIES] - 1):
        sides.found[k] = int64s_at(graph, 3)[sides.found[k]]
    return state


@compiled
def unmoved(graph: int, working: int, a: int, b: int) -> bool:
    """Tell whether what was read is still where it was, and was whole."""
    words, sides = uint64s_at(graph, 0), sides_at(working)
    found = sides.found
    for place in range(found[MIDDLES]):
        row = whole(sides.rows[place])
        if row < words.size and whole(words[slot(row)]) != sides.found_at[place]:
            return False
    return bool(found[HALF] == 0 and found[FOOTPRINT] == footprint(graph, a, b))
