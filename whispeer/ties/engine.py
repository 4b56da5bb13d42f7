"""The engine beside the database: it proposes, the database disposes.

The ties live in the database; the engine's generation is a copy that can be lost. A
process that finds none, or a damaged one, builds it anew. What changes is in a log:
after its commit the writing process applies what the generation lacks, and should it
die before that, whoever looks next does.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, Protocol

import numpy as np
from django.conf import settings
from django.db.models import Max

from whispeer.graph import build, strength, worlds
from whispeer.graph.arrays import Int32s
from whispeer.graph.changes import Change, Joined, Line, Writer
from whispeer.graph.constants import TIES
from whispeer.graph.errors import (
    ArenaFull,
    GraphError,
    MembersFull,
    NoGeneration,
    TornGeneration,
)
from whispeer.graph.store import TieStore
from whispeer.graph.strength import Kind, State
from whispeer.ground.words import themes
from whispeer.members.models import Member, Portrait
from whispeer.ties.models import Event, Side, Tie, TieChange
from whispeer.ties.states import Kept, Lived

DAY = 86_400
SEED = 0  # of the worlds: the same network has the same worlds
CHUNK = 5_000  # ties read at once
LOCK = Lock()
OPENED: dict[Path, TieStore] = {}
WRITERS: dict[Path, Writer] = {}

# One line of our log may be three of the engine's: two people who are new, their tie.
# Ours is wholly applied when the engine has its third.
LINES = 3

# A card changes hands where two people stand together: it counts as a meeting.
KINDS = {
    Lived.CARD: Kind.MEETING,
    Lived.MET: Kind.MEETING,
    Lived.THANKS: Kind.THANKS,
    Lived.HELP: Kind.HELP,
    Lived.TALKED: Kind.CONVERSATION,
    Lived.INTRODUCTION: Kind.INTRODUCTION,
}


class Happening(Protocol):
    """An event as the engine counts it: a row, or as much of one."""

    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def by_id(self) -> int: ...
    @property
    def denied(self) -> bool: ...


class Bond(NamedTuple):
    """A tie as the engine sees it."""

    first: int
    second: int
    strength_first: float
    strength_second: float
    open: bool


GONE = Bond(0, 0, 0.0, 0.0, open=False)


# ── What was lived, as M1 counts it ───────────────────────────────────────────


def days(at: datetime) -> float:
    return at.timestamp() / DAY


def view(
    events: Iterable[Happening], now: datetime, member: int = 0, *, pinned: bool = False
) -> strength.View:
    """One side's view of a tie, from what was lived in it and not denied."""
    counted = [
        strength.Event(days(event.at), KINDS[Lived(event.kind)], event.by_id == member)
        for event in events
        if not event.denied
    ]
    return strength.view(counted, at=days(now), pinned=pinned)


def may_have_cooled(last: datetime, now: datetime) -> bool:
    """Is a silence long enough for `state` to be worth asking? Never shorter than this."""
    return days(now) - days(last) >= TIES.cooling * TIES.min_gap


def state(events: Iterable[Happening], now: datetime) -> State:
    """new, alive, cooling or asleep: for its owner's eyes, in words."""
    return view(events, now).state


# ── From the database to the engine ───────────────────────────────────────────


