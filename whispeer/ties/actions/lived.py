"""What is lived in a tie, as one side says it; the other may say it was not so."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from whispeer.members.models import Member
from whispeer.ties.actions import changes
from whispeer.ties.actions.ties import held
from whispeer.ties.models import Event, Thanks, Tie
from whispeer.ties.queries import tie_between
from whispeer.ties.queries.lived import is_deniable
from whispeer.ties.states import LEAST_WORDS, Lived

BACK = timedelta(days=30)  # how far back one may say that one met


class NotADay(Exception):
    """A day to come, or too long ago to be said now."""


class NotAMeeting(Exception):
    """Nothing the other side noted that one could say was so."""


class TooLate(Exception):
    """It may no longer be denied, or never could by this member."""


class TooFewWords(Exception):
    """Thanks are words; so few are a like."""


@transaction.atomic
def say_met(tie: Tie, *, by: Member, now: datetime, day: date | None = None) -> Event:
    """Say that two met; on one day they met once, whoever says it first."""
    today = localdate(now)
    day = day or today
    if not today - BACK <= day <= today:
        raise NotADay
    tie = held(tie, by)
    at = now if day == today else datetime.combine(day, time(12), now.tzinfo)
    event, new = Event.objects.get_or_create(
        tie=tie, kind=Lived.MET, day=day, defaults={"by": by, "at": at}
    )
    # Who had said it was not so may change his mind; nobody else may.
    agreed = event.denied and event.by_id != by.pk
    if event.by_id != by.pk:
        event.denied, event.confirmed = False, True
        event.save(update_fields=["denied", "confirmed"])
    if new or agreed:
        changes.record(tie.first_id, tie.second_id, now=now)
    return event


@transaction.atomic
def say_helped(tie: Tie, *, by: Member, now: datetime) -> None:
    """Say that the other helped: who received it alone can, and once a day."""
    tie = held(tie, by)
    today = tie.events.filter(kind=Lived.HELP, day=localdate(now), by=by)
    if not today.exists():
        Event.objects.create(
            tie=tie, kind=Lived.HELP, by=by, at=now, day=localdate(now)
        )
        changes.record(tie.first_id, tie.second_id, now=now)


@transaction.atomic
def deny(event: Event, *, by: Member, now: datetime) -> None:
    """Say that a meeting was not so; it stops counting, and nobody is told."""
    tie = held(event.tie, by)
    if not is_deniable(event, by, now):
        raise TooLate
    if Event.objects.filter(pk=event.pk, denied=False).update(
        denied=True, confirmed=False
    ):
        changes.record(tie.first_id, tie.second_id, now=now)


@transaction.atomic
def note_lived(kind: Lived, *, by: Member, to: Member, now: datetime) -> None:
    """Write down what another room saw two people live, if they are tied still."""
    tie = tie_between(by, to)
    if tie is not None:
        tie = held(tie, by)
        Event.objects.create(tie=tie, kind=kind, by=by, at=now, day=localdate(now))
        changes.record(tie.first_id, tie.second_id, now=now)


@transaction.atomic
def thank(tie: Tie, *, words: str, by: Member, now: datetime) -> Thanks:
    """Thank a tie, in words that he alone will read."""
    if len(words.strip()) < LEAST_WORDS:
        raise TooFewWords
    tie = held(tie, by)
    thanks = Thanks.objects.create(tie=tie, by=by, words=words.strip(), at=now)
    Event.objects.create(tie=tie, kind=Lived.THANKS, by=by, at=now, day=localdate(now))
    changes.record(tie.first_id, tie.second_id, now=now)
    return thanks
