"""How strong a tie is, from what was lived in it (M1). Private, never shown.

A tie is seen from one side: what I count of you need not be what you count of me.
Each event leaves some presence, which halves every `half_life` days; a tie that has
lasted forgets more slowly. Times are days as floats; a day is `floor(time)`.

`view` tells all there is to know of one tie; `events.strengths` gives the strength
alone, for the events of many pairs at once.

>>> weekly = [Event(7.0 * week, Kind.CONVERSATION) for week in range(27)]
>>> tie = view(weekly, at=182.0)
>>> round(tie.strength, 2), tie.state, tie.gate
(0.83, <State.ALIVE: 'alive'>, True)
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import exp2, floor, fsum, isfinite, log1p
from statistics import median
from typing import NamedTuple

from whispeer.graph.constants import PRESENCE, TIES
from whispeer.graph.errors import BadArray


class Kind(StrEnum):
    """What can happen between two people; views, likes and clicks are nothing."""

    CONVERSATION = "conversation"
    UNANSWERED = "unanswered"
    CALL = "call"
    MEETING = "meeting"
    SESSION = "session"
    HELP = "help"
    INTRODUCTION = "introduction"
    THANKS = "thanks"

    @property
    def weight(self) -> float:
        """Presence units it leaves, from `constants.PRESENCE`."""
        weight: float = getattr(PRESENCE, self.value)
        return weight

    @property
    def two_way(self) -> bool:
        """Whether both took part: such events alone keep a tie alive."""
        return self not in {Kind.UNANSWERED, Kind.THANKS}


class State(StrEnum):
    """How a tie stands; none is ever lost, one that sleeps is an asset."""

    NEW = "new"
    ALIVE = "alive"
    COOLING = "cooling"
    ASLEEP = "asleep"


class Event(NamedTuple):
    """Something that happened between the owner of the view and the other.

    Attributes
    ----------
    day : float
        When, in days.
    kind : Kind
        What.
    mine : bool
        Whether the owner did it. Read for `Kind.UNANSWERED` alone, which counts on
        its sender's side only: one cannot grow close to somebody by insisting.
    """

    day: float
    kind: Kind
    mine: bool = True


@dataclass(frozen=True, slots=True)
class View:
    """One side's view of a tie.

    Attributes
    ----------
    presence : float
        The decayed sum S, in presence units.
    half_life : float
        Days, 90 to 365.
    strength : float
        s, 0 to 1.
    warmth : float
        0 to 1; only ever to order private suggestions.
    gate : bool
        Whether a two-way event lies within the last half-life: only then may the
        tie relay, introduce, or count as alive.
    rhythm : float or None
        Silence, in units of the tie's own gap; None before 4 active days.
    state : State
    """

    presence: float
    half_life: float
    strength: float
    warmth: float
    gate: bool
    rhythm: float | None
    state: State


def view(
    events: Iterable[Event],
    *,
    at: float,
    min_gap: float = TIES.min_gap,
    pinned: bool = False,
) -> View:
    """Tell how one side's tie stands.

    Choices where M1 leaves one: age, gate, silence, rhythm and active days look at
    two-way events alone, so that writing to somebody who never answers keeps nothing
    alive. A tie without a rhythm yet is alive while the gate is open. A day's
    presence above the cap is scaled down to it, event by event; several
    conversations of one day are one, the last.

    Parameters
    ----------
    events : iterable of Event
        In any order. Those after `at` have not happened yet.
    at : float
        The moment of the view, in days.
    min_gap : float
        Floor of the tie's own gap: 7 days, 1 for mail and chat files.
    pinned : bool
        The owner said "always close": strength is at least 0.6.

    Returns
    -------
    View

    Raises
    ------
    BadArray
        A time is NaN or infinite.

    Notes
    -----
    O(e log e) for e events. Source: M1.

    Examples
    --------
    >>> view([], at=0.0).state
    <State.ASLEEP: 'asleep'>
    >>> view([Event(0.0, Kind.MEETING)], at=30.0).state
    <State.NEW: 'new'>
    >>> view([Event(0.0, Kind.UNANSWERED, mine=False)], at=0.0).presence
    0.0
    """
    counted = _counted(events, at)
    both = sorted(event.day for event in counted if event.kind.two_way)
    silence = at - both[-1] if both else None
    half = half_life(both[-1] - both[0] if both else 0.0)
    presence = _presence(counted, at, half)
    strength = max(strength_of(presence), TIES.pin if pinned else 0.0)
    gate = silence is not None and silence <= half
    rhythm = _rhythm(both, at, min_gap)
    new = bool(counted) and at - counted[0].day < TIES.new_days
    return View(
        presence=presence,
        half_life=half,
        strength=strength,
        warmth=_warmth(strength, silence),
        gate=gate,
        rhythm=rhythm,
        state=_state(rhythm, silence, new=new, gate=gate),
    )


def half_life(age: float) -> float:
    """Give the half-life, in days, of a tie that has lived `age` days.

    >>> [half_life(age) for age in (0.0, 180.0, 3650.0)]
    [90.0, 180.0, 365.0]
    """
    grown = TIES.half_life_young * (1.0 + age / TIES.growth_days)
    return min(max(grown, TIES.half_life_young), TIES.half_life_old)


def strength_of(presence: float) -> float:
    """Give the strength s, 0 to 1, of a sum of presence S.

    >>> [round(strength_of(total), 2) for total in (36.6, 8.2, 2.4, 0.98, 0.32)]
    [1.0, 0.61, 0.34, 0.19, 0.08]
    """
    return min(1.0, log1p(presence) / log1p(TIES.s_ref))


def _counted(events: Iterable[Event], at: float) -> list[Event]:
    """Give, oldest first, the events which count on this side."""
    known = list(events)
    if not (isfinite(at) and all(isfinite(event.day) for event in known)):
        raise BadArray("a time is not a finite number of days")
    talks: dict[int, Event] = {}
    others = []
    for event in sorted(known, key=lambda event: event.day):
        if event.day > at or (event.kind is Kind.UNANSWERED and not event.mine):
            continue
        if event.kind is Kind.CONVERSATION:
            talks[floor(event.day)] = event
        else:
            others.append(event)
    return sorted([*talks.values(), *others], key=lambda event: event.day)


def _presence(counted: Sequence[Event], at: float, half: float) -> float:
    """Sum what is left of each event; a day gives 4 units at most."""
    units: defaultdict[int, float] = defaultdict(float)
    for event in counted:
        units[floor(event.day)] += event.kind.weight
    return fsum(
        event.kind.weight
        * min(1.0, TIES.daily_cap / units[floor(event.day)])
        * exp2(-(at - event.day) / half)
        for event in counted
    )


def _warmth(strength: float, silence: float | None) -> float:
    recency = 0.0
    if silence is not None:
        recency = max(0.0, 1.0 - log1p(silence) / log1p(TIES.warmth_days))
    share = TIES.warmth_strength
    return share * strength + (1.0 - share) * recency


def _rhythm(both: Sequence[float], at: float, min_gap: float) -> float | None:
    active = sorted({floor(day) for day in both})
    if len(active) < TIES.min_active_days:
        return None
    gaps = [after - before for before, after in pairwise(active)]
    return (at - both[-1]) / max(min_gap, median(gaps[-TIES.gaps :]))


def _state(
    rhythm: float | None, silence: float | None, *, new: bool, gate: bool
) -> State:
    if rhythm is None and new:
        return State.NEW
    if silence is None or silence > TIES.asleep_days:
        return State.ASLEEP
    if rhythm is None:
        return State.ALIVE if gate else State.COOLING
    if rhythm >= TIES.asleep:
        return State.ASLEEP
    return State.COOLING if rhythm >= TIES.cooling else State.ALIVE