def bonds(ties: Iterable[Tie], now: datetime) -> Iterator[Bond]:
    """Ties with the strength of each side and whether they may be named."""
    ties = list(ties)
    lived: dict[int, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(tie__in=ties):
        lived[event.tie_id].append(event)
    closed = set(
        Side.objects.filter(tie__in=ties, nameable=False).values_list(
            "tie_id", flat=True
        )
    )
    pinned = set(
        Side.objects.filter(tie__in=ties, kept=Kept.PINNED).values_list("tie", "member")
    )
    for tie in ties:
        first, second = (
            view(lived[tie.pk], now, end, pinned=(tie.pk, end) in pinned).strength
            for end in (tie.first_id, tie.second_id)
        )
        yield Bond(
            tie.first_id,
            tie.second_id,
            max(first, 1 / 255),
            max(second, 1 / 255),
            tie.pk not in closed,
        )


def all_bonds(now: datetime) -> Iterator[Bond]:
    last = 0
    while ties := list(Tie.objects.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield from bonds(ties, now)
        last = ties[-1].pk


def numbered(names: Iterable[str]) -> Int32s:
    """The same number for the same name, -1 for none."""
    numbers: dict[str, int] = {}
    return np.array(
        [numbers.setdefault(name, len(numbers)) if name else -1 for name in names],
        np.int32,
    )


def about_members(ids: list[int]) -> tuple[Int32s, Int32s]:
    """Trade and place of each member, as numbers that only tell them apart."""
    portraits = {
        member: (trade, place)
        for member, trade, place in Portrait.objects.values_list(
            "member", "trade", "place"
        )
    }
    said = [portraits.get(member, ("", "")) for member in ids]
    trades = (" ".join(sorted(themes(trade))) for trade, _ in said)
    places = (" ".join(sorted(themes(place))) for _, place in said)
    return numbered(trades), numbered(places)


def rebuild(now: datetime) -> TieStore:
    """Build the engine's generation anew from the database.

    The number of the last change is read before the ties: what commits meanwhile is
    applied again, harmlessly.
    """
    applied = last_change()
    ids = list(
        Member.objects.filter(is_active=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    known = set(ids)
    found = [b for b in all_bonds(now) if b.first in known and b.second in known]
    columns: Any = zip(*found, strict=True) if found else ((), (), (), (), ())
    first, second, one, other, opened = columns
    ends = np.array([first, second], np.int64).T.reshape(-1, 2)
    strengths = np.array([one, other], np.float64).T.reshape(-1, 2)
    rows = np.searchsorted(np.array(ids, np.int64), ends)
    sector, place = about_members(ids)
    people = build.Members(
        np.array(ids, np.int64),
        worlds.worlds(rows, strengths, len(ids), seed=SEED),
        sector,
        place,
    )
    pairs = build.Ties(
        ends[:, 0], ends[:, 1], strengths[:, 0], strengths[:, 1], np.array(opened, bool)
    )
    applied_seq = applied * LINES
    return build.generation(settings.ENGINE, people, pairs, applied_seq=applied_seq)


def last_change() -> int:
    return TieChange.objects.aggregate(last=Max("seq"))["last"] or 0


def catch_up(now: datetime) -> None:
    """Apply the changes the generation lacks; build one where it cannot be done."""
    try:
        with LOCK:
            writer = WRITERS.get(settings.ENGINE) or Writer(settings.ENGINE)
            WRITERS[settings.ENGINE] = writer
            writer.apply(pending(opened_now(writer), now))
    except (ArenaFull, MembersFull, NoGeneration, TornGeneration):
        rebuild(now)


def opened_now(writer: Writer) -> TieStore:
    writer.store = writer.store.fresh()
    return writer.store


def pending(known: TieStore, now: datetime) -> Iterator[Line]:
    """The changes the engine lacks, as what their pairs have become.

    The log is read before the ties: a line that is seen is never told from a state
    older than itself.
    """
    log = list(TieChange.objects.filter(seq__gt=known.applied_seq // LINES))
    ends = {change.first for change in log}, {change.second for change in log}
    ties = Tie.objects.filter(first__in=ends[0], second__in=ends[1])
    now_so = {(bond.first, bond.second): bond for bond in bonds(ties, now)}
    for change in log:
        seq, pair = change.seq * LINES, (change.first, change.second)
        for place, member in enumerate(pair):
            if member not in known:
                yield Joined(seq - LINES + 1 + place, member)
        bond = now_so.get(pair, GONE)
        yield Change(seq, *pair, bond.strength_first, bond.strength_second, bond.open)


def opened() -> TieStore:
    """The current generation, mapped once a process."""
    with LOCK:
        found = OPENED.get(settings.ENGINE)
        found = found.fresh() if found else TieStore.open(settings.ENGINE)
        OPENED[settings.ENGINE] = found
    return found


def store(now: datetime) -> TieStore:
    """The engine as it is now, whatever became of its files meanwhile."""
    try:
        behind = opened().applied_seq // LINES - last_change()
    except GraphError:
        OPENED.pop(settings.ENGINE, None)
        behind = 1
    if behind > 0:  # it is lost, or ahead of a database that was put back
        rebuild(now)
    elif behind < 0:
        catch_up(now)
    return opened()


def worlds_of(people: Iterable[int], now: datetime) -> dict[int, int]:
    """The world of each, as the engine sees them; of who is new, one of his own."""
    known = store(now)
    return {
        one: int(known.world[known.row_of(one)]) if one in known else -one
        for one in people
    }
