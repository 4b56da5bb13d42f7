"""The picture: coordinates for one member's surroundings.

He stands in the middle; around him his ties, the living within, then the cooling,
then the sleeping, and his contacts at the rim; the people of a world side by side.
Nothing in it tells a strength: a ring is a word its owner may know, and a place in
it is drawn from ids (`layout.py`).
"""

from collections.abc import Collection, Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np

from whispeer.graph.arrays import Bools, Floats, Int64s
from whispeer.graph.constants import PICTURE
from whispeer.graph.errors import BadNumber
from whispeer.graph.kernels.rows import TORN
from whispeer.graph.layout import (
    NOWHERE,
    Points,
    Sector,
    drawn_by,
    places_of,
    sectors_of,
)
from whispeer.graph.routing.reading import steadily
from whispeer.graph.store import TieStore
from whispeer.graph.strength import State


class Kind(IntEnum):
    """What a point stands for, from the middle outwards."""

    ALIVE = 0
    COOLING = 1
    ASLEEP = 2
    CONTACT = 3


KINDS: Final[Mapping[State, Kind]] = MappingProxyType(
    {
        State.NEW: Kind.ALIVE,
        State.ALIVE: Kind.ALIVE,
        State.COOLING: Kind.COOLING,
        State.ASLEEP: Kind.ASLEEP,
    }
)
NO_STATES: Final[Mapping[int, State]] = MappingProxyType({})
NO_CONTACTS: Final[Mapping[int, int]] = MappingProxyType({})
MEMBER: Final = -1  # the end of a thread that is the member himself
PLACE, ROW, TURN = range(3)  # what is drawn for each: see `Points.spots`
THREAD: Final = 3


class Picture(NamedTuple):
    """One member's surroundings, in a disc of radius 1 around him.

    Attributes
    ----------
    ids : int64 array, shape (p,)
        External ids of ties, then keys of contacts; each rising within its kind.
    kinds : int64 array, shape (p,)
        `Kind` of each, rising.
    worlds : int64 array, shape (p,)
        World of each, -1 where there is none.
    places : float64 array, shape (p, 2)
        x and y; no two nearer than 0.055, none nearer to the middle than 0.26.
    threads : int64 array, shape (t, 2)
        Ties to draw, as places in `ids`; -1 is the member. First his own, then open
        ones between people around him.
    bridges : bool array, shape (t,)
        Whether a thread leads from one world to another.
    sectors : list of Sector
        Where each world lies.
    """

    ids: Int64s
    kinds: Int64s
    worlds: Int64s
    places: Floats
    threads: Int64s
    bridges: Bools
    sectors: list[Sector]


class _Around(NamedTuple):
    """Who could be drawn."""

    ids: Int64s
    kinds: Int64s
    worlds: Int64s

    def those(self, places: Int64s) -> "_Around":
        """Give some of them, in that order."""
        return _Around(self.ids[places], self.kinds[places], self.worlds[places])


def picture(
    store: TieStore,
    member: int,
    *,
    states: Mapping[int, State] = NO_STATES,
    contacts: Mapping[int, int] = NO_CONTACTS,
    without: Collection[int] = (),
) -> Picture:
    """Draw one member's surroundings.

    The same from day to day: who comes, goes or changes his ring moves the others
    by little, and those at other angles not at all. Strengths change nothing. Of
    more than 150, ties come before contacts, and of each world somebody; beyond that,
    whom their ids draw.

    Parameters
    ----------
    store : TieStore
        The graph.
    member : int
        External id of the one in the middle.
    states : mapping of int to State
        How ties stand, by external id; alive where missing. Who is no tie is not
        drawn.
    contacts : mapping of int to int
        World of each contact, -1 where unknown, by a key of the caller's.
    without : collection of int
        External ids not to draw.

    Returns
    -------
    Picture
        At most 150 points and 240 threads.

    Raises
    ------
    UnknownMember
        If the member is not in the graph.
    BadNumber
        If a contact's world is below -1, a key does not fit into 64 bits, or a
        state is none.
    TornGeneration
        If the graph is damaged.
    WriterBusy
        If it changes all the time.

    Notes
    -----
    O(k log k) for all ties k of those drawn; some 10 ms for 150 who have 300 ties each,
    another 10 for 50,000 contacts.
    Chosen by us; how little it moves is measured by `benchmarks.picture`.

    Examples
    --------
    >>> from whispeer.graph import build
    >>> store = build.small([(1, 2, 1.0), (1, 3, 0.2), (2, 3, 0.5)])
    >>> found = picture(store, 1, states={3: State.ASLEEP}, contacts={7: -1})
    >>> found.ids.tolist(), found.kinds.tolist(), found.threads.tolist()
    ([2, 3, 7], [0, 2, 3], [[-1, 0], [-1, 1], [0, 1]])
    >>> np.hypot(*found.places.T).round(2)
    array([0.5 , 0.73, 0.97])
    """
    row, near = store.row_of(member), _Near(store)
    steadily(store, lambda: near.find(row))
    around = _around(member, near, states, contacts, set(without))
    ids, kinds, worlds = chosen = around.those(_chosen(member, around))
    spots = [_drawn(member, chosen, turn) for turn in (PLACE, ROW, TURN)]
    points = Points(kinds, worlds, np.stack(spots, axis=1))
    sectors = sectors_of(points)
    ties = int((kinds != Kind.CONTACT).sum())
    rows = store.rows_of(ids[:ties]).astype(np.int64)
    steadily(store, lambda: near.join(rows))
    own = np.stack([np.full(ties, MEMBER), np.arange(ties)], axis=1)
    threads = np.concatenate([own, near.pairs])
    bridges = _bridges(threads, np.append(worlds, store.world[row]))
    kept = _kept(ids, threads, bridges)
    places = places_of(points, sectors)
    return Picture(ids, kinds, worlds, places, threads[kept], bridges[kept], sectors)


