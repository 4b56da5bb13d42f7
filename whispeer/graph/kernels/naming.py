"""J1, second half: through whom each of the best is met."""

from typing import Final, TypeAlias

from whispeer.graph.arrays import STEPS, Int32s, Int64s
from whispeer.graph.compiled import compiled, slot, whole
from whispeer.graph.kernels.ranking import Answer
from whispeer.graph.kernels.reach import DEFAULT, HASHED, MODE, NAMED, Task, own_span
from whispeer.graph.kernels.rows import PLACE, place_of, real, slots_of, span

SQUARE: Final = STEPS * STEPS
FAR_LONGER: Final = 8  # than the ties of who asks: those are gone through instead

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
def common_by_mark(
    neighbours: Int32s, counts: Int64s, slots: tuple[int, int, int], listed: Int64s
) -> int:
    """List the own ties that some slots lead to, known by their mark; return how many.

    The slots are from, to, and where the own ties begin. Whether a slot leads to one
    cannot be foreseen, so nothing branches on it.
    """
    first, last, begin = slots
    met, members, most = 0, counts.size, listed.size - 1
    for i in range(slot(first), slot(max(first, last))):
        other = whole(neighbours[i])
        mark = whole(counts[slot(other)]) if 0 <= other < members else 0
        listed[slot(min(met, most))] = begin + ~mark
        met += whole(mark < 0)
    return min(met, most)


@compiled
def common_by_table(
    neighbours: Int32s, table: Int64s, slots: tuple[int, int, int], listed: Int64s
) -> int:
    """Do the same where places in a table tell the own ties: those come first.

    The slots are from, to, and where the own ties begin and end.
    """
    first, last, begin = slots
    met, ties, mask = 0, listed.size - 1, table.size - 1
    for i in range(first, last):
        place = place_of(table, mask, real(neighbours[i]))
        if 0 < place <= ties and met < ties:
            listed[met] = begin + place - 1
            met += 1
    return met


@compiled
def list_all(begin: int, end: int, listed: Int64s) -> int:
    """List all own ties; return how many."""
    for i in range(begin, end):
        listed[i - begin] = i
    return end - begin


@compiled
def name_best(task: Task, answer: Answer, mask: int, held: int) -> None:
    """Name each entry's best connectors, from the shorter of the two sides."""
    arrays, scratch, many = task.arrays, task.scratch, answer.products.shape[1]
    words, neighbours, strengths = arrays.words, arrays.neighbours, arrays.strengths
    ids, counts, table = arrays.ids, scratch.counts, scratch.table[: mask + 1]
    lists = (answer.connectors, answer.products, answer.named)
    products, sums = answer.products, scratch.sums
    begin, end = own_span(scratch.need)
    listed, found = scratch.order[: end - begin + 1], scratch.shares
    hashed = scratch.need[MODE] == HASHED
    counted = hashed or task.wish.score == DEFAULT
    for at in range(held):
        row = whole(answer.rows[at])
        first, last = span(words, neighbours.size, row)
        slots = (first, last, begin)
        if counted and last - first > FAR_LONGER * (end - begin):
            met = list_all(begin, end, listed)
        elif hashed:
            met = common_by_table(neighbours, table, slots, listed)
        else:
            met = common_by_mark(neighbours, counts, slots, listed)
        answer.common[at] = met
        if hashed:
            place = place_of(table, mask, row)
            answer.common[at] = whole(sums[2 * place + 1]) & PLACE
        elif counted:
            answer.common[at] = whole(counts[row]) & PLACE
        slots_of(words, neighbours, listed[:met], row, found)
        for k in range(met):
            tie, other = slot(listed[k]), slot(found[k])
            product = whole(strengths[tie]) * whole(strengths[other])
            if product < products[at, many - 1]:
                continue
            if neighbours[other] == row and neighbours[tie] >= 0:  # both open
                name(lists, at, product, whole(ids[neighbours[tie]]))


@compiled
def finish(task: Task, answer: Answer, held: int) -> None:
    """Tell each entry's greatest product and its overlap."""
    words, slots = task.arrays.words, task.arrays.neighbours.size
    begin, end = own_span(task.scratch.need)
    fewest = answer.products.shape[1]
    for at in range(held):
        first, last = span(words, slots, whole(answer.rows[at]))
        named = whole(answer.named[at])
        common = max(whole(answer.common[at]), named)
        every = end - begin + last - first - common
        answer.strengths[at] = answer.products[at, 0] / SQUARE
        answer.overlaps[at] = common / max(every, 1)
        fewest = min(fewest, named)
    task.scratch.need[NAMED] = fewest
