"""What every loop stands on: rows of ties, and a small table of rows."""

from typing import Final

from whispeer.graph.arrays import (
    LENGTH_BITS,
    LONGEST_ROW,
    MEMBERS,
    Arrays,
    Int32s,
    Int64s,
    UInt64s,
)
from whispeer.graph.compiled import compiled, slot, whole

TORN: Final = -1  # the arrays lead outside themselves
SMALL: Final = -2  # the scratch is too small
SPREAD: Final = 0x9E3779B1  # odd: without collisions once the table holds all rows
PLACE: Final = 0xFFFFFFFF
SPLIT: Final = 8193.0  # 2**13 + 1: keeps 40 bits of 53


@compiled
def find(ids: Int64s, order: Int32s, key: int) -> int:
    """Return the row of an external id among those built, or -1."""
    low, high = 0, order.size
    while low < high:
        middle = (low + high) >> 1
        if ids[order[middle]] < key:
            low = middle + 1
        else:
            high = middle
    if low < order.size and ids[order[low]] == key:
        return whole(order[low])
    return -1


@compiled
def span(words: UInt64s, slots: int, row: int) -> tuple[int, int]:
    """Return where a row begins and ends; (0, TORN) if that is outside."""
    if row < 0 or row >= words.size:
        return 0, TORN
    word = whole(words[row])
    begin = word >> LENGTH_BITS
    end = begin + (word & LONGEST_ROW)
    if begin < 0 or end > slots:
        return 0, TORN
    return begin, end


@compiled
def real(stored: int) -> int:
    """Return the row a stored neighbour stands for, open or closed."""
    row = whole(stored)
    return row if row >= 0 else ~row


@compiled
def slot_of(neighbours: Int32s, begin: int, end: int, other: int) -> int:
    """Return the slot, within those of a row, of its tie to another; or -1."""
    low, length = begin, end - begin
    while length > 1:  # halved without a branch, which nobody could predict
        half = length >> 1
        low += half if real(neighbours[low + half]) <= other else 0
        length -= half
    return low if length == 1 and real(neighbours[low]) == other else -1


@compiled
def halvings(length: int) -> int:
    """Return how often so many slots must be halved until one is left."""
    steps = 0
    while (1 << steps) < length:
        steps += 1
    return steps


@compiled
def slot_within(
    neighbours: Int32s, begin: int, end: int, other: int, steps: int
) -> int:
    """Do what `slot_of` does, in so many halvings, which are enough.

    Of many searches as long as one another, the next begins before the last ends.
    """
    low, length = begin, end - begin
    if length < 1:
        return -1
    for _ in range(steps):
        half = length >> 1
        low += half if real(neighbours[slot(low + half)]) <= other else 0
        length -= half
    return low if length == 1 and real(neighbours[slot(low)]) == other else -1


@compiled
def home(row: int, mask: int) -> int:
    """Return where a row belongs in a table: blocks of 8 stay together."""
    return ((((row >> 3) * SPREAD) << 3) | (row & 7)) & mask


@compiled
def place_of(table: Int64s, mask: int, row: int) -> int:
    """Return a row's place in the list, or -1 if it is not in the table."""
    at = home(row, mask)
    entry = whole(table[at])
    while entry:
        if entry >> 32 == row + 1:
            return entry & PLACE
        at = (at + 1) & mask
        entry = whole(table[at])
    return -1


@compiled
def admit(table: Int64s, mask: int, row: int, place: int) -> int:
    """Put a row at a place unless it has one; return the one it has."""
    at = home(row, mask)
    entry = whole(table[at])
    while entry:
        if entry >> 32 == row + 1:
            return entry & PLACE
        at = (at + 1) & mask
        entry = whole(table[at])
    table[at] = ((row + 1) << 32) | place
    return place


@compiled
def canonical(value: float) -> float:
    """Round to 40 significant bits, so that equal scores are equal."""
    upper = value * SPLIT
    return upper - (upper - value)


@compiled
def first_unsound(arrays: Arrays) -> int:
    """Return the first row whose ties cannot be right, or -1."""
    words, neighbours = arrays.words, arrays.neighbours
    members = min(whole(arrays.live[MEMBERS]), words.size)
    for row in range(members):
        begin, end = span(words, neighbours.size, row)
        if end == TORN:
            return row
        before = -1
        for i in range(begin, end):
            other = real(neighbours[i])
            if other <= before or other == row or other >= members:
                return row
            first, last = span(words, neighbours.size, other)
            mirror = slot_of(neighbours, first, last, row)
            if mirror < 0 or arrays.strengths[i] == 0:
                return row
            if (neighbours[i] < 0) != (neighbours[mirror] < 0):
                return row
            before = other
    return -1
