"""A member's ties, a few at a time, in the order of a list of guests."""

import uuid
from typing import NamedTuple

from whispeer.ground.words import folded
from whispeer.members.models import Member
from whispeer.ties.queries.known import Known, ties_known

A_PAGE = 20


class Ties(NamedTuple):
    """Some of a member's ties, and with whom the next ones begin, if any."""

    guests: list[Known]
    begins: bool  # these are the first ones
    next_name: str
    next_from: uuid.UUID | None


def ties_of(member: Member, start: uuid.UUID | None = None) -> Ties:
    """A member's ties by given name, never by strength, from one person on.

    Pages are asked for by a person, not by a number: a number would count. An
    address that leads to nobody any more begins again.
    """
    everyone = sorted(ties_known(member), key=as_in_a_list)
    addresses = [one.public_id for one in everyone]
    first = addresses.index(start) if start in addresses else 0
    after = everyone[first + A_PAGE :]
    return Ties(
        guests=everyone[first : first + A_PAGE],
        begins=first == 0,
        next_name=after[0].given_name if after else "",
        next_from=after[0].public_id if after else None,
    )


def as_in_a_list(one: Known) -> tuple[str, str]:
    """É stands with E."""
    return folded(one.given_name), folded(one.family_name)
