"""How an introduction begins: asked of a tie, offered by one, or a welcome of the house."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from whispeer.introductions.actions.refusals import (
    AlreadyAsked,
    AlreadyOffered,
    NotKnownYet,
    NotPossible,
    TooManyToday,
)
from whispeer.introductions.models import Carrying, Introduction, Party
from whispeer.introductions.queries.people import (
    are_seen_tied,
    is_asked,
    is_offered,
    may_ask_for,
    may_go_on,
)
from whispeer.introductions.queries.welcome import awaits_welcome, welcomers_for
from whispeer.introductions.states import Answer, Kind, State
from whispeer.members.actions import notices
from whispeer.members.models import Detail, Member
from whispeer.members.states import NoticeKind
from whispeer.ties import actions as ties
from whispeer.ties.queries import are_tied, may_ask, may_meet, may_reach

ROOM = "introductions"
LASTS = timedelta(days=14)


@transaction.atomic
def ask(
    *,
    by: Member,
    through: Member,
    reason: str,
    now: datetime,
    about: Member | None = None,
    details: Iterable[Detail] = (),
) -> Introduction:
    """Ask a tie for somebody he knows, and say what one would share.

    Past a full week it is over from the beginning and reaches nobody: for who asks
    nothing differs, neither now nor at the end.

    Raises
    ------
    NotATie
        When the one in the middle is not, or no longer, a tie.
    NotPossible
        When it is for somebody of whom one may not have heard by this tie.
    Resting, Paused, NotKnownYet, AlreadyAsked, TooManyToday, TooAlike
    """
    ties.hold(by, through, *([about] if about else []))
    if not are_tied(by, through):
        raise ties.NotATie
    ties.refuse_resting(by)
    ties.refuse_paused(by)
    if not may_ask(by, through):
        raise NotKnownYet
    # First: while it has time, it is told no sooner that a way no longer leads there.
    if is_asked(by, through, about, now):
        raise AlreadyAsked
    if about is not None and not may_ask_for(by, about, through):
        raise NotPossible
    refuse_selling(by, [through], reason, now)
    heard = ties.record_ask(by=by, to=through, room=ROOM, now=now)
    introduction = Introduction.objects.create(
        kind=Kind.ASKED,
        state=State.ENTRUSTED if heard else State.OVER,
        by=by,
        through=through,
        about=about,
        reason=reason,
        begun_at=now,
        ends_at=now + LASTS,
    )
    own = Party.objects.create(introduction=introduction, member=by, answer=Answer.YES)
    own.details.set(Detail.objects.filter(member=by, pk__in=[d.pk for d in details]))
    if about is not None:
        ties.end_suggestions(about, by=by)
    if heard:
        tell(through, introduction, NoticeKind.WAITS, now)
    return introduction


@transaction.atomic
def offer(
    one: Member, other: Member, *, by: Member, words: str, now: datetime
) -> Introduction:
    """Bring two of one's ties together, if both will.

    Where it cannot be, for a reason that is not his to know, it reaches nobody, and
    comes to the same end as a silence.

    Raises
    ------
    NotATie
        When one of them is not, or no longer, a tie.
    NotPossible
        When they are one person, or tied in a way that he may know.
    Resting, Paused, AlreadyOffered, TooManyToday, TooAlike
    """
    ties.hold(by, one, other)
    if not (are_tied(by, one) and are_tied(by, other)):
        raise ties.NotATie
    ties.refuse_resting(by)
    ties.refuse_paused(by)
    if one.pk == other.pk or are_seen_tied(by, one, other):
        raise NotPossible
    if is_offered(by, [one, other], now):
        raise AlreadyOffered
    refuse_selling(by, [one, other], words, now)
    introduction = Introduction.objects.create(
        kind=Kind.OFFERED,
        state=State.CARRIED if may_go_on(one, other, by) else State.OVER,
        by=by,
        through=by,
        begun_at=now,
        ends_at=now + LASTS,
    )
    Carrying.objects.create(introduction=introduction, by=by, words=words, at=now)
    for member in (one, other):
        ties.record_reach(by=by, to=member, room=ROOM, now=now)
        put_question(introduction, member, now)
    return introduction


@transaction.atomic
def welcome(newcomer: Member, *, now: datetime) -> None:
    """Offer a newcomer two people who like to welcome, from different worlds.

    Nobody is in the middle, and both sides are asked, as for every introduction.
    """
    welcomers = welcomers_for(newcomer, now)
    ties.hold(newcomer, *welcomers)
    if not awaits_welcome(newcomer):
        return
    for welcomer in welcomers:
        if not may_meet(newcomer, welcomer):
            continue
        if not ties.record_ask(by=None, to=welcomer, room=ROOM, now=now):
            continue
        introduction = Introduction.objects.create(
            kind=Kind.WELCOME,
            state=State.CARRIED,
            by=newcomer,
            begun_at=now,
            ends_at=now + LASTS,
        )
        for member in (newcomer, welcomer):
            put_question(introduction, member, now)


def refuse_selling(
    by: Member, people: Iterable[Member], words: str, now: datetime
) -> None:
    """A new account reaches a few people only, and nobody several in the same words.

    Whatever becomes of what is asked: neither tells anything of who is asked.
    """
    people = list(people)
    if not may_reach(by, people, now):
        raise TooManyToday
    ties.refuse_alike(words, by=by, to=people, now=now)


def put_question(introduction: Introduction, member: Member, now: datetime) -> None:
    """Ask somebody whether he would meet the other; what is over reaches nobody."""
    Party.objects.create(introduction=introduction, member=member)
    if introduction.state == State.CARRIED:
        tell(member, introduction, NoticeKind.WAITS, now)


def tell(
    member: Member, introduction: Introduction, kind: NoticeKind, now: datetime
) -> None:
    """Leave a notice that something waits, or ended: never what, never of whom."""
    about = str(introduction.public_id)
    notices.leave(member, room=ROOM, kind=kind, about=about, now=now)
