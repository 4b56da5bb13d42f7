"""J2: how trust leads from one member to another."""

from fractions import Fraction
from typing import Final, NamedTuple

import numpy as np

from whispeer.graph.addresses import Addressed
from whispeer.graph.arrays import STEPS, Int64s
from whispeer.graph.constants import PATHS
from whispeer.graph.errors import BadNumber, TornGeneration, WriterBusy
from whispeer.graph.kernels import searching, ways
from whispeer.graph.kernels.rows import SMALL
from whispeer.graph.scratch import enlarge_sides, sides_of_this_thread
from whispeer.graph.store import TieStore

ATTEMPTS: Final = 50  # to read while rows move; a change takes microseconds


class Path(NamedTuple):
    """A way from one member to another.

    Attributes
    ----------
    members : tuple of int
        External ids, both ends included.
    strength : float
        Product of the strengths on the way, in (0, 1].
    """

    members: tuple[int, ...]
    strength: float


def values(decay: float) -> Int64s:
    """Return what ways of 1 to 4 ties are worth, in whole numbers.

    A way of t ties, of strengths k/255, is worth ``decay**(t - 1)`` times their
    product; times ``255**4``, and the denominator of the decay cubed, that is a
    whole number, so that ways are compared exactly.

    >>> values(0.7).tolist()[3:]
    [124950, 343]
    """
    ratio = Fraction(decay).limit_denominator(20)
    longest = PATHS.max_ties
    worth = [
        STEPS ** (longest - t)
        * ratio.numerator ** (t - 1)
        * ratio.denominator ** (longest - t)
        for t in range(1, longest + 1)
    ]
    return np.array([0, *worth], np.int64)


VALUES: Final = Addressed((values(PATHS.hop_decay),))


def strongest_path(
    store: TieStore, a: int, b: int, *, max_ties: int = PATHS.max_ties
) -> Path | None:
    """Find the way by which trust leads best from one member to another.

    It maximises ``0.7**(ties - 1)`` times the product of strengths (M3), each as
    seen by the one who is nearer to ``a``, over open ties. Equal ways: fewer ties
    first, then external ids in order.

    Parameters
    ----------
    store : TieStore
        The graph.
    a, b : int
        External ids.
    max_ties : int
        How many ties the way may have, 1 to 4.

    Returns
    -------
    Path or None
        None when no such way exists. From a member to himself: himself.

    Raises
    ------
    UnknownMember
        If an id is not in the graph.
    BadNumber
        If ``max_ties`` is not 1 to 4.
    TornGeneration
        If the graph is damaged.
    WriterBusy
        If it changes faster than it can be read.

    Notes
    -----
    Exact. Two ties from each side, met in the middle; what cannot beat the best
    shorter way is not walked. Linear in the number of two-tie paths of both ends.

    Examples
    --------
    >>> from whispeer.graph import build
    >>> store = build.small([(1, 2, 1.0), (2, 3, 0.2), (2, 4, 1.0), (4, 3, 1.0)])
    >>> strongest_path(store, 1, 3)
    Path(members=(1, 2, 4, 3), strength=1.0)
    """
    if not 1 <= max_ties <= PATHS.max_ties:
        raise BadNumber(f"max_ties {max_ties} is not 1 to {PATHS.max_ties}")
    start, target = store.row_of(a), store.row_of(b)
    if start == target:
        return Path((a,), 1.0)
    found = _search(store, start, target, max_ties)
    ties = found[ways.TIES]
    if ties == 0:
        return None
    between = found[ways.BETWEEN : ways.BETWEEN + ties - 1]
    return Path((a, *between, b), found[ways.PRODUCT] / STEPS**ties)


def _search(store: TieStore, a: int, b: int, max_ties: int) -> list[int]:
    """Return what is found, as `Sides.found` lists it."""
    state, graph = 0, store.lines.address
    for _ in range(ATTEMPTS):
        begun = store.settled()
        sides = sides_of_this_thread()
        state = searching.strongest(
            graph, sides.address, VALUES.address, a, b, max_ties
        )
        if state == SMALL:
            enlarge_sides(sides.arrays)
        elif (not begun & 1 and begun == store.settled()) or (
            state >= 0 and searching.unmoved(graph, sides.address, a, b)
        ):
            break
    else:
        if state >= 0:
            raise WriterBusy(f"{store.where}: changes faster than it can be read")
    if state < 0:
        raise TornGeneration(f"{store.where}: ties around row {a} or {b} lead outside")
    found: list[int] = sides.arrays.found.tolist()
    return found
