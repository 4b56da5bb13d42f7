"""How likely somebody says yes (M3)."""

import numpy as np
import numpy.typing as npt

from whispeer.graph.arrays import Floats
from whispeer.graph.constants import WHISPERS, Whispers
from whispeer.graph.routing.history import History, network_at


def relay_chance(
    yes: npt.ArrayLike,
    asked: npt.ArrayLike,
    strength: npt.ArrayLike,
    week: npt.ArrayLike,
    rules: Whispers = WHISPERS,
) -> Floats:
    """Return r of M3: how likely somebody relays for a tie of his.

    ``(2.6 + yes)/(4 + asked) * (0.6 + 0.4 strength)/0.8 * 0.85**week``, kept within
    0.02 and 0.95. All arguments broadcast.

    Parameters
    ----------
    yes, asked : array_like of float
        Decayed counts.
    strength : array_like of float
        Of the tie, as the asking side sees it, in (0, 1].
    week : array_like of int
        Asks he received in the last 7 days.
    rules : Whispers

    Examples
    --------
    >>> relay_chance(0, 0, 0.5, [0, 1]).round(4).tolist()
    [0.65, 0.5525]
    """
    first, second = rules.prior_relay
    a, b, c = rules.relay_strength
    mean = (first + np.asarray(yes)) / (first + second + np.asarray(asked))
    will = (a + b * np.asarray(strength)) / c * rules.fatigue ** np.asarray(week)
    return _clipped(mean * will, rules)


def help_chance(
    yes: npt.ArrayLike,
    asked: npt.ArrayLike,
    trust: npt.ArrayLike,
    week: npt.ArrayLike,
    rules: Whispers = WHISPERS,
) -> Floats:
    """Return a of M3: how likely somebody who lived it helps.

    ``(2.8 + yes)/(4 + asked) * (0.55 + 0.45 trust)/0.85 * 0.85**week``, kept within
    0.02 and 0.95; `trust` is `path_trust` from the seeker, 0 for a stranger.

    Examples
    --------
    >>> help_chance(0, 0, [0.0, 2 / 3], 0).round(4).tolist()
    [0.4529, 0.7]
    """
    first, second = rules.prior_helper
    a, b, c = rules.helper_trust
    mean = (first + np.asarray(yes)) / (first + second + np.asarray(asked))
    will = (a + b * np.asarray(trust)) / c * rules.fatigue ** np.asarray(week)
    return _clipped(mean * will, rules)


def least_value(history: History, now: float, rules: Whispers = WHISPERS) -> float:
    """Return vmin of M3, below which nobody is disturbed: ``0.33 rbar abar``.

    The means are those of the network: all its yes over all its asks, with the prior
    counted once.

    Examples
    --------
    >>> from whispeer.graph.routing.history import no_history
    >>> round(least_value(no_history(), now=0.0), 5)
    0.15015
    """
    yes_relay, asked_relay, yes_help, asked_help = network_at(history, now, rules)
    relays = (rules.prior_relay[0] + yes_relay) / (sum(rules.prior_relay) + asked_relay)
    helps = (rules.prior_helper[0] + yes_help) / (sum(rules.prior_helper) + asked_help)
    return float(rules.vmin_ratio * relays * helps)


def _clipped(chance: Floats, rules: Whispers) -> Floats:
    clipped: Floats = np.clip(chance, rules.least_chance, rules.most_chance)
    return clipped
