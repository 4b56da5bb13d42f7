"""When to ask, and when to stop."""

from enum import StrEnum
from math import inf
from typing import NamedTuple

from whispeer.graph.constants import WHISPERS, Whispers
from whispeer.graph.routing.choice import Candidate, candidates, next_ask, strangers
from whispeer.graph.routing.estimates import least_value
from whispeer.graph.routing.history import History
from whispeer.graph.routing.topic import Topic
from whispeer.graph.routing.whisper import (
    DAY,
    Answer,
    Ask,
    Urgency,
    Whisper,
    settled,
)
from whispeer.graph.store import TieStore


class Stop(StrEnum):
    """Why a whisper is over."""

    HELPED = "helped"  # somebody who lived it accepted
    TIME = "time"  # 14 days
    ASKS = "asks"  # 8 were asked
    NOBODY = "nobody"  # nobody is left whom to ask would be worth the disturbance


class Step(NamedTuple):
    """What to do with a whisper now.

    Attributes
    ----------
    whisper : Whisper
        As it is from now on: expired asks silent, new ones added. When it stops,
        the caller closes the asks still open, with thanks.
    asks : tuple of Ask
        The new ones, to be delivered now.
    stop : Stop or None
    again : float
        Hour at which to look again if nobody answers before; infinite when it stops.
    """

    whisper: Whisper
    asks: tuple[Ask, ...]
    stop: Stop | None
    again: float


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


def due(whisper: Whisper, now: float, rules: Whispers = WHISPERS) -> float:
    """Return the hour at which the next ask may be delivered.

    One ask is waited for at a time, two when urgent. An ask is waited for until it is
    answered, or for 24 h (calm 48, urgent 12); it stays open afterwards, until 72 h.

    Returns
    -------
    float
        `now` at the earliest, and never at night.
    """
    pace, at_once = _pace(whisper, rules)
    patience = [a.sent + pace for a in whisper.asks if a.answer is Answer.OPEN]
    awaited = sorted((hour for hour in patience if hour > now), reverse=True)
    if len(awaited) < at_once:
        return delivery(now, rules)
    return delivery(awaited[at_once - 1], rules)


def over(whisper: Whisper, now: float, rules: Whispers = WHISPERS) -> Stop | None:
    """Tell why a whisper is over, whoever else could be asked; None while it is not.

    It is at the first who helps, after 14 days, and after 8 asks once none is open.

    Parameters
    ----------
    whisper : Whisper
        As `settled` at that hour.
    now : float
        Hour.
    rules : Whispers

    Returns
    -------
    Stop or None

    Notes
    -----
    Linear in the asks. Source: M3.

    Examples
    --------
    >>> from whispeer.graph.routing import Kind
    >>> whisper = Whisper(1, 8.0, (Ask(1, 2, 9.0, Kind.RELAY, Answer.HELPS, 10.0),))
    >>> over(whisper, 11.0), over(whisper._replace(asks=()), 11.0)
    (<Stop.HELPED: 'helped'>, None)
    """
    if any(ask.answer is Answer.HELPS for ask in whisper.asks):
        return Stop.HELPED
    if now >= whisper.opened + rules.days * DAY:
        return Stop.TIME
    waits = any(ask.answer is Answer.OPEN for ask in whisper.asks)
    return Stop.ASKS if len(whisper.asks) >= rules.asks and not waits else None


def step(
    store: TieStore,
    whisper: Whisper,
    topic: Topic,
    history: History,
    now: float,
    rules: Whispers = WHISPERS,
) -> Step:
    """Decide what a whisper does now: ask, wait or stop.

    Call it when a whisper is opened, when somebody has answered, and at the hour of
    `Step.again`. Nothing is remembered between calls; `history` must hold the asks of
    this whisper too.

    It stops at the first who helps; after 14 days; and, once no ask is open, after 8
    asks or when nobody is left whose value reaches vmin. While only somebody at his
    cap is worth asking, it waits for him. When trust leads to nobody who will be free
    within the patience of one ask, and the seeker agreed, the remaining asks go to
    strangers who opted in.

    Parameters
    ----------
    store : TieStore
    whisper : Whisper
    topic : Topic
    history : History
    now : float
        Hour.
    rules : Whispers

    Returns
    -------
    Step

    Raises
    ------
    UnknownMember, BadNumber, TornGeneration
        As `candidates`.

    Notes
    -----
    Constant but for `candidates`. Source: M3.
    """
    whisper = settled(whisper, now, rules)
    stop = over(whisper, now, rules)
    if stop:
        return Step(whisper, (), stop, inf)
    before = len(whisper.asks)
    least = least_value(history, now, rules)
    again = due(whisper, now, rules)
    while again <= now and len(whisper.asks) < rules.asks:
        found = candidates(store, whisper, topic, history, now, rules)
        worth = [one for one in found if one.value >= least]
        if not any(one.free_at <= now + _pace(whisper, rules)[0] for one in worth):
            worth = strangers(whisper, topic, history, now, rules) or worth
        chosen = next_ask(worth, least, now, rules)
        if chosen is None:
            again = _freed(worth, least, now, rules)
            break
        ask = Ask(chosen.by, chosen.to, now, chosen.kind)
        whisper = whisper._replace(asks=(*whisper.asks, ask))
        again = due(whisper, now, rules)
    return _waiting(whisper, before, again, rules)


def _pace(whisper: Whisper, rules: Whispers) -> tuple[float, int]:
    """Return how long an ask is waited for, and how many are at a time."""
    if whisper.urgency is Urgency.URGENT:
        return rules.stagger_urgent, rules.urgent_wave
    calm = whisper.urgency is Urgency.CALM
    return rules.stagger_calm if calm else rules.stagger, rules.first_wave


def _freed(worth: list[Candidate], least: float, now: float, rules: Whispers) -> float:
    """Return the hour at which somebody worth asking bears it; infinite if nobody."""
    hours = [one.free_at for one in worth if one.value >= least]
    return delivery(max(now, min(hours)), rules) if hours else inf


def _waiting(whisper: Whisper, before: int, again: float, rules: Whispers) -> Step:
    """Return a step that waits for answers, for an hour, or for nothing any more."""
    if len(whisper.asks) >= rules.asks:
        again = inf
    for ask in whisper.asks:
        if ask.answer is Answer.OPEN:
            again = min(again, ask.sent + rules.expires)
    if again == inf:
        return Step(whisper, (), Stop.NOBODY, inf)
    again = min(again, whisper.opened + rules.days * DAY)
    return Step(whisper, whisper.asks[before:], None, again)
