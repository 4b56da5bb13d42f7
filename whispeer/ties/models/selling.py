"""What keeps word of mouth from being selling; nothing here holds anybody's words."""

import uuid

from django.db import models
from django.db.models import F, Q

from whispeer.ground.personal import Erased, Personal
from whispeer.members.models import Member


class Wording(models.Model):
    """Somebody wrote to somebody lately: a fingerprint, from which no word comes back."""

    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    # Nobody in particular: a whisper, before it is known whom it will reach.
    to = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    fingerprint = models.CharField(max_length=32)
    at = models.DateTimeField()

    personal = Personal(
        technical=("id", "by", "to", "fingerprint", "at"), erased=Erased.BY_AGE
    )

    class Meta:
        indexes = [models.Index(fields=["by", "at"], name="wording_by")]

    def __str__(self) -> str:
        return "wording"


class Felt(models.Model):
    """Somebody felt sold to. Never shown to anybody, a steward included."""

    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    of = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=36)  # the public id of what was asked
    at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, blank=True)  # it has served

    personal = Personal(
        of="by",
        private=("at",),
        technical=("id", "by", "of", "about", "looked_at"),
        exported=("at",),
        erased=Erased.BY_AGE,
    )

    class Meta:
        verbose_name_plural = "felt"
        constraints = [
            models.UniqueConstraint(fields=["by", "about"], name="felt_once"),
            models.CheckConstraint(condition=~Q(by=F("of")), name="felt_of_another"),
        ]
        indexes = [models.Index(fields=["of", "at"], name="felt_of")]

    def __str__(self) -> str:
        return "felt"


class PauseQuerySet(models.QuerySet["Pause"]):
    def visible_to(self, member: Member) -> "PauseQuerySet":
        """The stewards', each of whom leaves what is about himself to another."""
        return self.exclude(member=member) if member.is_steward else self.none()


class Pause(models.Model):
    """Somebody's asks pause, until a steward has looked."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    objects = PauseQuerySet.as_manager()

    personal = Personal(
        of="member",
        private=("since",),
        technical=("id", "public_id", "member"),
        exported=("since",),
    )

    def __str__(self) -> str:
        return "pause"
