"""Coffees: two who opted in meet; if it was good, they keep in touch."""

from itertools import combinations
from typing import Final

import numpy as np

from whispeer.graph.appeal import Couples, Sides, appeal, bell, common_ground, distance
from whispeer.graph.arrays import Floats, Int64s
from whispeer.graph.constants import PRESENCE, ROUNDS
from whispeer.graph.rounds import Candidates, Guests, arrange, candidates
from whispeer.graph.simulation.town import Town

WEEK: Final = 7.0  # days


class RandomCoffee:
    """Once a fortnight, who opted in is paired at random, whoever he is."""

    def __init__(self, town: Town) -> None:
        self.town = town

    def hold(self, day: float) -> None:
        """Pair, and let them meet."""
        pool = self.town.some(self.town.given.coffee_opt_in)
        order = self.town.rng.permutation(pool).tolist()
        for a, b in zip(order[::2], order[1::2], strict=False):
            have_coffee(self.town, a, b, day)


class RoundCoffee:
    """Once a fortnight, who opted in is paired by a round (J3), by the worth of M4.

    Friends of friends, and some others at random; who met lately does not again.
    """

    def __init__(self, town: Town) -> None:
        self.town = town
        members = len(town.people.lived)
        self.waited = np.zeros(members, np.int64)
        self.held = np.zeros(members, np.int64)
        self.proposed = np.zeros(members, np.int64)
        self.met: dict[tuple[int, int], float] = {}

    def hold(self, day: float) -> None:
        """Arrange a round, and let them meet."""
        pool = np.array(self.town.some(self.town.given.coffee_opt_in), np.int64)
        if pool.size < 2:
            return
        rng, store, guests = self.town.rng, self.town.store, Guests(pool)
        apart = self._apart(day)
        near = np.asarray(candidates(store, guests, apart, rng=rng).pairs)
        pairs = np.concatenate([near.reshape(-1, 2), self._strangers(pool)])
        found = Candidates(pairs, self._worth(pairs))
        held = arrange(store, found, guests, apart, rng=rng)
        self.waited[pool] = 0
        self.waited[held.alone] += 1
        for group in (*held.pairs.tolist(), *held.trios.tolist()):
            for a, b in combinations(group, 2):
                self._meet(a, b, day)

    def _meet(self, a: int, b: int, day: float) -> None:
        ends = [a, b]
        self.proposed[ends] += 1
        if have_coffee(self.town, a, b, day):
            self.held[ends] += 1
            self.met[min(ends), max(ends)] = day

    def _apart(self, day: float) -> Int64s:
        """Name the pairs that met here lately."""
        since = day - ROUNDS.no_repeat_weeks * WEEK
        self.met = {pair: when for pair, when in self.met.items() if when > since}
        return np.array(list(self.met), np.int64).reshape(-1, 2)

    def _strangers(self, pool: Int64s) -> Int64s:
        """Draw some others for each, who are not his ties."""
        rng, near = self.town.rng, self.town.ties.near
        a = np.repeat(pool, ROUNDS.explore)
        pairs = np.sort(np.stack([a, rng.choice(pool, a.size)], axis=1), axis=1)
        kept = [b != a and b not in near[a] for a, b in pairs.tolist()]
        return np.unique(pairs[np.array(kept, np.bool_)], axis=0)

    def _worth(self, pairs: Int64s) -> Floats:
        town, degrees = self.town, self.town.ties.degrees()
        a, b = pairs.T
        common = np.array([_common(town, *pair) for pair in pairs.tolist()], np.int64)
        overlap = common / np.maximum(degrees[a] + degrees[b] - common, 1)
        other_world = town.world[a] != town.world[b]
        told, wanted = town.people.declared, town.wanted()
        themes = [bool(told[a] & told[b]) for a, b in pairs.tolist()]
        needed = [
            bool(wanted[a] & told[b] or wanted[b] & told[a]) for a, b in pairs.tolist()
        ]
        couples = Couples(
            pairs,
            distance(other_world, overlap),
            common_ground(~other_world, common, themes),
            needed,
        )
        sides = Sides(degrees, self.waited, self.held, self.proposed)
        return appeal(couples, sides)


def have_coffee(town: Town, a: int, b: int, day: float) -> bool:
    """Let two have coffee, if both come; a good one leaves a tie.

    How likely it is good has a bell over their common ground: neither too little nor
    too much of it. That law is assumed; with both ends equal it is flat.

    Returns
    -------
    bool
        Whether it took place.
    """
    if not town.says_yes(town.given.coffee_held):
        return False
    people = town.people
    ground = common_ground(
        people.world[a] == people.world[b],
        _common(town, a, b),
        bool(people.lived[a] & people.lived[b]),
    )
    low, high = town.given.good_meeting
    good = town.says_yes(low + (high - low) * float(bell(ground)))
    if good or town.ties.tied(a, b):
        town.ties.live(a, b, day, PRESENCE.meeting)
    return True


def _common(town: Town, a: int, b: int) -> int:
    return len(town.ties.near[a].keys() & town.ties.near[b].keys())
