"""Who said that he lived what is sought."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from whispeer.graph.arrays import Bools, Int64s
from whispeer.graph.constants import WHISPERS
from whispeer.graph.errors import BadNumber, DuplicateMember


class Topic(NamedTuple):
    """Those who declared an experience to the engine.

    Attributes
    ----------
    members : int64 array, shape (d,)
        External ids, sorted, each once.
    hops : int64 array, shape (d,)
        From how many ties away he may be found: 1 for "my contacts alone". Further
        off he is like anybody who declared nothing.
    anyone : bool array, shape (d,)
        Whether he ticked "anyone here may ask me".
    share : float
        Share of those who lived it who declare it, in (0, 1]; 1 when nobody else
        can have lived it.
    """

    members: Int64s
    hops: Int64s
    anyone: Bools
    share: float = WHISPERS.declared


def topic_of(
    members: npt.ArrayLike,
    *,
    hops: npt.ArrayLike = WHISPERS.hops,
    anyone: npt.ArrayLike = False,
    share: float = WHISPERS.declared,
) -> Topic:
    """Make a topic of members in any order.

    Parameters
    ----------
    members : array_like of int
        External ids of those who declared it.
    hops, anyone : array_like
        One for each member, or one for all.
    share : float

    Returns
    -------
    Topic
        Its members by rising id, shape (k,) each.

    Raises
    ------
    DuplicateMember
        If a member is given twice.
    BadNumber
        If the share is not in (0, 1], or hops are below 0.

    Notes
    -----
    O(k log k). Source: M3.

    Examples
    --------
    >>> topic_of([3, 1], anyone=[True, False]).anyone.tolist()
    [False, True]
    """
    ids = np.asarray(members, np.int64)
    order = np.argsort(ids)
    if np.unique(ids).size < ids.size:
        raise DuplicateMember("a member is given twice in a topic")
    limits = np.broadcast_to(np.asarray(hops, np.int64), ids.shape)
    ticked = np.broadcast_to(np.asarray(anyone, np.bool_), ids.shape)
    if not 0 < share <= 1 or (limits < 0).any():
        raise BadNumber(f"a share of {share} or hops below 0 make no sense")
    return Topic(ids[order], limits[order], ticked[order], share)
