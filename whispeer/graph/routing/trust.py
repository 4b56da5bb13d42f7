"""How much trust leads from one member to another: for ordering, never to be shown."""

from whispeer.graph.constants import WHISPERS
from whispeer.graph.store import TieStore


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
    Linear in the two-tie paths from `a`, three times.
    """
    raise NotImplementedError
