"""Words about one's own work, which wait on Today to be accepted."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from whispeer.ground.gestures import Action, Gesture
from whispeer.ground.prepared import rows
from whispeer.introductions.models import Recommendation
from whispeer.members.models import Member


def proposals(member: Member, now: datetime) -> list[Gesture]:
    return [proposal(*said) for said in rows(waiting_for, member.pk, now)]


def waiting_for(
    member: int, now: datetime
) -> QuerySet[Recommendation, tuple[UUID, str, str, UUID]]:
    waiting = Recommendation.objects.proposed_to(Member(pk=member), now)
    return waiting.values_list("public_id", "work", "by__given_name", "by__public_id")


def proposal(public_id: UUID, work: str, name: str, by: UUID) -> Gesture:
    page = reverse("introductions:recommendation", args=[public_id])
    return Gesture(
        kind="recommended",
        about=str(public_id),
        kicker=_("A recommendation"),
        title=_("%(name)s wrote of your work.") % {"name": name},
        body=work,
        why=_("You read it first, and nobody does before you accept."),
        actions=(Action(_("Read it"), page, "primary"),),
        whom=str(by),
    )
