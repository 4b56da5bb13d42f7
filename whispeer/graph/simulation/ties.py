"""Ties that live: they fade, people talk again, some are forgotten, new ones are made."""

from typing import Final, NamedTuple

import numpy as np

from whispeer.graph.arrays import Bools, Floats, Int32s, Int64s
from whispeer.graph.build import Members, Room, in_memory
from whispeer.graph.build import Ties as Built
from whispeer.graph.constants import PRESENCE, TIES, Simulation
from whispeer.graph.store import TieStore
from whispeer.graph.strength import half_life, strength_of

NO_ROOM: Final = Room(members=0, ties=0)
NEVER: Final = -1e9  # days
WEEK: Final = 7.0  # days
YEAR: Final = 365.0  # days
LEAST_ROOM: Final = 64  # ties
COLUMNS: Final = (
    "a", "b", "presence", "strength", "first", "last", "cared", "bridge", "alive",
)  # fmt: skip


class Start(NamedTuple):
    """The ties at the start, one entry a tie; days are negative, the start is 0.

    Attributes
    ----------
    pairs : int64 array, shape (m, 2)
    presence : float64 array, shape (m,)
        The sum S of M1.
    first, last : float64 array, shape (m,)
        Days of the first and the last contact.
    """

    pairs: Int64s
    presence: Floats
    first: Floats
    last: Floats


class Ties:
    """All ties of a simulated network, and what was lived in them.

    Parameters
    ----------
    start : Start
    world : int32 array, shape (n,)
        The world of each member: a tie made between two of them is a bridge.
    """

    def __init__(self, start: Start, world: Int32s) -> None:
        self.world = world.tolist()
        self.count = len(start.pairs)
        self.a, self.b = start.pairs.T.copy()
        self.presence = start.presence.copy()
        self.first = start.first.copy()
        self.last = start.last.copy()
        self.cared = np.full(self.count, NEVER)  # last gesture after the first day
        self.bridge = np.zeros(self.count, np.bool_)  # made since the start
        self.alive = np.ones(self.count, np.bool_)
        self.near: list[dict[int, int]] = [{} for _ in self.world]
        self.strength = _strengths(self.presence)
        for slot, (a, b) in enumerate(start.pairs.tolist()):
            self.near[a][b] = self.near[b][a] = slot

    def tied(self, a: int, b: int) -> bool:
        """Tell whether two are tied."""
        return b in self.near[a]

    def strength_between(self, a: int, b: int) -> float:
        """Give s of a tie, 0 where there is none."""
        slot = self.near[a].get(b)
        return 0.0 if slot is None else float(self.strength[slot])

    def live(self, a: int, b: int, day: float, weight: float) -> None:
        """Let two live something together; who are strangers become tied by it."""
        slot = self.near[a].get(b)
        if slot is None:
            self._tie(a, b, day, weight)
            return
        self.presence[slot] += min(weight, TIES.daily_cap)
        self.strength[slot] = strength_of(float(self.presence[slot]))
        self.last[slot] = max(self.last[slot], day)
        self.cared[slot] = max(self.cared[slot], day)

    def pass_week(
        self, rng: np.random.Generator, day: float, given: Simulation
    ) -> None:
        """Let a week go by: ties fade, some people talk, some ties are forgotten."""
        alive = np.flatnonzero(self.alive[: self.count])
        ages = self.last[alive] - self.first[alive]
        halves = np.array([half_life(age) for age in ages.tolist()])
        presence = self.presence[alive] * np.exp2(-WEEK / halves)
        factor, power = given.contact
        talk = -np.expm1(-factor * self.strength[alive] ** power)
        talked = rng.random(alive.size) < talk
        presence[talked] += PRESENCE.conversation
        self.presence[alive] = presence
        self.last[alive[talked]] = np.maximum(self.last[alive[talked]], day)
        self.strength[alive] = _strengths(presence)
        lost = (presence < given.forgotten) | self._bridges_lost(rng, alive, day, given)
        for slot in alive[lost].tolist():
            self._end(slot)

    def _bridges_lost(
        self, rng: np.random.Generator, alive: Int64s, day: float, given: Simulation
    ) -> Bools:
        """Tell which young bridges end: nine in ten do in a year without care."""
        left = given.bridge_survival ** (WEEK / YEAR)
        longest = TIES.bridge_care[-1]
        careless = self.bridge[alive] & (day - self.cared[alive] > longest)
        lost: Bools = careless & (rng.random(alive.size) > left)
        return lost

    def of(self, member: int) -> list[int]:
        """Name somebody's ties, in order."""
        return sorted(self.near[member])

    def degrees(self) -> Int64s:
        """Count the ties of each."""
        return np.array([len(row) for row in self.near])

    def last_contact(self) -> Floats:
        """Give the day of each member's last contact with anybody."""
        alive = np.flatnonzero(self.alive[: self.count])
        day = np.full(len(self.near), NEVER)
        np.maximum.at(day, self.a[alive], self.last[alive])
        np.maximum.at(day, self.b[alive], self.last[alive])
        return day

    def bridges(self) -> int:
        """Count the ties across worlds made since the start and still alive."""
        return int((self.bridge & self.alive)[: self.count].sum())

    def store(self, day: float, world: Int32s) -> TieStore:
        """Build the graph the engine reads; a tie silent too long is no way (M1)."""
        pairs, strengths, ways = self.graph(day)
        a, b = pairs.T
        built = Built(a, b, strengths, open=ways)
        return in_memory(Members(range(len(self.near)), world), built, room=NO_ROOM)

    def graph(self, day: float) -> tuple[Int64s, Floats, Bools]:
        """Give the pairs, their strengths, and whether each is open as a way."""
        alive = np.flatnonzero(self.alive[: self.count])
        ages = self.last[alive] - self.first[alive]
        halves = np.array([half_life(age) for age in ages.tolist()])
        pairs = np.stack([self.a[alive], self.b[alive]], axis=1)
        return pairs, self.strength[alive], day - self.last[alive] <= halves

    def _tie(self, a: int, b: int, day: float, weight: float) -> None:
        slot = self.count
        if slot == self.a.size:
            self._grow()
        self.a[slot], self.b[slot] = min(a, b), max(a, b)
        self.presence[slot] = min(weight, TIES.daily_cap)
        self.strength[slot] = strength_of(float(self.presence[slot]))
        self.first[slot] = self.last[slot] = day
        self.cared[slot] = NEVER
        self.bridge[slot] = self.world[a] != self.world[b]
        self.alive[slot] = True
        self.near[a][b] = self.near[b][a] = slot
        self.count += 1

    def _end(self, slot: int) -> None:
        a, b = int(self.a[slot]), int(self.b[slot])
        del self.near[a][b], self.near[b][a]
        self.alive[slot] = False

    def _grow(self) -> None:
        for name in COLUMNS:
            column = getattr(self, name)
            more = np.zeros(max(column.size, LEAST_ROOM), column.dtype)
            setattr(self, name, np.concatenate([column, more]))


def presence_of(strengths: Floats) -> Floats:
    """Give the presence that a strength stands for: `strength_of`, turned round.

    >>> presence_of(np.array([1.0, 0.5])).round(2).tolist()
    [36.6, 5.13]
    """
    presence: Floats = np.expm1(strengths * np.log1p(TIES.s_ref))
    return presence


def _strengths(presence: Floats) -> Floats:
    return np.array([strength_of(one) for one in presence.tolist()])
