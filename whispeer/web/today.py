"""Today: at most five gestures, the first for somebody; then the day is over."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random
from typing import NamedTuple

from whispeer.ground.gestures import Gesture, Proposed
from whispeer.introductions import queries
from whispeer.introductions.queries import gestures as introductions
from whispeer.members import queries as members
from whispeer.members.models import Member
from whispeer.ties import actions
from whispeer.ties.queries import gestures as ties
from whispeer.ties.queries.circle import Circle
from whispeer.ties.states import IdeaKind
from whispeer.web.ideas import Asking, Quiet, Thought, thought
from whispeer.whispers.queries import gestures as whispers

MOST = 5
AWAY = timedelta(days=14)  # how long what was let pass stays away

# Which kind comes first: what was given into my hands; then the idea of the day, then
# the rest.
HANDED = ("whisper", "entrusted", "asked")
# What the mail of the day may have told of: it says that it is here, so it is.
WAITING = (
    *HANDED,
    "whisper answer",
    "recall",
    "erased",
    "steward",
    "recommended",
    "came about",
    "whisper landed",
    "whisper next",
    "talked",
    "over",
    "whisper over",
)
# What the house proposes for oneself: in a full week nothing, whatever there would be.
OWN = ("lead", "portrait", "card")


class Day(NamedTuple):
    gestures: list[Gesture]
    thought: Thought


def day_of(member: Member, now: datetime, chance: Random) -> Day:
    """What a member could do today, the first of it for somebody.

    The day's choice is made once: what is let pass today leaves its place empty,
    so that nothing ever refills the page.
    """
    midnight = datetime.combine(now.date(), time.min, now.tzinfo)
    passed = members.let_pass_since(member, now - AWAY)
    before = {key for key, at in passed.items() if at < midnight}
    circle = Circle(member, now)  # read by every room
    read = queries.room(circle)
    proposed: list[Proposed] = [
        *whispers.gestures_for(member, now),
        *introductions.gestures_for(read, circle),
        *ties.gestures_for(circle),
        *members.gestures_for(member, now, {kind for kind, _ in circle.mine}),
    ]
    busy = {one.whom for one in proposed if one.kind in HANDED}
    found = thought(Asking(circle, read, before, busy), chance.getrandbits(64))
    if found.quiet == Quiet.FULL:
        proposed = [one for one in proposed if one.kind not in OWN]
    if found.idea:
        proposed.append(replace(found.idea.draft, of_the_day=True))
    proposed = [gesture for gesture in proposed if gesture.key not in before]
    chosen = choose(proposed, chance)
    left = [gesture.write() for gesture in chosen if gesture.key not in passed]
    return Day(left, found)


def gestures_for(member: Member, now: datetime, chance: Random) -> list[Gesture]:
    return day_of(member, now, chance).gestures


def draw(member: Member, now: datetime) -> None:
    """Remember what the day thought of, at night or on coming in; no other follows."""
    found = day_of(member, now, chance_of(member, now)).thought
    if found.idea:
        key, whom = found.idea.draft.key, found.idea.one.member
        actions.remember_idea(found.idea.kind, key, of=whom, by=member, now=now)
    elif found.quiet != Quiet.FULL:
        kind = IdeaKind.FREE if found.quiet else IdeaKind.NOTHING
        actions.remember_idea(kind, by=member, now=now)


def choose(proposed: Sequence[Proposed], chance: Random) -> list[Proposed]:
    """The first one for somebody, what waits for an answer, then others in turns."""
    proposed = sorted(proposed, key=lambda gesture: gesture.key)
    chance.shuffle(proposed)
    helping = [gesture for gesture in proposed if gesture.for_somebody]
    first = min(helping, key=urgency, default=None)
    chosen = [first] if first else []
    waiting = [gesture for gesture in proposed if gesture.kind in WAITING]
    waiting.sort(key=lambda gesture: WAITING.index(gesture.kind))
    of_the_day = [gesture for gesture in proposed if gesture.of_the_day]
    for gesture in [*waiting, *of_the_day, *in_turns(proposed)]:
        if len(chosen) == MOST:
            break
        if not any(is_alike(gesture, other) for other in chosen):
            chosen.append(gesture)
    return chosen


def in_turns(proposed: list[Proposed]) -> list[Proposed]:
    """One of each kind, then a second of each, and so on."""
    seen: dict[str, int] = {}
    turns = []
    for gesture in proposed:
        seen[gesture.kind] = seen.get(gesture.kind, 0) + 1
        turns.append((seen[gesture.kind], gesture))
    return [gesture for _, gesture in sorted(turns, key=lambda turn: turn[0])]


def is_alike(one: Proposed, other: Proposed) -> bool:
    """The same thing, or the same person."""
    return one is other or (bool(one.whom) and one.whom == other.whom)


def urgency(gesture: Proposed) -> int:
    if gesture.kind in HANDED:
        return HANDED.index(gesture.kind)
    return len(HANDED) + (not gesture.of_the_day)


def chance_of(member: Member, now: datetime) -> Random:
    """The same choice all day long, another one tomorrow."""
    return Random(f"{member.public_id} {now.date()}")  # noqa: S311
