"""Reading a graph that others change at the same moment."""

from collections.abc import Callable, Iterable
from typing import Final

import numpy as np

from whispeer.graph.arrays import MOVES, WRITING, Int64s
from whispeer.graph.errors import TornGeneration, UnknownMember, WriterBusy
from whispeer.graph.kernels.routing_rows import find_all
from whispeer.graph.kernels.rows import TORN
from whispeer.graph.store import TieStore

ATTEMPTS: Final = 50  # to read while rows move; a change takes microseconds


def steadily(store: TieStore, ask: Callable[[], int]) -> int:
    """Ask, again if a row moved meanwhile; return what was answered.

    Raises
    ------
    TornGeneration
        If the answer is `TORN`.
    WriterBusy
        If rows move all the time.
    """
    live = store.arrays.live
    for _ in range(ATTEMPTS):
        moves, writing = live[MOVES], live[WRITING]
        answer = ask()
        still = moves == live[MOVES]
        if still and not writing:
            break
    else:  # a writer that died leaves its mark, and moves nothing
        if not still:
            raise WriterBusy("the graph changes faster than it can be read")
    if answer == TORN:
        raise TornGeneration(f"{store.folder or 'graph in memory'}: ties lead outside")
    return answer


def known_rows(store: TieStore, members: Iterable[int]) -> Int64s:
    """Return the rows of external ids; -1 for who is not, or no longer, a member."""
    wanted = np.fromiter(members, np.int64)
    rows = np.empty(wanted.size, np.int64)
    find_all(store.lines.address, wanted, rows)
    for place in np.flatnonzero(rows < 0).tolist():
        try:
            rows[place] = store.row_of(int(wanted[place]))
        except UnknownMember:
            continue
    return rows
