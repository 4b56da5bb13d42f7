import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from whispeer.graph.constants import WHISPERS
from whispeer.ground.personal import Personal
from whispeer.members.models import Detail, Member, blocked_between
from whispeer.ties.models import Side, bounded_between
from whispeer.whispers.models.whispers import Whisper
from whispeer.whispers.states import Kind, State, Step

TO_ANSWER = timedelta(hours=WHISPERS.to_answer)
OPEN = [Step.ASKED, Step.CARRIES, Step.HELPS, Step.LANDED]


class RelayQuerySet(models.QuerySet["Relay"]):
    """Who may hear of which: each looks at those before him and behind, at each request."""

    def visible_to(self, member: Member, now: datetime) -> "RelayQuerySet":
        """What a member was asked: while he may answer, and what became of it after.

        What he let rest, and what came to its end before he answered, is gone.
        """
        return self.reached(member).filter(
            Q(pk__in=self.entrusted_to(member, now).order_by().values("pk"))
            | Q(state__in=[Step.CARRIES, Step.HELPS, Step.LANDED, Step.CLOSED])
        )

    def reached(self, member: Member) -> "RelayQuerySet":
        """What was put into a member's hands, by somebody who exists for him."""
        return self.filter(~blocked_between("by", "to"), to=member, by__is_active=True)

    def entrusted_to(self, member: Member, now: datetime) -> "RelayQuerySet":
        """What a member was asked and may still answer; he and the seeker may meet."""
        return self.reached(member).filter(
            Q(kind=Kind.STRANGER) | Exists(tie_from_asker()),
            ~blocked_between("whisper__by", "to"),
            ~bounded_between("whisper__by", "to"),
            whisper__state=State.UNDER_WAY,
            whisper__ends_at__gt=now,
            whisper__by__is_active=True,
            state=Step.ASKED,
            ends_at__gt=now,
        )

    def held_by(self, member: Member, now: datetime) -> "RelayQuerySet":
        """By which a member holds a whisper that goes on; he said that he carries it."""
        return self.reached(member).filter(
            ~blocked_between("whisper__by", "to"),
            whisper__state=State.UNDER_WAY,
            whisper__ends_at__gt=now,
            state=Step.CARRIES,
        )

    def helping(self) -> "RelayQuerySet":
        """Those by which somebody would help, who may meet the seeker still."""
        return self.filter(
            Q(to=None) | Q(to__is_active=True),
            ~blocked_between("whisper__by", "to"),
            ~bounded_between("whisper__by", "to"),
            state=Step.HELPS,
        )

    def waiting(self) -> "RelayQuerySet":
        """Approved beforehand, and not asked yet."""
        return self.filter(state=Step.CHOSEN)

    def at_the_door(self, now: datetime) -> "RelayQuerySet":
        """Whose turn has come, and whose week was full; there is time to answer still."""
        return self.filter(state=Step.AT_DOOR, ends_at__gte=now + TO_ANSWER)

    def asked(self) -> "RelayQuerySet":
        """Whoever was asked, as far as who asked can tell; in the order of delivery."""
        sent = self.exclude(state=Step.CHOSEN).filter(asked_at__isnull=False)
        return sent.order_by("asked_at", "pk")


def tie_from_asker() -> models.QuerySet[Side]:
    return Side.objects.filter(member=OuterRef("by"), other=OuterRef("to"))


class Relay(models.Model):
    """One step of a whisper's way: somebody who holds it asks one person."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    whisper = models.ForeignKey(
        Whisper, on_delete=models.CASCADE, related_name="relays"
    )
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    # Nobody, where it is handed to somebody without an account: see Guest.
    to = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="relays"
    )
    # The step by which `by` holds it; none where he is the seeker.
    after = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="next"
    )
    state = models.CharField(max_length=20, choices=Step.choices, default=Step.CHOSEN)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.RELAY)
    line = models.CharField(max_length=200, blank=True)  # of who asks, in his own words
    chosen_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    # Only of a yes: what was let rest must not differ from a silence.
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = RelayQuerySet.as_manager()

    personal = Personal(
        of="by",
        tie=("line", "to", "asked_at"),
        private=("state", "kind", "chosen_at", "ends_at", "answered_at"),
        technical=("id", "public_id", "whisper", "by", "after"),
        # Neither how it was answered, nor to whom it led: that is another's to tell.
        exported=("line", "asked_at"),
    )

    class Meta:
        ordering = ["chosen_at", "pk"]
        constraints = [
            # Two may choose the same person; he is asked once, and neither can tell.
            models.UniqueConstraint(
                fields=["whisper", "to"],
                condition=Q(state__in=OPEN),
                name="nobody_asked_twice",
            ),
            models.UniqueConstraint(
                fields=["whisper", "by", "to"], name="chosen_once_by_each"
            ),
            models.UniqueConstraint(
                fields=["whisper"],
                condition=Q(state=Step.LANDED),
                name="landed_once",
            ),
            models.CheckConstraint(
                condition=Q(to=None) | ~Q(to=F("by")), name="relay_leads_to_another"
            ),
            models.CheckConstraint(
                condition=Q(state=Step.CHOSEN)
                | Q(state=Step.CLOSED)
                | Q(asked_at__isnull=False, ends_at__isnull=False),
                name="asked_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=Step.RESTS) | Q(answered_at=None),
                name="what_rests_says_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["to", "state"], name="relay_to"),
            models.Index(fields=["by"], name="relay_by"),
            models.Index(fields=["asked_at"], name="relay_asked"),
        ]

    def __str__(self) -> str:
        return "relay"

    @property
    def before(self) -> "Relay | None":
        """The step by which it came; none, too, where it went with who left."""
        if self.after_id is None:
            return None
        if "after" in self._state.fields_cache:
            return self.after
        found = Relay.objects.select_related("by", "to").filter(pk=self.after_id)
        return found.first()


class Yes(models.Model):
    """What a member says who would help, and what he lets pass once both have said yes.

    It is his, not of who asked him; where it came to nothing it is forgotten.
    """

    relay = models.OneToOneField(Relay, on_delete=models.CASCADE, related_name="yes")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    word = models.CharField(max_length=200, blank=True)
    details = models.ManyToManyField(Detail, blank=True, related_name="+")
    at = models.DateTimeField()

    personal = Personal(
        of="by",
        tie=("word", "at"),
        private=("details",),
        technical=("id", "relay", "by"),
        exported=("word", "at"),
    )

    class Meta:
        verbose_name_plural = "yes"

    def __str__(self) -> str:
        return "yes"


class Guest(models.Model):
    """Who was handed a whisper without having an account, once he says he can help.

    Nothing of him is kept before, nor for long after the whisper has ended.
    """

    relay = models.OneToOneField(Relay, on_delete=models.CASCADE, related_name="guest")
    given_name = models.CharField(max_length=60)
    detail = models.CharField(max_length=200)  # a way to reach him, as he writes it
    at = models.DateTimeField()

    personal = Personal(
        of="relay__by",
        third_party=("given_name", "detail"),
        private=("at",),
        technical=("id", "relay"),
    )

    def __str__(self) -> str:
        return "guest"
