"""Who may have lived what he did not declare: neighbourhoods within two ties."""

from whispeer.graph.arrays import Floats, Int64s
from whispeer.graph.routing.topic import Topic
from whispeer.graph.store import TieStore


def sketch(store: TieStore, topic: Topic, members: Int64s) -> Floats:
    """Return how likely each member lived an experience without declaring it.

    Those who lived the same lie near to one another, so the declared ones within two
    ties tell of the others. 0 for who declared it.

    Parameters
    ----------
    store : TieStore
    topic : Topic
    members : int array, shape (k,)
        External ids.

    Returns
    -------
    float array, shape (k,)
        In [0, 1].

    Raises
    ------
    UnknownMember
        If an id is not in the graph.
    """
    raise NotImplementedError
