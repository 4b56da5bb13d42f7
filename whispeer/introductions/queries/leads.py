"""Whom one could ask, from what one is looking for: ties whose own words come close to it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from whispeer.ground.words import nearness, themes
from whispeer.introductions.queries.pairs import tied_people
from whispeer.members.models import Member
from whispeer.members.queries import portrait_as_seen
from whispeer.members.states import Closeness

FEW = 3


@dataclass(frozen=True)
class Lead:
    """A tie who may know somebody, and why, in words the reader may read."""

    through: Member
    reason: str
    said: str
    near: float


def leads(member: Member, near: list[Member] | None = None) -> list[Lead]:
    """The few ties who live closest to what a member is looking for.

    Who knows the thing knows people: this is read in the ties' own portraits, so that
    nobody beyond them is spoken of before he is asked. `near` are the `tied_people`,
    where they were read already.
    """
    sought = themes(member.portrait.looking_for)
    if not sought:
        return []
    found: list[Lead] = []
    for through in tied_people(member) if near is None else near:
        said = (
            Lead(through, reason, words, nearness(sought, themes(words)))
            for reason, words in said_by(through)
        )
        found += [max(said, key=lambda one: one.near)]
    close = [one for one in found if one.near]
    return sorted(close, key=lambda one: (-one.near, one.through.name))[:FEW]


def said_by(tie: Member) -> list[tuple[str, str]]:
    """What a tie tells his ties of what he does and has lived; the last may be nothing."""
    seen = portrait_as_seen(tie, Closeness.TIE)
    return [
        *((_("has lived something close:"), one.words) for one in seen.ordeals),
        *((_("gladly helps with something close:"), one.words) for one in seen.offers),
        (_("is at work on something close:"), seen.working_on),
    ]
