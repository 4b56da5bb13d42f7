"""Whether M1 foresees which ties will be heard of again."""

from typing import NamedTuple

import numpy as np

from whispeer.graph.arrays import Floats
from whispeer.graph.constants import FORESIGHT
from whispeer.graph.events import strengths, warmth
from whispeer.graph.files import DAY, EventFile
from whispeer.graph.foresight.cut import cut_at
from whispeer.graph.foresight.ranking import auc


class Renewed(NamedTuple):
    """How well ties that are heard of again were told from the others.

    Attributes
    ----------
    at : float
        The cut, in seconds.
    days : float
        How long was waited for, from the cut on.
    pairs, again : int
        Pairs seen before the cut; those seen again in time.
    auc : dict of str to float
        By ``warmth`` and ``strength`` of M1, and ``recency`` alone; NaN where all
        or none are seen again.
    """

    at: float
    days: float
    pairs: int
    again: int
    auc: dict[str, float]


def last_cut(events: EventFile) -> tuple[float, float]:
    """Give the latest moment that leaves the whole window, and the window's days.

    A file of less than 150 days is cut at 80 % of its time.

    Examples
    --------
    >>> year = EventFile(("a", "b"), np.array([[0, 1]] * 2), np.ones(2), np.array([0, 200]) * DAY)
    >>> at, days = last_cut(year)
    >>> at / DAY, days
    (170.0, 30.0)
    """
    first, last = float(events.times.min()), float(events.times.max())
    days = min(FORESIGHT.window, (1.0 - FORESIGHT.learnt) * (last - first) / DAY)
    return last - days * DAY, days


def renewal(events: EventFile, at: float, days: float) -> Renewed:
    """Judge M1 by who is heard of again.

    Parameters
    ----------
    events : EventFile
    at : float
        The cut, in seconds; not before the first event.
    days : float
        How long to wait.

    Returns
    -------
    Renewed

    Notes
    -----
    O(e log e) for e events. Source: M1, "Evaluation".
    """
    cut = cut_at(events, at, days)
    past = cut.past
    count = len(past.names)
    keys = past.pairs @ np.array([count, 1])
    pairs, which = np.unique(keys, return_inverse=True)
    when = past.times / DAY
    strength = strengths(which, when, past.weights, at=at / DAY)
    last = np.full(pairs.size, -np.inf)
    np.maximum.at(last, which, when)
    silence = at / DAY - last
    seen = {
        (cut.future.names[a], cut.future.names[b])
        for a, b in np.unique(cut.future.pairs, axis=0).tolist()
    }
    ends = np.stack(np.divmod(pairs, count), axis=1).tolist()
    again = np.array([(past.names[a], past.names[b]) in seen for a, b in ends])
    scores: dict[str, Floats] = {
        "warmth": warmth(strength, silence),
        "strength": strength,
        "recency": -silence,
    }
    both = 0 < again.sum() < again.size
    found = {name: auc(s, again) if both else np.nan for name, s in scores.items()}
    return Renewed(at, days, pairs.size, int(again.sum()), found)
