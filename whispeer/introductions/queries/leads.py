"""Whom one could ask, from what one is looking for: ties whose own words come close to it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from whispeer.ground.words import nearness, themes
from whispeer.members.models import Entry, Member, Portrait
from whispeer.members.queries import readable
from whispeer.members.states import Closeness, EntryKind
from whispeer.ties.models import Side

FEW = 3


@dataclass(frozen=True)
class Lead:
    """A tie who may know somebody, and why, in words the reader may read."""

    through: Member
    reason: str
    said: str
    near: float


def leads(member: Member) -> list[Lead]:
    """The few ties who live closest to what a member is looking for; three queries.

    Who knows the thing knows people: this is read in the ties' own portraits, so that
    nobody beyond them is spoken of before he is asked.
    """
    sought = themes(member.portrait.looking_for)
    if not sought:
        return []
    ties = {
        side.other_id: side.other
        for side in Side.objects.visible_to(member).select_related("other")
    }
    found: dict[int, Lead] = {}
    for pk, reason, said in said_by(ties):
        near = nearness(sought, themes(said))
        if near and (pk not in found or found[pk].near < near):
            found[pk] = Lead(ties[pk], reason, said, near)
    return sorted(found.values(), key=lambda one: (-one.near, one.through.name))[:FEW]


def said_by(ties: dict[int, Member]) -> list[tuple[int, str, str]]:
    """What ties tell their ties of what they do and have lived."""
    lived = Entry.objects.filter(
        member__in=ties,
        kind__in=[EntryKind.OFFER, EntryKind.ORDEAL],
        shown__lte=Closeness.TIE,
    )
    said = [
        (one.member_id, _("has lived something close:"), one.words)
        if one.kind == EntryKind.ORDEAL
        else (one.member_id, _("gladly helps with something close:"), one.words)
        for one in lived
    ]
    for portrait in Portrait.objects.filter(member__in=ties):
        work = readable(portrait, "working_on", Closeness.TIE)
        if work:
            said.append((portrait.member_id, _("is at work on something close:"), work))
    return said
