"""What awaits those who look after the house."""

from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from whispeer.ground.gestures import Action, Gesture
from whispeer.ground.prepared import rows
from whispeer.members.models import JoinRequest, Member, Report
from whispeer.members.states import Asked, ReportState


def requests_waiting(steward: Member) -> QuerySet[JoinRequest]:
    """People who asked to join, who has waited longest first."""
    waiting = JoinRequest.objects.visible_to(steward).filter(state=Asked.WAITING)
    return waiting.order_by("asked_at", "pk")


def reports_received(steward: Member) -> QuerySet[Report]:
    return Report.objects.visible_to(steward).filter(state=ReportState.RECEIVED)


def gestures_for_stewards(member: Member) -> list[Gesture]:
    """On Today of a steward: somebody awaits an answer of the house."""
    if not member.is_steward:
        return []
    # By what came last: let pass, it comes back when something else does.
    last = [*rows(last_request), *rows(last_report, member.pk)]
    return [called(" ".join(map(str, last)))] if last else []


def last_request() -> QuerySet[JoinRequest, UUID]:
    waiting = requests_waiting(Member(is_steward=True)).reverse()
    return waiting.values_list("public_id", flat=True)[:1]


def last_report(steward: int) -> QuerySet[Report, UUID]:
    received = reports_received(Member(pk=steward, is_steward=True)).reverse()
    return received.values_list("public_id", flat=True)[:1]


def called(about: str) -> Gesture:
    return Gesture(
        kind="steward",
        about=about,
        kicker=_("For the house"),
        title=_("Somebody awaits an answer of the house."),
        body=_("A wish to join, or words about something that should not have been."),
        actions=(Action(_("Go and see"), reverse("steward:room")),),
        for_somebody=True,
    )
