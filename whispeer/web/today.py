"""Today: at most five gestures, the first for somebody; then the day is over."""

from datetime import datetime, time, timedelta
from random import Random

from whispeer.ground.gestures import Gesture
from whispeer.members import queries as members
from whispeer.members.models import Member
from whispeer.ties.queries import gestures as ties

MOST = 5
AWAY = timedelta(days=14)  # how long what was let pass stays away

# Which kind comes first, when there is one: what I alone could answer, then the rest.
FIRST = ("need answered", "curiosity", "need", "thanks")


def gestures_for(member: Member, now: datetime, chance: Random) -> list[Gesture]:
    """What a member could do today, the first of it for somebody.

    The day's choice is made once: what is let pass today leaves its place empty,
    so that nothing ever refills the page.
    """
    midnight = datetime.combine(now.date(), time.min, now.tzinfo)
    passed = members.let_pass_since(member, now - AWAY)
    before = {key for key, at in passed.items() if at < midnight}
    proposed = [
        *ties.gestures_for(member, now),
        *members.gestures_for(member, now),
    ]
    proposed = [gesture for gesture in proposed if gesture.key not in before]
    return [g for g in choose(proposed, chance) if g.key not in passed]


def choose(proposed: list[Gesture], chance: Random) -> list[Gesture]:
    """The first one for somebody, then others of different kinds where there are."""
    proposed = sorted(proposed, key=lambda gesture: gesture.key)
    chance.shuffle(proposed)
    helping = [gesture for gesture in proposed if gesture.for_somebody]
    first = min(helping, key=urgency, default=None)
    rest = [gesture for gesture in proposed if gesture is not first]
    seen: dict[str, int] = {}
    turns = []
    for gesture in rest:
        turns.append((seen.setdefault(gesture.kind, 0), gesture))
        seen[gesture.kind] += 1
    turns.sort(key=lambda turn: turn[0])
    chosen = [gesture for turn, gesture in turns]
    return [*([first] if first else []), *chosen][:MOST]


def urgency(gesture: Gesture) -> int:
    return FIRST.index(gesture.kind) if gesture.kind in FIRST else len(FIRST)


def chance_of(member: Member, now: datetime) -> Random:
    """The same choice all day long, another one tomorrow."""
    return Random(f"{member.public_id} {now.date()}")  # noqa: S311
