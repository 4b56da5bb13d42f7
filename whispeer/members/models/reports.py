import uuid

from django.db import models
from django.db.models import F, Q

from whispeer.ground.personal import Personal
from whispeer.members.models.member import Member
from whispeer.members.states import ReportState


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, member: Member) -> "ReportQuerySet":
        """For stewards, less what speaks of themselves or comes from who blocked them.

        Who is reported never learns by whom, were he a steward; and a block by who is
        reported hides nothing, or it would be a way not to be read about.
        """
        if not member.is_steward:
            return self.none()
        authors = Member.objects.existing_for(member)
        return self.filter(by__in=authors).exclude(of=member)


class Report(models.Model):
    """Somebody tells the house that somebody did wrong here, in his own words."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="reports")
    # Nobody, when only the words say who it was.
    of = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    room = models.CharField(max_length=20)
    about = models.CharField(max_length=64, blank=True)  # the key of an introduction
    words = models.CharField(max_length=1000)
    state = models.CharField(
        max_length=20, choices=ReportState.choices, default=ReportState.RECEIVED
    )
    at = models.DateTimeField()

    objects = ReportQuerySet.as_manager()

    # Who is reported takes along nothing of it: he must not learn. Nor is it said of
    # whom: of an introduction, who tells it may not know the name.
    personal = Personal(
        of="by",
        private=("by", "of", "words", "state", "at"),
        technical=("id", "public_id", "room", "about"),
        exported=("words", "state", "at"),
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("of")), name="report_another")
        ]
        indexes = [models.Index(fields=["state", "at"], name="report_state")]

    def __str__(self) -> str:
        return "report"
