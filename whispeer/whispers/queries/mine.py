"""What a member chose or made himself, and whom he could still think of."""

from datetime import datetime

from django.db.models import QuerySet

from whispeer.members.models import Member
from whispeer.ties.queries import ties_by_name
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
    whisper: Whisper, member: Member, *but: Member | None
) -> list[Member]:
    """A member's own ties, but those he chose already, and whom he had it from.

    The seeker stays among the ties of who had it from another: his absence would tell.
    """
    chosen = whisper.relays.filter(by=member).values_list("to", flat=True)
    away = {*chosen, *(one.pk for one in but if one)}
    away |= set(whisper.without.values_list("pk", flat=True)) if not but else set()
    return [one for one in ties_by_name(member) if one.pk not in away]
