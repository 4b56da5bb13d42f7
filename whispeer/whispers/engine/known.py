"""All that the engine is asked with."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from whispeer.graph import routing
from whispeer.graph.store import TieStore
from whispeer.members.models import Member
from whispeer.ties import engine
from whispeer.whispers.engine.answers import history
from whispeer.whispers.engine.apart import kept_apart, kept_out
from whispeer.whispers.engine.asked import as_if_carried, asks_of, whole
from whispeer.whispers.engine.hours import hour
from whispeer.whispers.engine.topics import topic_of
from whispeer.whispers.models import Whisper


class Known(NamedTuple):
    """All that the engine is asked with."""

    store: TieStore
    whisper: routing.Whisper
    topic: routing.Topic
    history: routing.History
    hour: float


def known(
    whisper: Whisper,
    now: datetime,
    *,
    holder: Member | None = None,
    without: Collection[Member] = (),
) -> Known | None:
    """None where the seeker has no tie yet; `without` are those of a mere draft.

    `holder` is asked whom he would think of, be it before he says that he carries it.
    """
    store = engine.store(now)
    if whisper.by_id not in store:
        return None
    asks = [ask for ask in asks_of(whisper, now) if ask.by in store and ask.to in store]
    apart = kept_apart({whisper.by_id, *(ask.to for ask in asks)})
    never = {one.pk for one in without} | kept_out(whisper)
    seen = routing.Whisper(
        seeker=whisper.by_id,
        opened=hour(whisper.opened_at),
        asks=tuple(whole(whisper.by_id, asks)),
        urgency=routing.Urgency(whisper.urgency),
        hops=whisper.hops,
        strangers=whisper.strangers,
        without=never | apart.get(whisper.by_id, set()),
        apart=apart,
    )
    if holder is not None:
        seen = as_if_carried(seen, holder.pk)
    topic = topic_of(whisper, now)
    people = routing.concerned(store, seen, topic)
    return Known(store, seen, topic, history(people, now), hour(now))
