import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from whispeer.ground.personal import Personal
from whispeer.members.models import Member
from whispeer.ties.models.ties import Tie
from whispeer.ties.states import LEAST_WORDS, Lived


class Event(models.Model):
    """Something lived in a tie, as one side said; it makes strength (M1)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tie = models.ForeignKey(Tie, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=Lived.choices)
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    day = models.DateField()  # in the house's zone: a thing is lived once a day
    denied = models.BooleanField(default=False)  # the other side says it was not so
    confirmed = models.BooleanField(default=False)  # the other side says so too

    personal = Personal(
        of="by",
        private=("kind", "at", "day", "denied", "confirmed"),
        technical=("id", "public_id", "tie", "by"),
        exported=("kind", "at"),
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            # Both may say the same day that they met: it was one meeting.
            models.UniqueConstraint(
                fields=["tie", "day"],
                condition=Q(kind=Lived.MET),
                name="met_once_a_day",
            )
        ]
        indexes = [models.Index(fields=["tie", "at"], name="event_by_tie")]

    def __str__(self) -> str:
        return self.kind


class Thanks(models.Model):
    """Gratitude, in words, for one person to read; never counted."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tie = models.ForeignKey(Tie, on_delete=models.CASCADE, related_name="thanks")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=500)
    at = models.DateTimeField()

    personal = Personal(
        of="by",
        tie=("words", "at"),
        technical=("id", "public_id", "tie", "by"),
        exported=("words", "at"),
    )

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(words__length__gte=LEAST_WORDS), name="thanks_in_words"
            )
        ]

    def __str__(self) -> str:
        return "thanks"


models.CharField.register_lookup(Length)
