"""How a whisper begins: with a need in a sentence, and the first people whom one asks."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from whispeer.members.models import Member
from whispeer.ties import actions as ties
from whispeer.ties.queries import are_tied, may_ask, may_reach
from whispeer.whispers.actions.going import on
from whispeer.whispers.actions.refusals import (
    NotKnownYet,
    NotPossible,
    TooManyToday,
    TooManyWhispers,
)
from whispeer.whispers.engine import LASTS
from whispeer.whispers.models import Relay, Whisper, Words
from whispeer.whispers.queries.people import may_begin

AT_FIRST = 3  # people chosen at once: the first, and two approved beforehand


@transaction.atomic
def whisper(
    words: Words, *, chosen: Sequence[Member], by: Member, now: datetime
) -> Whisper:
    """Begin a whisper, and ask the first of those one chose when the hour is right.

    Raises
    ------
    NotATie
        When one of them is not, or no longer, a tie.
    NotPossible
        When nobody is chosen, or more than three.
    Resting, Paused, NotKnownYet, TooManyWhispers, TooManyToday, TooAlike
    """
    people = list(dict.fromkeys(chosen))
    if not 1 <= len(people) <= AT_FIRST:
        raise NotPossible
    ties.hold(by, *people)
    refuse(by, people, now)
    if not may_begin(by, now):
        raise TooManyWhispers
    ties.refuse_alike(words.sentence, by=by, now=now)
    fields = words._asdict()
    without = fields.pop("without")
    begun = Whisper.objects.create(
        by=by, opened_at=now, ends_at=now + LASTS, again_at=now, **fields
    )
    begun.without.set(without)
    for to in people:
        Relay.objects.create(whisper=begun, by=by, to=to, chosen_at=now)
    on(begun, {by.pk, *(one.pk for one in people)}, now=now)
    return begun


def refuse(by: Member, people: Sequence[Member], now: datetime) -> None:
    """What holds for whoever asks a tie of his, at the first step or at the last."""
    if not all(are_tied(by, one) for one in people):
        raise ties.NotATie
    ties.refuse_resting(by)
    ties.refuse_paused(by)
    if not all(may_ask(by, one) for one in people):
        raise NotKnownYet
    if not may_reach(by, people, now):
        raise TooManyToday
