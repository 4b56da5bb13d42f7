"""Whom one could ask, from what one is looking for: ties whose own words come close to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from whispeer.ground.words import nearness, themes
from whispeer.members.queries import own_portrait
from whispeer.members.states import EntryKind, Part
from whispeer.ties.queries.circle import Circle
from whispeer.ties.queries.known import Known

FEW = 3


@dataclass(frozen=True)
class Lead:
    """A tie who may know somebody, and why, in words the reader may read."""

    through: Known
    reason: str
    said: str
    near: float


def leads(circle: Circle) -> list[Lead]:
    """The few ties who live closest to what a member is looking for.

    Who knows the thing knows people: this is read in the ties' own portraits, so that
    nobody beyond them is spoken of before he is asked.
    """
    sought = themes(own_portrait(circle.member).looking_for)
    if not sought:
        return []
    known, said = circle.spoken_of, circle.said
    found = [closest(sought, said_by(one, said[one.member])) for one in known]
    close = [
        Lead(one, reason_of(kind), words, near)
        for one, (near, kind, words) in zip(known, found, strict=True)
        if near
    ]
    return sorted(close, key=lambda one: (-one.near, one.through.name))[:FEW]


def said_by(tie: Known, said: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What a tie tells his ties of what he has lived and does, by its kind."""
    lived = [one for one in said if one[0] == EntryKind.ORDEAL]
    offers = [one for one in said if one[0] == EntryKind.OFFER]
    return [*lived, *offers, (Part.WORKING_ON, tie.working_on)]


def closest(
    sought: Mapping[str, float], said: list[tuple[str, str]]
) -> tuple[float, str, str]:
    near = [(nearness(sought, themes(words)), kind, words) for kind, words in said]
    return max(near, key=lambda one: one[0])


def reason_of(kind: str) -> str:
    if kind == EntryKind.ORDEAL:
        return _("has lived something close:")
    if kind == EntryKind.OFFER:
        return _("gladly helps with something close:")
    return _("is at work on something close:")
