"""A file of events, cut in time: what is learnt from, and what judges."""

from math import ceil
from typing import NamedTuple

import numpy as np

from whispeer.graph.arrays import Int64s
from whispeer.graph.errors import BadNumber
from whispeer.graph.files import DAY, EventFile


class Cut(NamedTuple):
    """Events before and after a moment.

    Attributes
    ----------
    at : float
        The moment, in seconds; what happens in it is still known.
    past, future : EventFile
        What is known, and what is not; their names are numbered apart.
    """

    at: float
    past: EventFile
    future: EventFile


def cut_at(events: EventFile, at: float, days: float = np.inf) -> Cut:
    """Cut events at a moment; the future ends so many days later.

    Parameters
    ----------
    events : EventFile
    at : float
        The moment, in seconds.
    days : float
        How far the future reaches, its end included.

    Returns
    -------
    Cut

    Notes
    -----
    O(e log e) for e events.

    Examples
    --------
    >>> pairs = np.array([[0, 1], [1, 2]])
    >>> events = EventFile(tuple("abc"), pairs, np.ones(2), np.array([0.0, 9.0]))
    >>> cut_at(events, 0.0).past.names, cut_at(events, 0.0).future.names
    (('a', 'b'), ('b', 'c'))
    """
    known = events.times <= at
    soon = events.times <= at + days * DAY
    return Cut(at, events.those(known), events.those(soon & ~known))


def cut_in_order(events: EventFile, share: float) -> Cut:
    """Cut events where a share of them has happened.

    Events of the same second stay together, before the cut.

    Raises
    ------
    BadNumber
        If nothing lies before the cut, or nothing after it.
    """
    if not (0.0 < share < 1.0 and events.times.size):
        raise BadNumber(f"no share {share} of {events.times.size} events can be learnt")
    last = ceil(share * events.times.size) - 1
    cut = cut_at(events, float(np.partition(events.times, last)[last]))
    if not cut.future.times.size:
        raise BadNumber("nothing happens after the cut, so nothing can be judged")
    return cut


def new_pairs(cut: Cut) -> Int64s:
    """Give who first meets after the cut, of those known before.

    Returns
    -------
    int64 array, shape (m, 2)
        Places in the names of the past, the lesser first; each pair once, in order.
    """
    place = {name: i for i, name in enumerate(cut.past.names)}
    known = np.array([place.get(name, -1) for name in cut.future.names], np.int64)
    ends = known[cut.future.pairs]
    count = len(cut.past.names)
    keys = ends[(ends >= 0).all(axis=1)] @ np.array([count, 1])
    before = cut.past.pairs @ np.array([count, 1])
    new = np.setdiff1d(keys, before)
    return np.stack(np.divmod(new, count), axis=1)
