"""What every loop stands on: rows of ties, and a small table of rows."""

from typing import Final

from whispeer.graph.addresses import fetch, int32s_at, int64s_at
from whispeer.graph.arrays import (
    LENGTH_BITS,
    LONGEST_ROW,
    MEMBERS,
    Arrays,
    Int32s,
    Int64s,
    UInt8s,
    UInt64s,
)
from whispeer.graph.compiled import compiled, slot, whole

TORN: Final = -1  # the arrays lead outside themselves
SMALL: Final = -2  # the scratch is too small
SPREAD: Final = 0x9E3779B1  # odd: without collisions once the table holds all rows
PLACE: Final = 0xFFFFFFFF
# Shifted by so much, what fits into 32 bits leaves its sign: all ones, or zeros. Where
# nobody can foresee which, that costs a third of a branch; and compilers, which turn
# a comparison back into a branch, leave it alone.
SIGN: Final = 32

LINE: Final = 16  # neighbours that come from memory together
MOST_AHEAD: Final = 16 * LINE  # neighbours asked for ahead; of more, some may be gone
AHEAD: Final = 4  # rows
SPLIT: Final = 8193.0  # 2**13 + 1: keeps 40 bits of 53


@compiled
def find(graph: int, key: int) -> int:
    """Return the row of an external id among those built, or -1.

    The graph comes as the address of its arrays.
    """
    ids, order = int64s_at(graph, 3), int32s_at(graph, 4)
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
    return row ^ (row >> SIGN)


@compiled
def slot_of(neighbours: Int32s, begin: int, end: int, other: int) -> int:
    """Return the slot, within those of a row, of its tie to another; or -1."""
    low, length = begin, end - begin
    while length > 1:
        low = further(neighbours, low, length >> 1, other)
        length -= length >> 1
    return low if length == 1 and real(neighbours[slot(low)]) == other else -1


@compiled
def fetch_row(words: UInt64s, neighbours: Int32s, strengths: UInt8s, row: int) -> None:
    """Ask memory for the ties of a row, but for those of a very long one."""
    word = whole(words[slot(min(row, words.size - 1))])
    begin = word >> LENGTH_BITS
    for at in range(0, min(word & LONGEST_ROW, MOST_AHEAD), LINE):
        fetch(neighbours, begin + at)
    fetch(strengths, begin)
    fetch(strengths, begin + 4 * LINE)


@compiled
def fetch_next(
    words: UInt64s, neighbours: Int32s, strengths: UInt8s, tie: int, end: int
) -> None:
    """Ask memory for the row that a tie soon to be followed leads to."""
    if tie + AHEAD < end:
        fetch_row(words, neighbours, strengths, real(neighbours[tie + AHEAD]))


@compiled
def begun(words: UInt64s, neighbours: Int32s, tie: int) -> tuple[int, int]:
    """Return where a search among the ties a slot leads to begins, and how many.

    Where there are none, it begins and ends at that slot, which does not lead back.
    """
    word = whole(words[slot(min(real(neighbours[slot(tie)]), words.size - 1))])
    length = word & LONGEST_ROW
    if length == 0:
        return whole(tie), 0
    return max(min(word >> LENGTH_BITS, neighbours.size - length), 0), length


@compiled
def further(neighbours: Int32s, low: int, half: int, other: int) -> int:
    """Return where a search goes on: there, or half of what is left further."""
    return low + (half & ~((other - real(neighbours[slot(low + half)])) >> SIGN))


@compiled
def slots_of(
    words: UInt64s, neighbours: Int32s, ties: Int64s, other: int, found: Int64s
) -> None:
    """Find the tie to one member in each of the rows that some slots lead to.

    Where a row has none, what is found is another's. Four searches go in step: none
    waits for memory alone.
    """
    last = ties.size - 1
    for k in range(0, ties.size, 4):
        for tie in ties[k + 4 : k + 8]:
            low, left = begun(words, neighbours, tie)
            fetch(neighbours, low + (left >> 1))
        low0, left0 = begun(words, neighbours, ties[k])
        low1, left1 = begun(words, neighbours, ties[min(k + 1, last)])
        low2, left2 = begun(words, neighbours, ties[min(k + 2, last)])
        low3, left3 = begun(words, neighbours, ties[min(k + 3, last)])
        while max(left0, left1, left2, left3) > 1:
            low0 = further(neighbours, low0, left0 >> 1, other)
            low1 = further(neighbours, low1, left1 >> 1, other)
            low2 = further(neighbours, low2, left2 >> 1, other)
            low3 = further(neighbours, low3, left3 >> 1, other)
            left0, left1 = left0 - (left0 >> 1), left1 - (left1 >> 1)
            left2, left3 = left2 - (left2 >> 1), left3 - (left3 >> 1)
        found[k], found[min(k + 1, last)] = low0, low1
        found[min(k + 2, last)], found[min(k + 3, last)] = low2, low3


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
def first_unsorted(arrays: Arrays) -> int:
    """Return the first row whose ties are not in order, or hold one twice; or -1."""
    words, neighbours = arrays.words, arrays.neighbours
    for row in range(min(whole(arrays.live[MEMBERS]), words.size)):
        begin, end = span(words, neighbours.size, row)
        for i in range(begin + 1, end):
            if real(neighbours[i]) <= real(neighbours[i - 1]):
                return row
    return -1


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
