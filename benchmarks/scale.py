"""The engine at the size of a country, on a graph that is drawn.

    python -m benchmarks.scale FOLDER [--members 5000000] [--ties 100]

Two thirds of the ties lie in a community of some hundreds, a quarter in a region, the
rest anywhere; numbers of ties are log-normal. Prints times and memory; the folder
keeps the generation, and is used again when it has one.
"""

import argparse
import resource
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.rivals import touch
from whispeer.graph import build
from whispeer.graph.arrays import DTYPES, Int32s, Int64s
from whispeer.graph.errors import NoGeneration
from whispeer.graph.introductions import introductions
from whispeer.graph.paths import strongest_path
from whispeer.graph.store import TieStore

COMMUNITY, REGION = 250, 50_000
INSIDE, NEAR = 0.65, 0.90
PART = 10_000_000


def others(a: Int64s, members: int, chance: np.random.Generator) -> Int64s:
    """Somebody else for each: near at hand mostly."""
    how = chance.random(a.size, np.float32)
    size = np.where(how < INSIDE, COMMUNITY, np.where(how < NEAR, REGION, members))
    begin = a - a % size
    found: Int64s = begin + chance.integers(0, np.minimum(size, members - begin))
    return found


def pairs(
    members: int, ties: int, chance: np.random.Generator
) -> tuple[Int32s, Int32s]:
    """Draw distinct pairs, each once: the two ends in one number, sorted."""
    wanted = members * ties // 2
    keys = np.empty(int(wanted * 1.2), np.int64)
    popular = np.cumsum(chance.lognormal(0, 0.8, COMMUNITY * 40))
    for at in range(0, keys.size, PART):
        part = keys[at : at + PART]
        drawn = np.searchsorted(popular, chance.random(part.size) * popular[-1])
        block = chance.integers(0, max(members // popular.size, 1), part.size)
        a = np.minimum(drawn + block * popular.size, members - 1)
        b = others(a, members, chance)
        part[:] = np.minimum(a, b) << 32 | np.maximum(a, b)
    keys.sort()
    fresh = np.concatenate([[True], keys[1:] != keys[:-1]])
    fresh &= keys >> 32 != keys & 0xFFFFFFFF
    keys = keys[fresh]
    return (keys >> 32).astype(np.int32), (keys & 0xFFFFFFFF).astype(np.int32)


def drawn(folder: Path, members: int, ties: int) -> TieStore:
    chance = np.random.default_rng(0)
    begun = time.perf_counter()
    a, b = pairs(members, ties, chance)
    strengths = chance.random(a.size, np.float32) ** 2 * 0.99 + 0.01
    print(f"drawn in {time.perf_counter() - begun:.0f} s: {2 * a.size:,} directed ties")
    ids = np.arange(members)
    begun = time.perf_counter()
    people = build.Members(ids, ids // COMMUNITY)
    store = build.generation(folder, people, build.Ties(a, b, strengths))
    print(f"built in {time.perf_counter() - begun:.0f} s")
    return store


def timed(name: str, ask: Callable[..., object], questions: np.ndarray) -> None:
    ask(*questions[0].tolist())
    times = []
    for question in questions.tolist():
        begun = time.perf_counter()
        ask(*question)
        times.append((time.perf_counter() - begun) * 1e3)
    p50, p99 = np.percentile(times, [50, 99])
    print(
        f"{name:28} mean {np.mean(times):7.3f}  p50 {p50:7.3f}  p99 {p99:7.3f}"
        f"  worst {max(times):7.3f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--members", type=int, default=5_000_000)
    parser.add_argument("--ties", type=int, default=100)
    given = parser.parse_args()
    try:
        TieStore.open(given.folder)
    except NoGeneration:
        drawn(given.folder, given.members, given.ties)
    begun = time.perf_counter()
    store = TieStore.open(given.folder)
    print(f"opened in {(time.perf_counter() - begun) * 1e3:.2f} ms")
    size = sum(store.shape.length(n) * t.itemsize for n, t in DTYPES.items())
    print(
        f"{store.members:,} members, {store.ties:,} ties: {size / store.ties:.2f} B each"
    )
    chance = np.random.default_rng(1)
    asked = chance.integers(0, store.members, (4, 3000, 1))
    words = store.arrays.words
    for array in store.arrays:  # no question pays for the first look at a page
        array[::256].sum()
    hubs = np.argsort(words & np.uint64(0xFFFFFF))[-50:, None]
    rows, steps = store.arrays.neighbours, store.arrays.strengths
    timed("reading the rows", lambda m: touch(words, rows, steps, m), asked[0])
    timed("J1 default", lambda m: introductions(store, m), asked[1])
    timed(
        "J1 allocation", lambda m: introductions(store, m, score="allocation"), asked[2]
    )
    timed(
        "J1 default, greatest hubs", lambda m: introductions(store, m), store.ids[hubs]
    )
    two = chance.integers(0, store.members, (2000, 2))
    timed("J2", lambda a, b: strongest_path(store, a, b), two)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"peak resident memory {peak:.1f} GiB, the mapped files included")


if __name__ == "__main__":
    main()
