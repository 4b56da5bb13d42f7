"""The few friends of friends each might best be paired with, by row."""

from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from queue import SimpleQueue
from typing import Final

import numpy as np

from whispeer.graph.arrays import Floats, Int32s, Int64s
from whispeer.graph.errors import WriterBusy
from whispeer.graph.guests import Hall
from whispeer.graph.kernels.pairing_candidates import find_candidates
from whispeer.graph.kernels.pairing_messages import ALONE
from whispeer.graph.kernels.pairing_pool import Desk
from whispeer.graph.routing.reading import steadily

BLOCK: Final = 2048  # members looked at between two looks at whether rows moved


def best_pairs(hall: Hall, limit: int) -> tuple[Int64s, Floats]:
    """Find the pairs that are among the best of one of the two, in order, each once.

    A pair is one number: the lesser row << 32, and the greater.
    """
    rows, weights = best_lists(hall, limit)
    kept = rows.ravel() != ALONE
    a = np.repeat(hall.rows, limit)[kept].astype(np.int64)
    b = rows.ravel()[kept].astype(np.int64)
    keys, first = np.unique(keys_of(a, b), return_index=True)
    return keys, weights.ravel()[kept][first]


def keys_of(a: Int64s, b: Int64s) -> Int64s:
    """Return pairs of rows as numbers.

    >>> keys_of(np.array([1, 2]), np.array([0, 3])) - (np.array([0, 2]) << 32)
    array([1, 3])
    """
    keys: Int64s = np.minimum(a, b) << 32 | np.maximum(a, b)
    return keys


def pairs_of(keys: Int64s) -> Int64s:
    """Return the rows of pairs, shape (m, 2).

    >>> pairs_of(keys_of(np.array([1, 2]), np.array([0, 3]))).tolist()
    [[0, 1], [2, 3]]
    """
    return np.stack([keys >> 32, keys & 0xFFFFFFFF], axis=1)


def best_lists(hall: Hall, limit: int) -> tuple[Int32s, Floats]:
    """Find the best for each guest, on all cores; `ALONE` where there are fewer."""
    count = hall.rows.size
    best, held = np.full((count, limit), ALONE, np.int32), np.zeros(count, np.int64)
    weights = np.zeros((count, limit))
    desks: SimpleQueue[Desk] = SimpleQueue()
    workers = min(cpu_count() or 1, 1 + count // BLOCK)
    for _ in range(workers):
        desks.put(hall.desk())

    def look(begin: int) -> None:
        desk = desks.get()
        try:
            part = slice(begin, begin + BLOCK)
            _look(hall, desk, hall.rows[part], (best[part], weights[part], held[part]))
        finally:
            desks.put(desk)

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(look, range(0, count, BLOCK)))
    best[np.arange(limit) >= held[:, None]] = ALONE
    return best, weights


def _look(
    hall: Hall, desk: Desk, rows: Int32s, out: tuple[Int32s, Floats, Int64s]
) -> None:
    """Find the best for some; for fewer at a time where rows move too often."""

    def ask() -> int:
        hall.clear(desk)
        return find_candidates(desk, rows, *out)

    try:
        steadily(hall.store, ask)
    except WriterBusy:
        half = rows.size // 2
        if not half:
            raise
        for part in (slice(half), slice(half, None)):
            _look(hall, desk, rows[part], (out[0][part], out[1][part], out[2][part]))
