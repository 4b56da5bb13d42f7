"""The links of cards and invitations."""

from django.conf import settings
from django.urls import reverse

from whispeer.ground.links import signature
from whispeer.ties.models import Card, Invitation

CARD = "ties.card"
INVITATION = "ties.invitation"


def card_link(card: Card) -> str:
    return settings.ADDRESS + card_path(card)


def card_path(card: Card, page: str = "ties:take_card") -> str:
    return reverse(page, args=[card.public_id, signature(CARD, card.public_id)])


def invitation_link(invitation: Invitation, page: str = "ties:invitation") -> str:
    signed = signature(INVITATION, invitation.public_id)
    path = reverse(page, args=[invitation.public_id, signed])
    return settings.ADDRESS + path
