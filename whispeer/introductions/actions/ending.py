"""How an introduction ends without success, at the moment known from the beginning."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from whispeer.ground.moves import move
from whispeer.introductions.actions.answering import hold
from whispeer.introductions.actions.beginning import tell
from whispeer.introductions.actions.recommending import (
    forget_unanswered,
    forget_words_of,
)
from whispeer.introductions.actions.refusals import IntroductionOver
from whispeer.introductions.models import Introduction, Party
from whispeer.introductions.queries.people import impossible
from whispeer.introductions.states import ANSWER_NEXT, NEXT, Answer, State
from whispeer.members.actions import notices
from whispeer.members.models import Member
from whispeer.members.states import NoticeKind

FORGOTTEN = timedelta(days=180)  # nothing more is asked or told of it long before


@transaction.atomic
def withdraw(introduction: Introduction, *, by: Member, now: datetime) -> None:
    """Take back what one asked or offered; whoever was asked finds nothing any more.

    What failed already is taken back in the same way: who asked must not be able to tell.

    Raises
    ------
    IntroductionOver
        When it was made, its end came, or it was withdrawn before.
    """
    hold(introduction)
    row = Introduction.objects.filter(pk=introduction.pk)
    if not row.withdrawable_by(by, now).exists():
        raise IntroductionOver
    move(row, NEXT, State.OVER)
    row.update(told_at=now)
    introduction.parties.all().delete()
    notices.take_back(str(introduction.public_id))


def close_overdue(*, now: datetime) -> None:
    """Bring to its end all whose time has come, one by one.

    Killed in the middle, the next round does the rest, and tells nobody twice.
    """
    # First found and then moved, so that one that is made meanwhile stays made.
    move(Introduction.objects.filter(pk__in=impossible()), NEXT, State.OVER)
    ended = Introduction.objects.filter(told_at=None, ends_at__lte=now)
    people = ended.select_related("by", "through").order_by("ends_at", "pk")
    for introduction in people.iterator():
        close(introduction, now=now)
    Introduction.objects.filter(told_at__lt=now - FORGOTTEN).delete()
    forget_unanswered(now=now)


@transaction.atomic
def close(introduction: Introduction, *, now: datetime) -> None:
    """Tell who waited that it was not this time: who said yes, and who offered."""
    hold(introduction)
    row = Introduction.objects.filter(pk=introduction.pk, told_at=None)
    move(row, NEXT, State.OVER)
    if not row.update(told_at=now):
        return
    notices.take_back(str(introduction.public_id))
    waited = introduction.parties.filter(answer=Answer.YES).values("member")
    offered = Q(pk=introduction.by_id) if introduction.is_offered else Q(pk=None)
    for member in Member.objects.filter(Q(pk__in=waited) | offered):
        heard = Introduction.objects.awaited_by(member).filter(pk=introduction.pk)
        if heard.exists():
            tell(member, introduction, NoticeKind.OVER, now)
    said_no = introduction.parties.filter(answer=Answer.NO)
    move(said_no, ANSWER_NEXT, Answer.AWAITED, column="answer")


@transaction.atomic
def erase(member: Member, *, now: datetime) -> None:
    """Forget all that this room knows of a member; what others began stays theirs.

    Who had asked for him reads the same sentence as before, to the same end.
    """
    # Held first, as whoever answers does; then nobody waits in a ring.
    Member.objects.select_for_update().filter(pk=member.pk).first()
    forget_words_of(member)
    party = Exists(Party.objects.filter(introduction=OuterRef("pk"), member=member))
    own = Q(by=member) | Q(through=member) | Q(state=State.MADE) & party
    for introduction in Introduction.objects.filter(own):
        notices.take_back(str(introduction.public_id))
        introduction.delete()
    of_others = Introduction.objects.filter(Q(about=member) | party)
    move(of_others, NEXT, State.OVER)
    of_others.update(about=None)
    Party.objects.filter(member=member).delete()
