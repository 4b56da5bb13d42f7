"""What introductions propose on Today: what waits for me, whom I could bring together."""

from datetime import datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from whispeer.ground import moments
from whispeer.ground.gestures import Action, Gesture
from whispeer.introductions import queries
from whispeer.introductions.queries.leads import Lead
from whispeer.introductions.queries.news import news_in
from whispeer.introductions.queries.pairs import to_offer
from whispeer.introductions.queries.praise import proposals
from whispeer.introductions.queries.told import (
    Asked,
    Bridge,
    Entrusted,
    Follow,
    Pair,
    Thankable,
)
from whispeer.introductions.states import Kind
from whispeer.members.models import Member
from whispeer.ties.queries.circle import Circle


def gestures_for(circle: Circle) -> list[Gesture]:
    member, now = circle.member, circle.now
    read = queries.room(circle)
    return [
        *(entrusted(one) for one in read.entrusted),
        *(asked(one) for one in read.asked),
        *proposals(member, now),
        *news_in(read, now),
        *(pair(one) for one in to_offer(circle)),
        *(follow(one) for one in read.follows),
        *(thank(one) for one in read.thankables),
        *(bridge(one, now) for one in queries.bridges_to_care(circle)),
        *(lead(one, member) for one in queries.leads(circle)[:1]),
    ]


def entrusted(one: Entrusted) -> Gesture:
    words = {"name": one.by.given_name}
    body = _("%(name)s is looking for somebody you know.") % words
    if one.about:
        words["other"] = one.about.given_name
        body = _("%(name)s would like to meet %(other)s.") % words
    return Gesture(
        kind="entrusted",
        about=str(one.public_id),
        kicker=_("Entrusted to you"),
        title=one.reason,
        spoken=True,
        body=body,
        why=_("Pass it on, or let it rest: nobody will know which."),
        actions=(Action(_("Think of it"), one.page, "primary"),),
        whom=str(one.by.public_id),
        for_somebody=True,
    )


def asked(one: Asked) -> Gesture:
    """Somebody would meet me: no name, and a no costs nothing."""
    through = one.through.given_name if one.through else ""
    is_welcome = one.kind == Kind.WELCOME
    return Gesture(
        kind="asked",
        about=str(one.public_id),
        kicker=_("A welcome") if is_welcome else _("Asked of you"),
        title=_("%(name)s would introduce somebody to you.") % {"name": through}
        if through
        else _("Would you meet somebody here?"),
        person_sentence=_("%(description)s.")
        % {"description": capfirst(one.description)},
        why=_("No name passes before everybody has said yes."),
        sign="eyeon",
        actions=(Action(_("Read it"), one.page, "primary"),),
        whom=str(one.public_id),
        for_somebody=True,
    )


def pair(one: Pair) -> Gesture:
    words = {"name": one.one.given_name, "other": one.other.given_name}
    two = [one.one.public_id, one.other.public_id]
    return Gesture(
        kind="pair",
        about=f"{one.one.public_id} {one.other.public_id}",
        kicker=_("For two people"),
        title=_("%(name)s and %(other)s would be glad of each other.") % words,
        body=one.reason,
        why=_("%(name)s wrote") % words,
        said=one.said,
        sign="cross",
        actions=(
            Action(
                _("Bring them together"), reverse("introductions:offer_pair", args=two)
            ),
        ),
        whom=str(one.one.public_id),
        for_somebody=True,
    )


def follow(one: Follow) -> Gesture:
    """A fortnight after: the answer is given on a page of its own, alone."""
    words = {"name": one.other.given_name}
    return Gesture(
        kind="talked",
        about=str(one.public_id),
        kicker=_("For you alone"),
        title=_("Did you and %(name)s talk?") % words,
        body=_("%(name)s is asked too, and neither reads what the other says.") % words,
        actions=(Action(_("Say it"), one.page),),
        whom=str(one.other.public_id),
    )


def thank(one: Thankable) -> Gesture:
    """Who brought me to somebody may like to know what became of it."""
    middle = one.tie
    words = {"name": middle.given_name, "other": one.other.given_name}
    return Gesture(
        kind="thanks",
        about=f"{one.tie.tie} {one.made_at.date()}",
        kicker=_("A thank-you"),
        title=_("%(name)s brought you to %(other)s.") % words,
        body=_("If something came of it, say so. Nobody but %(name)s will read it.")
        % words,
        actions=(Action(_("Write to %(name)s") % words, f"{middle.page}#thank"),),
        whom=str(middle.public_id),
        for_somebody=True,
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
        kind="bridge",
        about=f"{one.tie.address} {one.day}",
        kicker=_("Between two worlds"),
        title=_("%(name)s, whom you were introduced to %(when)s.") % words,
        body=_(
            "Your worlds hardly touch but through you two. A few words keep the "
            "thread from fading."
        ),
        sign="cross",
        actions=(Action(_("What you could say to %(name)s") % words, page),),
        whom=str(other.public_id),
        for_somebody=True,
    )


def lead(one: Lead, member: Member) -> Gesture:
    """What I am looking for, and a tie who lives close to it."""
    words = {"name": one.through.given_name}
    page = reverse("introductions:ask_tie", args=[one.through.public_id])
    return Gesture(
        kind="lead",
        about=f"{one.through.public_id} {member.portrait.looking_for}",
        kicker=_("What you are looking for"),
        title=_("%(name)s may know somebody.") % words,
        body=member.portrait.looking_for,
        why=_("In the portrait of this tie you read"),
        said=one.said,
        sign="eyeon",
        actions=(Action(_("Ask %(name)s for somebody") % words, page),),
        whom=str(one.through.public_id),
    )
