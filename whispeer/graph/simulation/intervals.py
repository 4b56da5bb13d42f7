"""Means over seeds, and how far they may be from the truth: Student's intervals."""

from collections.abc import Sequence
from math import atan, cos, inf, isnan, pi, sin, sqrt
from typing import Final

import numpy as np

from whispeer.graph.constants import SIMULATION

STEPS: Final = 200  # of a bisection; it ends long before


def interval(values: Sequence[float]) -> dict[str, float | None]:
    """Give the mean of some runs, and the ends of its 95 % interval.

    Parameters
    ----------
    values : sequence of float
        One a seed; those where nothing was measured are NaN, and left out.

    Returns
    -------
    dict
        ``mean``, ``low`` and ``high``; None where there is nothing, and ends None
        where there is one value alone.

    Notes
    -----
    Student 1908: seeds are independent, and their values near to normal.

    Examples
    --------
    >>> {name: round(end, 3) for name, end in interval([1.0, 2.0, 3.0]).items()}
    {'mean': 2.0, 'low': -0.484, 'high': 4.484}
    >>> interval([1.0])
    {'mean': 1.0, 'low': None, 'high': None}
    """
    known = np.array([value for value in values if not isnan(value)])
    if not known.size:
        return {"mean": None, "low": None, "high": None}
    mean = float(known.mean())
    if known.size == 1:
        return {"mean": mean, "low": None, "high": None}
    error = float(known.std(ddof=1)) / sqrt(known.size)
    reach = quantile(known.size - 1, SIMULATION.confidence) * error
    return {"mean": mean, "low": mean - reach, "high": mean + reach}


def quantile(freedom: int, within: float) -> float:
    """Give t, so that a value of Student's law lies within -t and t so often.

    >>> round(quantile(9, 0.95), 4), round(quantile(2, 0.95), 4)
    (2.2622, 4.3027)
    """
    low, high = 0.0, 1.0
    while _within(high, freedom) < within:
        high *= 2
    for _ in range(STEPS):
        middle = (low + high) / 2
        if _within(middle, freedom) < within:
            low = middle
        else:
            high = middle
    return high


def _within(t: float, freedom: int) -> float:
    """Give how often Student's law lies within -t and t (Abramowitz and Stegun 26.7)."""
    angle = atan(t / sqrt(freedom)) if t < inf else pi / 2
    odd = freedom % 2
    term = cos(angle) if odd else 1.0
    total = 0.0
    for k in range(2 + odd, freedom + 1, 2):
        total += term
        term *= cos(angle) ** 2 * (k - 1) / k
    if odd:
        return 2 / pi * (angle + sin(angle) * total)
    return sin(angle) * total
