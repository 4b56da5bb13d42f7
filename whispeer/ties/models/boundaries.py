import uuid
from functools import cache, reduce
from operator import and_
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from whispeer.ground.personal import Personal
from whispeer.ground.words import company_key
from whispeer.members.models import Member, Portrait
from whispeer.ties.states import RelationKind


class OfSomebody(models.Model):
    """Something a member declares, for himself alone, of a person or of a company."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    company = models.CharField(max_length=80, blank=True)
    company_key = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering: ClassVar = ["company_key", "pk"]


def of_one_thing(name: str, *things: str) -> list[models.BaseConstraint]:
    """Each row is about one person or one company, never oneself, and said once."""
    empty = {"other": Q(other=None), **{thing: Q(**{thing: ""}) for thing in things}}
    one = Q()
    for thing in empty:
        rest = [said for other, said in empty.items() if other != thing]
        one |= ~empty[thing] & reduce(and_, rest)
    return [
        models.CheckConstraint(condition=one, name=f"{name}_of_one_thing"),
        models.CheckConstraint(
            condition=Q(other=None) | ~Q(member=F("other")), name=f"{name}_of_another"
        ),
        *(
            models.UniqueConstraint(
                fields=["member", thing],
                condition=~said,
                name=f"{name}_once_{thing}",
            )
            for thing, said in empty.items()
        ),
    ]


class Relation(OfSomebody):
    """An employee, an investor, a client, a competitor, somebody of the family."""

    kind = models.CharField(max_length=20, choices=RelationKind.choices)

    personal = Personal(
        of="member",
        tie=("other",),
        private=("kind", "company", "at"),
        technical=("id", "public_id", "member", "company_key"),
        exported=("other", "company", "kind", "at"),
    )

    class Meta(OfSomebody.Meta):
        constraints = of_one_thing("relation", "company_key")

    def __str__(self) -> str:
        return self.kind


class Boundary(OfSomebody):
    """Never with: no room ever brings the member and these together, or says why."""

    # Somebody who may be a member, or become one: nobody is told whether he is.
    email = models.EmailField(blank=True)
    # Whose address that was when the house last looked: he stays away with another.
    holder = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    # Whom it is about takes along nothing of it: he must not learn.
    personal = Personal(
        of="member",
        private=("other", "company", "at"),
        third_party=("email",),
        technical=("id", "public_id", "member", "company_key", "holder"),
        exported=("other", "company", "email", "at"),
    )

    class Meta(OfSomebody.Meta):
        constraints = of_one_thing("boundary", "company_key", "email")
        verbose_name_plural = "boundaries"

    def __str__(self) -> str:
        return "boundary"


def kept_away(member: Any, other: Any) -> Q:
    """A row by which the first of two keeps the second, or his company, away."""
    company = Portrait.objects.filter(member=outward(other)).exclude(company_key="")
    of_his = Q(company_key__in=company.order_by().values("company_key"))
    return Q(member=member) & (Q(other=other) | of_his)


def kept_away_by_address(member: Any, other: Any) -> Q:
    address = Member.objects.filter(pk=outward(other)).order_by().values("email")
    return Q(member=member) & (Q(email__in=address) | Q(holder=other))


def outward(member: Any) -> Any:
    """The same column, seen from one query deeper."""
    return OuterRef(member) if isinstance(member, OuterRef) else member


def bounded(one: int | OuterRef, other: int | OuterRef) -> Q:
    """Did one of two declare that they are never to be brought together?

    A competitor is kept away like whom one named; the other relations say nothing of
    whom one may meet. While a steward lets a branch rest, nobody of it meets anybody.
    """
    either = kept_away(one, other) | kept_away(other, one)
    by_address = kept_away_by_address(one, other) | kept_away_by_address(other, one)
    never = Boundary.objects.filter(either | by_address)
    rivals = Relation.objects.filter(either, kind=RelationKind.COMPETITOR)
    resting = Member.objects.filter(Q(pk=one) | Q(pk=other), frozen_at__isnull=False)
    return Q(Exists(never)) | Q(Exists(rivals)) | Q(Exists(resting))


@cache
def bounded_between(one: str, other: str) -> Q:
    """The same of two columns of an outer query: always the same words, made once."""
    return bounded(OuterRef(one), OuterRef(other))


def key_of(company: str) -> str:
    return company_key(company)[:80]
