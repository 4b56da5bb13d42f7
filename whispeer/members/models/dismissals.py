from django.db import models

from whispeer.ground.personal import Personal
from whispeer.members.models.member import Member


class Dismissal(models.Model):
    """A gesture let pass: it does not come back for a while, and nobody knows."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    gesture = models.CharField(max_length=64)
    at = models.DateTimeField()

    personal = Personal(
        of="member",
        private=("gesture", "at"),
        technical=("id", "member"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "gesture"], name="gesture_let_pass_once"
            )
        ]

    def __str__(self) -> str:
        return "gesture let pass"
