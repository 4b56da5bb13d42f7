"""When to ask, and when to stop."""

from enum import StrEnum
from typing import NamedTuple

from whispeer.graph.constants import WHISPERS, Whispers
from whispeer.graph.routing.history import History
from whispeer.graph.routing.topic import Topic
from whispeer.graph.routing.whisper import Ask, Whisper
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
    raise NotImplementedError


def due(whisper: Whisper, now: float, rules: Whispers = WHISPERS) -> float:
    """Return the hour at which the next ask may be delivered.

    One ask is waited for at a time, two when urgent. An ask is waited for until it is
    answered, or for 24 h (calm 48, urgent 12); it stays open afterwards, until 72 h.

    Returns
    -------
    float
        `now` at the earliest, and never at night.
    """
    raise NotImplementedError


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
    cap is worth asking, it waits for him. When trust leads nowhere any more and the
    seeker agreed, the remaining asks go to strangers who opted in.

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
    """
    raise NotImplementedError
