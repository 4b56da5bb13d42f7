"""Invitations: the one a link leads to, and whether it still lets its person in."""

import uuid
from datetime import datetime

from whispeer.ground.links import is_signed
from whispeer.ties.models import Invitation
from whispeer.ties.queries.links import INVITATION

# Where the browser of somebody invited keeps the invitation's id until he signs up.
IN_SESSION = "invitation"


def invitation_for(public_id: uuid.UUID, signature: str) -> Invitation | None:
    """The invitation behind a link, alive or not."""
    if not is_signed(INVITATION, public_id, signature):
        return None
    invitations = Invitation.objects.select_related("by")
    return invitations.filter(public_id=public_id).first()


def open_invitation(public_id: uuid.UUID, now: datetime) -> Invitation | None:
    """An invitation that still lets its person in."""
    return Invitation.objects.live(now).filter(public_id=public_id).first()
