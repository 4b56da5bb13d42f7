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
    kind: IdeaKind, gesture: str, *, of: int, by: Member, now: datetime
) -> bool:
    """Is it the day's? Of two that are drawn at the same instant, the first one is."""
    drawn = Idea(
        member=by, day=localdate(now), at=now, kind=kind, gesture=gesture, other_id=of
    )
    Idea.objects.bulk_create([drawn], ignore_conflicts=True)
    return Idea.objects.filter(member=by, day=drawn.day, gesture=gesture).exists()


def forget_ideas(*, now: datetime) -> None:
    Idea.objects.filter(at__lte=now - REMEMBERED).delete()
