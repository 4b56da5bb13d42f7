"""From pairs to a graph: in memory, or as a generation on disk."""

from pathlib import Path
from typing import NamedTuple

from whispeer.graph.arrays import Bools, Floats, Int32s, Int64s
from whispeer.graph.store import TieStore


class Members(NamedTuple):
    """Who is in the graph; one entry a member, in any order.

    Attributes
    ----------
    ids : int64 array, shape (n,)
        External ids, each once.
    world, sector, place : int32 array, shape (n,), optional
        World of M2, trade, place; -1 where missing. None: missing everywhere.
    """

    ids: Int64s
    world: Int32s | None = None
    sector: Int32s | None = None
    place: Int32s | None = None


class Ties(NamedTuple):
    """Who is tied to whom; one entry a pair, in any order and direction.

    Attributes
    ----------
    a, b : int64 array, shape (m,)
        External ids of the two ends.
    strength_ab, strength_ba : float array, shape (m,), optional
        Strength in (0, 1] as seen by ``a`` and by ``b``. ``strength_ab`` None: 1
        everywhere. ``strength_ba`` None: the same as ``strength_ab``.
    open : bool array, shape (m,), optional
        Whether the tie may be named as a way. None: all are.
    """

    a: Int64s
    b: Int64s
    strength_ab: Floats | None = None
    strength_ba: Floats | None = None
    open: Bools | None = None


class Room(NamedTuple):
    """Room kept for what happens after the build; None: chosen by size."""

    members: int | None = None
    ties: int | None = None


def in_memory(members: Members, ties: Ties, *, room: Room = Room()) -> TieStore:
    """Build a graph in memory."""
    raise NotImplementedError


def generation(
    folder: Path,
    members: Members,
    ties: Ties,
    *,
    applied_seq: int = 0,
    room: Room = Room(),
) -> TieStore:
    """Build a new generation in ``folder``, make it the current one, open it."""
    raise NotImplementedError
