import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q

from whispeer.ground.personal import Erased, Personal
from whispeer.members.models import Member
from whispeer.ties.states import CardState, InvitationState


class CardQuerySet(models.QuerySet["Card"]):
    def visible_to(self, member: Member) -> "CardQuerySet":
        """The cards a member offered himself."""
        return self.filter(by=member)

    def live(self, now: datetime) -> "CardQuerySet":
        """Those that still await the person they were made for."""
        return self.filter(
            state=CardState.OFFERED, expires_at__gt=now, by__frozen_at=None
        )


class Card(models.Model):
    """A link and a QR code by which one person becomes tied; short-lived, revocable.

    The link holds the card's id and a signature made with the house's key, so that
    a stolen database gives no card away.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="cards")
    met = models.CharField(max_length=140, blank=True)
    nameable = models.BooleanField(default=False)
    state = models.CharField(
        max_length=20, choices=CardState.choices, default=CardState.OFFERED
    )
    offered_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    # When whoever holds it had all that was noted with it erased, for good.
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = CardQuerySet.as_manager()

    personal = Personal(
        of="by",
        private=(
            *("met", "nameable", "state", "offered_at", "expires_at", "taken_at"),
            "erased_at",
        ),
        tie=("taken_by",),
        technical=("id", "public_id", "by"),
        exported=("met", "nameable", "state", "offered_at", "expires_at", "taken_at"),
    )

    class Meta:
        ordering = ["-offered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_at__isnull=False) | ~Q(state=CardState.TAKEN),
                name="card_taken_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return "card"

    def is_live(self, now: datetime) -> bool:
        offered = self.state == CardState.OFFERED and self.expires_at > now
        return offered and self.by.frozen_at is None


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, member: Member) -> "InvitationQuerySet":
        """Those a member sent himself."""
        return self.filter(by=member)

    def live(self, now: datetime) -> "InvitationQuerySet":
        return self.filter(
            Q(by=None) | Q(by__frozen_at=None),
            state=InvitationState.SENT,
            expires_at__gt=now,
        )


class Invitation(models.Model):
    """A way into the house for one address; by a member, or by the house itself."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(
        Member,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="invitations",
    )
    # Forgotten with the words once the invitation is over.
    email = models.EmailField(blank=True)
    words = models.CharField(max_length=600, blank=True)
    # Of a member's own: the address as a keyed hash, so that he writes to it once.
    digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(
        max_length=20, choices=InvitationState.choices, default=InvitationState.SENT
    )
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_by = models.OneToOneField(
        Member,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="invited_through",
    )
    # When who came in by it was known to more than who invited him.
    opened_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    personal = Personal(
        of="by",
        third_party=("email",),
        private=(
            *("by", "used_by", "words", "state"),
            *("sent_at", "expires_at", "opened_at"),
        ),
        technical=("id", "public_id", "digest"),
        exported=("email", "words", "state", "sent_at"),
        erased=Erased.BY_ROOM,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email", "by"],
                condition=Q(state="sent"),
                name="one_live_invitation_each",
            ),
            # To the database two empty `by` differ; the house invites once as well.
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(state="sent", by=None),
                name="one_live_invitation_of_the_house",
            ),
        ]

    def __str__(self) -> str:
        return "invitation"

    def is_live(self, now: datetime) -> bool:
        sent = self.state == InvitationState.SENT and self.expires_at > now
        return sent and (self.by is None or self.by.frozen_at is None)
