"""Ways to look for somebody that others offer: post, message to all, directory, relays."""

from functools import partial

from whispeer.graph.constants import WHISPERS
from whispeer.graph.routing import delivery
from whispeer.graph.simulation.needs import DAY, Need
from whispeer.graph.simulation.town import Quest, Town


class Post:
    """A post among one's ties, read by some; a message to all of them, if all read it.

    Who reads it and lived it may answer; who reads it may share it with his ties.
    A post is not addressed to anybody, and tires nobody; a message does both.
    """

    def __init__(self, town: Town, reach: float) -> None:
        self.town, self.reach = town, reach

    def begin(self, need: Need) -> Quest:
        """Post, and see at once what comes of it."""
        quest, town = Quest(need), self.town
        end = need.hour + WHISPERS.days * DAY
        told, first = {need.seeker}, (end, -1)
        sharing = [(need.seeker, need.hour)]
        while sharing:
            member, hour = sharing.pop()
            for other in town.ties.of(member):
                if other in told or not town.says_yes(self.reach):
                    continue
                told.add(other)
                week = town.disturb(quest, other, hour)
                at = hour + town.delay()
                if self._answers(other, need, week):
                    first = min(first, (at, other))
                if town.says_yes(town.given.feed_share):
                    sharing.append((other, at))
        if first[0] < end:
            town.resolve(quest, first[1], first[0])
        return quest

    def _answers(self, member: int, need: Need, week: int) -> bool:
        addressed = self.reach == 1.0
        rate = self.town.given.feed_answer * self.town.people.openness[member]
        rate *= WHISPERS.fatigue**week if addressed else 1.0
        lived = need.experience in self.town.people.lived[member]
        return lived and self.town.says_yes(rate)


class Directory:
    """Asking strangers who declared it by name, one a day: a cold directory.

    One's own ties are no strangers, and are not looked for there.
    """

    def __init__(self, town: Town) -> None:
        self.town = town

    def begin(self, need: Need) -> Quest:
        """Draw the order of those to be asked, and ask the first."""
        quest, town = Quest(need), self.town
        known = town.people.holders[need.experience]
        tied = {need.seeker, *town.ties.near[need.seeker]}
        order = town.rng.permutation([one for one in known if one not in tied])
        self._ask(quest, order[: town.given.directory_asks].tolist(), need.hour)
        return quest

    def _ask(self, quest: Quest, left: list[int], now: float) -> None:
        if quest.over or not left:
            return
        town, who = self.town, left[0]
        week = town.disturb(quest, who, now)
        if town.helps_stranger(who, week, willing=False):
            town.later(now + town.delay(), partial(self._helped, quest, who))
        town.later(now + DAY, partial(self._ask, quest, left[1:]))

    def _helped(self, quest: Quest, who: int, now: float) -> None:
        if not quest.over:
            self.town.resolve(quest, who, now)


class Relays:
    """Asking three ties at random, each of whom asks three, three ties far at most."""

    def __init__(self, town: Town) -> None:
        self.town = town

    def begin(self, need: Need) -> Quest:
        """Ask the first three."""
        quest = Quest(need)
        self._ask(quest, {need.seeker}, (need.seeker, 0), need.hour)
        return quest

    def _ask(
        self, quest: Quest, told: set[int], holder: tuple[int, int], now: float
    ) -> None:
        by, hops = holder
        town, need = self.town, quest.need
        others = [one for one in town.ties.of(by) if one not in told]
        order = town.rng.permutation(others)[: town.given.random_relays].tolist()
        told.update(order)
        hour = delivery(now)
        for who in order:
            week = town.disturb(quest, who, hour)
            at = hour + town.delay()
            if need.experience in town.people.lived[who]:
                if town.helps(need.seeker, who, week):
                    town.later(at, partial(self._helped, quest, who))
            elif town.relays(by, who, week):
                passes = partial(self._relayed, quest, told, by, (who, hops + 1))
                town.later(at, passes)

    def _relayed(
        self,
        quest: Quest,
        told: set[int],
        by: int,
        holder: tuple[int, int],
        now: float,
    ) -> None:
        end = quest.need.hour + WHISPERS.days * DAY
        if quest.over or now > end:
            return
        self.town.relayed(by, holder[0], now)
        if holder[1] < WHISPERS.hops:
            self._ask(quest, told, holder, now)

    def _helped(self, quest: Quest, who: int, now: float) -> None:
        if not quest.over:
            self.town.resolve(quest, who, now)
