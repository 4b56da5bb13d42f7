"""J3, first step: the few friends of friends each might best be paired with."""

from typing import Final

import numpy as np

from whispeer.graph.arrays import STEPS, Arrays, Floats, Int32s, Int64s
from whispeer.graph.compiled import compiled, slot, whole
from whispeer.graph.kernels.pairing_pool import (
    BEST,
    FREE,
    ONE,
    OWN,
    Bench,
    Desk,
    Pool,
    chance,
    fits,
    mark,
    unmark,
    worth,
)
from whispeer.graph.kernels.rows import TORN, span

FEW: Final = 2048  # ways; below, all are looked at
LOOKS: Final = 512  # ways looked at to guess how many are strong
ENOUGH: Final = 128  # strong ways, of which the best are nearly always found
DENSE: Final = 8  # one way in so many is strong: nothing is gained by leaving some out


@compiled
def bar_for(desk: Desk, used: int) -> int:
    """Guess a product that enough ways reach, and few enough; 1 if there is none."""
    bench, arrays, paths = desk.bench, desk.arrays, 0
    for k in range(used):
        paths += bench.last[k] - bench.first[k]
    if paths < FEW:
        return 1
    stride, offset = paths // LOOKS, 0
    found = np.zeros(STEPS + 1, np.int64)
    for k in range(used):
        length = whole(bench.last[k]) - whole(bench.first[k])
        while offset < length:
            at = whole(bench.first[k]) + offset
            row = whole(arrays.neighbours[at])
            if 0 <= row < bench.mark.size and bench.mark[row] == FREE:
                found[(bench.step[k] * whole(arrays.strengths[at])) >> 8] += 1
            offset += stride
        offset -= length
    strong = 0
    for high in range(STEPS, 0, -1):
        strong += stride * found[high]
        if strong >= ENOUGH:
            return high << 8 if strong * DENSE < paths else 1
    return 1


@compiled
def gather(  # noqa: C901 - a call within the loop would cost more than it
    desk: Desk, used: int, bar: int
) -> int:
    """Sum up the ways of at least a product, by whom they lead to; return how many.

    Below zero: less one, what is listed so far, of a graph that is torn.
    """
    bench, neighbours, strengths = (
        desk.bench, desk.arrays.neighbours, desk.arrays.strengths
    )  # fmt: skip
    marks, sums, listed, count = bench.mark, bench.sums, bench.listed, 0
    for k in range(used):
        step = whole(bench.step[k])
        least = (bar + step - 1) // step if step > 0 else STEPS + 1
        if least > STEPS:
            continue
        for j in range(slot(bench.first[k]), slot(bench.last[k])):
            second = whole(strengths[j])
            if second < least:
                continue
            row = whole(neighbours[j])
            if row < 0:
                continue
            if row >= marks.size:
                return ~count
            if marks[row] != FREE:
                continue
            known = whole(sums[row])
            if known == 0:
                listed[count] = row
                count += 1
            sums[row] = known + ONE + max(step * second - (known & BEST), 0)
    return count


@compiled
def in_common(arrays: Arrays, bench: Bench, row: int) -> int:
    """Count the connectors between a row and the member who is marked."""
    begin, end = span(arrays.words, arrays.neighbours.size, row)
    common = 0
    for i in range(slot(begin), slot(max(begin, end))):
        other = whole(arrays.neighbours[i])
        if 0 <= other < bench.mark.size and bench.mark[other] == OWN:
            common += 1
    return common


@compiled
def insert(
    pool: Pool, rows: Int32s, weights: Floats, held: int, new: tuple[int, int, float]
) -> int:
    """Put somebody in his place among the best; return how many they are."""
    member, other, weight = new
    at, luck = held, chance(pool, member, other)
    while at > 0:
        above = weights[at - 1]
        if above > weight:
            break
        if above == weight and chance(pool, member, whole(rows[at - 1])) > luck:
            break
        if at < rows.size:
            rows[at], weights[at] = rows[at - 1], weights[at - 1]
        at -= 1
    if at < rows.size:
        rows[at], weights[at] = other, weight
    return min(held + 1, rows.size)


@compiled
def choose(
    desk: Desk, row: int, found: tuple[int, int], rows: Int32s, weights: Floats
) -> int:
    """Keep the best of those listed who may be met; return how many, or TORN."""
    arrays, pool, bench = desk.arrays, desk.pool, desk.bench
    words, slots, (count, bar), held = arrays.words, arrays.neighbours.size, found, 0
    begin, end = span(words, slots, row)
    for i in range(count):
        other = whole(bench.listed[i])
        product = whole(bench.sums[other]) & BEST
        common = whole(bench.sums[other]) >> 16
        full = held == rows.size
        if full and 2.0 * product / (STEPS * STEPS) <= weights[held - 1]:
            continue
        first, last = span(words, slots, other)
        if last == TORN:
            return TORN
        if bar > 1:
            common = in_common(arrays, bench, other)
        ties = end - begin + last - first
        if common < 1 or 2 * common > ties:
            return TORN
        weight = worth(product, common, ties)
        if full and weight < weights[held - 1]:
            continue
        if fits(pool, row, other):
            held = insert(pool, rows, weights, held, (row, other, weight))
    return held


@compiled
def best_for(desk: Desk, row: int, used: int, rows: Int32s, weights: Floats) -> int:
    """Find the best friends of friends of a marked member; return how many, or TORN.

    First among the strongest ways alone: a pair weighs less than twice its greatest
    product, so that whoever was left out weighs less than twice the bar.
    """
    bar = bar_for(desk, used)
    while True:
        count = gather(desk, used, bar)
        held = TORN
        if count >= 0:
            held = choose(desk, row, (count, bar), rows, weights)
        listed = count if count >= 0 else ~count
        for i in range(listed):
            desk.bench.sums[desk.bench.listed[i]] = 0
        if held == TORN or bar == 1:
            return held
        lower = 1
        if held == rows.size:
            lower = int(weights[held - 1] * (STEPS * STEPS) / 2.0)
        if lower >= bar:
            return held
        bar = max(lower, 1)


@compiled
def find_candidates(
    desk: Desk, block: Int32s, rows: Int32s, weights: Floats, held: Int64s
) -> int:
    """Find the best for a block of members, a line each; return 0, or TORN."""
    for i in range(block.size):
        row = whole(block[i])
        used = mark(desk, row)
        state = used
        if used >= 0:
            state = best_for(desk, row, used, rows[i], weights[i])
        unmark(desk, row)
        if state == TORN:
            return TORN
        held[i] = state
    return 0


@compiled
def all_around(desk: Desk, row: int, weights: Floats) -> int:
    """List all friends of friends who may be met, with weights, on the bench.

    Returns how many, or TORN.
    """
    arrays, bench = desk.arrays, desk.bench
    used = mark(desk, row)
    count = gather(desk, used, 1) if used >= 0 else TORN
    listed, kept = (count if count >= 0 else ~count), 0
    begin, end = span(arrays.words, arrays.neighbours.size, row)
    for i in range(listed):
        other = whole(bench.listed[i])
        found = whole(bench.sums[other])
        bench.sums[other] = 0
        first, last = span(arrays.words, arrays.neighbours.size, other)
        ties, common = end - begin + last - first, found >> 16
        if last == TORN or 2 * common > ties:
            count = TORN
        elif fits(desk.pool, row, other):
            bench.listed[kept] = other
            weights[kept] = worth(found & BEST, common, ties)
            kept += 1
    unmark(desk, row)
    return kept if count >= 0 else TORN
