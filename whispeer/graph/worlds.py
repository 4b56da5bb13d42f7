"""The worlds of a network: groups whose members are tied among themselves (M2).

Private to the engine: nobody is ever told "your cluster". Found by Leiden (Traag et
al. 2019, the MIT-licensed `graspologic-native`) on the strengths, with modularity.
"""

import graspologic_native
import numpy as np

from whispeer.graph.arrays import Floats, Int32s, Int64s
from whispeer.graph.constants import WORLDS
from whispeer.graph.errors import (
    BadArray,
    BadStrength,
    DanglingTie,
    DuplicateTie,
    SelfTie,
)


def worlds(pairs: Int64s, strengths: Floats, members: int, *, seed: int = 0) -> Int32s:
    """Find the world of each member.

    The resolution is the smallest of 0.5, 1, 1.5, 2, 3, 4 at which the median world
    has at most 50 members, or 4 where none has. Somebody without ties is a world of
    his own and does not count for the median.

    Parameters
    ----------
    pairs : int array, shape (m, 2)
        Ties, each once, in any order and direction; members are 0 to `members` - 1.
    strengths : float64 array, shape (m,) or (m, 2)
        Strength of each tie, in (0, 1]; of two sides, their mean is used.
    members : int
        How many members there are.
    seed : int
        Same ties, strengths and seed, same worlds, whatever the order of the ties.

    Returns
    -------
    int32 array, shape (members,)
        Worlds numbered from 0 by their smallest member.

    Raises
    ------
    BadArray, BadStrength, DanglingTie, DuplicateTie, SelfTie
        What is given is not a graph.

    Notes
    -----
    Near O(m) a resolution; 289,000 ties of 37,700 members take 0.3 s for each.
    Source: M2; Leiden after Traag, Waltman and van Eck 2019.

    Examples
    --------
    >>> two_trios = np.array([[0, 1], [1, 2], [2, 0], [3, 5], [5, 6], [6, 3], [2, 3]])
    >>> worlds(two_trios, np.ones(7), members=7)
    array([0, 0, 0, 1, 2, 1, 1], dtype=int32)
    """
    _check(pairs, strengths, members)
    if not pairs.size:
        return np.arange(members, dtype=np.int32)
    rows = _rows(pairs, strengths.reshape(len(pairs), -1).mean(axis=1), members)
    tied = np.unique(pairs)
    found = np.arange(members, dtype=np.int64)
    for resolution in WORLDS.resolutions:
        _, world_of = graspologic_native.leiden_csr(
            *rows, members, resolution=resolution, seed=seed
        )
        found[:] = [world_of[member] for member in range(members)]
        if np.median(np.unique(found[tied], return_counts=True)[1]) <= (
            WORLDS.median_size_max
        ):
            break
    return _by_smallest_member(found)


def keep_names(new: Int32s, old: Int32s, *, unused: int = 0) -> Int32s:
    """Rename new worlds after the old ones they continue.

    A world keeps its name when most of its people stay together: an old world's name
    goes first to the new world that more than half of its people are in. Of several
    old worlds which claim the same new one, the one with more people in it gives the
    name, then the one of the lesser name. Names that are left go to the new worlds
    without one, from the largest number of common people down; the others get
    numbers that were never used.

    Parameters
    ----------
    new, old : int32 array, shape (n,)
        Worlds of the same members, now and before; before, -1 where there was none.
    unused : int
        The least number that may be a new name: keep the greatest name ever given,
        and 1 more, and no world is called like one that is gone. Names of `old` are
        avoided in any case.

    Returns
    -------
    int32 array, shape (n,)
        The worlds of `new` under stable names.

    Raises
    ------
    BadArray
        The two are not of the same members.

    Notes
    -----
    O(n log n).
    Source: M2.

    Examples
    --------
    >>> now, before = np.array([[0, 0, 1, 1, 1], [7, 7, 7, 3, 3]], dtype=np.int32)
    >>> keep_names(now, before)
    array([7, 7, 3, 3, 3], dtype=int32)
    """
    if new.shape != old.shape:
        raise BadArray(f"worlds of {new.size} members now, of {old.size} before")
    names: dict[int, int] = {}
    taken: set[int] = set()
    for after, before in _claims(new, old):
        if after not in names and before not in taken:
            names[after] = before
            taken.add(before)
    unused = max(unused, int(old.max(initial=-1)) + 1)
    for world in np.unique(new).tolist():
        if world not in names:
            names[world] = unused
            unused += 1
    return np.array([names[world] for world in new.tolist()], dtype=np.int32)


def _claims(new: Int32s, old: Int32s) -> list[tuple[int, int]]:
    """Give couples of a new and an old world with common people, best claim first."""
    known = old >= 0
    both = np.stack([old[known], new[known]], axis=1)
    couples, common = np.unique(both, axis=0, return_counts=True)
    names, people = np.unique(old[known], return_counts=True)
    most = 2 * common > people[np.searchsorted(names, couples[:, 0])]
    order = np.lexsort((couples[:, 1], couples[:, 0], -common, ~most))
    return [(after, before) for before, after in couples[order].tolist()]


def _check(pairs: Int64s, strengths: Floats, members: int) -> None:
    if pairs.ndim != 2 or pairs.shape[1] != 2 or pairs.dtype.kind not in "iu":
        raise BadArray(f"pairs are {pairs.dtype} of shape {pairs.shape}, not (m, 2)")
    if strengths.shape not in {(len(pairs),), (len(pairs), 2)}:
        raise BadArray(f"{len(pairs)} pairs, strengths of shape {strengths.shape}")
    if not ((strengths > 0) & (strengths <= 1)).all():
        raise BadStrength("a strength lies outside (0, 1]")
    if pairs.size and (pairs.min() < 0 or pairs.max() >= members):
        raise DanglingTie(f"a tie leads outside the {members} members")
    if (pairs[:, 0] == pairs[:, 1]).any():
        raise SelfTie("a member is tied to himself")
    keys = pairs.min(axis=1).astype(np.int64) * members + pairs.max(axis=1)
    if len(np.unique(keys)) < len(pairs):
        raise DuplicateTie("a pair is given twice")


def _rows(
    pairs: Int64s, strengths: Floats, members: int
) -> tuple[Int64s, Int32s, Floats]:
    """Give offsets, neighbours and weights of each member, in order of members."""
    heads = np.concatenate([pairs[:, 0], pairs[:, 1]])
    tails = np.concatenate([pairs[:, 1], pairs[:, 0]])
    order = np.lexsort((tails, heads))
    offsets = np.zeros(members + 1, dtype=np.int64)
    np.cumsum(np.bincount(heads, minlength=members), out=offsets[1:])
    weights = np.concatenate([strengths, strengths])[order]
    return offsets, tails[order].astype(np.int32), weights


def _by_smallest_member(found: Int64s) -> Int32s:
    _, first, world = np.unique(found, return_index=True, return_inverse=True)
    rank = np.empty(first.size, dtype=np.int32)
    rank[np.argsort(first)] = np.arange(first.size, dtype=np.int32)
    return rank[world]
