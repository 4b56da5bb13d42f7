"""What could I do for them: one idea a day, on some days none, never one too many (M7)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, time
from enum import Enum
from random import Random
from typing import NamedTuple

from whispeer.graph import care
from whispeer.introductions.queries import Room
from whispeer.introductions.queries import deeds as introductions
from whispeer.ties.queries import deeds as ties
from whispeer.ties.queries.circle import Circle
from whispeer.ties.queries.deeds import Candidate, Source
from whispeer.ties.queries.ideas import (
    BOUNDED,
    DEEDS,
    Had,
    Memory,
    deeds_in_ties,
    remembered,
    weighed,
)
from whispeer.ties.states import IdeaKind


class Quiet(Enum):
    """Why a day has no idea, as far as it is said."""

    FULL = "full"  # the member said that the week is
    EMPTY = "empty"  # the day is left so, or enough was done: nobody is told which


class Thought(NamedTuple):
    """What the house thought of for a member today."""

    idea: Candidate | None = None
    quiet: Quiet | None = None


class Asking(NamedTuple):
    """What an idea is looked for in, and what of it is not to be proposed."""

    circle: Circle
    read: Room
    passed: Collection[str] = ()  # keys of gestures let pass before today
    busy: Collection[str] = ()  # people of whom the day speaks already

    def found(self, kind: IdeaKind) -> Iterator[Candidate]:
        circle = self.circle
        people = [
            one for one in circle.spoken_of if str(one.public_id) not in self.busy
        ]
        for source in sources(self.read)[kind]:
            for one in source(circle, people):
                if one.draft.key not in self.passed:
                    yield one


def sources(read: Room) -> Mapping[IdeaKind, list[Source]]:
    rooms = ties.SOURCES, introductions.sources(read)
    return {kind: [room[kind] for room in rooms if kind in room] for kind in IdeaKind}


def thought(asking: Asking, seed: int) -> Thought:
    """The day's idea, or nothing: the same for the same seed in every process.

    At night, or as one comes in, it is drawn and remembered; where it was not, it is
    drawn again at each look, and over once the member did something.
    """
    circle = asking.circle
    until = circle.member.full_until
    if until and until > circle.now:
        return Thought(quiet=Quiet.FULL)
    memory = remembered(circle.member, circle.now)
    if memory.of_today:
        return again(asking, memory.of_today)
    return new(asking, memory, seed)


def new(asking: Asking, memory: Memory, seed: int) -> Thought:
    circle = asking.circle
    if help_ := next(asking.found(IdeaKind.ONWARD), None):
        return Thought(help_)
    is_empty = care.is_empty_day(Random(seed))  # noqa: S311
    deeds = [] if is_empty else deeds_of_the_week(circle)
    if is_empty or care.is_enough(len(deeds)):
        return Thought(quiet=Quiet.EMPTY)
    midnight = datetime.combine(circle.now, time.min, circle.now.tzinfo)
    if any(at >= midnight for at in deeds):
        return Thought()
    return Thought(drawn(asking, memory, seed))


def again(asking: Asking, had: Had) -> Thought:
    """Today's, unless it was done meanwhile: then nothing takes its place."""
    if had.kind == IdeaKind.FREE:
        return Thought(quiet=Quiet.EMPTY)
    if had.other is None:
        return Thought()
    one = Asking(asking.circle, asking.read, busy=others(asking.circle, had.other))
    same = (x for x in one.found(IdeaKind(had.kind)) if x.draft.key == had.gesture)
    return Thought(next(same, None))


def others(circle: Circle, member: int) -> set[str]:
    return {str(one.public_id) for one in circle.known if one.member != member}


def deeds_of_the_week(circle: Circle) -> list[datetime]:
    """When the member did something for his ties: asked for the draw, kept nowhere."""
    since = circle.now - BOUNDED
    return [*deeds_in_ties(circle), *introductions.carried(circle.member, since)]


def drawn(asking: Asking, memory: Memory, seed: int) -> Candidate | None:
    circle = asking.circle
    found = [one for kind in DEEDS for one in asking.found(kind)]
    lots = [1.0 - Random(f"{seed} {one.draft.key}").random() for one in found]  # noqa: S311
    place = care.drawn(weighed(circle, found, memory.shown()), lots)
    return None if place is None else found[place]
