import uuid
from datetime import date, datetime

from django.db import models
from django.db.models import Q

from whispeer.ground.personal import Personal
from whispeer.members.models import Member, blocked_between
from whispeer.ties.models.cards import Card
from whispeer.ties.models.contacts import Contact


class EncounterQuerySet(models.QuerySet["Encounter"]):
    def visible_to(self, member: Member) -> "EncounterQuerySet":
        """One's own; not those with somebody who no longer exists for oneself."""
        exists = Q(other__is_active=True) & ~blocked_between("member", "other")
        return self.filter(Q(other=None) | exists, member=member)

    def due(self, day: date, midnight: datetime) -> "EncounterQuerySet":
        """Those one wanted to think of again by a day, and had not when it began."""
        waits = Q(recalled_at=None) | Q(recalled_at__gte=midnight)
        return self.filter(waits, recall_on__lte=day)


class Encounter(models.Model):
    """A trace: two people crossed. Its member keeps it, with somebody or nobody named.

    Of a meeting noted with a card, whoever holds the card's link reads where, when, what
    was promised and what was said for him; never `words`. The `key` is made where it was
    written, so that what is sent twice is noted once.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="encounters"
    )
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    other = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    contact = models.ForeignKey(
        Contact,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="encounters",
    )
    name = models.CharField(max_length=120, blank=True)  # of whom is no member
    card = models.ForeignKey(
        Card,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="encounters",
    )
    where = models.CharField(max_length=140)
    day = models.DateField()
    words = models.CharField(max_length=2000, blank=True)
    promised = models.CharField(max_length=400, blank=True)  # by oneself
    said = models.CharField(max_length=400, blank=True)  # for whoever holds the card
    recall_on = models.DateField(null=True, blank=True)
    recalled_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = EncounterQuerySet.as_manager()

    personal = Personal(
        of="member",
        tie=("other",),
        third_party=("name",),
        private=(
            *("where", "day", "words", "promised", "said", "recall_on"),
            *("recalled_at", "made_at", "changed_at"),
        ),
        technical=("id", "public_id", "member", "key", "contact", "card"),
        exported=(
            *("other", "name", "where", "day", "words", "promised", "said"),
            *("recall_on", "recalled_at", "made_at"),
        ),
    )

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "key"], name="encounter_noted_once"
            ),
            models.CheckConstraint(
                condition=Q(other=None) | Q(contact=None),
                name="encounter_with_one",
            ),
        ]
        indexes = [
            models.Index(fields=["member", "day"], name="encounter_of"),
            models.Index(fields=["member", "recall_on"], name="encounter_to_recall"),
        ]

    def __str__(self) -> str:
        return "encounter"

    @property
    def whom(self) -> str:
        """Who was met; nothing when nobody is named."""
        return self.other.name if self.other else self.name
