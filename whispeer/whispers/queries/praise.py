"""Words about work done together, beside those whom a whisper brings before one."""

import uuid
from datetime import datetime
from typing import NamedTuple

from whispeer.ground.prepared import rows
from whispeer.introductions.queries import recommended
from whispeer.introductions.queries.recommendations import Read
from whispeer.members.models import Member
from whispeer.ties.queries import are_tied
from whispeer.whispers.models import Relay, Whisper
from whispeer.whispers.queries.seen import seen
from whispeer.whispers.queries.way import helping_in


class Said(NamedTuple):
    """What is said of somebody who would help."""

    relay: uuid.UUID
    recommended: list[Read]


def said_of_helpers(whisper: Whisper, now: datetime) -> list[Said]:
    """For the seeker, before his yes: under no name but his own ties'."""
    return [
        Said(relay.public_id, said_of(relay.to, whisper.by, now))
        for relay in rows(helping_in, whisper.pk)
        if relay.to
    ]


def said_of(helper: Member, seeker: Member, now: datetime) -> list[Read]:
    return recommended([helper], seeker, named=are_tied(seeker, helper), now=now)


def said_of_seeker(relay: Relay, reader: Member, now: datetime) -> list[Read]:
    """For the one who is asked: of who seeks, by name only where the name is told him."""
    seeker, read = relay.whisper.by, seen(relay)
    is_named = bool(read.name) or (read.by is not None and read.is_seeker)
    return recommended([seeker], reader, named=is_named, now=now)
