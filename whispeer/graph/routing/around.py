"""Of whom the past must be known before somebody is chosen."""

import numpy as np

from whispeer.graph.arrays import Int64s
from whispeer.graph.constants import WHISPERS, Whispers
from whispeer.graph.routing.potential import REACHED, enclosed, start_of, terms_of
from whispeer.graph.routing.topic import Topic
from whispeer.graph.routing.whisper import Whisper, ways
from whispeer.graph.store import TieStore


def concerned(
    store: TieStore, whisper: Whisper, topic: Topic, rules: Whispers = WHISPERS
) -> Int64s:
    """List those whose answers, and whose weeks, bear on what a whisper does next.

    Who declared the experience, and everybody within two ties of who holds it: further
    on only those who declared it are counted on. `candidates`, `strangers`, `step` and
    `directly` say the same of a history of these alone as of one of all, given what all
    of them answered together (`with_network`). Where the rules let a whisper go further
    than 3 ties, it is everybody.

    Parameters
    ----------
    store : TieStore
    whisper : Whisper
    topic : Topic
    rules : Whispers

    Returns
    -------
    int64 array, shape (k,)
        External ids, sorted, each once.

    Raises
    ------
    UnknownMember
        If an id is not in the graph.
    BadNumber
        If somebody asked who did not hold the whisper.
    TornGeneration
        If the graph is damaged.

    Notes
    -----
    Linear in the ties of the ties of who holds it. Source: M3.

    Examples
    --------
    >>> from whispeer.graph import build
    >>> from whispeer.graph.routing import topic_of
    >>> store = build.small([(i, i + 1, 1.0) for i in range(9)])
    >>> concerned(store, Whisper(2, 12.0), topic_of([7])).tolist()
    [0, 1, 2, 3, 4, 7]
    """
    found = ways(whisper)
    terms = terms_of(store, topic, min(whisper.hops, rules.hops), rules)
    if terms.hops > REACHED + 1:
        return np.unique(np.concatenate([store.ids, topic.members]))
    rows = np.array([store.row_of(member) for member in found], np.int64)
    hops = np.array([len(way) - 1 for way in found.values()], np.int64)
    around = enclosed(store, terms, start_of(rows, hops, terms))
    return np.unique(np.concatenate([store.ids[around], topic.members]))
