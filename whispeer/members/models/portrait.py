import uuid
from typing import Any

from django.db import models

from whispeer.ground.personal import Personal
from whispeer.ground.words import company_key
from whispeer.members.models.member import Member
from whispeer.members.states import Closeness, DetailKind, EntryKind


class ClosenessField(models.PositiveSmallIntegerField):  # type: ignore[type-arg]
    """How close one must be to read the part this field stands beside."""


def shown_to(closeness: Closeness) -> ClosenessField:
    return ClosenessField(choices=Closeness.choices, default=closeness)


class CompanyKeyField(models.CharField):  # type: ignore[type-arg]
    """What the company beside it is known by, however it is written."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        key = company_key(getattr(model_instance, "company", ""))[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key


class Portrait(models.Model):
    """What a member says of himself, part by part, each with its own readers.

    The default of each part is the closest that still lets it work: the line stands
    on the card a stranger receives; trade and place make the description by which
    the ties of one's ties may hear of one; the rest is for ties.
    """

    member = models.OneToOneField(
        Member, on_delete=models.CASCADE, related_name="portrait"
    )
    line = models.CharField(max_length=160, blank=True)
    line_shown = shown_to(Closeness.STRANGER)
    trade = models.CharField(max_length=60, blank=True)
    trade_shown = shown_to(Closeness.WITHIN_REACH)
    company = models.CharField(max_length=80, blank=True)
    company_shown = shown_to(Closeness.TIE)
    # Compared with what others say of companies; nobody reads it.
    company_key = CompanyKeyField(max_length=80, blank=True, db_index=True)
    place = models.CharField(max_length=60, blank=True)
    place_shown = shown_to(Closeness.WITHIN_REACH)
    languages = models.JSONField(default=list, blank=True)
    languages_shown = shown_to(Closeness.WITHIN_REACH)
    working_on = models.CharField(max_length=200, blank=True)
    working_on_shown = shown_to(Closeness.TIE)
    looking_for = models.CharField(max_length=200, blank=True)
    looking_for_shown = shown_to(Closeness.TIE)
    changed_at = models.DateTimeField()

    personal = Personal(
        of="member",
        public=("line",),
        tie=("trade", "company", "place", "languages", "working_on", "looking_for"),
        private=(
            "line_shown",
            "trade_shown",
            "company_shown",
            "place_shown",
            "languages_shown",
            "working_on_shown",
            "looking_for_shown",
        ),
        technical=("id", "member", "changed_at", "company_key"),
        exported=(
            "line",
            "line_shown",
            "trade",
            "trade_shown",
            "company",
            "company_shown",
            "place",
            "place_shown",
            "languages",
            "languages_shown",
            "working_on",
            "working_on_shown",
            "looking_for",
            "looking_for_shown",
        ),
    )

    def __str__(self) -> str:
        return f"portrait of {self.member}"


class Entry(models.Model):
    """An offer, an ordeal or a curiosity: one sentence of a portrait."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    words = models.CharField(max_length=200)
    shown = shown_to(Closeness.WITHIN_REACH)
    written_at = models.DateTimeField()

    personal = Personal(
        of="member",
        tie=("words", "kind"),
        private=("shown", "written_at"),
        technical=("id", "public_id", "member"),
        exported=("kind", "words", "shown", "written_at"),
    )

    class Meta:
        ordering = ["kind", "written_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "words"], name="entry_written_once"
            )
        ]

    def __str__(self) -> str:
        return self.words


class Detail(models.Model):
    """A way to reach a member, shared once introduced."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="details")
    kind = models.CharField(max_length=20, choices=DetailKind.choices)
    value = models.CharField(max_length=200)
    shown = shown_to(Closeness.TIE)

    personal = Personal(
        of="member",
        tie=("kind", "value"),
        private=("shown",),
        technical=("id", "public_id", "member"),
        exported=("kind", "value", "shown"),
    )

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "value"], name="detail_written_once"
            )
        ]

    def __str__(self) -> str:
        return self.value
