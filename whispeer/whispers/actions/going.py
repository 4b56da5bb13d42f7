"""How a whisper goes on: by the pace and the stopping rules of `graph.routing` (M3)."""

from datetime import datetime, timedelta
from math import inf

from django.db import transaction
from django.db.models import Q

from whispeer.graph import routing
from whispeer.graph.constants import WHISPERS
from whispeer.ground.moves import move
from whispeer.members.actions import notices
from whispeer.members.models import Member
from whispeer.members.states import NoticeKind
from whispeer.ties import actions as ties
from whispeer.whispers import engine
from whispeer.whispers.actions.delivering import deliver, knock
from whispeer.whispers.actions.ending import GRACE, close, shut, tell
from whispeer.whispers.models import Relay, Whisper
from whispeer.whispers.queries.people import stands_still
from whispeer.whispers.states import STEP_NEXT, Kind, State, Step

A_WHILE = timedelta(hours=1)  # until one looks again whether somebody bears an ask


def go_on_all(*, now: datetime) -> None:
    """Look at each whisper whose hour has come.

    Killed in the middle, the next round does the rest, and asks nobody twice.
    """
    due = Q(again_at=None) | Q(again_at__lte=now)
    for whisper in Whisper.objects.under_way().filter(due).order_by("again_at", "pk"):
        go_on(whisper, now=now)


@transaction.atomic
def go_on(whisper: Whisper, *, now: datetime) -> None:
    """Let rest what was not answered in time; ask the next one, or stop."""
    on(whisper, hold(whisper, now=now), now=now)


def hold(whisper: Whisper, *others: Member, now: datetime) -> set[int]:
    """Hold all whom the next step may concern, at once and in order; their keys.

    Who holds the seeker holds the whisper: whatever happens to it happens one by one.
    """
    waiting = list(whisper.relays.waiting().values_list("by", "to"))
    at_door = whisper.relays.at_the_door(now).values_list("by", "to")
    keys = {key for pair in (*waiting, *at_door) for key in pair if key}
    if not waiting:
        keys |= {ask.to for ask in strangers(whisper, now).asks}
    keys |= {whisper.by_id, *(one.pk for one in others)}
    ties.hold(*Member.objects.filter(pk__in=keys))
    return keys


def on(whisper: Whisper, held: set[int], *, now: datetime) -> None:
    """The same, of a whisper that is held, and of those people who are."""
    if not Whisper.objects.under_way().filter(pk=whisper.pk).exists():
        return
    whisper.refresh_from_db()
    settle(whisper, now)
    helped = whisper.relays.helping().exists()
    if is_over(whisper, helped, now):
        end(whisper, now)
        return
    again = [whisper.ends_at if now < whisper.ends_at else whisper.ends_at + GRACE]
    if not helped:
        again += (
            [now + A_WHILE] if stands_still(whisper.by) else asked(whisper, held, now)
        )
    again += open_until(whisper, now)
    Whisper.objects.filter(pk=whisper.pk).update(again_at=min(again))


def is_over(whisper: Whisper, helped: bool, now: datetime) -> bool:
    """Did its time pass, or are as many asked as may be, and nobody is waited for?

    Who would help is waited for beyond the end.
    """
    if now >= whisper.ends_at:
        return not helped or now >= whisper.ends_at + GRACE
    stop = routing.over(engine.paced(whisper, now), engine.hour(now))
    # Handed to somebody without an account, it is known to no engine.
    return stop is routing.Stop.ASKS and not is_awaited(whisper)


def strangers(whisper: Whisper, now: datetime) -> routing.Step:
    """Whom the rules would ask directly now, since trust leads nowhere; when to look again."""
    nobody = routing.Step(engine.paced(whisper, now), (), None, inf)
    if not whisper.strangers or not is_due(whisper, now):
        return nobody
    known = engine.known(whisper, now)
    if known is None:
        return nobody
    store, seen, topic, history, hour = known
    return routing.directly(store, seen, topic, history, hour)


def settle(whisper: Whisper, now: datetime) -> None:
    """What was not answered in time rests; whose yes can lead to nothing is closed."""
    late = whisper.relays.filter(state=Step.ASKED, ends_at__lte=now)
    for public_id in list(late.values_list("public_id", flat=True)):
        notices.take_back(str(public_id))
    move(late, STEP_NEXT, Step.RESTS)
    yes = whisper.relays.filter(state=Step.HELPS, ends_at__lte=now)
    possible = whisper.relays.helping().values("pk")
    shut(yes.exclude(pk__in=list(possible.values_list("pk", flat=True))))


