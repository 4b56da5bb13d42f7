"""What happens to a whisper, in the words of the tests; and all that each is told."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from whispeer.members.models import Member, Notice
from whispeer.whispers import actions, queries
from whispeer.whispers.models import Relay, Whisper
from whispeer.whispers.states import Step

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LINE = "Je pense à toi"


def to(whisper: Whisper, member: Member) -> Relay:
    """The step by which somebody was reached."""
    reached = whisper.relays.exclude(state__in=[Step.CHOSEN, Step.AT_DOOR, Step.RESTS])
    return reached.get(to=member)


def step(whisper: Whisper, member: Member) -> str:
    return whisper.relays.get(to=member).state


def carried(whisper: Whisper, *hands: Member, now: datetime) -> Relay:
    """From hand to hand, each passing it on to the next; the last one is asked."""
    for by, to_whom in pairwise(hands):
        actions.carry(to(whisper, by), to_whom, by=by, now=now, line=LINE)
    return to(whisper, hands[-1])


def landed(
    whisper: Whisper, *hands: Member, now: datetime, helped: timedelta = HOUR
) -> Relay:
    relay = carried(whisper, *hands, now=now)
    actions.help_with(relay, by=hands[-1], now=now + helped)
    actions.accept(relay, by=whisper.by, now=now + 2 * helped)
    whisper.refresh_from_db()
    return relay


def notices_of(member: Member) -> list[str]:
    rows = Notice.objects.filter(member=member).exclude(room="introductions")
    return list(rows.order_by("left_at", "pk").values_list("kind", flat=True))


def told(member: Member, now: datetime) -> list[Any]:
    """All that the pages of the room show a member."""
    read: list[Any] = [queries.room(member, now)]
    for relay in Relay.objects.visible_to(member, now):
        read += [queries.seen(relay), queries.story(relay.whisper, member)]
        read += [queries.onward(relay, member, now)]
        read += [queries.waiting(relay.whisper, member)]
        read += [queries.whom(relay.whisper, member, now)]
    for whisper in Whisper.objects.visible_to(member):
        read += [queries.way(whisper, now), queries.helpers(whisper)]
        read += [queries.story(whisper, member), queries.whom(whisper, member, now)]
        read += [queries.waiting(whisper, member)]
    return read


def values(read: Any) -> Iterator[Any]:
    if is_dataclass(read):
        for field in fields(read):
            yield from values(getattr(read, field.name))
    elif isinstance(read, tuple | list):
        for one in read:
            yield from values(one)
    else:
        yield read


def words_in(read: Any) -> str:
    """Every word in it, and the names of all people it holds."""
    return " ".join(
        one.name if isinstance(one, Member) else one
        for one in values(read)
        if isinstance(one, Member | str)
    )
