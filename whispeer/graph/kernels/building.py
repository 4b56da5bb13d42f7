"""The loops that make rows out of pairs."""

import numpy as np

from whispeer.graph.arrays import (
    LENGTH_BITS,
    LONGEST_ROW,
    Arrays,
    Bools,
    Int32s,
    Int64s,
    UInt8s,
)
from whispeer.graph.compiled import compiled, whole
from whispeer.graph.kernels.rows import real, span


@compiled
def rows_of_ids(ids: Int64s, rows: Int32s, wanted: Int64s, out: Int32s) -> int:
    """Look many external ids up in sorted ones; return the first unknown, or -1."""
    for i in range(wanted.size):
        key = wanted[i]
        low, high = 0, ids.size
        while low < high:
            middle = (low + high) >> 1
            if ids[middle] < key:
                low = middle + 1
            else:
                high = middle
        if low == ids.size or ids[low] != key:
            return i
        out[i] = rows[low]
    return -1


@compiled
def rows_of_dense(first: int, rows: Int32s, wanted: Int64s, out: Int32s) -> int:
    """Look many external ids up in a table; return the first unknown, or -1."""
    for i in range(wanted.size):
        place = wanted[i] - first
        if place < 0 or place >= rows.size or rows[place] < 0:
            return i
        out[i] = rows[place]
    return -1


@compiled
def count(a: Int32s, b: Int32s, ties: Int64s) -> int:
    """Count the ties of each row; return the first tie to oneself, or -1."""
    for i in range(a.size):
        if a[i] == b[i]:
            return i
        ties[a[i]] += 1
        ties[b[i]] += 1
    return -1


@compiled
def lay_out(arrays: Arrays, ties: Int64s) -> int:
    """Give each row its place, and make ``ties`` where it begins; return the end."""
    at = 0
    for row in range(ties.size):
        length = ties[row]
        if length > LONGEST_ROW:
            return ~row
        arrays.words[row] = np.uint64((at << LENGTH_BITS) | length)
        ties[row] = at
        at += length
    return at


@compiled
def scatter(
    arrays: Arrays, at: Int64s, a: Int32s, b: Int32s, strengths: UInt8s, open_: Bools
) -> None:
    """Write one half of each tie into its row, at the place that is next."""
    for i in range(a.size):
        slot = at[a[i]]
        at[a[i]] += 1
        arrays.neighbours[slot] = b[i] if open_[i] else ~b[i]
        arrays.strengths[slot] = strengths[i]


@compiled
def sort_rows(arrays: Arrays, begin: int, end: int) -> int:
    """Sort rows by neighbour; return the first row that has one twice, or -1."""
    for row in range(begin, end):
        first, last = span(arrays.words, arrays.neighbours.size, row)
        keys = np.empty(last - first, np.int64)
        for i in range(first, last):
            stored = whole(arrays.neighbours[i])
            side = 256 if stored >= 0 else 0
            keys[i - first] = (real(stored) << 9) | side | whole(arrays.strengths[i])
        keys.sort()
        for i in range(first, last):
            key = keys[i - first]
            other = key >> 9
            if i > first and keys[i - first - 1] >> 9 == other:
                return row
            arrays.neighbours[i] = other if key & 256 else ~other
            arrays.strengths[i] = key & 255
    return -1


@compiled
def twice(arrays: Arrays, row: int) -> int:
    """Return the neighbour a row has twice, given that it has one."""
    first, last = span(arrays.words, arrays.neighbours.size, row)
    for i in range(first, last):
        for j in range(first, i):
            if real(arrays.neighbours[i]) == real(arrays.neighbours[j]):
                return real(arrays.neighbours[i])
    return -1
