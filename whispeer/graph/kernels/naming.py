"""J1, second half: through whom each of the best is met."""

from typing import Final, TypeAlias

import numpy as np

from whispeer.graph.arrays import STEPS, Int32s, Int64s, UInt8s, UInt64s
from whispeer.graph.compiled import compiled, slot, whole
from whispeer.graph.kernels.ranking import Answer
from whispeer.graph.kernels.reach import DEFAULT, NAMED, Task, own_span
from whispeer.graph.kernels.rows import PLACE, place_of, real, slot_of, span

SQUARE: Final = STEPS * STEPS
BEYOND: Final = SQUARE + 1  # no product is as great
PAUSE: Final = 8  # connectors walked before asking again whether to go on


Walk: TypeAlias = tuple[UInt64s, Int32s, UInt8s, Int64s]  # the graph, and marks
Lists: TypeAlias = tuple[Int64s, Int64s, Int64s]  # ids, products, how many


@compiled
def name(lists: Lists, at: int, product: int, member: int) -> None:
    """Keep a connector among the best of an entry, in order."""
    ids, products, named = lists
    many, spot = products.shape[1], whole(named[at])
    while spot > 0:
        ahead = products[at, spot - 1]
        if ahead > product or (ahead == product and ids[at, spot - 1] < member):
            break
        if spot < many:
            products[at, spot] = ahead
            ids[at, spot] = ids[at, spot - 1]
        spot -= 1
    if spot < many:
        products[at, spot] = product
        ids[at, spot] = member
        named[at] = min(whole(named[at]) + 1, many)


@compiled
def by_table(task: Task, answer: Answer, mask: int, held: int) -> None:
    """Name each entry's best connectors, found from the shorter of the two sides."""
    arrays, table, many = task.arrays, task.scratch.table, task.wish.through
    words, neighbours, strengths = arrays.words, arrays.neighbours, arrays.strengths
    slots, lists = neighbours.size, (answer.connectors, answer.products, answer.named)
    begin, end = own_span(task.scratch.need)
    for at in range(held):
        row = whole(answer.rows[at])
        place = place_of(table, mask, row)
        answer.common[at] = whole(task.scratch.sums[2 * place + 1]) & PLACE
        first, last = span(words, slots, row)
        ours = last - first > 8 * (end - begin)
        if ours:
            first, last = begin, end
        for i in range(first, last):
            tie = i
            if not ours:
                tie = begin - 1 + place_of(table, mask, real(neighbours[i]))
                if tie < begin or tie >= end:
                    continue
            connector, step = whole(neighbours[tie]), whole(strengths[tie])
            if connector < 0 or step * STEPS < answer.products[at, many - 1]:
                continue  # closed, or not among the best even if the other is 1
            low, high = span(words, slots, connector)
            found = slot_of(neighbours, low, high, row)
            if found >= 0 and neighbours[found] >= 0:
                member = whole(arrays.ids[connector])
                name(lists, at, step * whole(strengths[found]), member)


@compiled
def mark(task: Task, answer: Answer, held: int) -> None:
    """Mark the entries where their sums lay, and count their connectors."""
    arrays, members = task.arrays, task.arrays.words.size
    totals, counts = task.scratch.totals, task.scratch.counts
    for at in range(held):
        row, common = whole(answer.rows[at]), 0
        if task.wish.score == DEFAULT:
            common = whole(counts[row]) & PLACE
        else:
            first, last = span(arrays.words, arrays.neighbours.size, row)
            for i in range(first, last):
                other = whole(arrays.neighbours[i])
                if 0 <= other < members:
                    common += counts[other] < 0
        answer.common[at] = common
    for at in range(held):
        totals[answer.rows[at]] = ~at


@compiled
def strongest_first(task: Task) -> int:
    """Put the connectors in order; return how many."""
    order, steps = task.scratch.order, task.scratch.shares  # those have been added
    begin, end = own_span(task.scratch.need)
    starts = np.zeros(STEPS + 2, np.int64)
    for at in range(end - begin):
        steps[at] = task.arrays.strengths[begin + at]
        starts[STEPS + 1 - steps[at]] += 1
    for k in range(1, STEPS + 2):
        starts[k] += starts[k - 1]
    for at in range(end - begin):
        k = STEPS - whole(steps[at])
        order[starts[k]] = begin + at
        starts[k] += 1
    return end - begin


@compiled
def bar(lists: Lists, common: Int64s, held: int) -> int:
    """Return the least product that some entry's connectors may still want."""
    _, products, named = lists
    lowest, many = BEYOND, products.shape[1]
    for at in range(held):
        if named[at] == many:
            lowest = min(lowest, whole(products[at, many - 1]))
        elif named[at] < common[at]:
            return 0
    return lowest


@compiled
def meet(walk: Walk, hits: Int64s, connector: int) -> int:
    """List how a connector leads to entries, as row << 8 | strength; return how many.

    Whether a tie does cannot be foreseen, so nothing branches on it.
    """
    words, neighbours, strengths, totals = walk
    first, last = span(words, neighbours.size, connector)
    met = 0
    if last - first > hits.size:
        return 0
    for j in range(slot(first), slot(max(last, first))):
        row = whole(neighbours[j])
        if row < 0 or row >= words.size:
            continue
        hits[slot(met)] = (row << 8) | whole(strengths[j])
        met += totals[row] < 0
    return met


@compiled
def by_row(task: Task, answer: Answer, held: int) -> None:
    """Name the connectors of all entries at once, walking the strongest ties again."""
    arrays, totals, many = task.arrays, task.scratch.totals, task.wish.through
    words, neighbours, strengths = arrays.words, arrays.neighbours, arrays.strengths
    lists = (answer.connectors, answer.products, answer.named)
    walk, hits = (words, neighbours, strengths, totals), task.scratch.hits
    mark(task, answer, held)
    ties, lowest = strongest_first(task), 0
    for k in range(ties):
        i = whole(task.scratch.order[k])
        connector, step = whole(neighbours[i]), whole(strengths[i])
        if k % PAUSE == 0:
            lowest = bar(lists, answer.common, held)
        if step * STEPS < lowest:
            return
        if connector < 0:
            continue
        met = meet(walk, hits, connector)
        for hit in hits[:met]:
            at, product = ~whole(totals[hit >> 8]), step * (whole(hit) & STEPS)
            if product >= answer.products[at, many - 1]:
                name(lists, at, product, whole(arrays.ids[connector]))


@compiled
def finish(task: Task, answer: Answer, held: int) -> None:
    """Tell each entry's greatest product and its overlap."""
    words, slots = task.arrays.words, task.arrays.neighbours.size
    begin, end = own_span(task.scratch.need)
    fewest = task.wish.through
    for at in range(held):
        first, last = span(words, slots, whole(answer.rows[at]))
        named = whole(answer.named[at])
        common = max(whole(answer.common[at]), named)
        every = end - begin + last - first - common
        answer.strengths[at] = answer.products[at, 0] / SQUARE
        answer.overlaps[at] = common / max(every, 1)
        fewest = min(fewest, named)
    task.scratch.need[NAMED] = fewest
