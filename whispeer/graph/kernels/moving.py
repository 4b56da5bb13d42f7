"""The loops that change a graph while others read it.

A row is copied to the free end of the arena, changed on the way, and then found
there through its new word. `publish` is called by itself, so that no compiler
can let readers see the word before the row.
"""

from typing import Final

import numpy as np

from whispeer.graph.arrays import (
    END,
    LENGTH_BITS,
    LONGEST_ROW,
    MOVES,
    TIES,
    Arrays,
    UInt64s,
)
from whispeer.graph.compiled import compiled, whole
from whispeer.graph.kernels.rows import TORN, real, slot_of, span

STAYS: Final = -1  # nothing to publish: the row has changed where it is
FULL: Final = -2


@compiled
def room_for(arrays: Arrays, row: int, other: int, step: int) -> int:
    """Return how many free slots a half of a change needs; TORN, or FULL."""
    begin, end = span(arrays.words, arrays.neighbours.size, row)
    if end == TORN:
        return TORN
    known = slot_of(arrays.neighbours, begin, end, other) >= 0
    if known == (step > 0):
        return 0
    if end - begin == LONGEST_ROW and step > 0:
        return FULL
    return end - begin + 1 if step > 0 else end - begin - 1


@compiled
def copy(arrays: Arrays, begin: int, end: int, to: int) -> None:
    """Copy slots to the free end of the arena."""
    arrays.neighbours[to : to + end - begin] = arrays.neighbours[begin:end]
    arrays.strengths[to : to + end - begin] = arrays.strengths[begin:end]


@compiled
def stage(arrays: Arrays, row: int, other: int, stored: int, step: int) -> int:
    """Make the changed row; return its word, or STAYS.

    ``stored`` is the neighbour as it is kept, open or closed; step 0 ends the tie.
    """
    neighbours, strengths, live = arrays.neighbours, arrays.strengths, arrays.live
    begin, end = span(arrays.words, neighbours.size, row)
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
    live[MOVES] += 1
    if step == 0:
        copy(arrays, begin, slot, to)
        copy(arrays, slot + 1, end, to + slot - begin)
    else:
        slot = begin
        while slot < end and real(neighbours[slot]) < other:
            slot += 1
        copy(arrays, begin, slot, to)
        at = to + slot - begin
        neighbours[at], strengths[at] = stored, step
        copy(arrays, slot, end, at + 1)
    return (to << LENGTH_BITS) | length


@compiled
def publish(words: UInt64s, row: int, word: int) -> None:
    """Let everybody see a row's new place, at once."""
    words[row] = np.uint64(word)


@compiled
def erase(arrays: Arrays, word: int) -> None:
    """Leave nothing where a row was."""
    begin = word >> LENGTH_BITS
    end = begin + (word & LONGEST_ROW)
    arrays.neighbours[begin:end] = 0
    arrays.strengths[begin:end] = 0


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
