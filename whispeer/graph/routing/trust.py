"""How much trust leads from one member to another: for ordering, never to be shown."""

from fractions import Fraction
from functools import cache
from typing import Final

import numpy as np

from whispeer.graph.arrays import STEPS, Floats, Int64s
from whispeer.graph.constants import PATHS, WHISPERS, Whispers
from whispeer.graph.errors import BadNumber
from whispeer.graph.kernels.routing_trust import Bridge, trusts
from whispeer.graph.kernels.ways import Ways
from whispeer.graph.routing.reading import steadily
from whispeer.graph.store import TieStore

LONGEST: Final = 3  # ties of a way
FACTS: Final = 5  # of a way, in `Bridge.best`


def path_trust(
    store: TieStore, a: int, b: int, *, max_ties: int = WHISPERS.hops
) -> float:
    """Return tau of M3: trust over the 3 best edge-disjoint ways.

    A way P of ties of strengths s is worth ``0.7**(|P| - 1) * prod(0.35 + 0.65 s)``;
    tau is ``1 - prod(1 - worth)`` over the best way, the best that shares no tie with
    it, and the best that shares none with both. Only open ties lead on, each as seen
    by the side nearer to `a`. Equal ways: fewer ties first, then external ids in order.

    Parameters
    ----------
    store : TieStore
    a, b : int
        External ids.
    max_ties : int
        Of a way, 1 to 3.

    Returns
    -------
    float
        In [0, 1); 0 where no way leads. To oneself 1.

    Raises
    ------
    UnknownMember
        If an id is not in the graph.
    BadNumber
        If `max_ties` is not 1 to 3.
    TornGeneration
        If the graph is damaged.

    Notes
    -----
    At worst linear in the two-tie paths from `a`, three times; what cannot beat the
    best way so far is not walked.

    Examples
    --------
    >>> from whispeer.graph import build
    >>> store = build.small([(1, 2, 1.0), (2, 3, 1.0), (1, 4, 1.0), (4, 3, 1.0)])
    >>> round(path_trust(store, 1, 3), 6)  # twice 0.7
    0.91
    """
    if not 1 <= max_ties <= LONGEST:
        raise BadNumber(f"max_ties {max_ties} is not 1 to {LONGEST}")
    start, target = store.row_of(a), store.row_of(b)
    if start == target:
        return 1.0
    rows = np.array([target], np.int64)
    return float(trust_of_rows(store, start, rows, max_ties=max_ties)[0])


def trust_of_rows(
    store: TieStore,
    start: int,
    targets: Int64s,
    *,
    max_ties: int = LONGEST,
    rules: Whispers = WHISPERS,
) -> Floats:
    """Return `path_trust` from a row to others, none of them itself.

    Parameters
    ----------
    store : TieStore
    start : int
        Row from which trust leads on.
    targets : int64 array, shape (k,)
        Rows to which it may lead.
    max_ties : int
        Of a way, 1 to 3.
    rules : Whispers

    Returns
    -------
    float64 array, shape (k,)
        In [0, 1); 0 where no way leads.

    Raises
    ------
    TornGeneration
        If the graph is damaged.

    Notes
    -----
    At worst k times the cost of `path_trust`. Source: M3.
    """
    low, high, levels, scale = _whole(rules.path_strength)
    found = np.zeros((targets.size, rules.paths), np.int64)

    def ask() -> int:
        found[:] = 0
        used = np.empty((rules.paths, LONGEST, 2), np.int64)
        best = np.empty(FACTS, np.int64)
        bridge = Bridge(start, start, max_ties, low, high, levels, used, best)
        return trusts(Ways._make(store.arrays[:4]), bridge, targets, found)

    steadily(store, ask)
    trust: Floats = 1 - np.prod(1 - found / scale, axis=1)
    return trust


@cache
def _whole(strength: tuple[float, float]) -> tuple[int, int, Int64s, int]:
    """Return the formula in whole numbers.

    A tie of strength k/255 is worth ``low + high k``; a way of 1 to 3 ties the product
    times its level; divided by the scale that is what the formula says.
    """
    a, b, decay = (
        Fraction(x).limit_denominator(100) for x in (*strength, PATHS.hop_decay)
    )
    unit = a.denominator * b.denominator // np.gcd(a.denominator, b.denominator)
    low, high, full = int(a * unit) * STEPS, int(b * unit), int(unit) * STEPS
    up, down = decay.numerator, decay.denominator
    levels = [
        full ** (LONGEST - t) * up ** (t - 1) * down ** (LONGEST - t)
        for t in range(1, LONGEST + 1)
    ]
    scale = full**LONGEST * down ** (LONGEST - 1)
    return low, high, np.array([0, *levels], np.int64), scale
