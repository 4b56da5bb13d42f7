"""What who is in the middle does with what he is entrusted with: carries it, or lets it rest."""

from datetime import datetime

from django.db import transaction

from whispeer.ground.moves import move
from whispeer.introductions.actions.beginning import (
    ROOM,
    put_question,
    refuse_selling,
)
from whispeer.introductions.actions.refusals import IntroductionOver, NotPossible
from whispeer.introductions.models import Carrying, Introduction
from whispeer.introductions.queries.people import are_seen_tied, may_go_on
from whispeer.introductions.states import NEXT, State
from whispeer.members.actions import notices
from whispeer.members.models import Member
from whispeer.ties import actions as ties
from whispeer.ties.queries import are_tied


@transaction.atomic
def carry(
    introduction: Introduction,
    *,
    by: Member,
    now: datetime,
    to: Member | None = None,
    words: str = "",
) -> None:
    """Carry it to whom it was asked for, or to the tie one chooses, with one's own words.

    Whom he chose is asked; where these two cannot meet for a reason that is not his to
    know, it reaches nobody and comes to the same end as a silence.

    Raises
    ------
    IntroductionOver
        When it is over, or was carried already.
    NotPossible
        When `to` is not a tie of his, or already tied to who asks, as he may know.
    Resting, Paused, TooAlike
    """
    asker, other = introduction.by, introduction.about or to
    if other is None or other.pk == asker.pk:
        raise NotPossible
    ties.hold(by, asker, other)
    ties.refuse_resting(by)
    ties.refuse_paused(by)
    if not are_tied(by, other) or are_seen_tied(by, asker, other):
        raise NotPossible
    refuse_selling(by, [other], words, now)
    row = Introduction.objects.filter(pk=introduction.pk)
    entrusted = row.entrusted_to(by, now)
    if not entrusted.exists() or not move(row, NEXT, State.CARRIED):
        raise IntroductionOver
    if not may_go_on(asker, other, by):
        move(row, NEXT, State.OVER)
    introduction.refresh_from_db()
    Carrying.objects.create(introduction=introduction, by=by, words=words, at=now)
    ties.record_reach(by=by, to=other, room=ROOM, now=now)
    notices.take_back(str(introduction.public_id), of=by)
    put_question(introduction, other, now)


@transaction.atomic
def let_rest(introduction: Introduction, *, by: Member, now: datetime) -> None:
    """Not this one: it rests with him, and nobody is told before the end, or of why."""
    entrusted = Introduction.objects.filter(pk=introduction.pk, through=by)
    if move(entrusted.filter(state=State.ENTRUSTED), NEXT, State.OVER):
        notices.take_back(str(introduction.public_id), of=by)
