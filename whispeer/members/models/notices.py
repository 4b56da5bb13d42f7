from django.db import models
from django.db.models import Q

from whispeer.ground.personal import Personal
from whispeer.members.models.member import Member
from whispeer.members.states import NoticeKind


class Notice(models.Model):
    """Something waits in a room: which room and what kind, never what, never of whom.

    `about` is a random key by which the room knows it again. One mail a day tells of
    all that waits, and names none of it.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="notices")
    room = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    about = models.CharField(max_length=64, blank=True)
    left_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    personal = Personal(
        of="member",
        private=("kind", "left_at", "told_at"),
        technical=("id", "member", "room", "about"),
        exported=("room", "kind", "left_at", "told_at"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "about"], name="notice_left_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["member", "left_at"],
                condition=Q(told_at=None),
                name="notice_untold",
            ),
            models.Index(fields=["left_at"], name="notice_left"),
        ]

    def __str__(self) -> str:
        return "notice"
