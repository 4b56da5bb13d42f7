"""How often one may be asked, and how far a new account reaches: over all rooms together."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from whispeer.graph.constants import WHISPERS
from whispeer.members.models import Member
from whispeer.ties.models import Ask, Card

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
FIRST_DAY = timedelta(days=1)
REACHED_AT_FIRST = 5


def may_be_asked(member: Member, now: datetime) -> bool:
    """Is there a place left in this member's week, and in his day?

    Two asks a week or fewer, as he says; one a day; none while his week is full.
    """
    said = Member.objects.filter(pk=member.pk).values_list("asks_a_week", "full_until")
    (mine, full_until) = said.get()
    if full_until is not None and full_until > now:
        return False
    places = min(mine, WHISPERS.received_7d)
    asks = Ask.objects.filter(to=member, heard=True, at__gt=now - WEEK)
    lately = list(asks.order_by("-at").values_list("at", flat=True)[: places or 1])
    today = [at for at in lately if at > now - DAY]
    return len(lately) < places and len(today) < WHISPERS.received_day


def may_reach(by: Member, people: Iterable[Member | None], now: datetime) -> bool:
    """On its first day an account reaches few people, the same ones again as it likes.

    None is somebody without an account, another one each time.
    Who took its card, or gave one, counts too; but no card is ever refused, since it
    passes from hand to hand between two who agree.
    """
    if now - by.joined_at >= FIRST_DAY:
        return True
    asked = [
        *Ask.objects.filter(by=by).values_list("to", flat=True),
        *(person.pk if person else None for person in people),
    ]
    taken = Card.objects.filter(by=by, taken_by__isnull=False)
    reached: set[object] = {
        *(key or object() for key in asked),
        *taken.values_list("taken_by", flat=True),
        *Card.objects.filter(taken_by=by).values_list("by", flat=True),
    }
    return len(reached) <= REACHED_AT_FIRST
