import uuid
from datetime import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from whispeer.ground.personal import Personal
from whispeer.introductions.states import Answer, Kind, State
from whispeer.members.models import Detail, Member
from whispeer.ties.models import Side

LIVE = [State.ENTRUSTED, State.CARRIED]


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    def live(self, now: datetime) -> "IntroductionQuerySet":
        """Those that still may succeed."""
        return self.filter(state__in=LIVE, ends_at__gt=now)

    def visible_to(self, member: Member, now: datetime) -> "IntroductionQuerySet":
        """All that a member may still hear of, and nothing that tells why it failed.

        Who asked hears of it to the end and a while after, whatever happened; who is
        in the middle, as long as both are his ties; who is asked, until he says no or
        the end comes; and those whom it brought together.
        """
        return self.filter(
            self.asked_by(member)
            | self.carried_by(member)
            | self.awaiting(member, now)
            | self.agreed_by(member)
            | self.made_for(member),
            pk__in=self.model.objects.among_existing(member),
        )

    def among_existing(self, member: Member) -> "IntroductionQuerySet":
        """Those whose go-between, where there is one, exists for this member."""
        existing = Member.objects.existing_for(member)
        return self.filter(Q(through=None) | Q(through__in=existing))

    def asked_by(self, member: Member) -> Q:
        return Q(by=member, kind=Kind.ASKED) & ~Q(state=State.MADE)

    def carried_by(self, member: Member) -> Q:
        """In the middle: both must be there, and be his ties."""
        strange = Party.objects.filter(introduction=OuterRef("pk")).exclude(
            member__in=Side.objects.visible_to(member).values("other")
        )
        return Q(through=member) & ~Q(Exists(strange))

    def awaiting(self, member: Member, now: datetime) -> Q:
        """Asked for an answer: still tied to who carries it, the other still there.

        Of an offer one sees nothing change when the other says no: his yes comes
        to nothing, as a silence would. What somebody asked for is gone when it is over.
        """
        own = Party.objects.filter(
            introduction=OuterRef("pk"), member=member, answer=Answer.AWAITED
        )
        sides = Side.objects.filter(member=member, other=OuterRef("through"))
        open_ = Q(state=State.CARRIED) | Q(state=State.OVER) & ~Q(kind=Kind.ASKED)
        return (
            Q(ends_at__gt=now)
            & open_
            & Exists(own)
            & Exists(self.facing(member))
            & (Q(through=None) | Exists(sides))
        )

    def agreed_by(self, member: Member) -> Q:
        """Those an offer brought a yes from, made or not: who said it waits to hear."""
        own = Party.objects.filter(
            introduction=OuterRef("pk"), member=member, answer=Answer.YES
        )
        return ~Q(kind=Kind.ASKED) & ~Q(state=State.MADE) & Exists(own)

    def made_for(self, member: Member) -> Q:
        """Those that tied this member to somebody, and they are tied still."""
        own = Party.objects.filter(introduction=OuterRef("pk"), member=member)
        return Q(state=State.MADE) & Exists(own) & Exists(self.tied_to(member))

    def facing(self, member: Member) -> models.QuerySet["Party"]:
        """The other of the two, when he exists for this member."""
        others = Party.objects.filter(introduction=OuterRef("pk"))
        existing = Member.objects.existing_for(member)
        return others.exclude(member=member).filter(member__in=existing)

    def tied_to(self, member: Member) -> models.QuerySet["Party"]:
        ties = Side.objects.visible_to(member).values("other")
        return self.facing(member).filter(member__in=ties)


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
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=400, blank=True)  # of who asks
    begun_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    # When all was told that there was to tell of how it ended, and of what followed.
    told_at = models.DateTimeField(null=True, blank=True)
    followed_at = models.DateTimeField(null=True, blank=True)

    objects = IntroductionQuerySet.as_manager()

    personal = Personal(
        of="by",
        tie=("reason",),
        private=("kind", "state", "begun_at", "ends_at", "made_at", "about", "through"),
        technical=("id", "public_id", "by", "told_at", "followed_at"),
        # Not the state: before the end it would tell what nobody is told.
        exported=("kind", "reason", "begun_at", "ends_at"),
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
                fields=["by", "about"],
                condition=Q(state__in=LIVE),
                name="asked_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["through", "state"], name="introduction_through"),
            models.Index(fields=["by", "kind"], name="introduction_by"),
            models.Index(
                fields=["ends_at"], condition=Q(told_at=None), name="introduction_ends"
            ),
            models.Index(
                fields=["made_at"],
                condition=Q(followed_at=None),
                name="introduction_made",
            ),
        ]

    def __str__(self) -> str:
        return "introduction"


class Carrying(models.Model):
    """What the one in the middle says to the two, in his own words."""

    introduction = models.OneToOneField(
        Introduction, on_delete=models.CASCADE, related_name="carrying"
    )
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()

    personal = Personal(
        of="by",
        tie=("words",),
        private=("at",),
        technical=("id", "introduction", "by"),
        exported=("words", "at"),
    )

    def __str__(self) -> str:
        return "carrying"


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

    # Nothing is taken along: a row stands here for some of whom nothing was asked yet.
    personal = Personal(
        of="member",
        private=("answer", "details", "talked"),
        technical=("id", "introduction", "member"),
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
