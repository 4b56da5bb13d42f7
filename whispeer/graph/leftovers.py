"""Whom the candidates of a round left over: another friend of a friend, or a trio."""

from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from whispeer.graph.arrays import Bools, Floats, Int32s, Int64s
from whispeer.graph.candidates import best_pairs, keys_of, pairs_of
from whispeer.graph.constants import ROUNDS
from whispeer.graph.guests import Hall
from whispeer.graph.kernels.pairing_candidates import all_around
from whispeer.graph.kernels.pairing_pool import allowed
from whispeer.graph.pairing import ALONE, pair_up
from whispeer.graph.routing.reading import steadily

NOBODY: Final = np.empty(0, np.int64)


Rows: TypeAlias = Int32s | Int64s


class Around(NamedTuple):
    """All friends of friends somebody may meet."""

    rows: Int32s
    weights: Floats


class Leftovers:
    """Pairs made of candidates, to be completed.

    Attributes
    ----------
    mates : int32 array, shape (rows,)
        Each one's mate by row, or `ALONE`.
    worths : float64 array, shape (rows,)
        What the pair of each weighs.
    still : list of int
        Who is alone though there is somebody for him.
    """

    def __init__(
        self, hall: Hall, mates: Int32s, keys: Int64s, weights: Floats
    ) -> None:
        self.hall, self.mates = hall, mates
        self.keys, self.weights = keys, weights
        self.worths = np.zeros(mates.size)
        self.still: list[int] = []
        self._desk = hall.desk()
        self._room = np.empty(mates.size)
        paired = np.flatnonzero(mates > np.arange(mates.size))
        self._weigh(paired, mates[paired], np.zeros(paired.size))

    def around(self, row: int) -> Around:
        """List whom somebody may meet, with what the engine weighs each."""
        desk, room = self._desk, self._room

        def ask() -> int:
            self.hall.clear(desk)
            return all_around(desk, row, room)

        count = steadily(self.hall.store, ask)
        return Around(desk.bench.listed[:count].copy(), room[:count].copy())

    def seat(self, rng: np.random.Generator) -> None:
        """Pair who is left over among themselves, as long as two of them can be.

        Those who are alone in spite of friends of friends are then in `still`.
        """
        many = True
        while many:
            rows = self._alone()
            many = 2 * self._pair_up(rows, rng) >= ROUNDS.worthwhile * rows.size > 0
        for row in self._alone().tolist():
            if self.mates[row] == ALONE:
                near = self.around(row)
                if near.rows.size and not self.take(row, near):
                    self.still.append(row)

    def trio(self) -> Int64s:
        """Add one who is left to a pair; return the rows of the three, or none.

        All three are friends of friends of one another where that is possible; the pair
        is the one that weighs least, and is none from now on.
        """
        found = [
            three
            for row in self._alone()[: ROUNDS.patience]
            for three in self._third(int(row))
        ]
        if not found:
            return NOBODY
        _, _, _, row, one, other = min(found)
        self.mates[[one, other]] = ALONE
        return np.array([row, one, other])

    def _third(self, row: int) -> list[tuple[bool, float, float, int, int, int]]:
        """Return the best pair one could join, if any: how far, its weight, and who."""
        near = self.around(row)
        paired = self.mates[near.rows] != ALONE
        ones, weights = near.rows[paired], near.weights[paired]
        others = self.mates[ones]
        further = ~np.isin(others, ones)
        good = np.ones(ones.size, np.bool_)
        good[further] = self._may_meet(row, others[further])
        ones, others, weights = ones[good], others[good], weights[good]
        if not ones.size:
            return []
        keys = (-weights, self.worths[ones], further[good])
        best = np.lexsort((ones, *keys))[0]
        return [
            (
                bool(keys[2][best]),
                float(keys[1][best]),
                float(keys[0][best]),
                row,
                int(ones[best]),
                int(others[best]),
            )
        ]

    def _may_meet(self, row: int, others: Int32s) -> Bools:
        out = np.zeros(others.size, np.bool_)
        hall, rows = self.hall, np.full(others.size, row, np.int32)
        arrays = hall.store.arrays
        steadily(hall.store, lambda: allowed(arrays, hall.pool, rows, others, out))
        return out

    def _alone(self) -> Int32s:
        rows: Int32s = self.hall.rows[self.mates[self.hall.rows] == ALONE]
        return rows

    def take(self, row: int, near: Around) -> bool:
        """Pair somebody with the best around who is alone too, if there is one."""
        free = self.mates[near.rows] == ALONE
        if not free.any():
            return False
        rows, weights = near.rows[free], near.weights[free]
        luck = self.hall.pool.luck
        best = np.lexsort((luck[rows] ^ luck[row], weights))[-1]
        self.pair([row], [int(rows[best])], [float(weights[best])])
        return True

    def _pair_up(self, rows: Int32s, rng: np.random.Generator) -> int:
        """Pair some who are alone among themselves; return how many pairs were made."""
        keys, weights = best_pairs(self.hall.only(rows), ROUNDS.candidates)
        mates = pair_up(self.mates.size, pairs_of(keys), weights, rng=rng)
        mates[self.mates != ALONE] = ALONE
        ones = np.flatnonzero(mates > np.arange(mates.size))
        made = keys_of(ones, mates[ones].astype(np.int64))
        self.pair(ones, mates[ones], weights[np.searchsorted(keys, made)])
        return ones.size

    def pair(
        self, ones: npt.ArrayLike, others: npt.ArrayLike, weights: npt.ArrayLike
    ) -> None:
        """Pair some, who may leave others alone; with the engine's own weights."""
        a, b = np.asarray(ones), np.asarray(others)
        self.mates[a], self.mates[b] = b, a
        self._weigh(a, b, np.asarray(weights))

    def _weigh(self, a: Rows, b: Rows, weights: Floats) -> None:
        """Note what pairs weigh: as was given, or else as the engine weighs them."""
        keys = keys_of(a.astype(np.int64), b.astype(np.int64))
        at = np.minimum(np.searchsorted(self.keys, keys), max(self.keys.size - 1, 0))
        if self.keys.size:
            known = self.keys[at] == keys
            weights = np.where(known, self.weights[at], weights)
        self.worths[a] = self.worths[b] = weights
