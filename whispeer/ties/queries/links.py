"""Links that open something by themselves: an id, and a signature of this house.

Who steals the database has the ids, not the house's key: he can open none of them.
"""

import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from whispeer.ties.models import Card, Invitation


def signer(purpose: str) -> Signer:
    """A signature for a card opens no invitation, and the other way round."""
    return Signer(salt=f"whispeer.ties.{purpose}")


def is_signed(purpose: str, public_id: uuid.UUID, signature: str) -> bool:
    """Compared in constant time; keys that were lately replaced still count."""
    try:
        signer(purpose).unsign(f"{public_id}:{signature}")
    except BadSignature:
        return False
    return True


def card_link(card: Card) -> str:
    return settings.ADDRESS + card_path(card)


def card_path(card: Card, page: str = "ties:take_card") -> str:
    signature = signer("card").signature(str(card.public_id))
    return reverse(page, args=[card.public_id, signature])


def invitation_link(invitation: Invitation) -> str:
    signature = signer("invitation").signature(str(invitation.public_id))
    path = reverse("ties:invitation", args=[invitation.public_id, signature])
    return settings.ADDRESS + path
