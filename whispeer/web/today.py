"""Today: at most five gestures, the first for somebody; then the day is over."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random

from whispeer.ground.gestures import Gesture, Proposed
from whispeer.introductions.queries import gestures as introductions
from whispeer.members import queries as members
from whispeer.members.models import Member
from whispeer.ties.queries import gestures as ties
from whispeer.ties.queries.circle import Circle
from whispeer.whispers.queries import gestures as whispers

MOST = 5
AWAY = timedelta(days=14)  # how long what was let pass stays away

# Which kind comes first, when there is one: what was given into my hands, then what I
# alone could answer, then the rest.
HANDED = ("whisper", "entrusted", "asked")
FIRST = (
    *HANDED,
    "need answered",
    "pair",
    "curiosity",
    "need",
    "whisper thanks",
    "thanks",
    "bridge",
)
# What the mail of the day may have told of: it says that it is here, so it is.
WAITING = (
    *HANDED,
    "whisper answer",
    "steward",
    "recommended",
    "came about",
    "whisper landed",
    "whisper next",
    "talked",
    "over",
    "whisper over",
)


def gestures_for(member: Member, now: datetime, chance: Random) -> list[Gesture]:
    """What a member could do today, the first of it for somebody.

    The day's choice is made once: what is let pass today leaves its place empty,
    so that nothing ever refills the page.
    """
    midnight = datetime.combine(now.date(), time.min, now.tzinfo)
    passed = members.let_pass_since(member, now - AWAY)
    before = {key for key, at in passed.items() if at < midnight}
    circle = Circle(member, now)  # read by every room
    proposed: list[Proposed] = [
        *whispers.gestures_for(member, now),
        *introductions.gestures_for(circle),
        *ties.gestures_for(circle),
        *members.gestures_for(member, now, {kind for kind, _ in circle.mine}),
    ]
    proposed = [gesture for gesture in proposed if gesture.key not in before]
    chosen = choose(proposed, chance)
    return [gesture.write() for gesture in chosen if gesture.key not in passed]


def choose(proposed: Sequence[Proposed], chance: Random) -> list[Proposed]:
    """The first one for somebody, what waits for an answer, then others in turns."""
    proposed = sorted(proposed, key=lambda gesture: gesture.key)
    chance.shuffle(proposed)
    helping = [gesture for gesture in proposed if gesture.for_somebody]
    first = min(helping, key=urgency, default=None)
    chosen = [first] if first else []
    waiting = [gesture for gesture in proposed if gesture.kind in WAITING]
    waiting.sort(key=lambda gesture: WAITING.index(gesture.kind))
    for gesture in [*waiting, *in_turns(proposed)]:
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


def urgency(gesture: Proposed) -> tuple[int, float]:
    kind = FIRST.index(gesture.kind) if gesture.kind in FIRST else len(FIRST)
    return kind, -gesture.nearest


def chance_of(member: Member, now: datetime) -> Random:
    """The same choice all day long, another one tomorrow."""
    return Random(f"{member.public_id} {now.date()}")  # noqa: S311
