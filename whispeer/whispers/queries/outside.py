"""Past the wall: what somebody without an account reads behind his link."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from whispeer.ground.links import is_signed, signature
from whispeer.ground.prepared import rows
from whispeer.members.models import Member
from whispeer.whispers.models import Relay, Whisper
from whispeer.whispers.states import State, Step

PURPOSE = "whispers.beyond"


@dataclass(frozen=True)
class Outside:
    """The sentence and who passes it on; nothing else, and nothing of the seeker."""

    sentence: str
    by: str  # the given name of who passes it on
    line: str
    ends_at: datetime


def way_outside(relay: Relay) -> str:
    """The link that one gives by hand; it serves once."""
    signed = signature(PURPOSE, relay.public_id)
    path = reverse("whispers:beyond", args=[relay.public_id, signed])
    return settings.ADDRESS + path


def handed(public_id: uuid.UUID, signed: str, now: datetime) -> Relay | None:
    """What a link opens; None where it is false, was taken back, or came to its end.

    Who said that he can help finds it as long as his words are kept, to think again.
    """
    if not is_signed(PURPOSE, public_id, signed):
        return None
    said = links().filter(guest__isnull=False)
    found = (open_links(now) | said).filter(public_id=public_id)
    return found.first()


def open_links(now: datetime) -> "QuerySet[Relay]":
    """Those behind which somebody may still say that he can help."""
    return links().filter(
        state=Step.ASKED,
        ends_at__gt=now,
        whisper__ends_at__gt=now,
        whisper__state=State.UNDER_WAY,
    )


def links() -> "QuerySet[Relay]":
    live = Relay.objects.select_related("whisper__by", "by")
    return live.filter(to=None, by__is_active=True)


def has_said_yes(relay: Relay) -> bool:
    return relay.state in {Step.HELPS, Step.LANDED}


def has_landed(relay: Relay) -> bool:
    return relay.state == Step.LANDED


def outside(relay: Relay) -> Outside:
    return Outside(
        sentence=relay.whisper.sentence,
        by=relay.by.given_name,
        line=relay.line,
        ends_at=relay.ends_at or relay.chosen_at,
    )


def handed_by(whisper: Whisper, member: Member, now: datetime) -> list[Relay]:
    """The links a member made of a whisper, that still open."""
    return rows(open_by, whisper.pk, member.pk, now)


def open_by(whisper: int, by: int, now: datetime) -> "QuerySet[Relay]":
    return open_links(now).filter(whisper=whisper, by=by)
