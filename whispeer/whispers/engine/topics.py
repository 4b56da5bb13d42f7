"""Who said that he lived it."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from whispeer.graph import routing
from whispeer.ground.words import nearness, themes
from whispeer.members.models import Entry, Member, Portrait, Stem
from whispeer.members.states import Closeness, EntryKind
from whispeer.whispers.models import Whisper

# From how many ties away somebody may be found by what he shows so far.
HOPS = {Closeness.STRANGER: 3, Closeness.WITHIN_REACH: 2, Closeness.TIE: 1}


def topic_of(whisper: Whisper, now: datetime, among: Q | None = None) -> routing.Topic:
    """Those who declared what is sought, each from as far as he lets it be found."""
    found: dict[int, int] = {}
    said = among or Q()
    for member, shown in (*lived_it(whisper, said), *in_the_trade(whisper, said)):
        found[member] = max(found.get(member, 0), HOPS[Closeness(shown)])
    found.pop(whisper.by_id, None)
    free = Q(full_until=None) | Q(full_until__lte=now)
    open_to_all = Member.objects.filter(free, asked_by_anyone=True, pk__in=found)
    anyone = set(open_to_all.values_list("pk", flat=True))
    return routing.topic_of(
        list(found),
        hops=list(found.values()),
        anyone=[member in anyone for member in found],
    )


def has_lived(whisper: Whisper, member: Member, far: int, now: datetime) -> bool:
    """Did somebody declare what is sought, and may he be found from so far?"""
    topic = topic_of(whisper, now, among=Q(member=member))
    return any(hops >= far for hops in topic.hops.tolist())


def lived_it(whisper: Whisper, among: Q) -> Iterator[tuple[int, int]]:
    """Who lived what is sought, or offers it; and how close one must be to read it."""
    sought = [themes(words) for words in (whisper.ordeal, whisper.sentence) if words]
    said = Entry.objects.filter(
        among,
        pk__in=Stem.objects.of_entries().among(set().union(*sought)).values("entry"),
        kind__in=[EntryKind.ORDEAL, EntryKind.OFFER],
        shown__lte=Closeness.TIE,
        member__is_active=True,
    )
    for member, shown, words in said.values_list("member", "shown", "words"):
        about = themes(words)
        if any(nearness(one, about) for one in sought):
            yield member, shown


def in_the_trade(whisper: Whisper, among: Q) -> Iterator[tuple[int, int]]:
    """Who is in the trade that is sought; where a place is said, who is there."""
    sought = themes(whisper.trade or whisper.sentence)
    said = Portrait.objects.filter(
        among,
        member__in=Stem.objects.of_trades().among(sought).values("member"),
        trade_shown__lte=Closeness.TIE,
        member__is_active=True,
    )
    columns = "member", "trade_shown", "trade", "place", "place_shown"
    for member, shown, trade, place, place_shown in said.values_list(*columns):
        if not nearness(sought, themes(trade)):
            continue
        if not whisper.place or not place:
            yield member, shown
        elif is_there(whisper.place, place) and place_shown <= Closeness.TIE:
            yield member, max(shown, place_shown)


def is_there(sought: str, place: str) -> bool:
    return bool(themes(sought).keys() & themes(place).keys())
