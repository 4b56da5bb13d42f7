"""What came through the network, for its member alone.

Nothing but the pages of deals reads these tables: no other module names them, and no
figure is made of several members' rows. They move into the sealed vault when it exists.
"""

import uuid

from django.db import models
from django.db.models import Q

from whispeer.ground.personal import Personal
from whispeer.introductions.models import Introduction
from whispeer.members.models import Member
from whispeer.whispers.models.whispers import Whisper


class EurosField(models.PositiveIntegerField):  # type: ignore[type-arg]
    """Whole euros, as their member wrote them; a number that measures nobody."""


class DealQuerySet(models.QuerySet["Deal"]):
    def visible_to(self, member: Member) -> "DealQuerySet":
        return self.filter(member=member)


class Deal(models.Model):
    """A piece of business, roughly how much, and by whom or what it came."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=160)
    amount = EurosField(null=True, blank=True)
    day = models.DateField()
    # By which it came: one of the three, or none that is still there.
    whisper = models.ForeignKey(
        Whisper, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    introduction = models.ForeignKey(
        Introduction, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = DealQuerySet.as_manager()

    personal = Personal(
        of="member",
        private=("what", "amount", "day", "person"),
        technical=("id", "public_id", "member", "whisper", "introduction"),
        exported=("what", "amount", "day", "person"),
    )

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(whisper=None, introduction=None)
                | Q(whisper=None, person=None)
                | Q(introduction=None, person=None),
                name="a_deal_came_by_one_way",
            )
        ]
        indexes = [models.Index(fields=["member", "day"], name="deal_of")]

    def __str__(self) -> str:
        return "deal"


class TurnoverQuerySet(models.QuerySet["Turnover"]):
    def visible_to(self, member: Member) -> "TurnoverQuerySet":
        return self.filter(member=member)


class Turnover(models.Model):
    """What a member turned over in a year, as he says it to himself."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    amount = EurosField()

    objects = TurnoverQuerySet.as_manager()

    personal = Personal(
        of="member",
        private=("year", "amount"),
        technical=("id", "member"),
        exported=("year", "amount"),
    )

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "year"], name="one_turnover_a_year"
            )
        ]

    def __str__(self) -> str:
        return "turnover"
