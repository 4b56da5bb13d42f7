"""Whose turn it is, and when he hears of it."""

from math import inf

from whispeer.graph.constants import WHISPERS, Whispers
from whispeer.graph.routing.choice import Candidate
from whispeer.graph.routing.whisper import DAY


def ranked(found: list[Candidate], rules: Whispers = WHISPERS) -> list[Candidate]:
    """Put candidates in the order in which they are proposed, whatever they bear now.

    The one with the greatest value and those within 5 % of it come first, the least
    asked in 30 days before the others, then the greater value, then the lesser id;
    then the greatest that is left, and so on. That somebody's week is full is nobody's
    to see: it moves him neither up nor down.

    Parameters
    ----------
    found : list of Candidate
    rules : Whispers

    Returns
    -------
    list of Candidate

    Notes
    -----
    O(n log n) for n candidates. Source: M3.
    """
    left = sorted(found, key=lambda one: one.value)  # the greatest last
    order: list[Candidate] = []
    while left:
        near = [left.pop()]
        bar = (1 - rules.within) * near[0].value
        while left and left[-1].value >= bar:
            near.append(left.pop())
        order += sorted(near, key=lambda one: (one.asked_30d, -one.value, one.to))
    return order


def next_ask(
    found: list[Candidate], least: float, now: float, rules: Whispers = WHISPERS
) -> Candidate | None:
    """Choose whom to ask now, where nobody looks on: the first who bears it.

    Parameters
    ----------
    found : list of Candidate
    least : float
        vmin: see `estimates.least_value`.
    now : float
        Hour.
    rules : Whispers

    Returns
    -------
    Candidate or None
        As `ranked`, of those who bear an ask now and are worth the disturbance. None
        when there is nobody.

    Notes
    -----
    O(n log n) for n candidates. Source: M3.
    """
    free = [one for one in found if one.free_at <= now and one.value >= least]
    return next(iter(ranked(free, rules)), None)


def delivery(hour: float, rules: Whispers = WHISPERS) -> float:
    """Return the first hour, from that one on, at which an ask may be delivered.

    Examples
    --------
    >>> delivery(7.0), delivery(12.5), delivery(20.0)
    (8.0, 12.5, 32.0)
    """
    midnight = hour // DAY * DAY
    if hour - midnight >= rules.last_hour:
        return midnight + DAY + rules.first_hour
    return max(hour, midnight + rules.first_hour)


def heard(sent: float, free: float, rules: Whispers = WHISPERS) -> float:
    """Return the hour at which somebody hears of an ask whose turn has come.

    While his week is full it waits at his door; from behind it cannot be told from one
    that he has read and not answered, and it rests at the same hour. It is put into his
    hands by day, and as long as a day is left to answer.

    Parameters
    ----------
    sent : float
        Hour at which his turn came, from which all its hours count.
    free : float
        Hour from which he bears one more ask, as `Candidate.free_at`.
    rules : Whispers

    Returns
    -------
    float
        Hour; infinite when he never hears of it. Then it has disturbed nobody, and
        is spent all the same.

    Notes
    -----
    Constant. Chosen: being at the cap looks like not answering (M3, "Consent and
    disclosure").

    Examples
    --------
    >>> heard(12.0, free=-90.0), heard(12.0, free=41.5), heard(12.0, free=45.0)
    (12.0, 41.5, 56.0)
    >>> heard(12.0, free=60.5)
    inf
    """
    hour = delivery(max(sent, free), rules)
    return hour if hour <= sent + rules.expires - rules.to_answer else inf
