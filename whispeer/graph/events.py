"""The strength of many pairs at once, from a file of events (M1).

The same sum as `strength.view`, for files: every event is two-way, and a pair's
events of one day count once.
"""

from math import isfinite

import numpy as np

from whispeer.graph.arrays import Floats, Int64s
from whispeer.graph.constants import TIES
from whispeer.graph.errors import BadArray, BadStrength


def strengths(pairs: Int64s, days: Floats, weights: Floats, *, at: float) -> Floats:
    """Give the strength of many pairs, from a file of two-way events.

    A pair's events of one day count once, at the greatest weight; their time is that
    of the greatest, the latest of equal ones. Age runs from the first event to the
    last, whatever they weigh. The sum is taken with the half-life of that age.

    Parameters
    ----------
    pairs : int64 array, shape (e,)
        The pair of each event, numbered from 0 without a hole.
    days : float64 array, shape (e,)
        Its time, in days, none after `at`.
    weights : float64 array, shape (e,)
        Its presence units, in (0, 4].
    at : float
        The moment of the view, in days.

    Returns
    -------
    float64 array, shape (pairs,)
        s of each pair, in (0, 1], or 0 where all presence is long gone.

    Raises
    ------
    BadArray
        Lengths differ, a pair has no event, or a time is not finite or after `at`.
    BadStrength
        A weight lies outside (0, 4].

    Notes
    -----
    O(e log e); 83,000 events in some 20 ms. Source: M1.

    Examples
    --------
    >>> strengths(np.array([0, 0]), np.array([0.2, 0.7]), np.array([1.0, 1.0]), at=0.7)
    array([0.19110736])
    """
    _check(pairs, days, weights, at)
    count = int(pairs.max()) + 1 if pairs.size else 0
    first, last = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(first, pairs, days)
    np.maximum.at(last, pairs, days)
    grown = TIES.half_life_young * (1.0 + (last - first) / TIES.growth_days)
    halves = np.clip(grown, TIES.half_life_young, TIES.half_life_old)
    kept = _greatest_of_each_day(pairs, days, weights)
    pairs, days, weights = pairs[kept], days[kept], weights[kept]
    left = weights * np.exp2(-(at - days) / halves[pairs])
    presence = np.bincount(pairs, weights=left, minlength=count)
    reached: Floats = np.log1p(presence) / np.log1p(TIES.s_ref)
    return np.minimum(1.0, reached)


def warmth(strengths: Floats, silences: Floats) -> Floats:
    """Give the warmth of many ties; only ever to order private suggestions.

    Parameters
    ----------
    strengths : float64 array, shape (n,)
        s of each, in [0, 1].
    silences : float64 array, shape (n,)
        Days since both last talked, 0 or more.

    Returns
    -------
    float64 array, shape (n,)
        0.65 s and 0.35 of a recency that reaches 0 after a year, in [0, 1].

    Notes
    -----
    O(n). Source: M1.

    Examples
    --------
    >>> warmth(np.array([0.6, 0.6]), np.array([0.0, 365.0])).round(2)
    array([0.74, 0.39])
    """
    recency = 1.0 - np.log1p(silences) / np.log1p(TIES.warmth_days)
    share = TIES.warmth_strength
    warm: Floats = share * strengths + (1.0 - share) * np.maximum(recency, 0.0)
    return warm


def _check(pairs: Int64s, days: Floats, weights: Floats, at: float) -> None:
    if not pairs.shape == days.shape == weights.shape == (pairs.size,):
        raise BadArray("pairs, days and weights of events differ in length")
    if not (np.isfinite(days).all() and isfinite(at) and (days <= at).all()):
        raise BadArray("a time of an event is not finite, or after the view's")
    if pairs.size and (pairs.min() < 0 or not np.bincount(pairs).all()):
        raise BadArray("the pairs of events are not numbered from 0 without a hole")
    if not ((weights > 0) & (weights <= TIES.daily_cap)).all():
        raise BadStrength(f"a weight of an event lies outside (0, {TIES.daily_cap:g}]")


def _greatest_of_each_day(pairs: Int64s, days: Floats, weights: Floats) -> Int64s:
    """Give the indices of the events that count: one of each pair and day."""
    day = np.floor(days)
    order = np.lexsort((days, weights, day, pairs))
    pair, day = pairs[order], day[order]
    ends = np.ones(order.size, dtype=np.bool_)
    ends[:-1] = (pair[1:] != pair[:-1]) | (day[1:] != day[:-1])
    return order[ends]
