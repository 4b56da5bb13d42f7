"""Who may be grouped with whom in a round, and what a friend of a friend weighs."""

from typing import Final, NamedTuple

from whispeer.graph.arrays import STEPS, Arrays, Bools, Int32s, Int64s, UInt8s, UInt64s
from whispeer.graph.compiled import compiled, whole
from whispeer.graph.kernels.rows import TORN, real, slot_of, span

FREE: Final = 0  # marks of a member's surroundings: may be met
OWN: Final = 1  # an open tie of his: a way
NEVER: Final = 2  # himself, a tie that is no way, or somebody kept apart from him
BEST: Final = 0xFFFF  # of a sum: the greatest product, below 2**16
ONE: Final = 1 << 16  # of a sum: one connector more


class Pool(NamedTuple):
    """Who takes part, and the rules between them; arrays by row."""

    guest: Bools  # (rows,)
    languages: UInt64s  # (rows,) two need one in common; (0,): all have
    hours: UInt64s  # (rows,) likewise
    place: Int32s  # (rows,) two need the same, or both video; (0,): all have
    video: Bools  # (rows,)
    begins: Int64s  # (rows + 1,) where those kept apart from each begin
    apart: Int32s  # in order of rows
    luck: Int64s  # (rows,) chance, which decides between equals


class Bench(NamedTuple):
    """Working memory of one thread; as it was between members, but for lists."""

    mark: UInt8s  # (rows,) `FREE` for guests, `NEVER` for others
    sums: Int64s  # (rows,) connectors << 16 | greatest product
    listed: Int32s  # (rows,) who was met on the way
    first: Int64s  # (ties,) where the ties of each connector begin
    last: Int64s  # (ties,)
    step: Int64s  # (ties,) what the connector's tie to the member weighs


class Desk(NamedTuple):
    """A graph, the rules of a round, and room to work."""

    arrays: Arrays
    pool: Pool
    bench: Bench


@compiled
def fits(pool: Pool, a: int, c: int) -> bool:
    """Tell whether two have a language, an hour and a place in common."""
    if not (pool.guest[a] and pool.guest[c]):
        return False
    if pool.languages.size and not pool.languages[a] & pool.languages[c]:
        return False
    if pool.hours.size and not pool.hours[a] & pool.hours[c]:
        return False
    if not pool.place.size or (pool.video[a] and pool.video[c]):
        return True
    return bool(pool.place[a] >= 0 and pool.place[a] == pool.place[c])


@compiled
def kept_apart(pool: Pool, a: int, c: int) -> bool:
    """Tell whether two have met or were excluded from one another."""
    begin, end = whole(pool.begins[a]), whole(pool.begins[a + 1])
    return slot_of(pool.apart, begin, end, c) >= 0


@compiled
def may_meet(arrays: Arrays, pool: Pool, a: int, c: int) -> bool:
    """Tell whether two may be grouped, however far they are from one another."""
    if a == c or not fits(pool, a, c) or kept_apart(pool, a, c):
        return False
    begin, end = span(arrays.words, arrays.neighbours.size, a)
    return end != TORN and slot_of(arrays.neighbours, begin, end, c) < 0


@compiled
def chance(pool: Pool, a: int, c: int) -> int:
    """Return a number that decides between equal pairs; the same from both sides."""
    return whole(pool.luck[a]) ^ whole(pool.luck[c])


@compiled
def worth(product: int, common: int, ties: int) -> float:
    """Return what a pair weighs: product x (2 - Jaccard), correctly rounded.

    ``ties`` are those of both, added up. Equal weights are equal numbers.
    """
    union = ties - common
    return product * (2 * union - common) / (STEPS * STEPS * union)


@compiled
def mark(desk: Desk, row: int) -> int:
    """Mark a member's surroundings and list his connectors; return them, or TORN.

    A connector's own strength is what counts, on both sides of him: so a pair weighs
    the same whoever looks.
    """
    arrays, pool, bench = desk.arrays, desk.pool, desk.bench
    words, neighbours, used = arrays.words, arrays.neighbours, 0
    begin, end = span(words, neighbours.size, row)
    if end == TORN:
        return TORN
    for i in range(begin, end):
        other = real(neighbours[i])
        first, last = span(words, neighbours.size, other)
        if last == TORN or used >= bench.step.size:
            return TORN
        if neighbours[i] < 0:
            bench.mark[other] = NEVER
            continue
        mirror = slot_of(neighbours, first, last, row)
        if mirror < 0:
            return TORN
        bench.mark[other] = OWN
        bench.first[used], bench.last[used] = first, last
        bench.step[used] = whole(arrays.strengths[mirror])
        used += 1
    bench.mark[row] = NEVER
    for i in range(whole(pool.begins[row]), whole(pool.begins[row + 1])):
        if bench.mark[pool.apart[i]] == FREE:
            bench.mark[pool.apart[i]] = NEVER
    return used


@compiled
def usual(pool: Pool, row: int) -> int:
    """Return the mark of somebody whom nobody surrounds."""
    return FREE if pool.guest[row] else NEVER


@compiled
def unmark(desk: Desk, row: int) -> None:
    """Leave no marks behind, however far the marking came."""
    arrays, pool, bench = desk.arrays, desk.pool, desk.bench
    begin, end = span(arrays.words, arrays.neighbours.size, row)
    for i in range(begin, end):
        other = real(arrays.neighbours[i])
        if other < bench.mark.size:
            bench.mark[other] = usual(pool, other)
    bench.mark[row] = usual(pool, row)
    for i in range(whole(pool.begins[row]), whole(pool.begins[row + 1])):
        bench.mark[pool.apart[i]] = usual(pool, whole(pool.apart[i]))


@compiled
def allowed(arrays: Arrays, pool: Pool, a: Int32s, b: Int32s, out: Bools) -> int:
    """Tell which of many pairs may be grouped; return 0."""
    for i in range(out.size):
        out[i] = may_meet(arrays, pool, whole(a[i]), whole(b[i]))
    return 0
