"""Working memory of the questions, kept by each thread between them."""

import threading
from typing import Final

import numpy as np

from whispeer.graph.kernels.reach import Scratch

_kept: Final = threading.local()


def _new(places: int, ties: int, table: int) -> Scratch:
    return Scratch(
        np.empty(table, np.int64),
        np.empty(places, np.int32),
        np.empty(2 * places, np.int64),
        np.empty(ties, np.uint64),
        np.empty(ties),
        np.zeros(3, np.int64),
    )


def scratch_of_this_thread() -> Scratch:
    """Return the working memory of the thread that asks."""
    try:
        return _kept.scratch  # type: ignore[no-any-return]
    except AttributeError:
        _kept.scratch = _new(1 << 13, 1 << 9, 1 << 14)
        return _kept.scratch  # type: ignore[no-any-return]


def enlarge(scratch: Scratch) -> None:
    """Give this thread what it was found to lack, and a quarter more."""
    places, ties, table = (int(n) for n in scratch.need)
    _kept.scratch = _new(
        max(scratch.rows.size, places + places // 4),
        max(scratch.seen.size, ties + ties // 4),
        max(scratch.table.size, table),
    )
