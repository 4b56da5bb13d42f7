import uuid
from datetime import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from whispeer.ground.personal import Personal
from whispeer.introductions.states import Answer, Kind, State
from whispeer.members.models import Detail, Member


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    def live(self, now: datetime) -> "IntroductionQuerySet":
        """Those that still may succeed."""
        return self.filter(state__in=[State.ENTRUSTED, State.CARRIED], ends_at__gt=now)

    def visible_to(self, member: Member) -> "IntroductionQuerySet":
        """Those a member began, carries, or is asked in, among people who exist for him.

        Who is only proposed sees nothing before it is carried to him; and nobody sees
        an introduction of which somebody has become nonexistent for him.
        """
        parties = Party.objects.filter(introduction=OuterRef("pk"))
        absent = parties.exclude(member=member).exclude(
            member__in=Member.objects.existing_for(member)
        )
        mine = Q(by=member) | Q(through=member) | Exists(parties.filter(member=member))
        there = Q(through=None) | Q(through__in=Member.objects.existing_for(member))
        return self.filter(mine, there | Q(through=member), ~Exists(absent))


class Introduction(models.Model):
    """Two people, brought together by one who is tied to both."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=20, choices=State.choices)
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    # Who is in the middle; nobody when the house welcomes a newcomer.
    through = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    # Whom a suggestion described; the one who asks does not know the name.
    about = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=400, blank=True)  # of who asks
    words = models.CharField(max_length=400, blank=True)  # of who carries it
    begun_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)

    objects = IntroductionQuerySet.as_manager()

    personal = Personal(
        of="by",
        tie=("reason", "words"),
        private=("kind", "state", "begun_at", "ends_at", "made_at", "about", "through"),
        technical=("id", "public_id", "by"),
        exported=("kind", "reason", "begun_at", "made_at"),
    )

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(through=None) | ~Q(through=F("by")) | Q(kind=Kind.OFFERED),
                name="another_is_in_the_middle",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.MADE) | Q(made_at__isnull=False),
                name="made_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["by", "through", "about"],
                condition=Q(state__in=[State.ENTRUSTED, State.CARRIED]),
                name="asked_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["through", "state"], name="introduction_through"),
            models.Index(fields=["state", "ends_at"], name="introduction_ends"),
        ]

    def __str__(self) -> str:
        return "introduction"


class Party(models.Model):
    """One of the two who would meet: what he answers, and what he would share."""

    introduction = models.ForeignKey(
        Introduction, on_delete=models.CASCADE, related_name="parties"
    )
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(
        max_length=20, choices=Answer.choices, default=Answer.AWAITED
    )
    details = models.ManyToManyField(Detail, blank=True, related_name="+")
    # Asked alone, a fortnight after: did they talk?
    talked = models.BooleanField(null=True, blank=True)

    personal = Personal(
        of="member",
        private=("answer", "details", "talked"),
        technical=("id", "introduction", "member"),
        exported=("answer",),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["introduction", "member"], name="party_once"
            )
        ]
        indexes = [models.Index(fields=["member", "answer"], name="party_of")]

    def __str__(self) -> str:
        return "party"
