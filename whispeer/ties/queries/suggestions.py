"""Whom a member's own people could bring him to, each as a sentence with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from whispeer.ground.words import meeting
from whispeer.members.models import Entry, Member
from whispeer.members.queries import (
    SeenPortrait,
    description,
    portrait_as_seen,
    with_portraits,
)
from whispeer.members.states import Closeness, Discoverability
from whispeer.ties.models import Suggestion


@dataclass(frozen=True)
class Proposal:
    """A suggestion in words: no figure, and no name that may not be told."""

    suggestion: Suggestion
    through: Member
    name: str  # empty when the person is described only
    url: str
    description: str
    reason: str
    said: str  # the words the reason quotes, if any


def for_page(member: Member, now: datetime) -> list[Proposal]:
    """At most three people, each with the tie who leads there and a reason in words."""
    live = Suggestion.objects.visible_to(member, now).select_related("through")
    shown = list(live[:3])
    people = with_portraits(
        Member.objects.filter(pk__in=[one.about_id for one in shown])
    )
    known = {person.pk: person for person in people}
    me = portrait_as_seen(member, Closeness.SELF)
    return [
        proposal(one, known[one.about_id], me) for one in shown if one.about_id in known
    ]


def proposal_of(suggestion: Suggestion, member: Member) -> Proposal:
    """One of a member's own suggestions, in the same words as among the others."""
    about = with_portraits(Member.objects.filter(pk=suggestion.about_id)).get()
    return proposal(suggestion, about, portrait_as_seen(member, Closeness.SELF))


def proposal(suggestion: Suggestion, about: Member, me: SeenPortrait) -> Proposal:
    them = portrait_as_seen(about, Closeness.WITHIN_REACH)
    by_name = about.discoverability == Discoverability.BY_NAME
    told, through = description(about), suggestion.through
    reason, said = why(me, them, through)
    return Proposal(
        suggestion=suggestion,
        through=through,
        name=about.name if by_name else "",
        url=reverse("ties:person", args=[about.public_id]) if by_name else "",
        description=str(told)
        if by_name
        else capfirst(told.as_known_to(through.given_name)),
        reason=reason,
        said=said,
    )


def why(me: SeenPortrait, them: SeenPortrait, through: Member) -> tuple[str, str]:
    """Why these two would have something to say to each other: a reason and its words."""
    offered = closest(me.looking_for, [*them.offers, *them.ordeals])
    if offered:
        return _("It touches what you are looking for:"), offered
    wanted = them.looking_for if closest(them.looking_for, me.offers) else ""
    if wanted:
        return _("You have something to give this person, who writes:"), wanted
    for mine in me.curiosities:
        told = closest(mine.words, [*them.curiosities, *them.offers])
        if told:
            return _("You would love to hear about the same things:"), told
    if them.offers:
        return _("This person would gladly offer:"), them.offers[0].words
    return _("%(name)s knows you both.") % {"name": through.given_name}, ""


def closest(words: str, entries: Iterable[Entry]) -> str:
    """The entry that is most about the same as these words, or nothing."""
    best = max(entries, key=lambda entry: meeting(words, entry.words), default=None)
    return best.words if best and meeting(words, best.words) else ""
