"""When to ask, and when to stop."""

from enum import StrEnum
from math import inf
from typing import NamedTuple

from whispeer.graph.constants import WHISPERS, Whispers
from whispeer.graph.routing.choice import Candidate, candidates, strangers
from whispeer.graph.routing.estimates import least_value
from whispeer.graph.routing.history import History
from whispeer.graph.routing.topic import Topic
from whispeer.graph.routing.turn import delivery, next_ask, ranked
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
    asks or when nobody is left whose value reaches vmin. Who holds it chooses whom he
    is proposed first (`ranked`), and cannot know whose week is full: the ask takes its
    place among the 8 and its time like any other, and the caller lets it be `heard`
    when it may. When trust leads to nobody who will be free within the patience of one
    ask, and the seeker agreed, a stranger who opted in and bears it is asked instead.

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
    return _step(_Case(store, topic, history, now, rules), whisper, by_hand=True)


def directly(
    store: TieStore,
    whisper: Whisper,
    topic: Topic,
    history: History,
    now: float,
    rules: Whispers = WHISPERS,
) -> Step:
    """Decide the same while no holder has chosen anybody: whom the house asks by itself.

    It asks strangers alone, by the rule of `step`, and nobody who does not bear it.

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
    return _step(_Case(store, topic, history, now, rules), whisper, by_hand=False)


class _Case(NamedTuple):
    """What a whisper is looked at with."""

    store: TieStore
    topic: Topic
    history: History
    now: float
    rules: Whispers


def _step(case: _Case, whisper: Whisper, *, by_hand: bool) -> Step:
    now, rules = case.now, case.rules
    whisper = settled(whisper, now, rules)
    stop = over(whisper, now, rules)
    if stop:
        return Step(whisper, (), stop, inf)
    before = len(whisper.asks)
    again = due(whisper, now, rules)
    while again <= now and len(whisper.asks) < rules.asks:
        chosen, later = _next(case, whisper, by_hand=by_hand)
        if chosen is None:
            again = later
            break
        ask = Ask(chosen.by, chosen.to, now, chosen.kind)
        whisper = whisper._replace(asks=(*whisper.asks, ask))
        again = due(whisper, now, rules)
    return _waiting(whisper, before, again, rules)


def _next(
    case: _Case, whisper: Whisper, *, by_hand: bool
) -> tuple[Candidate | None, float]:
    """Return who is asked next; or nobody, and the hour at which to look again."""
    store, topic, history, now, rules = case
    least = least_value(history, now, rules)
    found = candidates(store, whisper, topic, history, now, rules)
    worth = ranked([one for one in found if one.value >= least], rules)
    patience = now + _pace(whisper, rules)[0]
    others: list[Candidate] = []
    if all(one.free_at > patience for one in worth):
        others = strangers(whisper, topic, history, now, rules)
    chosen = next_ask(others, least, now, rules)
    if chosen is None and by_hand and worth:
        chosen = worth[0]
    hours = [one.free_at for one in others or worth if one.value >= least]
    later = patience if hours and min(hours) <= now else min(hours, default=inf)
    return chosen, delivery(later, rules) if later < inf else inf


def _pace(whisper: Whisper, rules: Whispers) -> tuple[float, int]:
    """Return how long an ask is waited for, and how many are at a time."""
    if whisper.urgency is Urgency.URGENT:
        return rules.stagger_urgent, rules.urgent_wave
    calm = whisper.urgency is Urgency.CALM
    return rules.stagger_calm if calm else rules.stagger, rules.first_wave


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
