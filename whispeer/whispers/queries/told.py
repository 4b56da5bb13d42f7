"""What a page is given of a whisper: only what its reader may know, as words and people.

A page draws these and nothing else; a row of the table tells more than anybody may know.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from whispeer.members.models import Detail, Member


class Proposal(NamedTuple):
    """A tie who could be asked next, and why, in words."""

    member: Member
    reason: str  # "has lived it", "works in Villeurbanne"; never a figure


@dataclass(frozen=True)
class Seen:
    """All that somebody reads who is asked: never the chain behind, never who is ahead.

    The preview of a draft is made of the same, by the same function and template.
    """

    by: Member | None  # who asks him, a tie of his; None: the seeker asks a stranger
    is_seeker: bool  # who asks is the one who seeks
    need: str  # in a word: "a client"
    urgency: str  # states.Urgency
    sentence: str
    context: str
    offered: str
    # What may be told of the seeker this far along the way; empty where nothing is.
    name: str
    company: str
    description: str  # « une relieuse à Villeurbanne », or less of it
    line: str  # of who asks
    lived: bool  # asked since he said that he lived it
    ends_at: datetime


@dataclass(frozen=True)
class Own:
    """One of the reader's own whispers, in the list of his room."""

    public_id: uuid.UUID
    sentence: str  # empty once recalled
    state: str  # states.State
    opened_at: datetime
    ends_at: datetime
    ended_at: datetime | None
    # What it waits for from him: "answer" (somebody would help), "next" (whom to ask),
    # "thanks", or nothing.
    awaits: str


@dataclass(frozen=True)
class Entrusted:
    """A whisper that came to the reader, by the relay that led to him."""

    public_id: uuid.UUID  # of the relay
    state: str  # states.Step, as he may know it
    seen: Seen
    landed_at: datetime | None = None
    thanks: str = ""  # to all who were on the way
    thanked_at: datetime | None = None


@dataclass(frozen=True)
class Room:
    """A member's whispers, by the place he has in each; what is over is soon left out."""

    own: list[Own]
    entrusted: list[Entrusted]  # his answer is awaited
    carried: list[Entrusted]  # he holds them, and may pass them on
    promised: list[Entrusted]  # he said he would help, and waits
    landed: list[Entrusted]  # they landed lately over him, or with him
    over: list[uuid.UUID]  # of relays: he had said yes, and they ended lately


class Waiting(NamedTuple):
    """Somebody approved beforehand, who was not asked yet; by whoever chose him."""

    public_id: uuid.UUID  # of the relay
    to: Member


class Helper(NamedTuple):
    """Somebody who would help, for the seeker: no name before his own yes."""

    public_id: uuid.UUID  # of the relay
    name: str  # of one's own tie, or of a guest who said it; else empty
    description: str  # else: « un charpentier à Vienne »
    through: Member | None  # the seeker's own tie over whom it went, if there is one
    word: str
    is_guest: bool  # has no account; `detail` is told after the yes
    at: datetime


class Place(NamedTuple):
    """A place of the way, for its picture: where it went, and what became of it there."""

    after: int | None  # the place before, in the list; None: the seeker
    state: str  # "asked", "carried", "resting", "landed"
    name: str  # empty where the seeker may not know it
    on: datetime


@dataclass(frozen=True)
class Story:
    """The way of a whisper that landed, for the people on it alone."""

    people: list[Member]  # those who exist for the reader, from hand to hand
    seeker: Member
    helper: Member | None  # None for a guest, and for who does not exist for the reader
    guest: str  # the helper's given name where he has no account
    detail: str  # how to reach him; for the seeker alone, else empty
    details: list[Detail]  # what the helper shares with the reader by the introduction
    landed_at: datetime
    thanks: str
    sentence: str

    @property
    def has_others(self) -> bool:
        """Is somebody there to read a word of thanks?"""
        return len(self.people) > 1 or bool(self.guest)
