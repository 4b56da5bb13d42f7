"""How a tie stands: a word for its owner alone, never a measure of it (M1)."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from functools import lru_cache

from whispeer.graph.constants import TIES
from whispeer.graph.strength import State, View
from whispeer.ground.prepared import rows
from whispeer.ties import engine
from whispeer.ties.engine import Happening
from whispeer.ties.models import Side
from whispeer.ties.queries.circle import Happened, events_of
from whispeer.ties.states import Lived

JUST_MADE = timedelta(days=TIES.new_days)  # introduced: nothing had time to cool


def standing(events: Iterable[Happening], made_at: datetime, now: datetime) -> State:
    """alive, cooling or asleep, the same all day long; what has just begun is alive."""
    lived = tuple(events)
    if not lived and now - made_at < JUST_MADE:
        return State.ALIVE
    both = [event.at for event in lived if event.kind != Lived.THANKS]
    if both and not engine.may_have_cooled(max(both), now):
        return State.ALIVE
    found = by_tonight(lived, tonight(now))
    return State.ALIVE if found == State.NEW else found


def seen_tonight(
    events: Iterable[Happening], member: int, now: datetime, *, pinned: bool
) -> View:
    """One side's view of a tie, the same all day long; for the engine's eyes alone."""
    return view_by_tonight(tuple(events), tonight(now), member, pinned)


def standing_of(side: Side, now: datetime) -> State:
    """How the tie of one side stands, for its owner."""
    lived = rows(events_of, [side.tie_id])
    return standing(map(Happened._make, lived), side.tie.made_at, now)


def tonight(now: datetime) -> datetime:
    return datetime.combine(now, time.max, now.tzinfo)


@lru_cache(maxsize=10_000)
def by_tonight(lived: tuple[Happening, ...], tonight: datetime) -> State:
    return engine.state(lived, tonight)


@lru_cache(maxsize=10_000)
def view_by_tonight(
    lived: tuple[Happening, ...], tonight: datetime, member: int, pinned: bool
) -> View:
    return engine.view(lived, tonight, member, pinned=pinned)
