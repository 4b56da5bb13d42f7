"""One simulated year, week by week: one arm, one seed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from math import inf
from typing import Final, NamedTuple

import numpy as np

from whispeer.graph.arrays import MISSING, Floats, Int32s, Int64s
from whispeer.graph.constants import Simulation
from whispeer.graph.simulation.arms import Arm
from whispeer.graph.simulation.care import Care
from whispeer.graph.simulation.coffee import RandomCoffee, RoundCoffee
from whispeer.graph.simulation.introducing import Introducing
from whispeer.graph.simulation.measures import (
    least_tied,
    of_load,
    of_quests,
    of_ties,
)
from whispeer.graph.simulation.needs import Need, needs
from whispeer.graph.simulation.people import made_up, remembered, settle
from whispeer.graph.simulation.ties import Start, Ties, presence_of
from whispeer.graph.simulation.town import WEEK, Meeting, Town, Way
from whispeer.graph.simulation.ways import Directory, Post, Relays
from whispeer.graph.simulation.whispers import Whispers
from whispeer.graph.worlds import keep_names, worlds

DAYS: Final = 7.0  # of a week
FORTNIGHT: Final = 2  # weeks

# Chance comes in streams of their own, so that arms of one seed differ by what they
# do alone: the same network, the same people, the same needs at the same hours.
NETWORK, PEOPLE, NEEDS, COURSE = range(4)


@dataclass(frozen=True, eq=False, slots=True)
class Graph:
    """A network somebody gave, instead of one made up.

    Attributes
    ----------
    pairs : int64 array, shape (m, 2)
        Each tie once; members are numbered from 0.
    strengths : float64 array, shape (m,)
        In (0, 1].
    members : int
    """

    pairs: Int64s
    strengths: Floats
    members: int


WAYS: Final[Mapping[str, Callable[[Town], Way]]] = {
    "post": lambda town: Post(town, town.given.feed_reach),
    "message": lambda town: Post(town, 1.0),
    "directory": Directory,
    "relays": Relays,
    "whisper": Whispers,
    "whisper_and_strangers": lambda town: Whispers(town, strangers=True),
}
MEETINGS: Final[Mapping[str, tuple[int, Callable[[Town], Meeting]]]] = {
    "chance": (FORTNIGHT, RandomCoffee),
    "round": (FORTNIGHT, RoundCoffee),
    "introductions": (FORTNIGHT, Introducing),
    "care": (1, Care),
}


class Run(NamedTuple):
    """One year to simulate."""

    arm: Arm
    seed: int
    given: Simulation


def live(run: Run, network: Graph | None = None) -> dict[str, float]:
    """Simulate a year, and measure it.

    Parameters
    ----------
    run : Run
        Which arm, which chance, which assumptions.
    network : Graph, optional
        None: one is made up from the seed.

    Returns
    -------
    dict
        By measure, as `measures.MEASURES` names them, and those of the start as
        ``start_isolated`` and so on; not a number where nothing was measured.

    Notes
    -----
    O(weeks x members). Source: M9.
    """
    town = _settled(run, network)
    fifth = least_tied(town.ties)
    year = Year(town, run)
    before = of_ties(town.ties, fifth, 0.0, run.given)
    year.pass_weeks()
    after = of_ties(town.ties, fifth, DAYS * run.given.weeks, run.given)
    town.pass_until(inf)  # what was begun in the last weeks comes to its end
    return {
        **of_quests(town.quests, fifth),
        **of_load(town, fifth),
        **after,
        **{f"start_{name}": value for name, value in before.items()},
    }


def _settled(run: Run, network: Graph | None) -> Town:
    chance = partial(_chance, run.seed)
    start, world = _network(run.seed, run.given.members, network)
    people = settle(chance(PEOPLE), world, run.given)
    return Town(people, Ties(start, world), run.given, chance(COURSE))


@lru_cache(maxsize=2)  # all arms of a seed begin with the same
def _network(seed: int, members: int, graph: Graph | None) -> tuple[Start, Int32s]:
    rng = _chance(seed, NETWORK)
    if graph is None:
        return made_up(rng, members)
    start = remembered(rng, graph.pairs, presence_of(graph.strengths))
    return start, worlds(graph.pairs, graph.strengths, graph.members)


def _chance(seed: int, stream: int) -> np.random.Generator:
    return np.random.default_rng([seed, stream])


class Year:
    """The weeks of a year, one after the other."""

    def __init__(self, town: Town, run: Run) -> None:
        self.town, self.run = town, run
        self.way = WAYS[run.arm.asks](town)
        self.meetings = [
            (every, make(town))
            for every, make in map(MEETINGS.__getitem__, run.arm.meets)
        ]
        town.world = np.full(len(town.people.lived), MISSING, np.int32)

    def pass_weeks(self) -> None:
        """Let all weeks go by; needs of the last ones may still be open."""
        for need in needs(
            _chance(self.run.seed, NEEDS), self.town.people, self.town.given
        ):
            self.town.later(need.hour, partial(self._begin, need))
        for week in range(self.run.given.weeks):
            self._prepare(week)
            self.town.pass_until(WEEK * (week + 1))
            day = DAYS * (week + 1)
            for every, meeting in self.meetings:
                if (week + 1) % every == 0:
                    meeting.hold(day)
            self.town.ties.pass_week(self.town.rng, day, self.town.given)

    def _begin(self, need: Need, now: float) -> None:
        self.town.quests.append(self.way.begin(need))

    def _prepare(self, week: int) -> None:
        """Build the graph the engine reads this week, with the worlds it sees."""
        ties, day = self.town.ties, DAYS * week
        if self.run.arm.meets and week % FORTNIGHT == 0:
            pairs, strengths, ways = ties.graph(day)
            found = worlds(pairs[ways], strengths[ways], self.town.world.size)
            self.town.world = keep_names(found, self.town.world)
        self.town.store = ties.store(day, self.town.world)
