"""Who is how close to whom, who may meet, and whom a member's page may open."""

import uuid
from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from whispeer.ground.prepared import rows
from whispeer.members.models import Member
from whispeer.members.queries import with_portraits
from whispeer.members.states import Closeness, Discoverability
from whispeer.ties.models import Side, Suggestion, Tie, bounded
from whispeer.ties.states import SuggestionState

WAYS = 3  # how many who could lead to somebody are named


def may_meet(one: Member, other: Member) -> bool:
    """May these two be brought together? Every room asks here, at each step.

    They exist for each other, and neither keeps the other, or his company, away.
    """
    return bool(rows(met_by, one.pk, other.pk))


def met_by(one: int, other: int) -> QuerySet[Member, int]:
    may = whom_one_may_meet(Member(pk=one))
    return may.filter(pk=other).values_list("pk", flat=True)


def whom_one_may_meet(one: Member) -> QuerySet[Member]:
    """All those for whom `may_meet` says yes, for queries of other rooms."""
    existing: QuerySet[Member] = Member.objects.existing_for(one)
    return existing.filter(~bounded(one.pk, OuterRef("pk")))


def exist(one: Member, other: Member) -> bool:
    """Do two exist for each other? What passes from hand to hand asks no more."""
    return bool(rows(existing_among, one.pk, [other.pk]))


def existing_among(member: int, others: Sequence[int]) -> QuerySet[Member, int]:
    """Which of some people exist for a member."""
    existing: QuerySet[Member] = Member.objects.existing_for(Member(pk=member))
    return existing.filter(pk__in=others).values_list("pk", flat=True)


def are_tied(one: Member, other: Member) -> bool:
    return bool(rows(ties_among, one.pk, [other.pk]))


def ties_among(member: int, others: Sequence[int]) -> QuerySet[Side, int]:
    """Which of some people a member is tied to."""
    sides = Side.objects.visible_to(Member(pk=member)).filter(other__in=others)
    return sides.values_list("other", flat=True)


def tie_between(one: Member, other: Member) -> Tie | None:
    return Tie.objects.filter(sides__in=side_between(one, other)).first()


def side_between(member: Member, other: Member) -> QuerySet[Side]:
    """A member's own side of the tie that leads to another, if there is one."""
    return Side.objects.visible_to(member).filter(other=other)


def closeness(viewer: Member, member: Member) -> Closeness:
    """How close a member is for who looks at him."""
    if viewer.pk == member.pk:
        return Closeness.SELF
    if are_tied(viewer, member):
        return Closeness.TIE
    if ways_to(viewer).filter(member_id=member.pk).exists():
        return Closeness.WITHIN_REACH
    return Closeness.STRANGER


def ways_to(viewer: Member) -> QuerySet[Side]:
    """The sides by which one's ties lead further, each way agreed to by all its ends.

    `member` is who could be reached, `other` the tie who leads there: all four
    sides of a way of two ties agreed to be named.
    """
    near = Side.objects.visible_to(viewer).named().values("other")
    return (
        Side.objects.named()
        .filter(other__in=near, member__in=whom_one_may_meet(viewer))
        .exclude(member=viewer)
    )


def way_to(viewer: Member, member: Member) -> list[Member]:
    """The ties who could lead to somebody: who was suggested first, then by name."""
    suggested = Suggestion.objects.filter(
        member=viewer,
        about=member,
        through=OuterRef("other"),
        state=SuggestionState.LIVE,
    )
    sides = (
        ways_to(viewer)
        .filter(member=member)
        .select_related("other__portrait")
        .order_by(Exists(suggested).desc(), "other__given_name", "other__pk")
    )
    return [side.other for side in sides[:WAYS]]


def people_for(viewer: Member) -> QuerySet[Member]:
    """Whose page opens: one's own, one's ties', and who is within reach by name."""
    tied = Side.objects.filter(member=viewer, other=OuterRef("pk"))
    reached = ways_to(viewer).filter(member=OuterRef("pk"))
    by_name = Q(discoverability=Discoverability.BY_NAME)
    existing: QuerySet[Member] = Member.objects.existing_for(viewer)
    return existing.filter(Q(pk=viewer.pk) | Exists(tied) | (by_name & Exists(reached)))


def person_for(viewer: Member, public_id: uuid.UUID) -> Member:
    """The person behind an address, or 404: nobody learns who exists."""
    return get_object_or_404(with_portraits(people_for(viewer)), public_id=public_id)
