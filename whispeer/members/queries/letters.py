"""The link at the foot of the daily mail: it opens one page, with one button."""

import uuid

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from whispeer.ground.links import is_signed, signature
from whispeer.members.models import Member

LETTERS = "members.letters"


def turn_down_link(member: Member) -> str:
    """Where this member's mail is turned down, without signing in."""
    signed = signature(LETTERS, member.public_id)
    path = reverse("members:turn_down", args=[member.public_id, signed])
    return settings.ADDRESS + path


def reader_behind(public_id: uuid.UUID, signature: str) -> Member | None:
    """Whose mail a link turns down; a forged one and one of nobody's are alike."""
    if not is_signed(LETTERS, public_id, signature):
        return None
    people: QuerySet[Member] = Member.objects.filter(is_active=True)
    return people.filter(public_id=public_id).first()
