"""How likely somebody says yes, from what he said before and bears already (M3).

A yes and a no fade with a half-life of 180 days; both kinds of ask share what people
bear. Columns of numpy arrays by member, so that all are weighed at once.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from whispeer.graph.arrays import Bools, Floats, Int64s
from whispeer.graph.constants import WHISPERS, Whispers
from whispeer.graph.errors import BadArray, BadNumber
from whispeer.graph.routing.whisper import DAY

NEVER: Final = -np.inf
KEPT: Final = 24  # asks kept for each: 5 a week in 30 days, at most


class PastAsks(NamedTuple):
    """Asks of the whole network so far, one entry each, in any order.

    Attributes
    ----------
    member : int array, shape (m,)
        External id of who was asked.
    sent : float array, shape (m,)
        Hour of delivery.
    ended : float array, shape (m,)
        Hour of the answer or of expiry; infinite while open.
    helps : bool array, shape (m,)
        Whether he was asked to help (or, a relay, answered that he does).
    yes : bool array, shape (m,)
        Whether he did what he was asked for.
    """

    member: Int64s
    sent: Floats
    ended: Floats
    helps: Bools
    yes: Bools


class History(NamedTuple):
    """What is remembered of members' answers; whoever is absent was never asked.

    Attributes
    ----------
    members : int64 array, shape (k,)
        External ids, sorted, each once.
    relay_yes, relay_asked, help_yes, help_asked : float array, shape (k,)
        Counts of ended asks, as they weighed at the hour `counted`.
    counted : float
        Hour.
    recent : float array, shape (k, 24)
        Hours of the latest deliveries, the latest first; minus infinity for none.
    weekly : int64 array, shape (k,)
        Asks he will bear in 7 days, 0 to 5.
    """

    members: Int64s
    relay_yes: Floats
    relay_asked: Floats
    help_yes: Floats
    help_asked: Floats
    counted: float
    recent: Floats
    weekly: Int64s


def no_history(members: npt.ArrayLike = ()) -> History:
    """Return the history of members who were never asked, with the usual cap.

    Examples
    --------
    >>> no_history([3, 1]).members.tolist(), no_history([3, 1]).weekly.tolist()
    ([1, 3], [2, 2])
    """
    ids = np.unique(np.asarray(members, np.int64))
    nothing = [np.zeros(ids.size) for _ in range(4)]
    recent = np.full((ids.size, KEPT), NEVER)
    weekly = np.full(ids.size, WHISPERS.received_7d, np.int64)
    return History(ids, *nothing, 0.0, recent, weekly)


def history_of(asks: PastAsks, now: float, rules: Whispers = WHISPERS) -> History:
    """Count what members answered.

    Parameters
    ----------
    asks : PastAsks
        All that matter: those of the last two years, say.
    now : float
        Hour.
    rules : Whispers

    Returns
    -------
    History
        Of those who were asked, with the usual cap; `with_caps` sets others.

    Raises
    ------
    BadArray
        If the columns differ in length, or an hour is not a number.

    Notes
    -----
    Sorts the asks once, O(m log m).

    Examples
    --------
    >>> asks = PastAsks([7, 7], [0.0, 10.0], [5.0, np.inf], [False, False], [True, False])
    >>> history = history_of(asks, now=10.0)
    >>> history.relay_asked.round(3).tolist(), history.recent[0, :2].tolist()
    ([0.999], [10.0, 0.0])
    """
    raise NotImplementedError


def with_caps(history: History, members: Int64s, weekly: Int64s) -> History:
    """Return a history in which members bear so many asks in 7 days, 0 to 5 each.

    Raises
    ------
    BadNumber
        If a cap is not 0 to 5.
    BadArray
        If there are not as many caps as members.
    """
    raise NotImplementedError


def with_ask(history: History, member: int, now: float) -> History:
    """Return a history in which somebody was just asked, for whatever it was."""
    raise NotImplementedError


def with_answer(
    history: History, member: int, now: float, *, helps: bool, yes: bool
) -> History:
    """Return a history in which somebody just answered, or his ask expired.

    Parameters
    ----------
    history : History
    member : int
        External id.
    now : float
        Hour, not before that of anything counted.
    helps : bool
        Whether he was asked to help; or, asked to relay, answered that he helps.
    yes : bool
    """
    raise NotImplementedError


def asked_within(history: History, now: float, days: float) -> Int64s:
    """Count the asks each received in the last days; shape (k,)."""
    raise NotImplementedError


def free_at(history: History, now: float, rules: Whispers = WHISPERS) -> Floats:
    """Return the hour from which each bears one more ask.

    Returns
    -------
    float array, shape (k,)
        `now` or earlier for who bears one now; infinite for who bears none ever.

    Notes
    -----
    At most his own cap in any 7 days, and one in any 24 h.
    """
    raise NotImplementedError


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
    raise NotImplementedError


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
    raise NotImplementedError


def least_value(history: History, now: float, rules: Whispers = WHISPERS) -> float:
    """Return vmin of M3, below which nobody is disturbed: ``0.33 rbar abar``.

    The means are those of the network: all its yes over all its asks, with the prior
    counted once.

    Examples
    --------
    >>> round(least_value(no_history(), now=0.0), 5)
    0.15015
    """
    raise NotImplementedError
