"""What a member alone may know of his own choices."""

from datetime import datetime

from django.db.models import QuerySet

from whispeer.members.models import Block, Dismissal, Member


def blocks_of(member: Member) -> QuerySet[Block]:
    """The people this member blocked, for him to find them again."""
    people = ("of__given_name", "of__family_name", "pk")
    return Block.objects.filter(by=member).select_related("of").order_by(*people)


def let_pass_since(member: Member, since: datetime) -> dict[str, datetime]:
    """The keys of the gestures let pass since then, and when."""
    passed = Dismissal.objects.filter(member=member, at__gte=since)
    return dict(passed.values_list("gesture", "at"))
