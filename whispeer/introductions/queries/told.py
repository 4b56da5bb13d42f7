"""What a page is given of an introduction: only what its reader may know, as words and people.

A page draws these and nothing else; a row of the table tells more than anybody may know.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.urls import reverse

from whispeer.members.models import Member
from whispeer.ties.queries.known import Known

NOWHERE = uuid.UUID(int=0)


@cache
def a_page() -> str:
    """The address of an introduction's page, found once for lists of many."""
    return reverse("introductions:introduction", args=[NOWHERE])


class Introduced:
    """What stands on a page of its own."""

    public_id: uuid.UUID

    @property
    def page(self) -> str:
        return a_page().replace(str(NOWHERE), str(self.public_id))


@dataclass(frozen=True)
class Entrusted(Introduced):
    """For who is in the middle: a tie asks him for somebody he knows."""

    public_id: uuid.UUID
    by: Member  # a tie of the reader's
    about: Member | None  # a tie of the reader's; None: the reader chooses whom
    reason: str
    begun_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Asked(Introduced):
    """For who is asked whether he would meet somebody: no name before all said yes."""

    public_id: uuid.UUID
    kind: str  # states.Kind: asked, offered, welcome
    through: Member | None  # a tie of the reader's; None: the house asks
    description: str  # « une relieuse à Villeurbanne, connue de Bruno »
    reason: str  # of who asked, when somebody did
    words: str  # of who carries it
    ends_at: datetime


@dataclass(frozen=True)
class Begun(Introduced):
    """For who waits: one sentence until the end, another one after it, whatever happened.

    The same for who asked, for who brings two together, and for who said yes first.
    """

    public_id: uuid.UUID
    kind: str
    through: Member | None  # whom the reader asked, or who asked him
    mine: bool  # the reader began it: he may withdraw it while it is awaited
    reason: str  # the reader's own
    people: tuple[Member, ...]  # for who is in the middle alone: the two, his ties
    begun_at: datetime
    ends_at: datetime
    is_over: bool  # the end is past: "not this time"


@dataclass(frozen=True)
class Made(Introduced):
    """Two who were introduced, for one of them, or for who brought them together."""

    public_id: uuid.UUID
    kind: str
    people: tuple[Member, ...]  # the other; the two, for who was in the middle
    through: Member | None  # None for who was in the middle himself, and for a welcome
    made_at: datetime


@dataclass(frozen=True)
class Pair:
    """Two of one's ties who should know each other, and why, in their own words."""

    one: Known  # who says `said`: a need, or a curiosity
    other: Known  # who says `answered`: what is offered, lived or worked on
    reason: str  # a whole sentence
    said: str
    answered: str


@dataclass(frozen=True)
class Follow(Introduced):
    """A fortnight after: did you talk?"""

    public_id: uuid.UUID
    other: Member
    through: Member | None
    made_at: datetime


@dataclass(frozen=True)
class Thankable:
    """Who brought one to somebody, and was not thanked since."""

    tie: Known  # to who is to be thanked
    other: Member
    made_at: datetime


@dataclass(frozen=True)
class Bridge:
    """An introduced tie between two worlds, on a day when it is good to care for it."""

    tie: Known
    day: int  # which care it is: a key, never to be shown
