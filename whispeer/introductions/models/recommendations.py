import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q

from whispeer.ground.personal import Personal
from whispeer.introductions.states import Recommended
from whispeer.members.models import Member, blocked_between


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    """For its two people; beyond them `queries.recommendations` alone decides."""

    def visible_to(self, member: Member, now: datetime) -> "RecommendationQuerySet":
        """What a member wrote, and what he was proposed or accepted."""
        return self.standing(now).filter(
            Q(by=member) | Q(of=member) & ~Q(state=Recommended.LET_BE)
        )

    def proposed_to(self, member: Member, now: datetime) -> "RecommendationQuerySet":
        waiting = self.standing(now).filter(state=Recommended.PROPOSED)
        return waiting.filter(of=member)

    def standing(self, now: datetime) -> "RecommendationQuerySet":
        """Accepted, or still awaited; of two who exist for each other."""
        return self.filter(
            Q(state=Recommended.ACCEPTED) | Q(ends_at__gt=now),
            ~blocked_between("by", "of"),
            by__is_active=True,
            of__is_active=True,
        )


class Recommendation(models.Model):
    """Words about work that two really did together: one writes, the other accepts."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    of = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(
        max_length=20, choices=Recommended.choices, default=Recommended.PROPOSED
    )
    work = models.CharField(max_length=160)  # what they did together, and when
    words = models.CharField(max_length=600)
    limit = models.CharField(max_length=200)  # what the words do not speak for
    # May whom it is of be asked about under no name yet? His to say, when he accepts.
    before_name = models.BooleanField(default=False)
    proposed_at = models.DateTimeField()
    ends_at = models.DateTimeField()  # of the wait for the other's yes

    objects = RecommendationQuerySet.as_manager()

    personal = Personal(
        of="by",
        tie=("of", "work", "words", "limit", "proposed_at"),
        private=("state", "before_name", "ends_at"),
        technical=("id", "public_id", "by"),
        # Not the state: it would tell a no from a silence.
        exported=("of", "work", "words", "limit", "proposed_at"),
    )

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["by", "of"], name="recommended_once"),
            models.CheckConstraint(
                condition=~Q(by=F("of")), name="recommended_by_another"
            ),
        ]
        indexes = [models.Index(fields=["of", "state"], name="recommendation_of")]

    def __str__(self) -> str:
        return "recommendation"
