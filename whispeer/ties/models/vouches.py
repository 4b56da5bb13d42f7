from functools import cache
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from whispeer.ground.personal import Erased, Personal
from whispeer.members.models import Member
from whispeer.ties.models.cards import Invitation


class Vouch(models.Model):
    """One member answers for another, who came in by somebody else."""

    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    of = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="vouches")
    at = models.DateTimeField()

    personal = Personal(
        of="by",
        tie=("of", "at"),
        technical=("id", "by"),
        exported=("of", "at"),
    )

    class Meta:
        verbose_name_plural = "vouches"
        constraints = [
            models.UniqueConstraint(fields=["by", "of"], name="vouched_once"),
            models.CheckConstraint(
                condition=~Q(by=F("of")), name="vouched_for_another"
            ),
        ]

    def __str__(self) -> str:
        return "vouch"


class NeverAgain(models.Model):
    """An address that asked to hear nothing of this house, as a keyed hash."""

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    personal = Personal(technical=("id", "digest", "at"), erased=Erased.KEPT)

    class Meta:
        verbose_name_plural = "never again"

    def __str__(self) -> str:
        return "never again"


def newcomers(member: Any) -> models.QuerySet[Invitation]:
    """The invitation of somebody who is known to nobody yet but who invited him."""
    return Invitation.objects.filter(used_by=member, opened_at=None)


@cache
def is_newcomer(column: str) -> Exists:
    """The same of a column of an outer query."""
    return Exists(newcomers(OuterRef(column)))
