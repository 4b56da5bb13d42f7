"""What the one who is asked reads: never the chain behind, never who is ahead.

The preview of a draft is made by the same function as what is read in the end.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from whispeer.members.models import Member
from whispeer.members.queries import Description, own_portrait
from whispeer.whispers.engine import EXPIRES, LASTS
from whispeer.whispers.models import Relay, Whisper, Words
from whispeer.whispers.queries.told import Seen
from whispeer.whispers.states import Kind, Told

FIRST, THIRD, DIRECTLY = 1, 3, 4


def draft(words: Words, *, by: Member, now: datetime) -> Whisper:
    """A whisper as it would be, and is not: nothing of it is kept."""
    fields = words._asdict()
    del fields["without"]
    return Whisper(by=by, opened_at=now, ends_at=now + LASTS, **fields)


def preview(words: Words, *, by: Member, step: int, now: datetime) -> Seen:
    """What the first, the second or the third person would read, the seeker's own words.

    And who lived it, who is asked directly once no tie leads anywhere any more.
    """
    asker = by if step == FIRST else Member(given_name=_("Léa"))
    directly = step == DIRECTLY
    return as_read(
        draft(words, by=by, now=now),
        by=None if directly else asker,
        step=min(step, THIRD),
        ends_at=now + EXPIRES,
        lived=directly,
    )


def seen(relay: Relay) -> Seen:
    """What the one reads to whom this relay leads; that he may is seen before."""
    is_stranger = relay.kind == Kind.STRANGER
    return as_read(
        relay.whisper,
        by=None if is_stranger else relay.by,
        step=THIRD if is_stranger else depth(relay),
        line=relay.line,
        lived=relay.kind != Kind.RELAY,
        ends_at=relay.ends_at or relay.chosen_at + EXPIRES,
    )


def as_read(
    whisper: Whisper,
    *,
    by: Member | None,
    step: int,
    ends_at: datetime,
    line: str = "",
    lived: bool = False,
) -> Seen:
    """What is read so many steps from the seeker; his own tie knows who he is."""
    seeker = whisper.by
    told = told_at(whisper, step) if step > FIRST else dict.fromkeys(FACTS, "")
    known = Description(trade=told["trade"], place=told["town"])
    return Seen(
        by=by,
        is_seeker=by is None or by == seeker,
        need=whisper.get_need_display(),
        urgency=whisper.urgency,
        sentence=whisper.sentence,
        context=whisper.context,
        offered=whisper.offered,
        name=told["name"] if by else "",
        company=told["company"],
        description=str(known) if known.trade or known.place else "",
        line=line,
        lived=lived,
        ends_at=ends_at,
    )


FACTS = ("name", "company", "trade", "town")


def told_at(whisper: Whisper, step: int) -> dict[str, str]:
    """What the seeker lets be told of himself this far; off unless he said so."""
    portrait = own_portrait(whisper.by)
    facts = {
        "name": whisper.by.name,
        "company": portrait.company,
        "trade": portrait.trade,
        "town": portrait.place,
    }
    far = {fact: getattr(whisper, f"{fact}_told") for fact in facts}
    return {
        fact: words if far[fact] != Told.NOBODY and step <= far[fact] else ""
        for fact, words in facts.items()
    }


def depth(relay: Relay) -> int:
    """How many hands from the seeker it is for the one who is asked; 1 for his own tie."""
    steps = 1
    while (before := relay.before) is not None:
        relay, steps = before, steps + 1
    return steps
