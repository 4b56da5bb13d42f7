"""J4: how many people a whisper disturbs, beside an oracle and a flood.

    python -m benchmarks.routing [GRAPH.edges.gz ...] [--needs 350]

As the research did: a need is for something that few have lived, half of them in
three worlds, half anywhere; 30 % of them have declared it, the others say so when they
are asked. Who has not lived it relays with probability 0.5 + 0.5 s. A whisper may go 6
ties far and ask 300 people. The oracle knows all holders and asks along the shortest
way; the flood asks everybody it reaches, ring by ring, until somebody has lived it.
Without a file: drawn networks of 800 and of 20,000 members.
"""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from whispeer.graph import build, files, generator, routing, worlds
from whispeer.graph.arrays import Int32s, Int64s
from whispeer.graph.constants import WHISPERS
from whispeer.graph.routing import Answer, Ask, Kind, Topic, Whisper
from whispeer.graph.store import TieStore

RELAYS, CAP, UNRESOLVED = 6, 300, 1200
SHARE = WHISPERS.declared
RULES = replace(
    WHISPERS, hops=RELAYS, asks=CAP, vmin_ratio=0.0, received_7d=CAP, received_day=24
)
RARITY, FEWEST = 0.002, 6  # of all members have lived it
MUST = "must: 2 times the oracle, success 0.85, 50x fewer; aim: 1.3 times, 0.9"


class Need(NamedTuple):
    seeker: int
    lived: frozenset[int]
    topic: Topic


class Outcome(NamedTuple):
    oracle: int
    ours: int | None
    flood: int | None


class World(NamedTuple):
    """A graph, as those who answer know it."""

    store: TieStore
    near: list[dict[int, float]]


def world_of(pairs: Int64s, strengths: np.ndarray, world: Int32s) -> World:
    members = world.size
    near: list[dict[int, float]] = [{} for _ in range(members)]
    for (a, b), s in zip(pairs.tolist(), strengths.tolist(), strict=True):
        near[a][b] = near[b][a] = s
    ties = build.Ties(pairs[:, 0], pairs[:, 1], strengths)
    people = build.Members(np.arange(members), world)
    return World(build.in_memory(people, ties), near)


