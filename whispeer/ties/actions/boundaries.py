"""What a member declares of people and companies; nobody is ever told."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet, Subquery

from whispeer.members.models import Member
from whispeer.ties.actions.moves import hold, move
from whispeer.ties.models import Boundary, Relation, Suggestion, bounded_between, key_of
from whispeer.ties.queries.boundaries import members_of_addresses
from whispeer.ties.states import SUGGESTION_NEXT, RelationKind, SuggestionState


class OfOneself(Exception):
    """Nobody keeps himself away."""


class NothingSaid(Exception):
    """A name of a company without a letter in it: it would keep nobody away."""


@transaction.atomic
def keep_away(
    *,
    by: Member,
    now: datetime,
    other: Member | None = None,
    company: str = "",
    email: str = "",
) -> None:
    """Never with: from the next request on no room brings these together.

    One of `other`, `company` and `email`. Said again, it stays as it was.

    Raises
    ------
    OfOneself, NothingSaid
    """
    hold(by)
    if not (other or email or key_of(company)):
        raise NothingSaid
    if other == by or (email and email.lower() == by.email):
        raise OfOneself
    Boundary.objects.get_or_create(
        member=by,
        other=other,
        company_key=key_of(company),
        email=email.lower(),
        defaults={"company": company, "at": now},
    )
    recognise_holders(Boundary.objects.filter(member=by))
    end_suggestions_across(by)


def recognise_holders(boundaries: QuerySet[Boundary]) -> None:
    """Whose the addresses are, before he takes another one; nobody reads it."""
    holders = members_of_addresses().values("pk")[:1]
    unknown = boundaries.exclude(email="").filter(holder=None)
    unknown.annotate(found=Subquery(holders)).exclude(found=None).update(
        holder=Subquery(holders)
    )


@transaction.atomic
def let_near(boundary: Boundary, *, by: Member) -> None:
    """Take a boundary back."""
    Boundary.objects.filter(pk=boundary.pk, member=by).delete()


@transaction.atomic
def declare(
    kind: RelationKind,
    *,
    by: Member,
    now: datetime,
    other: Member | None = None,
    company: str = "",
) -> None:
    """Say what binds one to a tie or a company; said again, the last word counts.

    Raises
    ------
    OfOneself, NothingSaid
    """
    hold(by)
    if not (other or key_of(company)):
        raise NothingSaid
    if other == by:
        raise OfOneself
    Relation.objects.update_or_create(
        member=by,
        other=other,
        company_key=key_of(company),
        defaults={"kind": kind, "company": company, "at": now},
    )
    end_suggestions_across(by)


@transaction.atomic
def take_back(relation: Relation, *, by: Member) -> None:
    """Declare nothing of them any more."""
    Relation.objects.filter(pk=relation.pk, member=by).delete()


def end_suggestions_across(member: Member) -> None:
    """What a boundary stands between is suggested no longer, and not once it is lifted."""
    mine = Q(member=member) | Q(about=member)
    move(
        Suggestion.objects.filter(mine, bounded_between("member", "about")),
        SUGGESTION_NEXT,
        SuggestionState.OVER,
    )
