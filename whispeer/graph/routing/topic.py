"""Who said that he lived what is sought."""

from typing import NamedTuple

from whispeer.graph.arrays import Bools, Int64s
from whispeer.graph.constants import WHISPERS


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
