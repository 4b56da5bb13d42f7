"""Whom a member keeps away, for himself alone; and who is kept apart, for the engine."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from whispeer.members.models import Block, Member, Portrait
from whispeer.members.states import Closeness
from whispeer.ties.models import Boundary, Relation, key_of
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


def pairs_apart(of: Collection[int] | None = None) -> Iterator[tuple[int, int]]:
    """All who are never to be brought together: the engine leaves them out.

    What `may_meet` says of two, said of everybody at once; or of some, by their keys:
    then each pair in which one of them is.
    """
    yield from Block.objects.filter(with_any(of, "by", "of")).values_list("by", "of")
    rivals = Relation.objects.filter(kind=RelationKind.COMPETITOR)
    for rows in (Boundary.objects.all(), rivals):
        named = rows.filter(with_any(of, "member", "other"), other__isnull=False)
        yield from named.order_by().values_list("member", "other")
        yield from at_a_company(rows, of)
    written = Boundary.objects.exclude(email="").order_by()
    found = written.annotate(whom=Subquery(members_of_addresses().values("pk")[:1]))
    for whom in ("whom", "holder"):
        known = found.exclude(**{whom: None}).exclude(**{whom: F("member")})
        pairs = known.filter(with_any(of, "member", whom))
        yield from pairs.values_list("member", whom)


def kept_away_by(member: Member, companies: Iterable[str] = ()) -> set[int]:
    """Whom a member said himself never to be with, as far as he can read who that is.

    By name, or by a company that they tell their ties; `companies` are named besides.
    Not by an address, since nobody reads whose it is; nor those who keep him away.
    """
    away: set[int] = set()
    keys = {key_of(company) for company in companies}
    rivals = Relation.objects.filter(kind=RelationKind.COMPETITOR)
    for rows in (Boundary.objects.all(), rivals):
        mine = rows.filter(member=member)
        keys |= set(mine.values_list("company_key", flat=True))
        named = mine.filter(other__isnull=False)
        away |= set(named.values_list("other", flat=True))
    there = Portrait.objects.filter(company_key__in=keys - {""})
    told = there.filter(company_shown__lte=Closeness.TIE)
    return away | set(told.values_list("member", flat=True))


def at_a_company(
    rows: QuerySet[Boundary] | QuerySet[Relation], of: Collection[int] | None
) -> Iterator[tuple[int, int]]:
    """Who keeps a company away, and each who says that he works there."""
    mine = Q(member__in=of or ()) | Q(company_key__in=companies_of(of or ()))
    keyed = rows.exclude(company_key="").filter(Q() if of is None else mine)
    pairs = list(keyed.order_by().values_list("member", "company_key"))
    there: dict[str, list[int]] = defaultdict(list)
    if pairs:
        working = Portrait.objects.filter(company_key__in={key for _, key in pairs})
        for key, member in working.values_list("company_key", "member"):
            there[key].append(member)
    for member, key in pairs:
        for other in there[key]:
            if other != member and (of is None or not {member, other}.isdisjoint(of)):
                yield member, other


def companies_of(members: Collection[int]) -> QuerySet[Portrait, str]:
    said = Portrait.objects.filter(member__in=members).exclude(company_key="")
    return said.values_list("company_key", flat=True)


def with_any(of: Collection[int] | None, one: str, other: str) -> Q:
    if of is None:
        return Q()
    return Q(**{f"{one}__in": of}) | Q(**{f"{other}__in": of})


def members_of_addresses() -> QuerySet[Member]:
    """Of the rows of an outer query with an address, whose it is today."""
    same: QuerySet[Member] = Member.objects.filter(email=OuterRef("email"))
    return same.exclude(pk=OuterRef("member"))
