"""How a portrait grows: by one small invitation at a time, the most useful first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from whispeer.ground.gestures import Action, Gesture
from whispeer.ground.prepared import rows
from whispeer.members.models import Entry, Member
from whispeer.members.queries.house import gestures_for_stewards
from whispeer.members.queries.portraits import own_portrait
from whispeer.members.states import EntryKind, Part

AT_ONCE = 2
NEVER_ASKED: set[str] = {Part.COMPANY}  # not everybody has one


@dataclass(frozen=True)
class Growth:
    """The next thing a portrait could say, and the page where it is written."""

    about: Part | EntryKind
    title: Promise | str
    body: Promise | str
    action: Promise | str
    for_somebody: bool = False

    @property
    def url(self) -> str:
        page = "part" if isinstance(self.about, Part) else "new_entry"
        return reverse(f"members:{page}", args=[self.about.value])


# All that could be said, in the order in which it helps others to find one.
INVITATIONS = (
    Growth(
        about=Part.LINE,
        title=_("What do you do, in one plain sentence?"),
        body=_(
            "As you would say it to a neighbour. It stands on the card you hand over."
        ),
        action=_("Write the sentence"),
    ),
    Growth(
        about=EntryKind.OFFER,
        title=_("What could you do for somebody, in an hour?"),
        body=_("One thing you know, or own, or can read through. One line is enough."),
        action=_("Offer something"),
        for_somebody=True,
    ),
    Growth(
        about=Part.TRADE,
        title=_("How would a friend name your trade?"),
        body=_("With these words your ties’ own ties hear of you, before your name."),
        action=_("Name your trade"),
    ),
    Growth(
        about=Part.PLACE,
        title=_("Where could one have a coffee with you?"),
        body=_("A town is enough."),
        action=_("Name the town"),
    ),
    Growth(
        about=EntryKind.CURIOSITY,
        title=_("What would you love somebody to tell you about?"),
        body=_("A curiosity opens more doors than a title."),
        action=_("Write it down"),
    ),
    Growth(
        about=EntryKind.ORDEAL,
        title=_("What have you been through that another is living now?"),
        body=_("Only your ties will read it, unless you say otherwise."),
        action=_("Tell it in one line"),
        for_somebody=True,
    ),
    Growth(
        about=Part.WORKING_ON,
        title=_("What is on your workbench these days?"),
        body=_("Your ties will know what to ask you about."),
        action=_("Say what it is"),
    ),
    Growth(
        about=Part.LOOKING_FOR,
        title=_("What are you looking for at the moment?"),
        body=_("Somebody you know may know somebody."),
        action=_("Say it plainly"),
    ),
    Growth(
        about=Part.LANGUAGES,
        title=_("Which languages can one speak with you?"),
        body=_("Even those in which you only dare."),
        action=_("Name them"),
    ),
    Growth(
        about=Part.COMPANY,
        title=_("What is your company called?"),
        body=_("Only your ties will read it, unless you say otherwise."),
        action=_("Name it"),
    ),
)


def growth(member: Member, kinds: Iterable[str] | None = None) -> list[Growth]:
    """What this portrait could say next: one or two things, never a list of gaps.

    `kinds` are those of the sentences it holds, where they were read already.
    """
    said = rows(kinds_said, member.pk) if kinds is None else kinds
    over = parts_of(member).union(said, NEVER_ASKED)
    return list(islice((one for one in INVITATIONS if one.about not in over), AT_ONCE))


def invitation_to_say(about: Part | EntryKind) -> Growth:
    """How one part or one kind of sentence is asked for, on its own page too."""
    return next(one for one in INVITATIONS if one.about == about)


def gestures_for(
    member: Member, now: datetime, kinds: Iterable[str] | None = None
) -> list[Gesture]:
    """What this room proposes on Today: for the house, then one line more of oneself."""
    return [*gestures_for_stewards(member), *gestures_of_growth(growth(member, kinds))]


def gestures_of_growth(growth: list[Growth]) -> list[Gesture]:
    return [
        Gesture(
            kind="portrait",
            about=one.about,
            kicker=str(_("Your portrait")),
            title=str(one.title),
            body=str(one.body),
            actions=(Action(str(one.action), one.url),),
            for_somebody=one.for_somebody,
        )
        for one in growth[:1]
    ]


def parts_of(member: Member) -> set[str]:
    """The parts that a portrait already holds."""
    portrait = own_portrait(member)
    return {part.value for part in Part if getattr(portrait, part)}


def kinds_said(member: int) -> QuerySet[Entry, str]:
    entries = Entry.objects.filter(member=member)
    return entries.order_by().values_list("kind", flat=True).distinct()
