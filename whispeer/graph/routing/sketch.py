"""Who may have lived what he did not declare: neighbourhoods within two ties."""

import numpy as np

from whispeer.graph.arrays import Floats, Int64s
from whispeer.graph.constants import WHISPERS
from whispeer.graph.kernels.potential_field import COUNT
from whispeer.graph.kernels.routing_edges import sketched
from whispeer.graph.kernels.rows import TORN
from whispeer.graph.kernels.ways import Ways
from whispeer.graph.routing.history import no_history
from whispeer.graph.routing.potential import Start, field_of, known_of, terms_of
from whispeer.graph.routing.reading import steadily
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
    TornGeneration
        If the graph is damaged.

    Notes
    -----
    With d ties of his, n of them to who declared it, and f the sum over his ties of
    the share of theirs who did, the share around him is ``(n + w f + p b) / (d + w d +
    p)``, b being that of all members; from it and the share of the silent follows how
    likely a silent one lived it. Linear in the ties of the members and of those who
    declared.
    Source: M3; weights measured.

    Examples
    --------
    >>> from whispeer.graph import build
    >>> from whispeer.graph.routing import topic_of
    >>> store = build.small([(1, 2, 1.0), (2, 3, 1.0), (1, 3, 1.0), (4, 5, 1.0)])
    >>> lived = sketch(store, topic_of([1]), [1, 2, 4])
    >>> bool(lived[0] == 0 and lived[1] > lived[2] > 0)
    True
    """
    rows = store.rows_of(members).astype(np.int64)
    known = known_of(store, topic, no_history(), (), 0.0)
    terms = terms_of(store, topic, 1, WHISPERS)
    start = Start(rows, np.ones(rows.size, np.int64))
    reading, lived = Ways._make(store.arrays[:4]), np.empty(rows.size)

    def ask() -> int:
        field = field_of(store, known, terms, start, WHISPERS)
        torn = field.facts[COUNT] == TORN
        return TORN if torn else sketched(reading, field, terms, rows, lived)

    steadily(store, ask)
    return lived
