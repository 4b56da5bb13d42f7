"""What awaits those who look after the house."""

from uuid import UUID

from django.db.models import QuerySet, Subquery
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
    ((request, report),) = rows(last_of_both, member.pk)
    last = [str(one) for one in (request, report) if one]
    return [called(" ".join(last))] if last else []


def last_of_both(
    steward: int,
) -> QuerySet[Member, tuple[UUID | None, UUID | None]]:
    """The last request and the last report, in one question to the database."""
    reader = Member(pk=steward, is_steward=True)
    request = requests_waiting(reader).reverse().values("public_id")[:1]
    report = reports_received(reader).reverse().values("public_id")[:1]
    mine: QuerySet[Member] = Member.objects.filter(pk=steward)
    return mine.values_list(Subquery(request), Subquery(report))


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
