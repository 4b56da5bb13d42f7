"""Ties: made of a card or an introduction, named or not, let go; the block that ends one."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.timezone import localdate

from whispeer.members import actions as members
from whispeer.members.models import Detail, Member
from whispeer.ties.actions import changes
from whispeer.ties.actions.moves import hold, move
from whispeer.ties.models import Card, Event, Side, Suggestion, Tie
from whispeer.ties.states import (
    CARD_NEXT,
    SUGGESTION_NEXT,
    CardState,
    Lived,
    SuggestionState,
)


class NotATie(Http404):
    """These two are not tied, or no longer: for who asks there is nothing here."""


class End(NamedTuple):
    """One end of a tie about to be made, and what this end says of it.

    `details` are those chosen for the other to read, and no others; None leaves it
    to the portrait, as for every tie.
    """

    member: Member
    met: str = ""
    nameable: bool = False
    details: Iterable[Detail] | None = None


def bind(
    one: End,
    other: End,
    *,
    now: datetime,
    lived: Lived | None = None,
    introduced_by: Member | None = None,
) -> Tie:
    """Tie two members who are held and not tied yet; `other` is who said yes last."""
    first, second = sorted((one.member, other.member), key=lambda member: member.pk)
    tie = Tie.objects.create(
        first=first, second=second, made_at=now, introduced_by=introduced_by
    )
    put_side(tie, one, other.member)
    put_side(tie, other, one.member)
    if lived:
        Event.objects.create(
            tie=tie, kind=lived, by=other.member, at=now, day=localdate(now)
        )
    changes.record(first.pk, second.pk, now=now)
    return tie


def put_side(tie: Tie, end: End, other: Member) -> None:
    side = Side.objects.create(
        tie=tie,
        member=end.member,
        other=other,
        met=end.met,
        nameable=end.nameable,
        chose_details=end.details is not None,
    )
    side.details.set(end.details or [])


def say_again(tie: Tie, *, by: Member, now: datetime, met: str, nameable: bool) -> None:
    """Two took each other's cards: the tie is made, and the last word counts."""
    side = Side.objects.get(tie=tie, member=by)
    side.met = met or side.met
    side.nameable = nameable
    side.save(update_fields=["met", "nameable"])
    changes.record(tie.first_id, tie.second_id, now=now)


def held(tie: Tie, by: Member) -> Tie:
    """One's own tie, kept from being let go until the commit.

    Raises
    ------
    NotATie
        When it is somebody else's, or no longer there.
    """
    own = Tie.objects.filter(pk=tie.pk, sides__in=Side.objects.visible_to(by))
    row = own.select_for_update(of=("self",)).first()
    if row is None:
        raise NotATie
    return row


@transaction.atomic
def name_tie(side: Side, *, nameable: bool, by: Member, now: datetime) -> None:
    """Say whether one agrees that a tie be named; the other is not told."""
    tie = held(side.tie, by)
    own = Side.objects.filter(tie=tie, member=by).exclude(nameable=nameable)
    if own.update(nameable=nameable):
        changes.record(tie.first_id, tie.second_id, now=now)


@transaction.atomic
def say_where_met(side: Side, *, met: str, by: Member) -> None:
    """Put one's own words on where one met; nobody else reads them."""
    Side.objects.visible_to(by).filter(pk=side.pk).update(met=met)


@transaction.atomic
def let_go(tie: Tie, *, by: Member, now: datetime) -> None:
    """End a tie without a word: all that was lived in it is forgotten."""
    row = held(tie, by)
    pair = row.first_id, row.second_id
    row.delete()
    changes.record(*pair, now=now)


@transaction.atomic
def block(of: Member, *, by: Member, now: datetime) -> None:
    """From the next request on, two people do not exist for each other.

    The tie ends, and neither is suggested to the other. Who blocks also takes back
    his cards: nobody knows in whose hands they are.
    """
    hold(by, of)
    members.block(of, by=by, now=now)
    move(Card.objects.visible_to(by), CARD_NEXT, CardState.WITHDRAWN)
    move(suggested_between(by, of), SUGGESTION_NEXT, SuggestionState.OVER)
    pair = sorted((by.pk, of.pk))
    Tie.objects.filter(first=pair[0], second=pair[1]).delete()
    changes.record(*pair, now=now)


def suggested_between(one: Member, other: Member) -> QuerySet[Suggestion]:
    """Suggestions that show one to the other, or would pass through."""
    pair = [one, other]
    return Suggestion.objects.filter(
        Q(member__in=pair, about__in=pair) | Q(member__in=pair, through__in=pair)
    )
