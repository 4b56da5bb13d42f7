"""J2: how trust leads from one member to another."""

from typing import NamedTuple

from whispeer.graph.constants import PATHS
from whispeer.graph.store import TieStore


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


def strongest_path(
    store: TieStore, a: int, b: int, *, max_ties: int = PATHS.max_ties
) -> Path | None:
    """Find the way from ``a`` to ``b`` (external ids), or None."""
    raise NotImplementedError
