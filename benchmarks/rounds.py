"""Rounds against the exact optimum: answers checked first, then ratios.

    python -m benchmarks.rounds GRAPH.edges.gz [...] [--rounds 5]
    python -m benchmarks.rounds --members 1000000 [--ties 100]

Of each file, the candidates of some members are compared with those of plain loops.
Then the same candidate pairs are matched by ours and by rustworkx (exact, everybody
first), and the whole round is told beside them. `--members` draws a network as
`benchmarks.scale` does, and times a round of everybody. Where a file says
no strengths, they are tried both ways: all alike, and many weak and few strong ones.
"""

import argparse
import os
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import rustworkx

from benchmarks.scale import COMMUNITY, pairs
from whispeer.graph import build
from whispeer.graph.files import read
from whispeer.graph.pairing import pair_up
from whispeer.graph.rounds import Candidates, arrange, candidates, coffee_round
from whispeer.graph.store import TieStore

WEIGHT, COUNT, FASTER = 0.985, 0.995, 30  # goals, where members have 50 ties each
CHECKED = 20  # members whose candidates are compared with plain ones


class Line(NamedTuple):
    """What a file gave."""

    name: str
    store: TieStore
    found: Candidates
    ours: float  # seconds
    exact: float
    matched: float  # of the exact optimum's
    weight: float


def stores(path: Path) -> Iterator[tuple[str, TieStore]]:
    """A file's network; once more with strengths, where it has none."""
    graph = read(path)
    a, b = graph.pairs.T
    members = build.Members(np.arange(len(graph.names)))
    yield (
        path.name.split(".")[0],
        build.in_memory(members, build.Ties(a, b, graph.strengths)),
    )
    if (graph.strengths == 1).all():
        drawn = np.random.default_rng(0).beta(1, 3, a.size).clip(1 / 255, 1)
        name = f"{path.name.split('.')[0]}, drawn"
        yield name, build.in_memory(members, build.Ties(a, b, drawn))


def plainly(store: TieStore, member: int) -> dict[int, float]:
    """All friends of friends of a member, with what they weigh."""
    own = store.row(member)
    found: dict[int, list[float]] = {}
    for b, first in zip(own.neighbours.tolist(), own.strengths.tolist(), strict=True):
        row = store.row(b)
        for c, second in zip(
            row.neighbours.tolist(), row.strengths.tolist(), strict=True
        ):
            entry = found.setdefault(c, [0.0, 0])
            entry[0] = max(entry[0], first * second)
            entry[1] += 1
    for never in (member, *own.neighbours.tolist()):
        found.pop(never, None)
    ties = own.neighbours.size
    return {
        c: best * (2 - common / (ties + store.degree(c) - common))
        for c, (best, common) in found.items()
    }


def check(store: TieStore, found: Candidates) -> None:
    """Leave with a word if the candidates are not the best."""
    listed = dict(zip(map(tuple, found.pairs.tolist()), found.weights, strict=True))
    chance = np.random.default_rng(0)
    for member in chance.choice(store.members, CHECKED).tolist():
        weights = plainly(store, member)
        bar = sorted(weights.values(), reverse=True)[:12][-1:]
        for other, weight in weights.items():
            pair = (min(member, other), max(member, other))
            told = listed.get(pair, 0.0 if weight <= bar[0] * (1 + 1e-12) else -1.0)
            if told < 0 or (told and abs(told - weight) > 1e-12):
                sys.exit(f"the candidates of member {member} are not the best")


def exactly(store: TieStore, found: Candidates) -> tuple[float, set[tuple[int, int]]]:
    """The exact optimum of rustworkx, and how long it took once it had its graph."""
    graph: Any = rustworkx.PyGraph()
    graph.add_nodes_from(range(store.members))
    whole = np.rint(found.weights / found.weights.max() * 1e9).astype(int).tolist()
    graph.add_edges_from(
        [(*pair, w) for pair, w in zip(found.pairs.tolist(), whole, strict=True)]
    )
    begun = time.perf_counter()
    best = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    return time.perf_counter() - begun, best


