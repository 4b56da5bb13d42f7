"""From pairs to a graph: in memory, or as a generation on disk."""

from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from whispeer.graph import generation as disk
from whispeer.graph.arrays import (
    APPLIED,
    END,
    GREATEST,
    GREATEST_ID,
    MEMBERS,
    MISSING,
    TIES,
    Arrays,
    Int32s,
    Shape,
    blank,
)
from whispeer.graph.errors import (
    BadArray,
    BadNumber,
    DuplicateMember,
    DuplicateTie,
    SelfTie,
)
from whispeer.graph.kernels import building
from whispeer.graph.pairs import Known, Pairs, Ties, integers
from whispeer.graph.store import TieStore

__all__ = [
    "DEFAULT_ROOM",
    "Members",
    "Room",
    "Ties",
    "generation",
    "in_memory",
    "shape_for",
    "small",
]


class Members(NamedTuple):
    """Who is in the graph; one entry a member, in any order.

    Attributes
    ----------
    ids : int64 array, shape (n,)
        External ids, each once.
    world, sector, place : int32 array, shape (n,), optional
        World of M2, trade, place; -1 where missing. None: missing everywhere.
    """

    ids: npt.ArrayLike
    world: npt.ArrayLike | None = None
    sector: npt.ArrayLike | None = None
    place: npt.ArrayLike | None = None


class Room(NamedTuple):
    """Room kept for what comes after the build.

    Attributes
    ----------
    members : int, optional
        New members. None: one in fifty, at least 1,024.
    ties : int, optional
        Directed ties in rows that move. None: one in twenty, at least 65,536.
    """

    members: int | None = None
    ties: int | None = None


DEFAULT_ROOM: Final = Room()


def in_memory(members: Members, ties: Ties, *, room: Room = DEFAULT_ROOM) -> TieStore:
    """Build a graph in memory.

    Parameters
    ----------
    members : Members
        Who is in it. Rows are given by world, then by id, so that what is read
        together lies together.
    ties : Ties
        Who is tied to whom. Strengths are kept to the nearest 1/255, and never
        below it.
    room : Room
        Room kept for changes.

    Returns
    -------
    TieStore
        Whose ``arrays`` cannot be written to but by `whispeer.graph.changes`.

    Raises
    ------
    BadArray, BadNumber
        If lengths or types do not fit, or a number is beyond what can be kept.
    BadStrength
        If a strength is NaN or outside (0, 1].
    DanglingTie, SelfTie, DuplicateTie, DuplicateMember
        If the pairs are not a graph of mutual ties between the members.

    Notes
    -----
    Linear but for the sorting of each row; 5 bytes a directed tie, 32 a member.

    Examples
    --------
    >>> store = in_memory(Members([7, 8, 9]), Ties([7, 8], [8, 9], [0.5, 1.0]))
    >>> store.row(store.row_of(8)).strengths.round(2).tolist()
    [0.5, 1.0]
    """
    pairs = Pairs.read(ties)
    shape = shape_for(integers("ids", members.ids).size, 2 * pairs.a.size, room)
    arrays = blank(shape)
    _fill(arrays, members, pairs)
    return TieStore(arrays, shape)


def generation(
    root: Path | str,
    members: Members,
    ties: Ties,
    *,
    applied_seq: int = 0,
    room: Room = DEFAULT_ROOM,
) -> TieStore:
    """Build a new generation in a folder, make it the current one, and open it.

    Parameters
    ----------
    root : path
        The folder; made if missing.
    members, ties, room
        As in `in_memory`.
    applied_seq : int
        Number of the last change that is already in ``ties``.

    Returns
    -------
    TieStore
        The new generation, mapped.

    Raises
    ------
    DiskFull
        If the folder has no room for it.
    GraphError
        As in `in_memory`. The old generation then stays in use.

    Notes
    -----
    Built beside the old one and named by a single rename at the end: a build
    that is killed leaves the old generation in use. Older ones are removed; who
    has them mapped keeps them until he asks for the new one. One build at a time.
    Cost and memory as in `in_memory`, in the page cache instead.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> generation(mkdtemp(), Members([1, 2]), Ties([1], [2])).generation
    1
    """
    root = Path(root)
    if not 0 <= applied_seq <= GREATEST_ID:
        raise BadNumber(f"applied_seq {applied_seq} is not in 0 to {GREATEST_ID}")
    root.mkdir(parents=True, exist_ok=True)
    pairs = Pairs.read(ties)
    shape = shape_for(integers("ids", members.ids).size, 2 * pairs.a.size, room)
    with disk.locked(root, "build.lock"):
        with disk.begun(root, shape) as (folder, arrays):
            _fill(arrays, members, pairs)
            arrays.live[APPLIED] = applied_seq
            with disk.locked(root):
                disk.finish(folder, arrays, shape)
        disk.sweep(root)
    return TieStore.open(root)


