"""The one idea of a day is remembered, so that the day has no other."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from whispeer.members.models import Member
from whispeer.ties.models import Idea
from whispeer.ties.queries.ideas import REMEMBERED
from whispeer.ties.states import IdeaKind


@transaction.atomic
def remember_idea(
    kind: IdeaKind,
    gesture: str = "",
    *,
    of: int | None = None,
    by: Member,
    now: datetime,
) -> None:
    """Of two that are drawn for a day, the first is the day's; it may be nothing."""
    drawn = Idea(
        member=by, day=localdate(now), at=now, kind=kind, gesture=gesture, other_id=of
    )
    Idea.objects.bulk_create([drawn], ignore_conflicts=True)


def forget_ideas(*, now: datetime) -> None:
    Idea.objects.filter(at__lte=now - REMEMBERED).delete()
