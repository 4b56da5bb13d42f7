from django.db import models

from whispeer.ground.personal import Personal
from whispeer.members.models import Member
from whispeer.ties.states import IdeaKind


class Idea(models.Model):
    """What a day proposed somebody to do for another: one a day, the same all day.

    Remembered for a fortnight, so that the same person is not shown again and again;
    nothing says whether it was done.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()  # in the house's zone
    at = models.DateTimeField()
    kind = models.CharField(max_length=20, choices=IdeaKind.choices)
    # Its key, which tells nobody what it was; of a day without any, nothing.
    gesture = models.CharField(max_length=64, blank=True)
    other = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    personal = Personal(
        of="member",
        private=("day", "at", "kind", "other"),
        technical=("id", "member", "gesture"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "day"], name="one_idea_a_day")
        ]
        indexes = [models.Index(fields=["at"], name="idea_by_age")]

    def __str__(self) -> str:
        return "idea"
