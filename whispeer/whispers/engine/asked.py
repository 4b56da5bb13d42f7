"""What was asked so far, and the pace it sets."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from whispeer.graph import routing
from whispeer.whispers.engine.hours import hour
from whispeer.whispers.models import Relay, Whisper
from whispeer.whispers.states import Step


def paced(whisper: Whisper, now: datetime) -> routing.Whisper:
    return pace_of(whisper, asks_of(whisper, now))


def pace_of(whisper: Whisper, asks: Iterable[routing.Ask]) -> routing.Whisper:
    """As much of a whisper as its pace depends on: no tie is looked at."""
    return routing.Whisper(
        seeker=whisper.by_id,
        opened=hour(whisper.opened_at),
        asks=tuple(asks),
        urgency=routing.Urgency(whisper.urgency),
        hops=whisper.hops,
    )


def asks_of(whisper: Whisper, now: datetime) -> Iterator[routing.Ask]:
    if whisper.pk is None:  # a draft
        return
    for relay in whisper.relays.asked().filter(to__isnull=False):
        yield ask_of(relay, now)


def ask_of(relay: Relay, now: datetime) -> routing.Ask:
    """What was let rest, or could not be borne, is awaited until the end known from the beginning.

    Were the next one asked sooner, whoever watches would know of a no.
    """
    assert relay.to_id is not None
    assert relay.asked_at is not None
    assert relay.ends_at is not None
    sent = hour(relay.asked_at)
    asked = routing.Ask(relay.by_id, relay.to_id, sent, routing.Kind(relay.kind))
    if relay.state in {Step.ASKED, Step.AT_DOOR, Step.RESTS}:
        answer, ended = routing.told(routing.Answer.NO, sent, sent)
        is_told = now >= relay.ends_at
        return asked._replace(answer=answer, ended=ended) if is_told else asked
    said = {Step.CARRIES: routing.Answer.RELAYS, Step.CLOSED: routing.Answer.NO}
    return asked._replace(
        answer=said.get(Step(relay.state), routing.Answer.HELPS),
        ended=hour(relay.answered_at or relay.ends_at),
    )


def whole(seeker: int, asks: Iterable[routing.Ask]) -> Iterator[routing.Ask]:
    """Those asked by somebody who holds it still: who left took his step along."""
    holders = {seeker}
    for ask in asks:
        if ask.by in holders:
            yield ask
            if ask.answer is routing.Answer.RELAYS:
                holders.add(ask.to)


def as_if_carried(asked: routing.Whisper, holder: int) -> routing.Whisper:
    """Who was asked and has not answered thinks of somebody before he says so."""
    asks = tuple(
        ask._replace(answer=routing.Answer.RELAYS)
        if ask.to == holder and ask.answer is routing.Answer.OPEN
        else ask
        for ask in asked.asks
    )
    return asked._replace(asks=asks)
