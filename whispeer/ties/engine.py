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
from typing import Any, NamedTuple

import numpy as np
from django.conf import settings
from django.db.models import Max

from whispeer.graph import build, generation, strength, worlds
from whispeer.graph.arrays import Int32s

try:
    from whispeer.graph.changes import Change, Writer
except ImportError:  # TEMPORARY: until the changes module lands, everything is rebuilt
    from whispeer.graph.errors import NoGeneration as _N

    Change = tuple

    def Writer(root):
        raise _N("no writer yet")


from whispeer.graph.errors import ArenaFull, GraphError, MembersFull, NoGeneration
from whispeer.graph.store import TieStore
from whispeer.graph.strength import Kind, State
from whispeer.ground.words import themes
from whispeer.members.models import Member, Portrait
from whispeer.ties.models import Event, Side, Tie, TieChange
from whispeer.ties.states import Lived

DAY = 86_400
SEED = 0  # of the worlds: the same network has the same worlds
CHUNK = 5_000  # ties read at once
LOCK = Lock()
OPENED: dict[Path, TieStore] = {}

# A card changes hands where two people stand together: it counts as a meeting.
KINDS = {
    Lived.CARD: Kind.MEETING,
    Lived.MET: Kind.MEETING,
    Lived.THANKS: Kind.THANKS,
}


class Bond(NamedTuple):
    """A tie as the engine sees it."""

    first: int
    second: int
    strength_first: float
    strength_second: float
    open: bool


# ── What was lived, as M1 counts it ───────────────────────────────────────────


def days(at: datetime) -> float:
    return at.timestamp() / DAY


def view(events: Iterable[Event], now: datetime, member: int = 0) -> strength.View:
    """One side's view of a tie, from what was lived in it and not denied."""
    counted = [
        strength.Event(days(event.at), KINDS[Lived(event.kind)], event.by_id == member)
        for event in events
        if not event.denied
    ]
    return strength.view(counted, at=days(now))


def state(events: Iterable[Event], now: datetime) -> State:
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
    for tie in ties:
        first = view(lived[tie.pk], now, tie.first_id).strength
        second = view(lived[tie.pk], now, tie.second_id).strength
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
    return build.generation(settings.ENGINE, people, pairs, applied_seq=applied)


def last_change() -> int:
    return TieChange.objects.aggregate(last=Max("seq"))["last"] or 0


def catch_up(now: datetime) -> None:
    """Apply the changes the generation lacks; build one where there is none."""
    try:
        with Writer(settings.ENGINE) as writer:
            writer.apply(pending(writer.applied_seq, now))
    except (ArenaFull, MembersFull, NoGeneration):
        rebuild(now)


def pending(applied: int, now: datetime) -> list[Change]:
    """The changes beyond a number, as what their pairs have become."""
    log = list(TieChange.objects.filter(seq__gt=applied).order_by("seq"))
    ends = [(change.first, change.second) for change in log]
    ties = Tie.objects.filter(
        first__in={first for first, _ in ends},
        second__in={second for _, second in ends},
    )
    now_so = {(bond.first, bond.second): bond for bond in bonds(ties, now)}
    gone = Bond(0, 0, 0.0, 0.0, open=False)
    return [
        Change(
            change.seq,
            change.first,
            change.second,
            bond.strength_first,
            bond.strength_second,
            bond.open,
        )
        for change in log
        for bond in [now_so.get((change.first, change.second), gone)]
    ]


def store(now: datetime) -> TieStore:
    """The engine as it is now, whatever became of its files meanwhile."""
    with LOCK:
        opened = OPENED.get(settings.ENGINE)
        try:
            if opened is None:
                opened = TieStore.open(settings.ENGINE)
            else:
                opened.refresh()
        except GraphError:
            opened = rebuild(now)
        OPENED[settings.ENGINE] = opened
    last = last_change()
    if opened.applied_seq < last:
        catch_up(now)
        opened.refresh()
    elif opened.applied_seq > last:  # a database that was put back is the truth
        rebuild(now)
        opened.refresh()
    return opened