class _Near:
    """What is read of the graph, which others may change meanwhile."""

    def __init__(self, store: TieStore) -> None:
        self.store = store
        self.rows = np.empty(0, np.int64)
        self.pairs = np.empty((0, 2), np.int64)

    def find(self, row: int) -> int:
        """Read the rows of a member's ties."""
        self.rows = self.store.row(row).neighbours.astype(np.int64)
        torn = self.rows.size and self.rows.max() >= self.store.members
        return TORN if torn else 0

    def join(self, rows: Int64s) -> int:
        """Read which of some rows have an open tie, as places among them."""
        order = np.argsort(rows)
        ordered, found = rows[order], [np.empty((0, 2), np.int64)]
        for place, row in enumerate(rows.tolist()):
            ties = self.store.row(row)
            others = ties.neighbours[ties.open]
            at = np.minimum(np.searchsorted(ordered, others), rows.size - 1)
            met = order[at[ordered[at] == others]]
            met = np.sort(met[met > place])  # each pair once
            found.append(np.stack([np.full(met.size, place), met], axis=1))
        self.pairs = np.concatenate(found)
        return 0


def _around(
    member: int,
    near: _Near,
    states: Mapping[int, State],
    contacts: Mapping[int, int],
    without: Collection[int],
) -> _Around:
    """Put together who could be drawn, by kind and id."""
    ids, worlds = near.store.ids[near.rows], near.store.world[near.rows]
    drawn = np.array([i not in without for i in ids.tolist()], np.bool_)
    ids, worlds = ids[drawn], worlds[drawn].astype(np.int64)
    kinds = [_kind(states.get(i, State.ALIVE)) for i in ids.tolist()]
    keys, of = _read_contacts(contacts)
    every = _Around(
        np.concatenate([ids, keys]),
        np.concatenate([np.array(kinds, np.int64), np.full(keys.size, Kind.CONTACT)]),
        np.concatenate([worlds, of]),
    )
    return every.those(np.lexsort((every.ids, every.kinds)))


def _kind(state: State) -> Kind:
    try:
        return KINDS[state]
    except KeyError:
        raise BadNumber(f"{state!r} is no state of a tie") from None


def _read_contacts(contacts: Mapping[int, int]) -> tuple[Int64s, Int64s]:
    try:
        keys = np.fromiter(contacts.keys(), np.int64, len(contacts))
        worlds = np.fromiter(contacts.values(), np.int64, len(contacts))
    except OverflowError:
        raise BadNumber("the key or world of a contact exceeds 64 bits") from None
    if worlds.min(initial=NOWHERE) < NOWHERE:
        raise BadNumber(f"world {worlds.min()} of a contact is below -1")
    return keys, worlds


def _drawn(member: int, around: _Around, salt: int) -> Floats:
    """Draw a number for each: others for other members, and for contacts."""
    ties = drawn_by(around.ids, member, salt)
    contacts = drawn_by(around.ids, member, salt, Kind.CONTACT)
    return np.where(around.kinds == Kind.CONTACT, contacts, ties)


def _chosen(member: int, around: _Around) -> Int64s:
    """Choose whom to draw, without a look at any strength."""
    rim, turn = around.kinds == Kind.CONTACT, _drawn(member, around, TURN)
    names, world = np.unique(around.worlds, return_inverse=True)
    group = world + names.size * rim
    least = np.ones(2 * names.size)
    np.minimum.at(least, group, turn)
    first = turn == least[group]
    rank = turn + 1.0 * ~first + 2.0 * rim
    if rank.size <= PICTURE.points:
        return np.arange(rank.size)
    return np.sort(np.argpartition(rank, PICTURE.points)[: PICTURE.points])


def _bridges(threads: Int64s, worlds: Int64s) -> Bools:
    """Tell which threads join two worlds; the member's own world is the last."""
    one, other = worlds[threads].T
    bridges: Bools = (one != other) & (np.minimum(one, other) >= 0)
    return bridges


def _kept(ids: Int64s, threads: Int64s, bridges: Bools) -> Int64s:
    """Choose the threads to draw: all of his own, then bridges, then what is drawn."""
    others = threads[:, 0] != MEMBER
    ends = np.sort(np.where(threads < 0, 0, ids[np.maximum(threads, 0)]), axis=1)
    turn = drawn_by(ends[:, 0] ^ (ends[:, 1] << 1), THREAD)
    best = np.lexsort((turn, ~bridges, others))[: PICTURE.threads]
    return np.sort(best)
