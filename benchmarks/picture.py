"""How long a picture takes, and how little it moves.

    python -m benchmarks.picture GRAPH.edges.gz [--members 200] [--json FILE]

Members are drawn at random, and the ones of the most ties are added; half of the ties
live, a quarter each cool and sleep, and 50,000 contacts wait at the rim. Each picture
is drawn in three rounds, the best of which counts, in time of this thread alone: what
else the machine does takes none of it. Then one tie is taken away, and
what that moves is measured.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np

from benchmarks.engine import graph
from whispeer.graph import build
from whispeer.graph.picture import Picture, picture
from whispeer.graph.store import TieStore
from whispeer.graph.strength import State
from whispeer.graph.worlds import worlds

MUST_MS = 50.0
CONTACTS = dict.fromkeys(range(50_000), -1)
STATES = (State.ALIVE, State.ALIVE, State.COOLING, State.ASLEEP)


def with_worlds(store: TieStore) -> TieStore:
    """The same graph, in which everybody has a world."""
    rows = [store.row(row) for row in range(store.members)]
    heads = np.repeat(np.arange(store.members), [row.neighbours.size for row in rows])
    tails = np.concatenate([row.neighbours for row in rows])
    strengths = np.concatenate([row.strengths for row in rows])
    once = heads < tails
    pairs = np.stack([heads[once], tails[once]], axis=1).astype(np.int64)
    world = worlds(pairs, strengths[once], store.members)
    ties = build.Ties(pairs[:, 0], pairs[:, 1], strengths[once])
    return build.in_memory(build.Members(range(store.members), world), ties)


def best_ms(store: TieStore, member: int, states: dict[int, State]) -> float:
    spent = []
    for _ in range(3):
        begun = time.thread_time()
        picture(store, member, states=states, contacts=CONTACTS)
        spent.append((time.thread_time() - begun) * 1e3)
    return min(spent)


def moves(one: Picture, other: Picture) -> np.ndarray:
    """How far who is in both has moved."""
    there = {i: at for at, i in enumerate(other.ids.tolist())}
    both = [(at, there[i]) for at, i in enumerate(one.ids.tolist()) if i in there]
    return np.array([np.linalg.norm(one.places[a] - other.places[b]) for a, b in both])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--members", type=int, default=200)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    chance = np.random.default_rng(0)
    store = with_worlds(graph(given.file, chance))
    degrees = np.array([store.degree(store.row_of(i)) for i in range(store.members)])
    asked = chance.choice(np.flatnonzero(degrees), given.members).tolist()
    asked += np.argsort(degrees)[-10:].tolist()
    states = {i: STATES[int(chance.integers(4))] for i in range(store.members)}
    picture(store, asked[0])
    spent = np.array([best_ms(store, member, states) for member in asked])
    furthest = []
    for member in asked:
        full = picture(store, member, states=states)
        gone = int(chance.choice(full.ids))
        moved = moves(full, picture(store, member, states=states, without=[gone]))
        furthest.append(moved.max(initial=0.0))
    found = {
        "p50_ms": float(np.median(spent)),
        "p99_ms": float(np.percentile(spent, 99)),
        "worst_ms": float(spent.max()),
        "must_ms": MUST_MS,
        "moved_p50": float(np.median(furthest)),
        "moved_p90": float(np.percentile(furthest, 90)),
        "moved_most": float(np.max(furthest)),
    }
    print(f"{given.file.name}: {store.members} members, most ties {degrees.max()}")
    for name, value in found.items():
        print(f"{name:12} {value:8.3f}")
    if given.json:
        given.json.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
