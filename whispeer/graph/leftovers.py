"""Whom the candidates of a round left over: another friend of a friend, or a trio."""

from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from whispeer.graph.arrays import Bools, Floats, Int32s, Int64s
from whispeer.graph.constants import ROUNDS
from whispeer.graph.guests import Hall
from whispeer.graph.kernels.pairing_candidates import all_around
from whispeer.graph.kernels.pairing_pool import allowed
from whispeer.graph.pairing import ALONE
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
    """

    def __init__(
        self, hall: Hall, mates: Int32s, keys: Int64s, weights: Floats
    ) -> None:
        self.hall, self.mates = hall, mates
        self.keys, self.weights = keys, weights
        self.worths = np.zeros(mates.size)
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

    def seat(self) -> None:
        """Pair who is left over: with another one first, then by exchanges."""
        still = []
        for row in self._alone():
            if self.mates[row] != ALONE:
                continue
            near = self.around(row)
            if not near.rows.size:
                continue
            if not self._take(row, near):
                still.append(row)
        patience = ROUNDS.patience
        for row in still:
            if patience > 0 and self.mates[row] == ALONE:
                patience -= self._exchange(row)

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

    def _take(self, row: int, near: Around) -> bool:
        """Pair somebody with the best around who is alone too, if there is one."""
        free = self.mates[near.rows] == ALONE
        if not free.any():
            return False
        rows, weights = near.rows[free], near.weights[free]
        luck = self.hall.pool.luck
        best = np.lexsort((luck[rows] ^ luck[row], weights))[-1]
        self._pair([row], [int(rows[best])], [float(weights[best])])
        return True

    def _exchange(self, row: int) -> int:
        """Find a path to somebody else who is alone, and exchange pairs along it.

        Returns how many were looked at.
        """
        before: dict[int, tuple[int, int, float]] = {}  # mate, lost, the pair's weight
        queue, looked = [row], 0
        seen = {row}
        while looked < len(queue) and looked < ROUNDS.patience:
            member = queue[looked]
            looked += 1
            way = self._way(member, before)
            near = self.around(member)
            open_ = ~np.isin(near.rows, way)
            near = Around(near.rows[open_], near.weights[open_])
            if self.mates[row] == ALONE and self._ends(way, near, before):
                break
            for other, weight in zip(*(part.tolist() for part in near), strict=True):
                mate = int(self.mates[other])
                if mate not in seen:
                    seen.add(mate)
                    before[mate] = member, other, weight
                    queue.append(mate)
        return looked

    def _way(self, member: int, before: dict[int, tuple[int, int, float]]) -> list[int]:
        """Return who looks for a mate, from a member back to the start."""
        way = [member]
        while way[-1] in before:
            way.append(before[way[-1]][0])
        return way

    def _ends(
        self, way: list[int], near: Around, before: dict[int, tuple[int, int, float]]
    ) -> bool:
        """Exchange the pairs of a way whose last can be paired, if he can."""
        exchanged = [before[member] for member, _ in pairwise(way)]
        if not self._take(way[0], near):
            return False
        for member, other, weight in exchanged:
            self._pair([member], [other], [weight])
        return True

    def _pair(self, ones: list[int], others: list[int], weights: list[float]) -> None:
        a, b = np.array(ones), np.array(others)
        self.mates[a], self.mates[b] = b, a
        self._weigh(a, b, np.array(weights))

    def _weigh(self, a: Rows, b: Rows, weights: Floats) -> None:
        """Note what pairs weigh: as was given, or else as the engine weighs them."""
        keys = np.minimum(a, b).astype(np.int64) << 32 | np.maximum(a, b)
        at = np.minimum(np.searchsorted(self.keys, keys), max(self.keys.size - 1, 0))
        if self.keys.size:
            known = self.keys[at] == keys
            weights = np.where(known, self.weights[at], weights)
        self.worths[a] = self.worths[b] = weights
