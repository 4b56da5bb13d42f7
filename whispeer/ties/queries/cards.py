"""Cards: those a member offers now, and the one a link leads to."""

import uuid
from datetime import datetime

from django.db.models import QuerySet

from whispeer.ground.links import is_signed
from whispeer.ground.prepared import rows
from whispeer.members.models import Member
from whispeer.ties.models import Card
from whispeer.ties.queries.links import CARD


def cards_offered(member: Member, now: datetime) -> list[Card]:
    """A member's cards that still await somebody; the last one first."""
    return rows(offered_by, member.pk, now)


def offered_by(member: int, now: datetime) -> QuerySet[Card]:
    return Card.objects.visible_to(Member(pk=member)).live(now)


def card_for(
    viewer: Member | None, public_id: uuid.UUID, signature: str
) -> Card | None:
    """The card behind a link, alive or not; None is told alike whatever the reason.

    A forged link, a card that never was and a card of somebody who does not exist
    for the viewer are one and the same.
    """
    if not is_signed(CARD, public_id, signature):
        return None
    giving = Member.objects.filter(is_active=True)
    if viewer is not None:
        giving = Member.objects.existing_for(viewer)
    cards = Card.objects.select_related("by__portrait", "taken_by")
    return cards.filter(by__in=giving, public_id=public_id).first()
