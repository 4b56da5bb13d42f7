"""What a member could do for his ties by what introductions made: sources of the day (M7)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache, partial
from itertools import chain, islice

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from whispeer.ground import moments
from whispeer.ground.gestures import Action, Gesture
from whispeer.ground.prepared import rows
from whispeer.introductions.models import Carrying
from whispeer.introductions.queries.bridges import bridges_to_care
from whispeer.introductions.queries.pairs import (
    AT_ONCE,
    by_engine,
    offers,
    together,
)
from whispeer.introductions.queries.room import Room
from whispeer.introductions.queries.told import Bridge, Pair, Thankable
from whispeer.members.models import Member
from whispeer.ties.queries import may_meet
from whispeer.ties.queries.circle import Circle
from whispeer.ties.queries.deeds import Candidate, Source, candidate
from whispeer.ties.queries.known import Known
from whispeer.ties.states import IdeaKind

ASKED_AFTER = timedelta(days=14)  # the two had time to talk


def sources(read: Room) -> Mapping[IdeaKind, Source]:
    return {
        IdeaKind.INTRODUCE: pairs,
        IdeaKind.THANK: partial(thanks_due, read),
        IdeaKind.ASK: partial(asks, read),
        IdeaKind.BRIDGE: bridges,
    }


def carried(member: Member, since: datetime) -> list[datetime]:
    """When the member lately carried something to two people."""
    return rows(carried_by, member.pk, since)


def carried_by(member: int, since: datetime) -> QuerySet[Carrying, datetime]:
    lately = Carrying.objects.filter(by=member, at__gt=since)
    return lately.values_list("at", flat=True)


def pairs(circle: Circle, people: list[Known]) -> Iterator[Candidate]:
    """Whose words meet; and whom the engine would bring together through the member."""
    known = cache(partial(together, circle))  # both ask, and the database is asked once
    met = islice(allowed(offers(circle, people, known)), AT_ONCE)
    for found in chain(met, by_engine(circle, people, known)):
        other, write = str(found.other.public_id), partial(pair, found)
        yield candidate(IdeaKind.INTRODUCE, "pair", found.one, other, write)


def allowed(found: Iterable[Pair]) -> Iterator[Pair]:
    for one in found:
        if may_meet(Member(pk=one.one.member), Member(pk=one.other.member)):
            yield one


def thanks_due(read: Room, circle: Circle, people: list[Known]) -> Iterator[Candidate]:
    for found in read.thankables:
        if found.tie in people:
            day, write = str(found.made_at.date()), partial(thank, found)
            yield candidate(IdeaKind.THANK, "brought", found.tie, day, write)


def asks(read: Room, circle: Circle, people: list[Known]) -> Iterator[Candidate]:
    """Two whom the member brought together: how did it go?"""
    near = {one.member: one for one in people}
    for made in read.made:
        first, other = made.people[0], made.people[-1]
        old = circle.now - made.made_at >= ASKED_AFTER
        if old and first != other and first.pk in near:
            one, key = near[first.pk], str(made.public_id)
            write = partial(ask, one, other)
            yield candidate(IdeaKind.ASK, "asked how", one, key, write)


def bridges(circle: Circle, people: list[Known]) -> Iterator[Candidate]:
    for found in bridges_to_care(circle):
        if found.tie in people:
            day, write = str(found.day), partial(bridge, found, circle.now)
            yield candidate(IdeaKind.BRIDGE, "bridge", found.tie, day, write)


def pair(one: Pair) -> Gesture:
    words = {"name": one.one.given_name, "other": one.other.given_name}
    two = [one.one.public_id, one.other.public_id]
    return Gesture(
        kicker=_("For two people"),
        title=_("%(name)s and %(other)s would be glad of each other.") % words,
        body=one.reason,
        why=_("%(name)s wrote") % words if one.said else "",
        said=one.said,
        sign="cross",
        actions=(
            Action(
                _("Bring them together"), reverse("introductions:offer_pair", args=two)
            ),
        ),
    )


def thank(one: Thankable) -> Gesture:
    """Who brought me to somebody may like to know what became of it."""
    middle = one.tie
    words = {"name": middle.given_name, "other": one.other.given_name}
    return Gesture(
        kicker=_("A thank-you"),
        title=_("%(name)s brought you to %(other)s.") % words,
        body=_("If something came of it, say so. Nobody but %(name)s will read it.")
        % words,
        actions=(Action(_("Write to %(name)s") % words, f"{middle.page}#thank"),),
    )


def ask(one: Known, other: Member) -> Gesture:
    words = {"name": one.given_name, "other": other.given_name}
    return Gesture(
        kicker=_("How did it go?"),
        title=_("You brought %(name)s and %(other)s together.") % words,
        person_sentence=one.who,
        body=_("Perhaps %(name)s would like to tell you what came of it.") % words,
        actions=(Action(_("Ask %(name)s how it goes") % words, one.page),),
    )


def bridge(one: Bridge, now: datetime) -> Gesture:
    """A tie between two worlds is young for long: a sign now and then keeps it."""
    other = one.tie
    words = {
        "name": other.given_name,
        "when": moments.when(one.tie.made_at, now),
    }
    page = reverse("ties:before", args=[other.public_id])
    return Gesture(
        kicker=_("Between two worlds"),
        title=_("%(name)s, whom you were introduced to %(when)s.") % words,
        body=_(
            "Your worlds hardly touch but through you two. A few words keep the "
            "thread from fading."
        ),
        sign="cross",
        actions=(Action(_("What you could say to %(name)s") % words, page),),
    )
