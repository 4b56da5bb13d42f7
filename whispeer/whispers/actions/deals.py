"""Keeping one's own journal of what came through the network."""

from datetime import date
from typing import NamedTuple

from django.db import transaction

from whispeer.introductions.models import Introduction
from whispeer.members.models import Member
from whispeer.whispers.models import Whisper
from whispeer.whispers.models.deals import Deal, Turnover


class Noted(NamedTuple):
    """A deal as its member writes it; it came by one of the last three, or by none."""

    what: str
    day: date
    amount: int | None = None
    whisper: Whisper | None = None
    introduction: Introduction | None = None
    person: Member | None = None


@transaction.atomic
def note_deal(noted: Noted, *, by: Member) -> Deal:
    return Deal.objects.create(member=by, **noted._asdict())


@transaction.atomic
def change_deal(deal: Deal, noted: Noted, *, by: Member) -> None:
    """Write it otherwise; what was removed meanwhile stays removed."""
    Deal.objects.filter(pk=deal.pk, member=by).update(**noted._asdict())


@transaction.atomic
def remove_deal(deal: Deal, *, by: Member) -> None:
    Deal.objects.filter(pk=deal.pk, member=by).delete()


@transaction.atomic
def note_turnover(year: int, amount: int | None, *, by: Member) -> None:
    """Write down a year's turnover; without an amount it is forgotten."""
    if amount is None:
        Turnover.objects.filter(member=by, year=year).delete()
        return
    Turnover.objects.update_or_create(member=by, year=year, defaults={"amount": amount})


@transaction.atomic
def forget_deals(member: Member) -> None:
    Deal.objects.filter(member=member).delete()
    Turnover.objects.filter(member=member).delete()
