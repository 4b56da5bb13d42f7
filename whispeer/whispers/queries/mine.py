"""What a member chose or made himself, and whom he could still think of."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from whispeer.members.models import Member
from whispeer.ties.queries import kept_away_by, ties_by_name
from whispeer.whispers.models import Relay, Whisper
from whispeer.whispers.queries.outside import open_links


def chosen_by(member: Member) -> "QuerySet[Relay]":
    """Those whom a member approved beforehand, and who were not asked yet."""
    mine = Relay.objects.waiting().filter(by=member, to__isnull=False)
    return mine.select_related("whisper__by", "after")


def links_of(member: Member) -> "QuerySet[Relay]":
    """The links a member made, whether they still open or not."""
    mine = Relay.objects.filter(by=member, to=None)
    return mine.select_related("whisper__by", "after", "by")


def is_open(link: Relay, now: datetime) -> bool:
    return open_links(now).filter(pk=link.pk).exists()


def others_to_ask(
    whisper: Whisper,
    member: Member,
    *but: Member | None,
    without: Collection[Member] = (),
) -> list[Member]:
    """A member's own ties, but those he chose already, and whom he had it from.

    The seeker sees nobody there whom he himself leaves out or keeps away; `without` are
    those of a draft. He stays among the ties of who had it from another, and so does
    whoever he left out: an absence would tell.
    """
    away = {one.pk for one in (*but, *without) if one}
    if whisper.pk is not None:
        away |= set(whisper.relays.filter(by=member).values_list("to", flat=True))
        away |= set(whisper.without.values_list("pk", flat=True)) if not but else set()
    if not but:
        away |= kept_away_by(member, whisper.without_companies)
    return [one for one in ties_by_name(member) if one.pk not in away]
