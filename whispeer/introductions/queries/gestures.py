"""What introductions propose on Today: what waits for me, what came of them, a lead."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from whispeer.ground.gestures import Action, Gesture
from whispeer.introductions import queries
from whispeer.introductions.queries.leads import Lead
from whispeer.introductions.queries.news import news_in
from whispeer.introductions.queries.praise import proposals
from whispeer.introductions.queries.room import Room
from whispeer.introductions.queries.told import (
    Asked,
    Entrusted,
    Follow,
)
from whispeer.introductions.states import Kind
from whispeer.members.models import Member
from whispeer.ties.queries.circle import Circle


def gestures_for(read: Room, circle: Circle) -> list[Gesture]:
    member, now = circle.member, circle.now
    return [
        *(entrusted(one) for one in read.entrusted),
        *(asked(one) for one in read.asked),
        *proposals(member, now),
        *news_in(read, now),
        *(follow(one) for one in read.follows),
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
