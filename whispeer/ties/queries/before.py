"""What one reads again before meeting somebody: how it began, and what one could bring."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from whispeer.ground.words import meeting
from whispeer.members.models import Entry, Member
from whispeer.members.queries import SeenPortrait, portrait_as_seen
from whispeer.members.states import Closeness
from whispeer.ties.models import Side, Tie
from whispeer.ties.queries.lived import Moment, lived_lately
from whispeer.ties.queries.people import exist
from whispeer.ties.states import Lived


@dataclass(frozen=True)
class Bringing:
    """Something of mine, and the words of theirs that it answers."""

    mine: str
    theirs: str


def could_bring(member: Member, seen: SeenPortrait) -> list[Bringing]:
    """What I offer or have lived that meets what they look for or work on."""
    me = portrait_as_seen(member, Closeness.SELF)
    asked = [words for words in (seen.looking_for, seen.working_on) if words]
    met = [(closest(one, asked), one.words) for one in [*me.offers, *me.ordeals]]
    return [Bringing(mine, theirs) for theirs, mine in met if theirs]


def could_ask(member: Member, seen: SeenPortrait) -> list[Bringing]:
    """What I would love to hear about, and what they could tell of it."""
    me = portrait_as_seen(member, Closeness.SELF)
    told = [seen.working_on, *(one.words for one in [*seen.ordeals, *seen.offers])]
    met = [(closest(one, told), one.words) for one in me.curiosities]
    return [Bringing(mine, theirs) for theirs, mine in met if theirs]


def closest(entry: Entry, sentences: Iterable[str]) -> str:
    """The sentence that is most about the same as an entry, or nothing."""
    best = max(sentences, key=lambda words: meeting(entry.words, words), default="")
    return best if meeting(entry.words, best) else ""


def led_by(side: Side) -> Member | None:
    """Who brought the two together, while this person exists for the reader."""
    middle = side.tie.introduced_by
    return middle if middle and exist(side.member, middle) else None


def last_met(tie: Tie, viewer: Member, now: datetime) -> Moment | None:
    """The last time the two met, within the year."""
    moments = lived_lately(tie, viewer, now)
    return next((one for one in moments if one.event.kind == Lived.MET), None)
