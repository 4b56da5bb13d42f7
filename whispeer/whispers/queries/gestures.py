"""What whispers propose on Today: what waits in my hands, who would help me, whom next."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from whispeer.ground.gestures import Action, Gesture
from whispeer.members.models import Member
from whispeer.whispers.queries.room import room
from whispeer.whispers.queries.told import Entrusted, Own


def gestures_for(member: Member, now: datetime) -> list[Gesture]:
    read = room(member, now)
    return [
        *(entrusted(one) for one in read.entrusted),
        *(awaiting(one) for one in read.own if one.awaits in AWAITED),
        *(landed(one) for one in read.landed),
    ]


def entrusted(one: Entrusted) -> Gesture:
    seen = one.seen
    words = {"name": seen.by.given_name if seen.by else "", "need": seen.need}
    body = _("Somebody here is looking for %(need)s.")
    if seen.by:
        body = _("%(name)s passes a word on to you: somebody is looking for %(need)s.")
        if seen.is_seeker:
            body = _("%(name)s is looking for %(need)s.")
    return Gesture(
        kind="whisper",
        about=str(one.public_id),
        kicker=_("Entrusted to you"),
        title=seen.sentence,
        spoken=True,
        body=body % words,
        why=_(
            "Help, pass it on, or let it rest: nobody will know which of the last two."
        ),
        actions=(Action(_("Think of it"), page_of(one), "primary"),),
        whom=str(seen.by.public_id if seen.by else one.public_id),
        for_somebody=True,
    )


def awaiting(one: Own) -> Gesture:
    """A whisper of one's own that waits for an answer, a name, or thanks."""
    kind, title, body, action = AWAITED[one.awaits]()
    page = reverse("whispers:whisper", args=[one.public_id])
    return Gesture(
        kind=kind,
        about=f"{one.public_id} {one.awaits}",
        kicker=_("Your whisper"),
        title=title,
        body=body,
        why=_("You whispered"),
        said=one.sentence,
        sign="eyeon",
        actions=(Action(action, page),),
        whom=str(one.public_id),
        for_somebody=kind == "whisper thanks",
    )


def answer() -> tuple[str, str, str, str]:
    return (
        "whisper answer",
        _("Somebody would help you."),
        _("No name passes before your yes. Not this one is silent."),
        _("Read it"),
    )


def following() -> tuple[str, str, str, str]:
    return (
        "whisper next",
        _("Whom next?"),
        _("It waits for a name. Or let it be: what is under way goes on."),
        _("Think of somebody"),
    )


def gratitude() -> tuple[str, str, str, str]:
    return (
        "whisper thanks",
        _("It landed. Those who carried it would like to hear of it."),
        _("A few words go back from hand to hand, to all who were on the way."),
        _("Thank them all"),
    )


AWAITED = {"answer": answer, "next": following, "thanks": gratitude}


def landed(one: Entrusted) -> Gesture:
    """It came about: its way is told to those who are on it."""
    helped = one.state == "landed"
    return Gesture(
        kind="whisper landed",
        about=str(one.public_id),
        kicker=_("It landed"),
        title=one.seen.sentence,
        spoken=True,
        body=_("You said yes, and so did the person who was looking.")
        if helped
        else _("It landed, and you carried it. Thank you."),
        is_news=True,
        sign="cross",
        actions=(Action(_("Open it"), page_of(one)),),
        whom=str(one.public_id),
    )


def page_of(one: Entrusted) -> str:
    return reverse("whispers:entrusted", args=[one.public_id])