def is_awaited(whisper: Whisper) -> bool:
    """Was it handed to somebody without an account, who has not answered?"""
    return whisper.relays.filter(state=Step.ASKED).exists()


def end(whisper: Whisper, now: datetime) -> None:
    """Its time passed, or as many were asked as may be: nobody is left to wait for."""
    if close(whisper, State.OVER, now=now):
        tell(whisper.by, whisper, NoticeKind.OVER, now)


# ── Who is asked now ──────────────────────────────────────────────────────────


def asked(whisper: Whisper, held: set[int], now: datetime) -> list[datetime]:
    """Ask those approved beforehand, in their turn, or strangers, if the seeker agreed.

    Whose week is full is spent like who does not answer, unless a place is free in
    time. Return when to look again for another.
    """
    for relay in at_the_door(whisper, now):
        if relay.to_id in held:
            knock(relay, now=now)
    turns = [one for one in in_turn(whisper, now) if one.to_id in held]
    hour = engine.hour(now)
    again: list[datetime] = []
    if not turns:
        done = strangers(whisper, now)
        turns = [stranger(whisper, ask.to) for ask in done.asks if ask.to in held]
        again = [engine.moment(done.again)] if hour < done.again < inf else []
    for relay in turns:
        if is_due(whisper, now):
            deliver(relay, now=now)
    if is_due(whisper, now) and not whisper.relays.waiting().exists():
        ask_whom_next(whisper, now)
    return [*again, *looks(whisper, now)]


def stranger(whisper: Whisper, to: int) -> Relay:
    return Relay(whisper=whisper, by=whisper.by, to_id=to, kind=Kind.STRANGER)


def at_the_door(whisper: Whisper, now: datetime) -> list[Relay]:
    """Those to knock at now; the first whose turn has come first."""
    relays = whisper.relays.at_the_door(now).select_related("by", "to", "after")
    hour = engine.hour(now)
    return [
        relay
        for relay in relays.order_by("asked_at", "pk")
        if relay.asked_at and routing.heard(engine.hour(relay.asked_at), hour) <= hour
    ]


def in_turn(whisper: Whisper, now: datetime) -> list[Relay]:
    """Those who wait: first whom a carrier thought of, the most worth first.

    Whom the seeker approved beforehand comes after, in his order: for want of an answer.
    """
    queues: dict[int, list[Relay]] = {}
    for relay in whisper.relays.waiting().select_related("by", "to", "after"):
        queues.setdefault(relay.by_id, []).append(relay)
    if len(queues) < 2:
        return [one for queue in queues.values() for one in queue]
    worth = worth_of(whisper, now)
    turns: list[Relay] = []
    while queues:
        first = max(
            queues,
            key=lambda by: (
                by != whisper.by_id,
                worth.get(queues[by][0].to_id or 0, 0),
            ),
        )
        turns.append(queues[first].pop(0))
        queues = {by: queue for by, queue in queues.items() if queue}
    return turns


def worth_of(whisper: Whisper, now: datetime) -> dict[int, float]:
    known = engine.known(whisper, now)
    if known is None:
        return {}
    store, asked, topic, history, hour = known
    found = routing.candidates(store, asked, topic, history, hour)
    return {one.to: one.value for one in found}


def is_due(whisper: Whisper, now: datetime) -> bool:
    asked, hour = engine.paced(whisper, now), engine.hour(now)
    return len(asked.asks) < WHISPERS.asks and routing.due(asked, hour) <= hour


def ask_whom_next(whisper: Whisper, now: datetime) -> None:
    """Nobody is left who was approved: the seeker is told that it waits for him, once."""
    last = whisper.relays.asked().last()
    if last is not None:
        tell(whisper.by, last, NoticeKind.FOLLOWS, now)


# ── When to look again ────────────────────────────────────────────────────────


def looks(whisper: Whisper, now: datetime) -> list[datetime]:
    """When somebody may be asked; soon, while one waits at somebody's door."""
    hour, relays = engine.hour(now), whisper.relays
    due = routing.due(engine.paced(whisper, now), hour)
    soon = [now + A_WHILE] if relays.at_the_door(now).exists() else []
    if due > hour:
        return [*soon, engine.moment(due)]
    return [now + A_WHILE] if relays.waiting().exists() else soon


def open_until(whisper: Whisper, now: datetime) -> list[datetime]:
    silent = whisper.relays.filter(
        state__in=[Step.ASKED, Step.AT_DOOR, Step.RESTS, Step.HELPS], ends_at__gt=now
    )
    return [at for at in silent.values_list("ends_at", flat=True) if at]
