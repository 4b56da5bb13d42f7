"""Whom a member keeps away, for himself alone; and who is kept apart, for the engine."""

from collections.abc import Iterator

from django.db.models import F, OuterRef, QuerySet, Subquery

from whispeer.members.models import Block, Member, Portrait
from whispeer.ties.models import Boundary, Relation
from whispeer.ties.states import RelationKind


def boundaries_of(member: Member) -> QuerySet[Boundary]:
    return Boundary.objects.filter(member=member).select_related("other")


def relations_of(member: Member) -> QuerySet[Relation]:
    return Relation.objects.filter(member=member).select_related("other")


def relation_with(member: Member, other: Member) -> Relation | None:
    """What a member declared of another; rooms with closed doors ask it."""
    return Relation.objects.filter(member=member, other=other).first()


def is_kept_away(member: Member, other: Member) -> bool:
    """Did this member himself say "never with" of the other, by name?"""
    return Boundary.objects.filter(member=member, other=other).exists()


def pairs_apart() -> Iterator[tuple[int, int]]:
    """All who are never to be brought together: the engine leaves them out.

    What `may_meet` says of two, said of everybody at once.
    """
    yield from Block.objects.values_list("by", "of")
    rivals = Relation.objects.filter(kind=RelationKind.COMPETITOR)
    for rows in (Boundary.objects.all(), rivals):
        named = rows.filter(other__isnull=False)
        yield from named.order_by().values_list("member", "other")
        for member, key in rows.exclude(company_key="").values_list(
            "member", "company_key"
        ):
            there = Portrait.objects.filter(company_key=key).exclude(member=member)
            yield from (
                (member, other) for other in there.values_list("member", flat=True)
            )
    written = Boundary.objects.exclude(email="").order_by()
    found = written.annotate(whom=Subquery(members_of_addresses().values("pk")[:1]))
    for whom in ("whom", "holder"):
        known = found.exclude(**{whom: None}).exclude(**{whom: F("member")})
        yield from known.values_list("member", whom)


def members_of_addresses() -> QuerySet[Member]:
    """Of the rows of an outer query with an address, whose it is today."""
    same: QuerySet[Member] = Member.objects.filter(email=OuterRef("email"))
    return same.exclude(pk=OuterRef("member"))
