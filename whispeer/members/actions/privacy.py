"""What a member decides for himself: who hears of him, in which language, what waits."""

from datetime import datetime, timedelta

from django.db import transaction

from whispeer.members.models import Block, Dismissal, Member, Notice
from whispeer.members.states import Discoverability

FULL_FOR = timedelta(days=7)


@transaction.atomic
def change_discoverability(discoverability: Discoverability, *, by: Member) -> None:
    """Choose what the ties of one's ties may learn before one is asked."""
    by.discoverability = discoverability
    by.save(update_fields=["discoverability"])


@transaction.atomic
def change_language(language: str, *, by: Member) -> None:
    by.language = language
    by.save(update_fields=["language"])


@transaction.atomic
def change_mail_hour(hour: int | None, *, by: Member, now: datetime) -> None:
    """Choose the hour at which one may be told that something waits; None is never.

    Who had turned the mail down and takes it up again is not told of the past.
    """
    if by.mail_hour is None:
        Notice.objects.filter(member=by, told_at=None).update(told_at=now)
    by.mail_hour = hour
    by.save(update_fields=["mail_hour"])


@transaction.atomic
def change_welcoming(welcomes: bool, *, by: Member) -> None:
    """Say whether newcomers may be offered one's company."""
    by.welcomes = welcomes
    by.save(update_fields=["welcomes"])


@transaction.atomic
def change_bearing(asks_a_week: int, asked_by_anyone: bool, *, by: Member) -> None:
    """Choose how many asks one bears in a week, and whether anyone here may ask."""
    by.asks_a_week, by.asked_by_anyone = asks_a_week, asked_by_anyone
    by.save(update_fields=["asks_a_week", "asked_by_anyone"])


@transaction.atomic
def say_full(*, by: Member, now: datetime) -> None:
    """Too much this week: nothing more is asked or proposed for seven days."""
    by.full_until = now + FULL_FOR
    by.save(update_fields=["full_until"])


@transaction.atomic
def say_free(*, by: Member) -> None:
    """The week is lighter than it seemed."""
    by.full_until = None
    by.save(update_fields=["full_until"])


@transaction.atomic
def block(of: Member, *, by: Member, now: datetime) -> None:
    """The row only: `ties.actions.block` calls this and ends the tie as well."""
    Block.objects.get_or_create(by=by, of=of, defaults={"at": now})


@transaction.atomic
def lift_block(of: Member, *, by: Member) -> None:
    """From the next request on, both exist for each other again; no tie comes back."""
    Block.objects.filter(by=by, of=of).delete()


@transaction.atomic
def let_pass(gesture: str, *, by: Member, now: datetime) -> None:
    """Not this time: the gesture stays away for a while, and nobody knows."""
    Dismissal.objects.update_or_create(member=by, gesture=gesture, defaults={"at": now})