def against(name: str, store: TieStore, rounds: int) -> Line:
    """Match the same pairs by both in turn; the best round of each counts."""
    found = candidates(store, rng=np.random.default_rng(0))
    check(store, found)
    ours = exact = np.inf
    for _ in range(rounds):
        begun = time.perf_counter()
        mates = pair_up(
            store.members, found.pairs, found.weights, rng=np.random.default_rng(0)
        )
        ours = min(ours, time.perf_counter() - begun)
        spent, best = exactly(store, found)
        exact = min(exact, spent)
    weight = dict(zip(map(tuple, found.pairs.tolist()), found.weights, strict=True))
    made = [(a, b) for a, b in enumerate(mates.tolist()) if b > a]
    if any(mates[b] != a for a, b in made) or not set(made) <= weight.keys():
        sys.exit("ours are not pairs of candidates, or somebody has two mates")
    optimum = sum(weight[min(pair), max(pair)] for pair in best)
    return Line(
        name, store, found, ours, exact, len(made) / len(best),
        float(sum(weight[pair] for pair in made) / optimum),
    )  # fmt: skip


def show(line: Line) -> None:
    mean = line.store.ties / line.store.members
    must = f"must {COUNT}, {WEIGHT}, {FASTER} x" if mean >= 50 else ""
    print(
        f"{line.name:22} {line.store.members:6} members, {mean:5.1f} ties, "
        f"{len(line.found.weights):6} pairs: {line.matched:.4f} of the exact count, "
        f"{line.weight:.4f} of its weight, {line.exact / line.ours:6.1f} x faster "
        f"({line.ours * 1e3:.0f} ms) {must}"
    )
    begun = time.perf_counter()
    held = arrange(line.store, line.found, rng=np.random.default_rng(0))
    spent = time.perf_counter() - begun
    print(
        f"{'':22} a round: {len(held.pairs)} pairs, {len(held.trios)} trios, "
        f"{len(held.alone)} alone, {spent:.2f} s"
    )


def large(members: int, ties: int) -> None:
    """Draw a network, and hold a round of everybody."""
    chance = np.random.default_rng(0)
    a, b = pairs(members, ties, chance)
    strengths = chance.random(a.size, np.float32) ** 2 * 0.99 + 0.01
    ids = np.arange(members)
    people = build.Members(ids, ids // COMMUNITY)
    store = build.in_memory(people, build.Ties(a, b, strengths))
    del a, b, strengths
    print(f"{store.members:,} members, {store.ties:,} directed ties, load {load()}")
    begun, worked = time.perf_counter(), os.times()
    held = coffee_round(store, rng=np.random.default_rng(0))
    told("a round", begun, worked)
    begun, worked = time.perf_counter(), os.times()
    found = candidates(store, rng=np.random.default_rng(0))
    told("its candidates", begun, worked)
    check(store, found)
    if (
        np.unique([*held.pairs.ravel(), *held.trios.ravel(), *held.alone]).size
        < members
    ):
        sys.exit("somebody is missing, or there twice")
    print(
        f"{len(found.weights):,} candidate pairs: {len(held.pairs):,} pairs, "
        f"{len(held.trios)} trios, {len(held.alone)} alone, weight {held.weight:.0f}"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"peak resident memory {peak:.1f} GiB, load {load()}")


def told(what: str, begun: float, worked: os.times_result) -> None:
    now = os.times()
    cpu = now.user + now.system - worked.user - worked.system
    print(f"{what:15} {time.perf_counter() - begun:7.1f} s, {cpu:7.1f} s of processor")


def load() -> str:
    return " ".join(f"{one:.1f}" for one in os.getloadavg())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--members", type=int)
    parser.add_argument("--ties", type=int, default=100)
    given = parser.parse_args()
    for path in given.files:
        for name, store in stores(path):
            show(against(name, store, given.rounds))
    if given.members:
        large(given.members, given.ties)


if __name__ == "__main__":
    main()
