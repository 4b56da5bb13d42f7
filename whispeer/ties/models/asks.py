from django.db import models

from whispeer.ground.personal import Erased, Personal
from whispeer.members.models import Member


class Ask(models.Model):
    """Somebody was asked for something, in any room; kept for as long as a limit looks back.

    It says nothing of what was asked. `heard` tells that it took one of the week's
    places: what came past a full week, or asked nothing of the one in the middle,
    takes none.
    """

    # Nobody, when the house asked.
    by = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    # Nobody, when it was handed to somebody without an account.
    to = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    room = models.CharField(max_length=20)
    heard = models.BooleanField()
    at = models.DateTimeField()

    personal = Personal(
        technical=("id", "by", "to", "room", "heard", "at"), erased=Erased.BY_AGE
    )

    class Meta:
        indexes = [
            models.Index(fields=["to", "at"], name="ask_to"),
            models.Index(fields=["by", "at"], name="ask_by"),
        ]

    def __str__(self) -> str:
        return "ask"
