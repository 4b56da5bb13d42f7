"""What the two say: yes, with what each would share; or no, in silence."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from whispeer.ground.moves import move
from whispeer.introductions.actions.beginning import tell
from whispeer.introductions.actions.refusals import IntroductionOver
from whispeer.introductions.models import Introduction, Party
from whispeer.introductions.queries.people import may_go_on, people_of
from whispeer.introductions.states import ANSWER_NEXT, NEXT, Answer, Kind, State
from whispeer.members.actions import notices
from whispeer.members.models import Detail, Member
from whispeer.members.states import NoticeKind
from whispeer.ties import actions as ties


@transaction.atomic
def say_yes(
    introduction: Introduction,
    *,
    by: Member,
    now: datetime,
    details: Iterable[Detail] = (),
) -> bool:
    """Say that one would meet the other; True when that brought the two together.

    Raises
    ------
    IntroductionOver
        When the end came, it was withdrawn or answered before, or who asked is gone.
    """
    hold(introduction)
    awaited = Introduction.objects.asked_of(by, now).filter(pk=introduction.pk)
    own = introduction.parties.filter(member=by)
    if not awaited.exists() or not move(own, ANSWER_NEXT, Answer.YES, column="answer"):
        raise IntroductionOver
    chosen = Detail.objects.filter(member=by, pk__in=[one.pk for one in details])
    own.get().details.set(chosen)
    notices.take_back(str(introduction.public_id), of=by)
    is_made = all_agree(introduction) and make(introduction, last=by, now=now)
    # Of an offer, the other's no must not be told; of what was asked for there is none.
    if not is_made and introduction.kind == Kind.ASKED:
        raise IntroductionOver
    return is_made


@transaction.atomic
def decline(introduction: Introduction, *, by: Member, now: datetime) -> None:
    """Say no, in silence: nobody is told, and for who waits nothing changes.

    Raises
    ------
    IntroductionOver
        When the end came, it was withdrawn, or one said yes before.
    """
    hold(introduction)
    own = introduction.parties.filter(member=by)
    if own.filter(answer=Answer.NO).exists():
        return
    awaited = Introduction.objects.asked_of(by, now).filter(pk=introduction.pk)
    if not awaited.exists() or not move(own, ANSWER_NEXT, Answer.NO, column="answer"):
        raise IntroductionOver
    move(Introduction.objects.filter(pk=introduction.pk), NEXT, State.OVER)
    notices.take_back(str(introduction.public_id), of=by)


def hold(introduction: Introduction) -> None:
    """Hold all whom it concerns, so that nobody answers or blocks at the same instant."""
    through = [introduction.through] if introduction.through else []
    ties.hold(introduction.by, *through, *people_of(introduction))


def all_agree(introduction: Introduction) -> bool:
    answers = introduction.parties.values_list("answer", flat=True)
    return list(answers) == [Answer.YES, Answer.YES]


def make(introduction: Introduction, *, last: Member, now: datetime) -> bool:
    """Tie the two, tell all three; False when it can no longer be."""
    one, other = sorted(
        introduction.parties.select_related("member"),
        key=lambda party: party.member == last,
    )
    through = introduction.through
    if not may_go_on(one.member, other.member, through):
        return False
    row = Introduction.objects.filter(pk=introduction.pk, told_at=None)
    if not move(row, NEXT, State.MADE, made_at=now, told_at=now):
        return False
    ties.bind(end(one), end(other), introduced_by=through, now=now)
    told = [one.member, other.member, *([through] if through else [])]
    for member in told:
        tell(member, introduction, NoticeKind.MADE, now)
    return True


def end(party: Party) -> ties.End:
    return ties.End(party.member, details=party.details.all())
