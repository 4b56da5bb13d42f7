"""Whom nobody is left for in a round: exchanges among those who are paired."""

from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np

from whispeer.graph.arrays import Floats, Int32s, Int64s
from whispeer.graph.constants import ROUNDS
from whispeer.graph.leftovers import Around, Leftovers
from whispeer.graph.pairing import ALONE


class Step(NamedTuple):
    """How somebody lost his mate on a path."""

    member: int  # to whom
    other: int  # the mate
    weight: float  # of those two


class End(NamedTuple):
    """How a path ends: with two pairs more."""

    at: int  # place among those around
    alone: int  # who is alone no more
    weight: float  # of his pair


class Takers:
    """Who could take somebody who is alone: for each, the two that weigh most."""

    def __init__(self, left: Leftovers) -> None:
        self.alone = np.full((2, left.mates.size), ALONE, np.int32)
        self.weights = np.full((2, left.mates.size), -np.inf)
        for row in left.still:
            self._add(row, left.around(row))

    def _add(self, row: int, near: Around) -> None:
        better = near.weights > self.weights[0, near.rows]
        rows, weights = near.rows[better], near.weights[better]
        self.alone[1, rows], self.weights[1, rows] = (
            self.alone[0, rows], self.weights[0, rows]
        )  # fmt: skip
        self.alone[0, rows], self.weights[0, rows] = row, weights
        rows, weights = near.rows[~better], near.weights[~better]
        second = weights > self.weights[1, rows]
        self.alone[1, rows[second]], self.weights[1, rows[second]] = (
            row, weights[second]
        )  # fmt: skip

    def end(self, row: int, mates: Int32s, rows: Int64s, losses: Floats) -> End | None:
        """Return which of some rows could take somebody else at the least loss."""
        best, found = np.inf, None
        for alone, weights in zip(
            self.alone[:, rows], self.weights[:, rows], strict=True
        ):
            free = (alone != ALONE) & (mates[alone] == ALONE) & (alone != row)
            total = np.where(free, losses - weights, np.inf)
            at = int(total.argmin())
            if total[at] < best:
                best = float(total[at])
                found = End(at, int(alone[at]), float(weights[at]))
        return found


def exchange(left: Leftovers) -> None:
    """Bring two more to a table wherever a path of exchanges is found, near or far.

    Of the ways that were looked at, that which loses least is followed first.
    """
    patience, hopeful = ROUNDS.patience, True
    while hopeful and patience > 0 and len(left.still) > 1:
        takers, before = Takers(left), len(left.still)
        for row in left.still:
            if patience > 0 and left.mates[row] == ALONE:
                patience -= _search(left, takers, row)
        left.still = [row for row in left.still if left.mates[row] == ALONE]
        hopeful = len(left.still) < before


def _search(left: Leftovers, takers: Takers, row: int) -> int:
    """Look for a path from somebody, and exchange; return how many were looked at."""
    steps: dict[int, Step] = {}
    hopes, looked = [(0.0, row)], 0
    while hopes and looked < ROUNDS.looks:
        loss, member = heappop(hopes)
        looked += 1
        way = [member]
        while way[-1] in steps:
            way.append(steps[way[-1]].member)
        near, mates = _others(left, member, way)
        if not near.rows.size:
            continue
        losses = left.worths[near.rows] - near.weights + loss
        end = takers.end(row, left.mates, mates, losses)
        if end is not None:
            last = Step(member, int(near.rows[end.at]), float(near.weights[end.at]))
            _turn(left, [last, *(steps[one] for one in way[:-1])])
            left.pair([int(mates[end.at])], [end.alone], [end.weight])
            break
        for at in np.argsort(losses, kind="stable")[: ROUNDS.turns].tolist():
            mate = int(mates[at])
            if mate not in steps:
                steps[mate] = Step(member, int(near.rows[at]), float(near.weights[at]))
                heappush(hopes, (float(losses[at]), mate))
    return looked


def _others(left: Leftovers, member: int, way: list[int]) -> tuple[Around, Int64s]:
    """Return who is around somebody and paired, with their mates, off the way."""
    near = left.around(member)
    mates = left.mates[near.rows]
    open_ = (mates != ALONE) & ~np.isin(near.rows, way) & ~np.isin(mates, way)
    return Around(near.rows[open_], near.weights[open_]), mates[open_].astype(np.int64)


def _turn(left: Leftovers, steps: list[Step]) -> None:
    for step in steps:
        left.pair([step.member], [step.other], [step.weight])
