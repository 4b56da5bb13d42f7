"""How a portrait grows: by one small invitation at a time, the most useful first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.urls import reverse
from django.utils.translation import gettext as _

from whispeer.ground.gestures import Action, Gesture
from whispeer.members.models import Member
from whispeer.members.states import EntryKind, Part

AT_ONCE = 2
NEVER_ASKED = {Part.COMPANY}  # not everybody has one


@dataclass(frozen=True)
class Growth:
    """The next thing a portrait could say, and the page where it is written."""

    about: str
    title: str
    body: str
    action: str
    url: str
    for_somebody: bool = False


def growth(member: Member) -> list[Growth]:
    """What this portrait could say next: one or two things, never a list of gaps."""
    missing = (
        one
        for one in invitations()
        if one.about not in NEVER_ASKED and not is_said(member, one.about)
    )
    return list(islice(missing, AT_ONCE))


def invitation_to_say(about: str) -> Growth:
    """How one part or one kind of sentence is asked for, on its own page too."""
    return next(one for one in invitations() if one.about == about)


def gestures_for(member: Member, now: datetime) -> list[Gesture]:
    """What this room proposes on Today: one line more in one's portrait."""
    return [
        Gesture(
            kind="portrait",
            about=one.about,
            kicker=_("Your portrait"),
            title=one.title,
            body=one.body,
            actions=(Action(one.action, one.url),),
            for_somebody=one.for_somebody,
        )
        for one in growth(member)[:1]
    ]


def is_said(member: Member, about: str) -> bool:
    if about in Part:
        return bool(getattr(member.portrait, about))
    return any(entry.kind == about for entry in member.entries.all())


def part_url(part: Part) -> str:
    return reverse("members:part", args=[part.value])


def entry_url(kind: EntryKind) -> str:
    return reverse("members:new_entry", args=[kind.value])


def invitations() -> Iterator[Growth]:
    """All that could be said, in the order in which it helps others to find one."""
    yield Growth(
        about=Part.LINE,
        title=_("What do you do, in one plain sentence?"),
        body=_(
            "As you would say it to a neighbour. It stands on the card you hand over."
        ),
        action=_("Write the sentence"),
        url=part_url(Part.LINE),
    )
    yield Growth(
        about=EntryKind.OFFER,
        title=_("What could you do for somebody, in an hour?"),
        body=_("One thing you know, or own, or can read through. One line is enough."),
        action=_("Offer something"),
        url=entry_url(EntryKind.OFFER),
        for_somebody=True,
    )
    yield Growth(
        about=Part.TRADE,
        title=_("How would a friend name your trade?"),
        body=_("With these words your ties’ own ties hear of you, before your name."),
        action=_("Name your trade"),
        url=part_url(Part.TRADE),
    )
    yield Growth(
        about=Part.PLACE,
        title=_("Where could one have a coffee with you?"),
        body=_("A town is enough."),
        action=_("Name the town"),
        url=part_url(Part.PLACE),
    )
    yield Growth(
        about=EntryKind.CURIOSITY,
        title=_("What would you love somebody to tell you about?"),
        body=_("A curiosity opens more doors than a title."),
        action=_("Write it down"),
        url=entry_url(EntryKind.CURIOSITY),
    )
    yield Growth(
        about=EntryKind.ORDEAL,
        title=_("What have you been through that another is living now?"),
        body=_("Only your ties will read it, unless you say otherwise."),
        action=_("Tell it in one line"),
        url=entry_url(EntryKind.ORDEAL),
        for_somebody=True,
    )
    yield Growth(
        about=Part.WORKING_ON,
        title=_("What is on your workbench these days?"),
        body=_("Your ties will know what to ask you about."),
        action=_("Say what it is"),
        url=part_url(Part.WORKING_ON),
    )
    yield Growth(
        about=Part.LOOKING_FOR,
        title=_("What are you looking for at the moment?"),
        body=_("Somebody you know may know somebody."),
        action=_("Say it plainly"),
        url=part_url(Part.LOOKING_FOR),
    )
    yield Growth(
        about=Part.LANGUAGES,
        title=_("Which languages can one speak with you?"),
        body=_("Even those in which you only dare."),
        action=_("Name them"),
        url=part_url(Part.LANGUAGES),
    )
    yield Growth(
        about=Part.COMPANY,
        title=_("What is your company called?"),
        body=_("Only your ties will read it, unless you say otherwise."),
        action=_("Name it"),
        url=part_url(Part.COMPANY),
    )