def need(world: World, chance: np.random.Generator, share: float) -> Need:
    """Draw who seeks, who lived it, and who of them has declared it."""
    members, groups = world.store.members, world.store.world
    many = max(FEWEST, round(RARITY * members))
    ids = world.store.ids
    some = chance.choice(np.unique(groups), 3, replace=False)
    inside = ids[np.isin(groups, some)]
    lived = set(chance.choice(inside, min(many // 2, inside.size), replace=False))
    while len(lived) < many:
        lived.add(chance.choice(ids))
    holders = np.array(sorted(lived))
    declared = chance.choice(holders, max(1, round(share * many)), replace=False)
    seeker = int(chance.choice(np.setdiff1d(ids, holders)))
    topic = routing.topic_of(declared, hops=RELAYS, share=share)
    return Need(seeker, frozenset(holders.tolist()), topic)


def distance(world: World, asked: Need) -> int:
    """How many people an oracle asks; 0 where nobody is near enough."""
    ring, seen = {asked.seeker}, {asked.seeker}
    for ties in range(1, RELAYS + 1):
        ring = {b for a in ring for b in world.near[a]} - seen
        seen |= ring
        if ring & asked.lived:
            return ties
    return 0


def passes_on(strength: float, chance: np.random.Generator) -> bool:
    return bool(chance.random() < 0.5 + 0.5 * strength)


def flood(world: World, asked: Need, chance: np.random.Generator) -> int | None:
    """Ask all ties of all who relay, ring by ring; return how many were asked."""
    ring, seen = [asked.seeker], {asked.seeker}
    for _ in range(RELAYS):
        further = []
        for a in ring:
            for b in chance.permutation(list(world.near[a])).tolist():
                if b in seen:
                    continue
                seen.add(b)
                if b in asked.lived:
                    return len(seen) - 1
                if passes_on(world.near[a][b], chance):
                    further.append(b)
        ring = chance.permutation(further).tolist() if further else []
    return None


def whispered(world: World, asked: Need, chance: np.random.Generator) -> int | None:
    """Ask one after the other, as the engine says; return how many were asked."""
    now, history = 12.0, routing.no_history()
    whisper = Whisper(asked.seeker, now, hops=RELAYS)
    while len(whisper.asks) < CAP:
        found = routing.candidates(
            world.store, whisper, asked.topic, history, now, RULES
        )
        chosen = routing.next_ask(found, 0.0, now, RULES)
        if chosen is None:
            return None
        if chosen.to in asked.lived:
            return len(whisper.asks) + 1
        yes = chosen.kind is Kind.RELAY and passes_on(
            world.near[chosen.by][chosen.to], chance
        )
        answer = Answer.RELAYS if yes else Answer.NO
        ask = Ask(chosen.by, chosen.to, now, chosen.kind, answer, now)
        whisper = whisper._replace(asks=(*whisper.asks, ask))
    return None


def outcomes(world: World, needs: int, share: float) -> list[Outcome]:
    found: list[Outcome] = []
    chance = np.random.default_rng(1)
    while len(found) < needs:
        asked = need(world, chance, share)
        best = distance(world, asked)
        if best:
            ours, theirs = whispered(world, asked, chance), flood(world, asked, chance)
            found.append(Outcome(best, ours, theirs))
    return found


def shown(name: str, found: list[Outcome]) -> None:
    won = [one for one in found if one.ours is not None]
    success = len(won) / len(found)
    everybody = [UNRESOLVED if one.ours is None else one.ours for one in found]
    floods = [UNRESOLVED if one.flood is None else one.flood for one in found]
    oracle = [one.oracle for one in found]
    median = float(np.median(everybody)) / float(np.median(oracle))
    ours = sum(one.ours or 0 for one in won) / len(won)
    mean = ours / (sum(one.oracle for one in won) / len(won))
    fewer = sum(floods) / len(floods) / ours
    flooded = sum(one.flood is not None for one in found) / len(found)
    print(
        f"{name:32} success {success:.2f} (flood {flooded:.2f})  asked: median "
        f"{np.median(everybody):.0f}, oracle {np.median(oracle):.0f}, flood "
        f"{np.median(floods):.0f}  times the oracle {median:.2f} (means {mean:.2f})  "
        f"fewer than a flood {float(np.median(floods)) / float(np.median(everybody)):.0f}x "
        f"(means {fewer:.0f}x)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graphs", nargs="*", type=Path)
    parser.add_argument("--needs", type=int, default=350)
    parser.add_argument("--share", type=float, default=SHARE)
    parser.add_argument("--members", type=int, nargs="*", default=[800, 20_000])
    given = parser.parse_args()
    print(MUST)
    for path in given.graphs:
        read = files.read(path)
        chance = np.random.default_rng(0)
        strengths = read.strengths
        if (strengths == 1).all():  # the file says none: many weak, few strong
            strengths = chance.random(len(read.pairs)) ** 2 * 0.99 + 0.01
        groups = worlds.worlds(read.pairs, strengths, len(read.names))
        world = world_of(read.pairs, strengths, groups)
        shown(path.stem, outcomes(world, given.needs, given.share))
    for members in given.members:
        chance = np.random.default_rng(0)
        made = generator.network(
            chance, generator.Recipe(members=members, worlds=max(40, members // 20))
            if members <= 800 else generator.Recipe(members=members, worlds=80),
        )  # fmt: skip
        strengths = chance.random(len(made.pairs)) ** 2 * 0.99 + 0.01
        world = world_of(made.pairs, strengths, made.world)
        shown(f"drawn, {members:,} members", outcomes(world, given.needs, given.share))


if __name__ == "__main__":
    main()
