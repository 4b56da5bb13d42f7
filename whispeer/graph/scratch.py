"""Working memory of the questions, kept by each thread between them."""

import threading
from typing import Final

import numpy as np

from whispeer.graph.addresses import Addressed
from whispeer.graph.kernels.ranking import Answer
from whispeer.graph.kernels.reach import NEEDS, ROWS, Scratch
from whispeer.graph.kernels.ways import FACTS, SIEVE, Sides

_kept: Final = threading.local()


def _new(places: int, ties: int, table: int, rows: int) -> Addressed[Scratch]:
    scratch = Scratch(
        np.empty(table, np.int64),
        np.empty(places, np.int32),
        np.empty(2 * places, np.int64),
        np.zeros(rows, np.int64),
        np.zeros(rows, np.int64),
        np.empty(ties, np.uint64),
        np.empty(ties),
        np.empty(ties, np.int64),
        np.empty(ties, np.int64),
        np.empty(ties, np.int64),
        np.zeros(NEEDS, np.int64),
    )
    return Addressed(scratch)


def scratch_of_this_thread() -> Addressed[Scratch]:
    """Return the working memory of the thread that asks."""
    try:
        return _kept.scratch  # type: ignore[no-any-return]
    except AttributeError:
        _kept.scratch = _new(1 << 13, 1 << 9, 1 << 14, 1 << 12)
        return _kept.scratch  # type: ignore[no-any-return]


def enlarge(scratch: Scratch) -> None:
    """Give this thread what it was found to lack, and a quarter more."""
    places, ties, table, rows = (int(n) for n in scratch.need[: ROWS + 1])
    _kept.scratch = _new(
        max(scratch.rows.size, places + places // 4),
        max(scratch.seen.size, ties + ties // 4),
        max(scratch.table.size, table),
        max(scratch.totals.size, rows + rows // 4),
    )


def answer_of_this_thread(limit: int, through: int) -> Addressed[Answer]:
    """Return where to put so many introductions; until the thread asks again."""
    try:
        answer: Addressed[Answer] = _kept.answer
        if answer.arrays.products.shape == (limit, through):
            return answer
    except AttributeError:
        pass
    columns = [np.empty(limit, kind) for kind in (*[np.float64] * 3, *[np.int64] * 4)]
    pairs = [np.empty((limit, through), np.int64) for _ in range(2)]
    _kept.answer = Addressed(
        Answer._make([*columns, *pairs, np.empty(limit, np.uint64)])
    )
    return _kept.answer  # type: ignore[no-any-return]


def _new_sides(ties: int, places: int, rows: int) -> Addressed[Sides]:
    table = 4 << (2 * places).bit_length()
    sizes = (*[ties] * 3, table, *[places] * 7)
    rest = [np.empty(size, np.int64) for size in sizes]
    sieve, near = np.zeros(SIEVE, np.int32), np.zeros(rows, np.uint8)
    ends = np.zeros(3, np.int64), np.zeros(FACTS, np.int64)
    return Addressed(Sides._make([near, *rest, sieve, *ends]))


def sides_of_this_thread() -> Addressed[Sides]:
    """Return the working memory for paths of the thread that asks."""
    try:
        return _kept.sides  # type: ignore[no-any-return]
    except AttributeError:
        _kept.sides = _new_sides(1 << 9, 1 << 13, 1 << 14)
        return _kept.sides  # type: ignore[no-any-return]


def enlarge_sides(sides: Sides) -> None:
    """Give this thread what it was found to lack, and a quarter more."""
    ties, places, rows = (int(n) + int(n) // 4 for n in sides.need)
    _kept.sides = _new_sides(
        max(sides.near_rows.size, ties),
        max(sides.rows.size, places),
        max(sides.near.size, rows),
    )
