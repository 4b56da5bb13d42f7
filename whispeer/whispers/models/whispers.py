import uuid
from collections.abc import Sequence
from typing import NamedTuple

from django.db import models
from django.db.models import Q

from whispeer.ground.personal import Personal
from whispeer.members.models import Member
from whispeer.whispers.states import Need, State, Told, Urgency


class WhisperQuerySet(models.QuerySet["Whisper"]):
    def by(self, member: Member) -> "WhisperQuerySet":
        """A member's own; nobody else ever reads a whisper but by the relay he was given."""
        return self.filter(by=member)

    def visible_to(self, member: Member) -> "WhisperQuerySet":
        return self.by(member)

    def under_way(self) -> "WhisperQuerySet":
        return self.filter(state=State.UNDER_WAY)


class Words(NamedTuple):
    """What is written before it is whispered, by the columns of a whisper."""

    need: str
    sentence: str
    offered: str = ""
    context: str = ""
    trade: str = ""
    ordeal: str = ""
    place: str = ""
    urgency: str = Urgency.NORMAL
    hops: int = 2
    strangers: bool = False
    town_told: int = Told.NOBODY
    trade_told: int = Told.NOBODY
    company_told: int = Told.NOBODY
    name_told: int = Told.NOBODY
    without: Sequence[Member] = ()
    without_companies: Sequence[str] = ()


def told_field() -> "models.PositiveSmallIntegerField[int, int]":
    return models.PositiveSmallIntegerField(choices=Told.choices, default=Told.NOBODY)


class Whisper(models.Model):
    """A need that trusted people pass on, one consenting step at a time."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="whispers")
    state = models.CharField(
        max_length=20, choices=State.choices, default=State.UNDER_WAY
    )
    offered = models.CharField(max_length=400, blank=True)  # what he could give
    need = models.CharField(max_length=20, choices=Need.choices)
    sentence = models.CharField(max_length=160, blank=True)  # empty once recalled
    context = models.CharField(max_length=600, blank=True)
    trade = models.CharField(max_length=60, blank=True)  # the themes
    ordeal = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=60, blank=True)
    urgency = models.CharField(
        max_length=20, choices=Urgency.choices, default=Urgency.NORMAL
    )
    # What of the seeker may be told, and how far; his own tie knows who he is.
    town_told = told_field()
    trade_told = told_field()
    company_told = told_field()
    name_told = told_field()
    hops = models.PositiveSmallIntegerField(default=2)  # ties it may go, one to three
    # Once trust leads nowhere: ask those who lived it and said "anyone here may ask me".
    strangers = models.BooleanField(default=False)
    without = models.ManyToManyField(Member, blank=True, related_name="+")
    without_companies = models.JSONField(default=list, blank=True)  # as written
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # When the engine looks at it again if nobody answers before.
    again_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=600, blank=True)  # for the seeker alone
    thanks = models.CharField(max_length=600, blank=True)  # to all who were on the way
    thanked_at = models.DateTimeField(null=True, blank=True)

    objects = WhisperQuerySet.as_manager()

    personal = Personal(
        of="by",
        tie=(
            "offered",
            "need",
            "sentence",
            "context",
            "trade",
            "ordeal",
            "place",
            "urgency",
            "thanks",
        ),
        private=(
            "state",
            "town_told",
            "trade_told",
            "company_told",
            "name_told",
            "hops",
            "strangers",
            "without",
            "without_companies",
            "opened_at",
            "ends_at",
            "ended_at",
            "outcome",
            "thanked_at",
        ),
        technical=("id", "public_id", "by", "again_at"),
        exported=(
            "state",
            "offered",
            "need",
            "sentence",
            "context",
            "trade",
            "ordeal",
            "place",
            "urgency",
            "town_told",
            "trade_told",
            "company_told",
            "name_told",
            "hops",
            "strangers",
            "opened_at",
            "ended_at",
            "outcome",
            "thanks",
        ),
    )

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hops__gte=1, hops__lte=3), name="whisper_goes_so_far"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.RECALLED) | Q(sentence="", context=""),
                name="a_recall_takes_the_words",
            ),
        ]
        indexes = [
            models.Index(fields=["by", "state"], name="whisper_by"),
            models.Index(
                fields=["again_at"],
                condition=Q(state=State.UNDER_WAY),
                name="whisper_again",
            ),
        ]

    def __str__(self) -> str:
        return "whisper"
