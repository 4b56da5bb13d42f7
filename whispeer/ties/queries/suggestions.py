"""Whom a member's own people could bring him to, each as a sentence with its reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from whispeer.ground.prepared import rows
from whispeer.ground.words import meeting
from whispeer.members.models import Member
from whispeer.members.queries import (
    description,
    own_portrait,
    readable,
    sentences_as_seen,
)
from whispeer.members.states import Closeness, Discoverability, EntryKind
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


class Said(NamedTuple):
    """What one of the two says, as far as the other may read it."""

    looking_for: str
    given: list[str]  # offers and ordeals
    offers: list[str]
    curiosities: list[str]


def for_page(member: Member, now: datetime) -> list[Proposal]:
    """At most three people, each with the tie who leads there and a reason in words."""
    shown = rows(first_of, member.pk, now)
    return proposals(shown, member) if shown else []


def first_of(member: int, now: datetime) -> QuerySet[Suggestion]:
    live = Suggestion.objects.visible_to(Member(pk=member), now)
    return live.select_related("through", "about__portrait")[:3]


def proposal_of(suggestion: Suggestion, member: Member) -> Proposal:
    """One of a member's own suggestions, in the same words as among the others."""
    return proposals([suggestion], member)[0]


def proposals(shown: list[Suggestion], member: Member) -> list[Proposal]:
    readers = {one.about_id: Closeness.WITHIN_REACH for one in shown}
    entries = sentences_as_seen({member.pk: Closeness.SELF, **readers})
    own_portrait(member)
    me = what_is_said(member, Closeness.SELF, entries[member.pk])
    return [
        proposal(
            one,
            me,
            what_is_said(one.about, Closeness.WITHIN_REACH, entries[one.about_id]),
        )
        for one in shown
    ]


def what_is_said(
    member: Member, closeness: Closeness, entries: list[tuple[str, str]]
) -> Said:
    def of(*kinds: EntryKind) -> list[str]:
        return [words for kind, words in entries if kind in kinds]

    return Said(
        readable(member.portrait, "looking_for", closeness),
        of(EntryKind.OFFER, EntryKind.ORDEAL),
        of(EntryKind.OFFER),
        of(EntryKind.CURIOSITY),
    )


def proposal(suggestion: Suggestion, me: Said, them: Said) -> Proposal:
    about, through = suggestion.about, suggestion.through
    by_name = about.discoverability == Discoverability.BY_NAME
    told = description(about)
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


def why(me: Said, them: Said, through: Member) -> tuple[str, str]:
    """Why these two would have something to say to each other: a reason and its words."""
    offered = closest(me.looking_for, them.given)
    if offered:
        return _("It touches what you are looking for:"), offered
    wanted = them.looking_for if closest(them.looking_for, me.offers) else ""
    if wanted:
        return _("You have something to give this person, who writes:"), wanted
    for mine in me.curiosities:
        told = closest(mine, [*them.curiosities, *them.offers])
        if told:
            return _("You would love to hear about the same things:"), told
    if them.offers:
        return _("This person would gladly offer:"), them.offers[0]
    return _("%(name)s knows you both.") % {"name": through.given_name}, ""


def closest(words: str, sentences: list[str]) -> str:
    """The sentence that is most about the same as these words, or nothing."""
    best = max(sentences, key=lambda one: meeting(words, one), default="")
    return best if meeting(words, best) else ""
