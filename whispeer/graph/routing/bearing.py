"""What members bear: asks of all kinds, and all rooms, take from the same week (M3)."""

import numpy as np

from whispeer.graph.arrays import Floats, Int64s
from whispeer.graph.constants import WHISPERS, Whispers
from whispeer.graph.errors import BadArray, BadNumber
from whispeer.graph.routing.history import History, with_members
from whispeer.graph.routing.whisper import DAY


def with_caps(history: History, members: Int64s, weekly: Int64s) -> History:
    """Return a history in which members bear so many asks in 7 days, 0 to 5 each.

    Raises
    ------
    BadNumber
        If a cap is not 0 to 5.
    BadArray
        If there are not as many caps as members.
    """
    caps = np.asarray(weekly, np.int64)
    history, places = _places(history, members, caps, "caps")
    if ((caps < 0) | (caps > WHISPERS.most_received_7d)).any():
        raise BadNumber(f"a cap is not 0 to {WHISPERS.most_received_7d}")
    changed = history.weekly.copy()
    changed[places] = caps
    return history._replace(weekly=changed)


def with_rests(history: History, members: Int64s, until: Floats) -> History:
    """Return a history in which members bear nothing before an hour of their own.

    For who said "too much this week": he is at his cap, and counts as anybody who is.

    Raises
    ------
    BadArray
        If there are not as many hours as members.
    """
    hours = np.asarray(until, np.float64)
    history, places = _places(history, members, hours, "hours")
    rests = history.rests.copy()
    rests[places] = hours
    return history._replace(rests=rests)


def with_ask(history: History, member: int, now: float) -> History:
    """Return a history in which somebody was just asked, for whatever it was."""
    history = with_members(history, [member])
    place = int(np.searchsorted(history.members, member))
    recent = history.recent.copy()
    recent[place] = np.sort(np.append(recent[place], now))[:0:-1]
    return history._replace(recent=recent)


def asked_within(history: History, now: float, days: float) -> Int64s:
    """Count the asks each received in the last days; shape (k,)."""
    counts: Int64s = (history.recent + days * DAY > now).sum(axis=1, dtype=np.int64)
    return counts


def free_at(history: History, now: float, rules: Whispers = WHISPERS) -> Floats:
    """Return the hour from which each bears one more ask.

    Returns
    -------
    float array, shape (k,)
        `now` or earlier for who bears one now; infinite for who bears none ever.

    Notes
    -----
    At most his own cap in any 7 days, and one in any 24 h; none while he rests.
    """
    if not history.members.size:
        return np.empty(0)
    rank = np.maximum(history.weekly, 1) - 1
    week = np.take_along_axis(history.recent, rank[:, None], axis=1)[:, 0] + 7 * DAY
    day = history.recent[:, rules.received_day - 1] + DAY
    free = np.maximum(np.maximum(week, day), history.rests)
    return np.where(history.weekly > 0, free, np.inf)


def _places(
    history: History, members: Int64s, said: Int64s | Floats, what: str
) -> tuple[History, Int64s]:
    """Give each member a line, and tell which, for what is said of each."""
    if said.shape != np.shape(members):
        raise BadArray(f"{said.size} {what} for {np.size(members)} members")
    history = with_members(history, members)
    return history, np.searchsorted(history.members, members)
