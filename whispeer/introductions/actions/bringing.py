"""Two who said yes elsewhere, each without the other's name: they are introduced at once."""

from datetime import datetime

from django.db import transaction

from whispeer.introductions.actions.beginning import LASTS, tell
from whispeer.introductions.models import Introduction, Party
from whispeer.introductions.states import Answer, Kind, State
from whispeer.members.models import Member
from whispeer.members.states import NoticeKind
from whispeer.ties import actions as ties


@transaction.atomic
def bring_together(
    sought: ties.End, found: ties.End, *, through: Member | None, now: datetime
) -> Introduction:
    """Tie two people who are held, may meet and are not tied: a whisper led to one.

    `through` is the last hand it came by; nobody, when it came by none.
    """
    introduction = Introduction.objects.create(
        kind=Kind.WHISPERED,
        state=State.MADE,
        by=sought.member,
        through=through,
        begun_at=now,
        ends_at=now + LASTS,
        made_at=now,
        told_at=now,
    )
    for end in (sought, found):
        party = Party.objects.create(
            introduction=introduction, member=end.member, answer=Answer.YES
        )
        party.details.set(end.details or [])
    ties.bind(sought, found, introduced_by=through, now=now)
    for end in (sought, found):
        tell(end.member, introduction, NoticeKind.MADE, now)
    return introduction
