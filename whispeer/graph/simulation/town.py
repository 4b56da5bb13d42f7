"""A town in which a need is looked after: its people, its ties, its clock, who bears what."""

from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from math import exp, inf, log
from typing import Final, Protocol

import numpy as np

from whispeer.graph.arrays import Int32s
from whispeer.graph.constants import PRESENCE, WHISPERS, Simulation
from whispeer.graph.routing import help_chance, path_trust, relay_chance
from whispeer.graph.simulation.needs import DAY, Need
from whispeer.graph.simulation.people import People
from whispeer.graph.simulation.ties import Ties
from whispeer.graph.store import TieStore

WEEK: Final = 7 * DAY  # hours


class Quest:
    """A need, and what became of it.

    Attributes
    ----------
    need : Need
    asks : int
        People who were disturbed for it: each sight, message or ask is one.
    resolved : float
        Hour at which somebody who lived it said yes; infinite until then.
    over : bool
        Whether nobody is asked any more.
    """

    __slots__ = ("asks", "need", "over", "resolved")

    def __init__(self, need: Need) -> None:
        self.need = need
        self.asks = 0
        self.resolved = inf
        self.over = False

    @property
    def seeker(self) -> int:
        """Who needs somebody."""
        return self.need.seeker


class Way(Protocol):
    """A way to look for somebody: a post, a whisper..."""

    def begin(self, need: Need) -> Quest:
        """Look for somebody."""


class Meeting(Protocol):
    """Something that brings people together."""

    def hold(self, day: float) -> None:
        """Let it take place."""


class Town:
    """Everything that changes in one simulated year.

    Parameters
    ----------
    people : People
    ties : Ties
    given : Simulation
    rng : numpy.random.Generator
        Chance of what people answer, and when.
    """

    store: TieStore  # what the engine reads this week, and the worlds it sees in it
    world: Int32s

    def __init__(
        self, people: People, ties: Ties, given: Simulation, rng: np.random.Generator
    ) -> None:
        self.people, self.ties, self.given, self.rng = people, ties, given, rng
        self.borne: list[list[float]] = [[] for _ in people.lived]
        self.other_asks = 0  # for introductions
        self.quests: list[Quest] = []  # in the order of time
        self._heap: list[tuple[float, int, Callable[[float], None]]] = []
        self._number = count()

    # Time

    def later(self, hour: float, happens: Callable[[float], None]) -> None:
        """Let something happen at an hour; of equal hours, in the order said."""
        heappush(self._heap, (hour, next(self._number), happens))

    def pass_until(self, hour: float) -> None:
        """Let happen whatever does before an hour."""
        while self._heap and self._heap[0][0] < hour:
            now, _, happens = heappop(self._heap)
            happens(now)

    def delay(self) -> float:
        """Draw how many hours an answer takes."""
        normal = float(self.rng.standard_normal())
        return exp(log(self.given.reply_hours) + self.given.reply_sigma * normal)

    # People

    def disturb(self, quest: Quest, member: int, hour: float) -> int:
        """Ask somebody; return how many asks he had in the 7 days before."""
        week = self.asked_lately(member, hour)
        quest.asks += 1
        self.borne[member].append(hour)
        return week

    def asked_lately(self, member: int, hour: float) -> int:
        """Count the asks somebody bore in the 7 days before an hour."""
        lately = self.borne[member][-64:]
        return sum(hour - WEEK < one <= hour for one in lately)

    def relays(self, by: int, to: int, week: int) -> bool:
        """Draw whether somebody passes a need on for a tie of his."""
        rate = self.given.relay_yes * self.people.openness[to]
        strength = self.ties.strength_between(by, to)
        yes = _standing_for(rate, WHISPERS.prior_relay)
        return self.says_yes(float(relay_chance(yes, 0.0, strength, week)))

    def helps(self, seeker: int, to: int, week: int) -> bool:
        """Draw whether somebody who lived it helps, as far as trust leads to him."""
        rate = self.given.helper_yes * self.people.openness[to]
        trust = path_trust(self.store, seeker, to)
        yes = _standing_for(rate, WHISPERS.prior_helper)
        return self.says_yes(float(help_chance(yes, 0.0, trust, week)))

    def helps_stranger(self, to: int, week: int, *, willing: bool) -> bool:
        """Draw whether somebody who lived it helps a stranger."""
        rate = self.given.stranger_yes * self.people.openness[to]
        rate *= self.given.willing_strangers if willing else 1.0
        rate *= WHISPERS.fatigue**week
        return self.says_yes(
            min(max(rate, WHISPERS.least_chance), WHISPERS.most_chance)
        )

    def says_yes(self, chance: float) -> bool:
        """Draw a yes."""
        return bool(self.rng.random() < chance)

    def some(self, chance: float) -> list[int]:
        """Draw members, each with the same chance."""
        drawn = self.rng.random(len(self.people.lived)) < chance
        return [int(who) for who in drawn.nonzero()[0]]

    def wanted(self) -> list[frozenset[int]]:
        """Name what each is still looking for."""
        found: list[set[int]] = [set() for _ in self.people.lived]
        for quest in self.quests:
            if not quest.over:
                found[quest.seeker].add(quest.need.experience)
        return [frozenset(one) for one in found]

    # What comes of it

    def relayed(self, by: int, to: int, hour: float) -> None:
        """Let two ties have spoken, because one passes a need on for the other."""
        self.ties.live(by, to, hour / DAY, PRESENCE.conversation)

    def resolve(self, quest: Quest, helper: int, hour: float) -> None:
        """End a quest well; help from beyond one's ties leaves one, sometimes."""
        quest.over = True
        if hour > quest.need.hour + WHISPERS.days * DAY:
            return
        quest.resolved = hour
        new = not self.ties.tied(quest.seeker, helper)
        if not new or self.says_yes(self.given.helped_tie):
            self.ties.live(quest.seeker, helper, hour / DAY, PRESENCE.help)


def _standing_for(rate: float, prior: tuple[float, float]) -> float:
    """Give the count of yes, none asked, at which the engine would believe a rate."""
    return rate * sum(prior) - prior[0]
