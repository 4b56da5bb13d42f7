"""A member's ties, a few at a time, in the order of a list of guests."""

import uuid
from typing import NamedTuple

from whispeer.ground.words import folded
from whispeer.members.models import Member
from whispeer.members.queries import description
from whispeer.members.states import Closeness
from whispeer.ties.models import Side

A_PAGE = 20


class Guest(NamedTuple):
    """One of a member's ties, as a list says it."""

    side: Side
    what: str  # une relieuse à Villeurbanne


class Ties(NamedTuple):
    """Some of a member's ties, and with whom the next ones begin, if any."""

    guests: list[Guest]
    begins: bool  # these are the first ones
    next_name: str
    next_from: uuid.UUID | None


def ties_of(member: Member, start: uuid.UUID | None = None) -> Ties:
    """A member's sides by given name, never by strength, from one person on.

    Pages are asked for by a person, not by a number: a number would count. An
    address that leads to nobody any more begins again.
    """
    everyone = in_order(member)
    known = [public_id for pk, public_id, name in everyone]
    first = known.index(start) if start in known else 0
    shown, after = everyone[first : first + A_PAGE], everyone[first + A_PAGE :]
    sides = Side.objects.visible_to(member).select_related("other__portrait")
    found = sides.in_bulk([pk for pk, public_id, name in shown])
    return Ties(
        guests=[guest(found[pk]) for pk, public_id, name in shown if pk in found],
        begins=first == 0,
        next_name=after[0][2] if after else "",
        next_from=after[0][1] if after else None,
    )


def guest(side: Side) -> Guest:
    told = description(side.other, Closeness.TIE)
    return Guest(side, str(told) if told.trade or told.place else "")


def in_order(member: Member) -> list[tuple[int, uuid.UUID, str]]:
    """Every tie as its side, the other's address and given name; É stands with E."""
    rows = (
        Side.objects.visible_to(member)
        .order_by("other__pk")
        .values_list(
            "pk", "other__public_id", "other__given_name", "other__family_name"
        )
    )
    ordered = sorted(rows, key=lambda row: (folded(row[2]), folded(row[3])))
    return [(pk, public_id, given) for pk, public_id, given, family in ordered]
