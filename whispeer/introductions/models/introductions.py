import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from whispeer.ground.personal import Personal
from whispeer.ground.prepared import rows
from whispeer.introductions.states import Answer, Kind, State
from whispeer.members.models import Block, Detail, Member
from whispeer.members.states import Discoverability
from whispeer.ties.models import Side, bounded, bounded_between

LIVE = [State.ENTRUSTED, State.CARRIED]
FOLLOWED_AFTER = timedelta(days=14)


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    """Who may hear of which: no rule here looks at why something is over."""

    def visible_to(self, member: Member, now: datetime) -> "IntroductionQuerySet":
        """All that a member may hear of, in whichever place of the three."""
        mine = self.concerning(member)
        places = (
            mine.entrusted_to(member, now),
            mine.asked_of(member, now),
            mine.awaited_by(member),
            mine.made_for(member),
        )
        anywhere = Q()
        for place in places:
            anywhere |= Q(pk__in=place.order_by().values("pk"))
        return mine.filter(anywhere)

    def concerning(self, member: Member) -> "IntroductionQuerySet":
        """Those in which a member has a place, by index, whether he may hear of it or not.

        A handful however many there are in the house: read at once, so that the rules
        below look at nothing else.
        """
        mine = rows(concerning, member.pk)
        return self.filter(pk__in=mine) if mine else self.none()

    def live(self, now: datetime) -> "IntroductionQuerySet":
        """Those that still may succeed."""
        return self.filter(state__in=LIVE, ends_at__gt=now)

    def standing(self) -> "IntroductionQuerySet":
        """No withdrawal: who began it still waits, or heard how it ended."""
        return self.filter(Q(told_at=None) | Q(told_at__gte=F("ends_at")))

    def entrusted_to(self, member: Member, now: datetime) -> "IntroductionQuerySet":
        """What ties ask a member to carry: to a tie of his, and they may meet."""
        if self.query.is_empty():  # nothing concerns him: nothing to work out
            return self
        near = ties_of(member)
        # Those who asked and whom they asked for are nonexistent for each other.
        apart = Block.objects.filter(
            Q(by=OuterRef("by"), of=OuterRef("about"))
            | Q(by=OuterRef("about"), of=OuterRef("by"))
        )
        tied = Side.objects.filter(member=OuterRef("by"), other=OuterRef("about"))
        never = bounded_between("by", "about")
        hidden = Q(about__discoverability=Discoverability.NOT_AT_ALL)
        somebody = Q(about__in=near) & ~hidden & ~Exists(apart) & ~never & ~Exists(tied)
        return self.live(now).filter(
            Q(about=None) | somebody,
            through=member,
            state=State.ENTRUSTED,
            by__in=near,
        )

    def asked_of(self, member: Member, now: datetime) -> "IntroductionQuerySet":
        """What awaits a member's own answer.

        Of an offer one sees nothing change when the other says no: one's yes comes to
        nothing, as it would after a silence. What somebody asked for is gone when over.
        """
        if self.query.is_empty():  # nothing concerns him: nothing to work out
            return self
        own = parties(member=member, answer=Answer.AWAITED)
        near = ties_of(member)
        never = bounded(member.pk, OuterRef("member"))
        other = facing(member).exclude(member__in=near).exclude(never)
        is_open = Q(state=State.CARRIED) | Q(state=State.OVER) & ~Q(kind=Kind.ASKED)
        carried_by_a_tie = Q(through=None) | Q(through__in=near)
        return self.standing().filter(
            is_open, carried_by_a_tie, Exists(own), Exists(other), ends_at__gt=now
        )

    def awaited_by(self, member: Member) -> "IntroductionQuerySet":
        """Those a member waits to hear of: he asked, or brings two together, or said yes.

        To the end and after, whatever became of them; only who made himself or the
        go-between nonexistent takes them along.
        """
        if self.query.is_empty():  # nothing concerns him: nothing to work out
            return self
        exists = existing(member, "through")
        asked = Q(by=member, kind=Kind.ASKED) & exists
        strange = parties().exclude(member=member).exclude(member__in=ties_of(member))
        carried = Q(carrying__by=member) & Exists(parties()) & ~Exists(strange)
        yes = Exists(parties(member=member, answer=Answer.YES))
        house = Q(through=None) | exists
        agreed = ~Q(kind=Kind.ASKED) & house & yes
        waiting = self.standing().exclude(state=State.MADE)
        return waiting.filter(asked | carried | agreed)

    def made_for(self, member: Member) -> "IntroductionQuerySet":
        """Those that tied a member to somebody, or two of his ties through him."""
        if self.query.is_empty():  # nothing concerns him: nothing to work out
            return self
        near = ties_of(member)
        mine = Exists(parties(member=member)) & Exists(
            facing(member).filter(member__in=near)
        )
        strange = parties().exclude(member__in=near)
        through_me = Q(through=member) & ~Exists(strange)
        return self.filter(mine | through_me, state=State.MADE)

    def withdrawable_by(self, member: Member, now: datetime) -> "IntroductionQuerySet":
        """What a member began and still awaits, failed or not."""
        begun = self.filter(by=member, kind__in=[Kind.ASKED, Kind.OFFERED])
        return begun.filter(told_at=None, ends_at__gt=now)

    def to_follow(self, now: datetime) -> "IntroductionQuerySet":
        """Made a fortnight ago; nobody was asked yet what came of them."""
        return self.filter(
            state=State.MADE, followed_at=None, made_at__lte=now - FOLLOWED_AFTER
        )


def concerning(member: int) -> models.QuerySet["Introduction", int]:
    """The keys of those in which a member has a place: three looks into an index."""
    every = Introduction.objects.order_by()
    parties = Party.objects.filter(member=member)
    return (
        every.filter(by=member)
        .values_list("pk", flat=True)
        .union(
            every.filter(through=member).values_list("pk", flat=True),
            parties.values_list("introduction", flat=True),
        )
    )


def parties(**said: Any) -> models.QuerySet["Party"]:
    """The two of the introduction around, or those of whom something is said."""
    return Party.objects.filter(introduction=OuterRef("pk"), **said)


def facing(member: Member) -> models.QuerySet["Party"]:
    """The other of the two, if he exists for this member."""
    return parties().filter(existing(member, "member")).exclude(member=member)


def existing(member: Member, column: str) -> Exists:
    """Does who stands in a column exist for this member? Each looked up, never all."""
    return Exists(Member.objects.existing_for(member).filter(pk=OuterRef(column)))


def ties_of(member: Member) -> models.QuerySet[Side, Any]:
    return Side.objects.visible_to(member).values("other")


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

    if TYPE_CHECKING:
        two: list["Party"]  # those who would meet, where they were read beside it

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

    @property
    def is_offered(self) -> bool:
        return self.kind == Kind.OFFERED


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
