"""Days on which the house thinks of something, and days on which it does not."""

import uuid
from random import Random

from whispeer.graph.care import is_empty_day
from whispeer.members.models import Member
from whispeer.web.today import chance_of, day_of

FULL_OF_IDEAS, EMPTY = 2, 1  # seeds of chance


def idea_of(member, now, seed=FULL_OF_IDEAS):
    """The day's one gesture that the house thought of, or nothing."""
    day = day_of(member, now, Random(seed))
    return next((one for one in day.gestures if one.of_the_day), None)


def with_an_idea(member: Member, now, *, empty: bool = False) -> Member:
    """The same person, whose day is not left empty, or is."""
    while is_empty(member, now) != empty:
        member.public_id = uuid.uuid4()
    member.save()
    return member


def is_empty(member: Member, now) -> bool:
    return is_empty_day(Random(chance_of(member, now).getrandbits(64)))