def small(pairs: list[tuple[int, int, float]]) -> TieStore:
    """Build a graph in memory from a few ``(a, b, strength)``.

    Examples
    --------
    >>> small([(1, 2, 0.5), (2, 3, 1.0)]).members
    3
    """
    a = np.array([pair[0] for pair in pairs], np.int64)
    b = np.array([pair[1] for pair in pairs], np.int64)
    strengths = np.array([pair[2] for pair in pairs], np.float64)
    return in_memory(Members(np.union1d(a, b)), Ties(a, b, strengths))


def shape_for(members: int, ties: int, room: Room) -> Shape:
    """Return how large a graph of so many members and directed ties is made.

    >>> shape_for(1_000_000, 100_000_000, DEFAULT_ROOM).slots
    105000000
    """
    spare = max(1024, members // 50) if room.members is None else room.members
    slack = max(65536, ties // 20) if room.ties is None else room.ties
    if min(spare, slack) < 0:
        raise BadNumber(f"room for {spare} members and {slack} ties is below nothing")
    if members + spare > GREATEST:
        raise BadArray(f"{members} members are more than a graph can hold")
    return Shape(members, members + spare, ties, ties + slack)


def _fill(arrays: Arrays, members: Members, pairs: Pairs) -> None:
    known = _place_members(arrays, members)
    at = np.zeros(known.count, np.int64)
    for part in pairs.chunks():
        a, b = known.rows(pairs, part)
        own = building.count(a, b, at)
        if own >= 0:
            own += part.start
            raise SelfTie(f"tie {own}: member {pairs.a[own]} is tied to himself")
    end = building.lay_out(arrays, at)
    if end < 0:
        raise BadArray(f"member {arrays.ids[~end]} has more ties than a row can hold")
    for part in pairs.chunks():
        a, b = known.rows(pairs, part)
        open_ = pairs.opened(part)
        ab = pairs.steps(pairs.strength_ab, part)
        building.scatter(arrays, at, a, b, ab, open_)
        if pairs.strength_ba is not pairs.strength_ab:
            ab = pairs.steps(pairs.strength_ba, part)
        building.scatter(arrays, at, b, a, ab, open_)
    _sort(arrays, known.count)
    arrays.live[[MEMBERS, END, TIES]] = known.count, end, end


def _sort(arrays: Arrays, count: int) -> None:
    edges = np.linspace(0, count, 1 + (cpu_count() or 1)).astype(int).tolist()
    with ThreadPoolExecutor() as pool:
        parts = pool.map(
            lambda begin, end: building.sort_rows(arrays, begin, end),
            edges[:-1],
            edges[1:],
        )
    for row in parts:
        if row >= 0:
            other = arrays.ids[building.twice(arrays, row)]
            raise DuplicateTie(f"members {arrays.ids[row]} and {other} are tied twice")


def _lives(name: str, values: npt.ArrayLike | None, size: int) -> Int32s:
    if values is None:
        return np.full(size, MISSING, np.int32)
    known = integers(name, values)
    if known.size != size:
        raise BadArray(f"{name} has {known.size} entries, ids has {size}")
    if size and not MISSING <= known.min() <= known.max() <= GREATEST:
        raise BadArray(f"{name} is not in {MISSING} to {GREATEST}")
    return known.astype(np.int32)


def _place_members(arrays: Arrays, members: Members) -> Known:
    ids = integers("ids", members.ids).astype(np.int64)
    world, sector, place = (
        _lives(name, values, ids.size)
        for name, values in zip(members._fields[1:], members[1:], strict=True)
    )
    by_world = np.lexsort((ids, world))
    arrays.ids[: ids.size] = ids[by_world]
    for target, values in (
        (arrays.world, world),
        (arrays.sector, sector),
        (arrays.place, place),
    ):
        target[: ids.size] = values[by_world]
        target[ids.size :] = MISSING
    arrays.order[:] = np.argsort(arrays.ids[: ids.size])
    inside = arrays.ids[arrays.order]
    again = np.flatnonzero(inside[1:] == inside[:-1])
    if again.size:
        raise DuplicateMember(f"member {inside[again[0]]} is given twice")
    return Known(inside, arrays.order)
