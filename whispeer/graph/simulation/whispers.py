"""The way Whispeer looks for somebody: it does what `whispeer.graph.routing` says."""

from functools import partial
from math import inf

import numpy as np

from whispeer.graph.arrays import Bools
from whispeer.graph.constants import WHISPERS
from whispeer.graph.routing import (
    Answer,
    Ask,
    Kind,
    Topic,
    Whisper,
    answered,
    free_at,
    heard,
    may_open,
    no_history,
    step,
    told,
    with_answer,
    with_ask,
)
from whispeer.graph.simulation.needs import Need
from whispeer.graph.simulation.town import Quest, Town


class Errand(Quest):
    """A quest that goes as a whisper."""

    __slots__ = ("looks", "topic", "whisper")

    def __init__(self, need: Need, topic: Topic, whisper: Whisper) -> None:
        super().__init__(need)
        self.topic, self.whisper = topic, whisper
        self.looks = 0


class Whispers:
    """Whispers of a whole town, and how people answered them before.

    Parameters
    ----------
    town : Town
    strangers : bool
        Whether seekers agree to ask strangers who opted in, once trust leads nowhere.
    """

    def __init__(self, town: Town, *, strangers: bool = False) -> None:
        self.town, self.strangers = town, strangers
        people, share = town.people, town.given.declared
        self.history = no_history(range(len(people.lived)))
        self.topics = [_topic(known, people.anyone, share) for known in people.holders]
        self.begun: dict[int, list[Errand]] = {}

    def begin(self, need: Need) -> Quest:
        """Open a whisper, if the seeker may."""
        whisper = Whisper(need.seeker, need.hour, strangers=self.strangers)
        errand = Errand(need, self.topics[need.experience], whisper)
        mine = self.begun.setdefault(need.seeker, [])
        hours = [one.need.hour for one in mine]
        if may_open(hours, sum(not one.over for one in mine), need.hour):
            mine.append(errand)
            self._step(errand, need.hour)
        else:
            errand.over = True
        return errand

    def _step(self, errand: Errand, now: float) -> None:
        did = step(self.town.store, errand.whisper, errand.topic, self.history, now)
        errand.whisper = did.whisper
        errand.over = did.stop is not None
        for ask in did.asks:
            self._turn(errand, ask, now)
        errand.looks += 1
        if did.again < inf:
            self.town.later(did.again, partial(self._look, errand, errand.looks))

    def _look(self, errand: Errand, look: int, now: float) -> None:
        """Look again, unless somebody has answered in between."""
        if not errand.over and look == errand.looks:
            self._step(errand, now)

    def _turn(self, errand: Errand, ask: Ask, now: float) -> None:
        """Ask who bears it; while his week is full it waits at his door."""
        free = float(free_at(self.history, now)[ask.to])  # members count from 0
        hour = heard(ask.sent, max(free, now))
        if errand.over or hour == inf:
            return
        if hour <= now:
            self._ask(errand, ask, now)
        else:
            self.town.later(hour, partial(self._turn, errand, ask))

    def _ask(self, errand: Errand, ask: Ask, now: float) -> None:
        town = self.town
        week = town.disturb(errand, ask.to, now)
        self.history = with_ask(self.history, ask.to, now)
        answer = self._answer(errand, ask, week)
        answer, hour = told(answer, ask.sent, now + town.delay())
        town.later(hour, partial(self._answered, errand, ask, answer))

    def _answer(self, errand: Errand, ask: Ask, week: int) -> Answer:
        town = self.town
        lived = errand.need.experience in town.people.lived[ask.to]
        if ask.kind is Kind.STRANGER:
            yes = town.helps_stranger(ask.to, week, willing=True)
        elif lived:
            yes = town.helps(errand.seeker, ask.to, week)
        else:
            yes = town.relays(ask.by, ask.to, week)
        if not yes:
            return Answer.NO
        return Answer.HELPS if lived else Answer.RELAYS

    def _answered(self, errand: Errand, ask: Ask, answer: Answer, now: float) -> None:
        if errand.over:
            return
        helps = answer is Answer.HELPS
        yes = helps or answer is Answer.RELAYS
        self.history = with_answer(
            self.history, ask.to, now, helps=helps or ask.kind != Kind.RELAY, yes=yes
        )
        if answer is not Answer.SILENT:
            errand.whisper = answered(errand.whisper, ask.to, answer, now)
        if helps:
            self.town.resolve(errand, ask.to, now)
            return
        if yes:
            self.town.relayed(ask.by, ask.to, now)
        self._step(errand, now)


def _topic(holders: tuple[int, ...], anyone: Bools, share: float) -> Topic:
    members = np.array(holders, np.int64)
    hops = np.full(members.size, WHISPERS.hops, np.int64)
    return Topic(members, hops, anyone[members], share)
