"""Who invited whom in the example club: a few came in by somebody, one of them lately."""

from datetime import datetime, timedelta

from django.db.models import Count

from whispeer.members.models import Member
from whispeer.ties.models import Invitation, Side, Vouch
from whispeer.ties.states import InvitationState

LONG_AGO = timedelta(days=120)
LATELY = timedelta(days=12)
WORDS = {
    "fr": "Tu devrais voir cette maison : peu de monde, et l’on s’y écoute.",
    "en": "You should see this house: few people, and they listen.",
}


def build(around: list[Member], now: datetime) -> None:
    """Around one member of the demo: whom he invited, who is new, who may answer for him."""
    host = around[0]
    near = ties_of(host, but=around)
    if len(near) < 3:
        return  # on a network from a file, he may know nobody else
    newest, other, another = near[:3]
    came_in(other, by=host, at=now - LONG_AGO, known=True)
    came_in(newest, by=another, at=now - LATELY, known=False)
    third = next((one for one in ties_of(newest, but=[*around, another])), None)
    if third is not None:
        Vouch.objects.create(by=third, of=newest, at=now - LATELY / 2)
    Invitation.objects.create(
        by=host,
        email="someone.known@example.org",
        words=WORDS[host.language],
        sent_at=now - LATELY,
        expires_at=now + LATELY,
    )


def ties_of(member: Member, but: list[Member]) -> list[Member]:
    """The people one knows, who has fewest ties first."""
    few = Side.objects.filter(member=member).exclude(other__in=but)
    sides = few.annotate(ties=Count("other__sides")).select_related("other")
    return [side.other for side in sides.order_by("ties", "other__pk")]


def came_in(member: Member, *, by: Member, at: datetime, known: bool) -> None:
    Invitation.objects.create(
        by=by,
        email=member.email,
        state=InvitationState.USED,
        used_by=member,
        sent_at=at,
        expires_at=at + LATELY,
        opened_at=at + LATELY if known else None,
    )
