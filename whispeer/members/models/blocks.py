from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from whispeer.ground.personal import Personal


def blocked(member: int, other: OuterRef) -> Exists:
    """Did one of two block the other? `other` names the column of an outer query."""
    between = Q(by=member, of=other) | Q(by=other, of=member)
    return Exists(Block.objects.filter(between))


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
