"""Introductions through ties, as the application makes them."""

from collections import Counter, defaultdict
from typing import Final

from whispeer.graph.assignment import Candidate, assign
from whispeer.graph.constants import INTRODUCTIONS, PRESENCE
from whispeer.graph.introductions import introductions
from whispeer.graph.simulation.town import Town

LISTED: Final = 2 * INTRODUCTIONS.per_person_14d  # some may be shown too often


class Introducing:
    """Once a fortnight some look at their suggestions, and take up the first.

    The connector is asked first, then both; whoever declines, nobody learns of it.
    """

    def __init__(self, town: Town) -> None:
        self.town = town
        self.shown: defaultdict[int, Counter[int]] = defaultdict(Counter)

    def hold(self, day: float) -> None:
        """Let those who look at their suggestions take one up."""
        lookers = self.town.some(self.town.given.introductions_wanted)
        met_by = self._needs_met()
        made = assign([one for who in lookers for one in self._found(who, met_by)])
        begun: set[int] = set()
        for one in made:
            self.shown[one.member][one.about] += 1
            if one.member not in begun:
                begun.add(one.member)
                self._ask(one, day)

    def _needs_met(self) -> list[set[int]]:
        """Name for each who could help him with a need, or he them."""
        found: list[set[int]] = [set() for _ in self.town.people.lived]
        for seeker, wanted in enumerate(self.town.wanted()):
            for experience in wanted:
                for helper in self.town.people.holders[experience]:
                    found[seeker].add(helper)
                    found[helper].add(seeker)
        return found

    def _found(self, who: int, met_by: list[set[int]]) -> list[Candidate]:
        factors = dict.fromkeys(sorted(met_by[who]), INTRODUCTIONS.need_boost)
        for other, times in self.shown[who].items():
            decay = INTRODUCTIONS.shown_decay**times
            factors[other] = factors.get(other, 1.0) * decay
        listed = introductions(self.town.store, who, limit=LISTED, factors=factors)
        return [
            Candidate(who, one.member, through, one.score)
            for one in listed
            for through in one.through
        ]

    def _ask(self, one: Candidate, day: float) -> None:
        town, given = self.town, self.town.given
        for chance in (
            given.introducer_yes,
            given.introduced_yes,
            given.introduced_yes,
        ):
            town.other_asks += 1
            if not town.says_yes(chance):
                return
        for a, b in (
            (one.member, one.about),
            (one.through, one.member),
            (one.through, one.about),
        ):
            town.ties.live(a, b, day, PRESENCE.introduction)
