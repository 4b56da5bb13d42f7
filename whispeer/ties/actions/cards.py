"""Cards: offered, withdrawn, taken. Taking one makes the tie, once."""

from datetime import datetime, timedelta

from django.db import transaction

from whispeer.members.models import Member
from whispeer.ties.actions.encounters import reconcile
from whispeer.ties.actions.moves import hold, move
from whispeer.ties.actions.ties import End, bind, say_again
from whispeer.ties.actions.tree import refuse_resting
from whispeer.ties.models import Card, Tie
from whispeer.ties.queries import exist, tie_between
from whispeer.ties.states import CARD_NEXT, CardState, Lived

LASTS = timedelta(hours=48)
AT_ONCE = 5  # a card is for one person; who needs more at once is broadcasting


class TooManyCards(Exception):
    """As many cards as may be offered at once already wait for their person."""


class CardUnknown(Exception):
    """For whoever asks, this card does not exist."""


class CardOver(Exception):
    """The card was withdrawn, came to its end, or was taken by somebody else."""


class OwnCard(Exception):
    """Nobody is tied to himself."""


@transaction.atomic
def offer_card(
    *, by: Member, now: datetime, met: str = "", nameable: bool = False
) -> Card:
    """Make a card for one person, good for two days."""
    hold(by)
    refuse_resting(by)
    if Card.objects.filter(by=by).live(now).count() >= AT_ONCE:
        raise TooManyCards
    return Card.objects.create(
        by=by, met=met, nameable=nameable, offered_at=now, expires_at=now + LASTS
    )


@transaction.atomic
def withdraw_card(card: Card, *, by: Member) -> None:
    """Take a card back; whoever holds its link finds it withdrawn.

    Raises
    ------
    CardOver
        When somebody took it first.
    """
    mine = Card.objects.visible_to(by).filter(pk=card.pk)
    if move(mine, CARD_NEXT, CardState.WITHDRAWN):
        return
    if not mine.filter(state=CardState.WITHDRAWN).exists():
        raise CardOver


@transaction.atomic
def take_card(
    card: Card, *, by: Member, now: datetime, met: str = "", nameable: bool = False
) -> Tie:
    """Say yes to a card: now the two are tied, once, whoever clicked first."""
    hold(by, card.by)
    refuse_resting(by)
    if not exist(by, card.by):
        raise CardUnknown
    if by.pk == card.by_id:
        raise OwnCard
    good = Card.objects.filter(pk=card.pk).live(now)
    taken = move(good, CARD_NEXT, CardState.TAKEN, taken_by=by, taken_at=now)
    tie = tie_between(by, card.by)
    if not taken:
        return same_answer(card, by, tie)
    reconcile(card, by=by)
    if tie is None:
        offered = End(card.by, card.met, card.nameable)
        return bind(offered, End(by, met, nameable), now=now, lived=Lived.CARD)
    say_again(tie, by=by, now=now, met=met, nameable=nameable)
    return tie


def same_answer(card: Card, by: Member, tie: Tie | None) -> Tie:
    """Who took the card already gets the same answer as long as the tie lasts."""
    if tie is not None and Card.objects.filter(pk=card.pk, taken_by=by).exists():
        return tie
    raise CardOver
