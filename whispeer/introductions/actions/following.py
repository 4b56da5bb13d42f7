"""After: did they talk? Each is asked alone; a yes counts as lived, a no is silent."""

from datetime import datetime

from django.db import transaction

from whispeer.introductions.actions.answering import hold
from whispeer.introductions.actions.beginning import tell
from whispeer.introductions.actions.refusals import IntroductionOver
from whispeer.introductions.models import Introduction
from whispeer.introductions.queries.people import people_of
from whispeer.introductions.states import State
from whispeer.members.actions import notices
from whispeer.members.models import Member
from whispeer.members.states import NoticeKind
from whispeer.ties import actions as ties
from whispeer.ties.queries import are_tied
from whispeer.ties.states import Lived


@transaction.atomic
def say_talked(
    introduction: Introduction, *, by: Member, talked: bool, now: datetime
) -> None:
    """Say whether one talked with whom one was introduced to.

    The first yes counts, once: a conversation of the two, and for who brought them
    together, an introduction that became one.

    Raises
    ------
    IntroductionOver
        When there is nothing to follow any more.
    """
    hold(introduction)
    made = Introduction.objects.made_for(by).filter(pk=introduction.pk)
    own = introduction.parties.filter(member=by)
    if not made.exists() or not own.exists():
        raise IntroductionOver
    first = not introduction.parties.filter(talked=True).exists()
    if not own.filter(talked=None).update(talked=talked):
        return
    notices.take_back(str(introduction.public_id), of=by)
    if talked and first:
        note_talk(introduction, by=by, now=now)


def note_talk(introduction: Introduction, *, by: Member, now: datetime) -> None:
    people, through = people_of(introduction), introduction.through
    other = next(member for member in people if member != by)
    ties.note_lived(Lived.TALKED, by=by, to=other, now=now)
    if through is not None:
        for member in people:
            ties.note_lived(Lived.INTRODUCTION, by=through, to=member, now=now)


def follow_all(*, now: datetime) -> None:
    """A fortnight after they were made, ask of each introduction what came of it, once."""
    made = Introduction.objects.to_follow(now).select_related("by", "through")
    for introduction in made.iterator():
        follow(introduction, now=now)


@transaction.atomic
def follow(introduction: Introduction, *, now: datetime) -> None:
    row = Introduction.objects.filter(pk=introduction.pk, state=State.MADE)
    if not row.filter(followed_at=None).update(followed_at=now):
        return
    people = people_of(introduction)
    if len(people) == 2 and are_tied(*people):
        for party in introduction.parties.filter(talked=None).select_related("member"):
            tell(party.member, introduction, NoticeKind.FOLLOWS, now)
