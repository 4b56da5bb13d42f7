"""The loops that change a graph while others read it.

A row is copied to the free end of the arena, changed on the way, and then found
there through its new word. `publish` is called by itself, so that no compiler
can let readers see the word before the row.
"""

from typing import Final, NamedTuple

import numpy as np

from whispeer.graph.arrays import (
    END,
    LENGTH_BITS,
    LONGEST_ROW,
    TIES,
    Arrays,
    Int32s,
    Int64s,
    UInt8s,
    UInt64s,
)
from whispeer.graph.compiled import compiled, whole
from whispeer.graph.kernels.rows import TORN, real, slot_of, span


class Slots(NamedTuple):
    """The arena."""

    neighbours: Int32s
    strengths: UInt8s


STAYS: Final = -1  # nothing to publish: the row has changed where it is
FULL: Final = -2


@compiled
def room_for(
    words: UInt64s, neighbours: Int32s, row: int, other: int, step: int
) -> int:
    """Return how many free slots a half of a change needs; TORN, or FULL."""
    begin, end = span(words, neighbours.size, row)
    if end == TORN:
        return TORN
    known = slot_of(neighbours, begin, end, other) >= 0
    if known == (step > 0):
        return 0
    if end - begin == LONGEST_ROW and step > 0:
        return FULL
    return end - begin + 1 if step > 0 else end - begin - 1


@compiled
def copy(slots: Slots, begin: int, end: int, to: int) -> None:
    """Copy slots to the free end of the arena."""
    slots.neighbours[to : to + end - begin] = slots.neighbours[begin:end]
    slots.strengths[to : to + end - begin] = slots.strengths[begin:end]


@compiled
def stage(slots: Slots, live: Int64s, word: int, stored: int, step: int) -> int:
    """Make the row of a word anew, with a change; return its new word, or STAYS.

    ``stored`` is the neighbour as it is kept, open or closed; step 0 ends the tie.
    """
    neighbours, strengths, other = slots.neighbours, slots.strengths, real(stored)
    begin = word >> LENGTH_BITS
    end = begin + (word & LONGEST_ROW)
    slot = slot_of(neighbours, begin, end, other)
    if slot >= 0 and step > 0:
        neighbours[slot], strengths[slot] = stored, step
        return STAYS
    if slot < 0 and step == 0:
        return STAYS
    to = whole(live[END])
    length = end - begin + 1 if step > 0 else end - begin - 1
    live[END] = to + length
    live[TIES] += 1 if step > 0 else -1
    if step == 0:
        copy(slots, begin, slot, to)
        copy(slots, slot + 1, end, to + slot - begin)
    else:
        slot = begin
        while slot < end and real(neighbours[slot]) < other:
            slot += 1
        copy(slots, begin, slot, to)
        at = to + slot - begin
        neighbours[at], strengths[at] = stored, step
        copy(slots, slot, end, at + 1)
    return (to << LENGTH_BITS) | length


@compiled
def publish(words: UInt64s, row: int, word: int) -> None:
    """Let everybody see a row's new place, at once."""
    words[row] = np.uint64(word)


@compiled
def erase(slots: Slots, word: int) -> None:
    """Leave nothing where a row was."""
    begin = word >> LENGTH_BITS
    end = begin + (word & LONGEST_ROW)
    slots.neighbours[begin:end] = 0
    slots.strengths[begin:end] = 0


@compiled
def sweep(arrays: Arrays, words: UInt64s) -> int:
    """Leave nothing outside the rows, given their words in order; count the ties."""
    at, ties = 0, 0
    for i in range(words.size + 1):
        begin, length = arrays.neighbours.size, 0
        if i < words.size:
            begin = whole(words[i]) >> LENGTH_BITS
            length = whole(words[i]) & LONGEST_ROW
        for slot in range(at, begin):
            if arrays.neighbours[slot] != 0 or arrays.strengths[slot] != 0:
                arrays.neighbours[slot] = 0
                arrays.strengths[slot] = 0
        at = max(at, begin + length)
        ties += length
    return ties
