import uuid

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from whispeer.ground.personal import Erased, Personal
from whispeer.members.models import Detail, Member, blocked_between
from whispeer.ties.states import Kept


class Tie(models.Model):
    """The mutual relation of two members, stored once: `first` is the lower row."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    first = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    # Who brought the two together; nobody when they met by themselves.
    introduced_by = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    personal = Personal(
        of="sides__member",
        tie=("introduced_by",),
        technical=("id", "public_id", "first", "second"),
        private=("made_at",),
        exported=("made_at",),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="tie_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="tie_ordered"
            ),
        ]

    def __str__(self) -> str:
        return "tie"


class SideQuerySet(models.QuerySet["Side"]):
    def visible_to(self, member: Member) -> "SideQuerySet":
        """A member's own sides, of people who exist for him."""
        return self.filter(
            ~blocked_between("member", "other"), member=member, other__is_active=True
        )

    def named(self) -> "SideQuerySet":
        """Those whose two ends agree that the tie may be named to others."""
        facing = Side.objects.filter(
            member=OuterRef("other"), other=OuterRef("member"), nameable=True
        )
        return self.filter(Exists(facing), nameable=True)


class Side(models.Model):
    """One end of a tie: whose it is, to whom it leads, and what only this end says."""

    tie = models.ForeignKey(Tie, on_delete=models.CASCADE, related_name="sides")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="sides")
    other = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    met = models.CharField(max_length=140, blank=True)
    # May this tie be named to others? It is a way only if both ends say yes.
    nameable = models.BooleanField(default=False)
    # Introduced, one chose which of one's details the other reads: these, no others.
    chose_details = models.BooleanField(default=False)
    details = models.ManyToManyField(Detail, blank=True, related_name="+")
    kept = models.CharField(max_length=10, choices=Kept.choices, blank=True)
    promised = models.CharField(max_length=400, blank=True)  # to oneself, of the other

    objects = SideQuerySet.as_manager()

    personal = Personal(
        of="member",
        tie=("other",),
        private=("met", "nameable", "chose_details", "details", "promised", "kept"),
        technical=("id", "tie", "member"),
        exported=("other", "met", "nameable", "promised", "kept"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tie", "member"], name="one_side_each"),
            models.UniqueConstraint(fields=["member", "other"], name="one_side_a_pair"),
            models.CheckConstraint(
                condition=~Q(member=F("other")), name="side_leads_to_another"
            ),
        ]

    def __str__(self) -> str:
        return "side"


class TieChange(models.Model):
    """The engine's log: which pair changed, in the order of the commits.

    The number is taken last, under a lock held to commit, so that the order of
    numbers is the order of commits. What the pair has become is read from the ties
    themselves when the change is applied, so applying twice is harmless.
    """

    seq = models.BigIntegerField(primary_key=True)
    first = models.BigIntegerField()
    second = models.BigIntegerField()
    at = models.DateTimeField()

    personal = Personal(
        technical=("seq", "first", "second", "at"), erased=Erased.BY_AGE
    )

    class Meta:
        ordering = ["seq"]

    def __str__(self) -> str:
        return str(self.seq)
