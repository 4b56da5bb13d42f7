from functools import cache

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from whispeer.ground.personal import Personal


def blocked(one: int | OuterRef, other: int | OuterRef) -> Exists:
    """Did one of two block the other? `OuterRef` names the column of an outer query."""
    between = Q(by=one, of=other) | Q(by=other, of=one)
    return Exists(Block.objects.filter(between))


@cache
def blocked_between(one: str, other: str) -> Exists:
    """The same of two columns of an outer query: always the same words, made once."""
    return blocked(OuterRef(one), OuterRef(other))


class Block(models.Model):
    """From the next request on, two people do not exist for each other."""

    by = models.ForeignKey(
        "members.Member", on_delete=models.CASCADE, related_name="blocks"
    )
    of = models.ForeignKey(
        "members.Member", on_delete=models.CASCADE, related_name="blocked_by"
    )
    at = models.DateTimeField()

    # The one who is blocked takes along nothing of it: he must not learn.
    personal = Personal(
        of="by",
        private=("by", "of", "at"),
        technical=("id",),
        exported=("of", "at"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "of"], name="block_once"),
            models.CheckConstraint(condition=~Q(by=F("of")), name="block_another"),
        ]

    def __str__(self) -> str:
        return "block"
