"""What a member alone may know of his own choices."""

from datetime import datetime

from django.db.models import QuerySet

from whispeer.ground.prepared import rows
from whispeer.members.models import Block, Dismissal, Member


def blocks_of(member: Member) -> QuerySet[Block]:
    """The people this member blocked, for him to find them again."""
    people = ("of__given_name", "of__family_name", "pk")
    return Block.objects.filter(by=member).select_related("of").order_by(*people)


def let_pass_since(member: Member, since: datetime) -> dict[str, datetime]:
    """The keys of the gestures let pass since then, and when."""
    return dict(rows(passed_by, member.pk, since))


def passed_by(
    member: int, since: datetime
) -> QuerySet[Dismissal, tuple[str, datetime]]:
    passed = Dismissal.objects.filter(member=member, at__gte=since)
    return passed.values_list("gesture", "at")
