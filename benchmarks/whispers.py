"""M3 by the clock: many whispers at once, one network, one history.

    python -m benchmarks.whispers GRAPH.edges.gz [--needs 1500] [--share 0.3 1.0]

People relay and help as M3 supposes (0.65 and 0.70 in the mean, less when tired), and
answer after 8 h in the median, log-normally; after 72 h it is silence. 40 worlds know
four experiences each, and everybody has two more, from a list of 120, seldom ones
seldom: a need has some 17 holders. Needs are told by day. Everything else is the engine's own rules.
"""

import argparse
import heapq
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.routing import World, world_of
from whispeer.graph import files, routing, worlds
from whispeer.graph.routing import Answer, Ask, History, Kind, Whisper

WEEKS, LISTED, TYPICAL = 26, 120, 4
MUST = "must: resolved 0.70, asks a resolved need 4.5, p50 30 h, nobody above his cap"


@dataclass
class Year:
    """What goes on."""

    world: World
    chance: np.random.Generator
    share: float
    lived: list[set[int]]
    declared: list[set[int]]
    history: History
    whispers: list[Whisper] = field(default_factory=list)
    themes: list[int] = field(default_factory=list)
    stops: dict[int, tuple[float, routing.Stop]] = field(default_factory=dict)
    events: list[tuple[float, int, int, Ask | None]] = field(default_factory=list)
    told: int = 0

    def later(self, hour: float, which: int, ask: Ask | None = None) -> None:
        self.told += 1
        heapq.heappush(self.events, (hour, self.told, which, ask))


def lives(world: World, chance: np.random.Generator) -> list[set[int]]:
    """Draw who has lived what."""
    lived: list[set[int]] = [set() for _ in range(LISTED)]
    weights = 1 / (np.arange(LISTED) + 10)
    groups = np.unique(world.store.world).size
    typical = chance.integers(0, LISTED, (groups, TYPICAL))
    names = np.unique(world.store.world, return_inverse=True)[1]
    for member, group in zip(world.store.ids.tolist(), names.tolist(), strict=True):
        rare = chance.choice(LISTED, 2, p=weights / weights.sum())
        for theme in (int(chance.choice(typical[group])), *rare.tolist()):
            lived[theme].add(member)
    return lived


def answer_of(year: Year, which: int, ask: Ask) -> Answer:
    """Let somebody make up his mind."""
    s = year.world.near[ask.by].get(ask.to, 0.0)
    at = np.flatnonzero(year.history.members == ask.to)
    week = int(routing.asked_within(year.history, ask.sent, 7)[at[0]]) - 1
    theme = year.lived[year.themes[which]]
    trust = routing.path_trust(year.world.store, year.whispers[which].seeker, ask.to)
    if ask.to in theme and year.chance.random() < routing.help_chance(
        0, 0, trust, week
    ):
        return Answer.HELPS
    relays = year.chance.random() < routing.relay_chance(0, 0, s, week)
    return Answer.RELAYS if relays and ask.kind is Kind.RELAY else Answer.NO


def remembered(year: Year, ask: Ask, answer: Answer, now: float) -> None:
    helps = ask.kind is not Kind.RELAY or answer is Answer.HELPS
    yes = answer in {Answer.HELPS, Answer.RELAYS}
    year.history = routing.with_answer(year.history, ask.to, now, helps=helps, yes=yes)


def advance(year: Year, which: int, now: float) -> None:
    """Do what the engine says about a whisper."""
    if which in year.stops:
        return
    whisper, theme = year.whispers[which], year.themes[which]
    settled = routing.settled(whisper, now)
    for before, after in zip(whisper.asks, settled.asks, strict=True):
        if before.answer != after.answer:
            remembered(year, after, after.answer, now)
    topic = routing.topic_of(sorted(year.declared[theme]), share=year.share)
    step = routing.step(year.world.store, settled, topic, year.history, now)
    year.whispers[which] = step.whisper
    if step.stop:
        year.stops[which] = (now, step.stop)
        return
    for ask in step.asks:
        year.history = routing.with_ask(year.history, ask.to, now)
        year.later(now + 8 * float(year.chance.lognormal(0, 1.2)), which, ask)
    year.later(step.again, which)


def lived_through(world: World, needs: int, share: float) -> Year:
    chance = np.random.default_rng(2)
    lived = lives(world, chance)
    declared = [{one for one in sorted(x) if chance.random() < share} for x in lived]
    year = Year(
        world, chance, share, lived, declared, routing.no_history(world.store.ids)
    )
    hours = chance.integers(0, WEEKS * 7, needs) * 24 + chance.uniform(8, 20, needs)
    for which, hour in enumerate(np.sort(hours).tolist()):
        seeker = int(chance.choice(world.store.ids))
        themes = [x for x in range(LISTED) if lived[x] and seeker not in lived[x]]
        year.whispers.append(Whisper(seeker, hour))
        year.themes.append(int(chance.choice(themes)))
        year.later(hour, which)
    while year.events:
        now, _, which, ask = heapq.heappop(year.events)
        if ask and which not in year.stops and now < ask.sent + 72:
            answer = answer_of(year, which, ask)
            whisper = routing.answered(year.whispers[which], ask.to, answer, now)
            year.whispers[which] = whisper
            remembered(year, ask, answer, now)
        advance(year, which, now)
    return year


def shown(name: str, year: Year) -> None:
    asks = [ask for whisper in year.whispers for ask in whisper.asks]
    won = [w for w, (_, stop) in year.stops.items() if stop is routing.Stop.HELPED]
    hours = [year.stops[w][0] - year.whispers[w].opened for w in won]
    p50, p90 = np.percentile(hours, [50, 90]).tolist()
    received: dict[int, list[float]] = {}
    for ask in asks:
        received.setdefault(ask.to, []).append(ask.sent)
    most = max(
        sum(hour <= other < hour + 168 for other in sent)
        for sent in received.values()
        for hour in sent
    )
    holders = float(np.median([len(x) for x in year.lived]))
    print(
        f"{name}, {year.share:.0%} declared, {holders:.0f} holders: resolved "
        f"{len(won) / len(year.whispers):.2f}, asks a resolved need "
        f"{len(asks) / len(won):.2f}, hours p50 {p50:.0f} p90 {p90:.0f}, "
        f"most asks in 7 days {most}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--needs", type=int, default=1500)
    parser.add_argument("--share", type=float, nargs="*", default=[0.3, 1.0])
    given = parser.parse_args()
    read = files.read(given.graph)
    groups = worlds.worlds(read.pairs, read.strengths, len(read.names))
    world = world_of(read.pairs, read.strengths, groups)
    print(MUST)
    for share in given.share:
        shown(given.graph.stem, lived_through(world, given.needs, share))


if __name__ == "__main__":
    main()
