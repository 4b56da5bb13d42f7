"""J1, second half: through whom each of the best is met."""

from typing import Final

from whispeer.graph.arrays import STEPS, Int32s, Int64s
from whispeer.graph.compiled import compiled, slot, whole
from whispeer.graph.kernels.ranking import Answer, answer_at
from whispeer.graph.kernels.reach import (
    HASHED,
    MODE,
    NAMED,
    Task,
    arrays_at,
    own_span,
    scratch_at,
)
from whispeer.graph.kernels.rows import fetch_row, place_of, real, slots_of, span

SQUARE: Final = STEPS * STEPS
TAKEN: Final = -1
FAR_LONGER: Final = 8  # than the ties of who asks: those are gone through instead


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
def name(answer: Answer, at: int, many: int, found: tuple[Int64s, Int64s]) -> None:
    """Put the best of some connectors into an entry, best first.

    Found are their ids, and the products of the strengths through them, of which
    those that are taken turn into `TAKEN`.
    """
    ids, products = found
    for line in range(answer.products.shape[1]):
        best, which = 0, -1
        for k in range(many):
            best = max(best, products[k])
        for k in range(many):
            if products[k] == best and best > 0 and (which < 0 or ids[k] < ids[which]):
                which = k
        if which < 0:
            return
        answer.products[at, line], answer.connectors[at, line] = best, ids[which]
        products[which] = TAKEN
        answer.named[at] = line + 1


@compiled
def name_best(task: Task, mask: int, held: int) -> None:
    """Name each entry's best connectors, from the shorter of the two sides."""
    arrays, scratch, answer = (
        arrays_at(task.graph), scratch_at(task.working), answer_at(task.answer)
    )  # fmt: skip
    words, neighbours, strengths = arrays.words, arrays.neighbours, arrays.strengths
    counts, table, hashed = (
        scratch.counts, scratch.table[: mask + 1], scratch.need[MODE] == HASHED
    )  # fmt: skip
    begin, end = own_span(scratch.need)
    listed, found, products = (
        scratch.order[: end - begin + 1], scratch.shares, scratch.products
    )  # fmt: skip
    for at in range(held):
        answer.words[at] = words[answer.rows[at]]
    for at in range(held):
        row = whole(answer.rows[at])
        fetch_row(
            words, neighbours, strengths, whole(answer.rows[min(at + 1, held - 1)])
        )
        first, last = span(words, neighbours.size, row)
        if last - first > FAR_LONGER * (end - begin):
            met = list_all(begin, end, listed)
        elif hashed:
            met = common_by_table(neighbours, table, (first, last, begin), listed)
        else:
            met = common_by_mark(neighbours, counts, (first, last, begin), listed)
        slots_of(words, neighbours, listed[:met], row, found)
        common = 0
        for k in range(met):
            tie, other = slot(listed[k]), slot(found[k])
            both = whole(neighbours[other] == row) & whole(neighbours[tie] >= 0)
            products[k] = whole(strengths[tie]) * whole(strengths[other]) * both
            listed[k] = arrays.ids[slot(real(neighbours[tie]))]
            common += both  # open on both sides
        answer.common[at] = common
        name(answer, at, met, (listed, products))


@compiled
def finish(task: Task, held: int) -> None:
    """Tell each entry's greatest product and its overlap."""
    arrays, need = arrays_at(task.graph), scratch_at(task.working).need
    words, slots, answer = arrays.words, arrays.neighbours.size, answer_at(task.answer)
    begin, end = own_span(need)
    fewest = answer.products.shape[1]
    for at in range(held):
        first, last = span(words, slots, whole(answer.rows[at]))
        named = whole(answer.named[at])
        common = whole(answer.common[at])
        every = end - begin + last - first - common
        answer.strengths[at] = answer.products[at, 0] / SQUARE
        answer.overlaps[at] = common / max(every, 1)
        fewest = min(fewest, named)
    need[NAMED] = fewest
