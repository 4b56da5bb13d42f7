"""What whispers propose on Today: what waits in my hands, who would help me, whom next."""

import uuid
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from whispeer.ground.gestures import Action, Gesture
from whispeer.members.models import Member
from whispeer.whispers.queries.room import room
from whispeer.whispers.queries.told import Entrusted, Own
from whispeer.whispers.states import State

NEWS = timedelta(days=7)  # how long it is said


def gestures_for(member: Member, now: datetime) -> list[Gesture]:
    read, since = room(member, now), now - NEWS
    return [
        *(entrusted(one) for one in read.entrusted),
        *(awaiting(one) for one in read.own if one.awaits in AWAITED),
        *(came_to_rest(one) for one in read.own if is_over(one, since)),
        *(thanked(one) for one in read.landed if is_after(one.thanked_at, since)),
        *(landed(one) for one in read.landed if is_news(one, since)),
        *(over(key) for key in read.over),
    ]


def is_after(then: datetime | None, since: datetime) -> bool:
    return then is not None and then > since


def is_over(one: Own, since: datetime) -> bool:
    return one.state == State.OVER and is_after(one.ended_at, since)


def is_news(one: Entrusted, since: datetime) -> bool:
    """Thanks tell that it landed, too."""
    return is_after(one.landed_at, since) and not one.thanked_at


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
        _("No name passes before your yes. “Not this one” is silent."),
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


def thanked(one: Entrusted) -> Gesture:
    """Words that go back from hand to hand, to all who were on the way."""
    return Gesture(
        kind="whisper landed",
        about=f"{one.public_id} thanks",
        kicker=_("A thank-you"),
        title=one.thanks,
        spoken=True,
        body=_("Said to all who carried it, you among them."),
        is_news=True,
        sign="cross",
        actions=(Action(_("Open it"), page_of(one)),),
        whom=str(one.public_id),
    )


def came_to_rest(one: Own) -> Gesture:
    page = reverse("whispers:whisper", args=[one.public_id])
    return Gesture(
        kind="whisper over",
        about=str(one.public_id),
        kicker=_("Your whisper"),
        title=_("It came to rest without landing."),
        body=_("That happens, and says nothing of you."),
        why=_("You whispered"),
        said=one.sentence,
        is_news=True,
        sign="rest",
        actions=(Action(_("Open it"), page),),
        whom=str(one.public_id),
    )


def over(public_id: uuid.UUID) -> Gesture:
    """The same for whatever ended it; its words may be gone already."""
    return Gesture(
        kind="whisper over",
        about=str(public_id),
        kicker=_("Entrusted to you"),
        title=_("This whisper is over"),
        body=_("There is nothing more to do, nor to tell."),
        why=_("Thank you for having had it in your hands."),
        is_news=True,
        sign="rest",
        whom=str(public_id),
    )


def page_of(one: Entrusted) -> str:
    return reverse("whispers:entrusted", args=[one.public_id])
