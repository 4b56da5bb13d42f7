import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q

from whispeer.ground.personal import Personal
from whispeer.members.models import Member, blocked_between
from whispeer.whispers.models.whispers import Whisper
from whispeer.whispers.states import State, Step

OPEN = [Step.ASKED, Step.CARRIES, Step.HELPS, Step.LANDED]


class RelayQuerySet(models.QuerySet["Relay"]):
    def entrusted_to(self, member: Member, now: datetime) -> "RelayQuerySet":
        """What a member was asked, by somebody who exists for him, and may still answer."""
        return self.filter(
            ~blocked_between("by", "to"),
            Q(whisper__state=State.UNDER_WAY),
            to=member,
            state=Step.ASKED,
            ends_at__gt=now,
            by__is_active=True,
        )


class Relay(models.Model):
    """One step of a whisper's way: somebody who holds it asks one person."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    whisper = models.ForeignKey(
        Whisper, on_delete=models.CASCADE, related_name="relays"
    )
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    # Nobody, where it is handed to somebody without an account: see Guest.
    to = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="relays"
    )
    # The step by which `by` holds it; none where he is the seeker.
    after = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="next"
    )
    state = models.CharField(max_length=20, choices=Step.choices, default=Step.CHOSEN)
    line = models.CharField(max_length=200, blank=True)  # of who asks, in his own words
    word = models.CharField(max_length=200, blank=True)  # of who would help
    # Asked to help, since he declared that he lived it (a tie's, or a stranger's ask).
    lived = models.BooleanField(default=False)
    chosen_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = RelayQuerySet.as_manager()

    personal = Personal(
        of="by",
        tie=("line", "word", "to", "asked_at"),
        private=("state", "lived", "chosen_at", "ends_at", "answered_at"),
        technical=("id", "public_id", "whisper", "by", "after"),
        # Neither how it was answered, nor to whom it led: that is another's to tell.
        exported=("line", "asked_at"),
    )

    class Meta:
        ordering = ["chosen_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["whisper", "to"], name="nobody_asked_twice"
            ),
            models.CheckConstraint(
                condition=Q(to=None) | ~Q(to=F("by")), name="relay_leads_to_another"
            ),
            models.CheckConstraint(
                condition=Q(state=Step.CHOSEN)
                | Q(state=Step.CLOSED)
                | Q(asked_at__isnull=False, ends_at__isnull=False),
                name="asked_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["to", "state"], name="relay_to"),
            models.Index(fields=["by"], name="relay_by"),
            models.Index(fields=["asked_at"], name="relay_asked"),
        ]

    def __str__(self) -> str:
        return "relay"


class Guest(models.Model):
    """Who was handed a whisper without having an account, once he says he can help.

    Nothing of him is kept before, nor after the whisper has ended.
    """

    relay = models.OneToOneField(Relay, on_delete=models.CASCADE, related_name="guest")
    given_name = models.CharField(max_length=60)
    reach = models.CharField(max_length=200)  # a way to reach him, as he writes it
    at = models.DateTimeField()

    personal = Personal(
        of="relay__by",
        third_party=("given_name", "reach"),
        private=("at",),
        technical=("id", "relay"),
    )

    def __str__(self) -> str:
        return "guest"
