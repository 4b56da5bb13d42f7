"""The engine against its rivals: the same work, answers checked equal first, ratios.

    python -m benchmarks.engine GRAPH.edges.gz [--members 100] [--json FILE] [--dsn DSN]

All are asked in turn, several rounds, so that whatever else the machine does disturbs
all alike; each answers everything once before it is timed, and the best round of each
question counts. `ratio` is the rival's mean over
ours. Without a DSN, a private PostgreSQL is started where one is installed.
"""

import argparse
import contextlib
import json
import math
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import psycopg

from benchmarks import rivals
from tests import postgres
from whispeer.graph import build
from whispeer.graph.constants import PATHS
from whispeer.graph.files import read
from whispeer.graph.introductions import introductions
from whispeer.graph.paths import strongest_path
from whispeer.graph.store import TieStore


class Line(NamedTuple):
    job: str
    rival: str
    ratio: float
    must: float
    mean_ms: float
    p50_ms: float
    p99_ms: float


Questions = Sequence[tuple[int, ...]]

MUSTS = {
    ("J1", "igraph+numpy"): 8,
    ("J1", "networkx"): 30,
    ("J1", "PostgreSQL self-join"): 18,
    ("J1", "numpy"): 3,
    ("J2", "networkit bidirectional"): 5,
    ("J2", "igraph"): 100,
}
ROUNDS = 5
READING = "merely reading the rows"
MOST_OF_READING = 4.5


def graph(path: Path, chance: np.random.Generator) -> TieStore:
    """A file's ties; where it says no strengths, many weak and few strong ones.

    Ids that are numbers are put in the order of numbers.
    """
    found = read(path)
    names = np.array(found.names)
    if all(name.isdigit() for name in found.names):
        names = names.astype(np.int64)
    places = np.argsort(np.argsort(names, kind="stable"), kind="stable")
    ends = np.sort(places[found.pairs], axis=1)
    order = np.lexsort(ends.T[::-1])
    a, b = ends[order].T
    strengths = found.strengths[order]
    if (strengths == 1).all():
        strengths = np.clip(chance.beta(1, 3, a.size), 1 / 255, 1)
    return build.in_memory(
        build.Members(np.arange(names.size)), build.Ties(a, b, strengths)
    )


def in_turn(
    asks: dict[str, Callable[..., Any]], questions: Questions, rounds: int
) -> dict[str, np.ndarray]:
    """Put all questions to each in turn, several rounds; keep each's best, in ms."""
    times = {name: np.full(len(questions), np.inf) for name in asks}
    for _ in range(rounds):
        for name, ask in asks.items():
            for question in questions:  # nobody pays for memory another has used
                ask(*question)
            for at, question in enumerate(questions):
                begun = time.perf_counter()
                ask(*question)
                spent = (time.perf_counter() - begun) * 1e3
                times[name][at] = min(times[name][at], spent)
    return times


def same(ours: rivals.Answer, theirs: rivals.Answer) -> bool:
    """Equal scores in order, and equal members where scores differ."""
    if len(ours) != len(theirs):
        return False
    close = all(
        math.isclose(one[1], other[1], rel_tol=1e-9, abs_tol=1e-11)
        for one, other in zip(ours, theirs, strict=True)
    )
    last = ours[-1][1] + 1e-11 if ours else 0.0  # rivals round to 12 digits
    clear = [{c for c, score in found if score > last} for found in (ours, theirs)]
    return close and clear[0] == clear[1]


def check(asks: dict[str, rivals.Ask], questions: Questions) -> None:
    for question in questions:
        answers = {name: ask(*question) for name, ask in asks.items()}
        for name, answer in answers.items():
            if not same(answers["ours"], answer):
                sys.exit(f"{name} answers otherwise for member {question[0]}")


def check_ways(asks: dict[str, Any], questions: Questions) -> int:
    """Ours is the rivals' best wherever theirs has at most 4 ties; count them."""
    agreed = 0
    for question in questions:
        ours = asks["ours"](*question)
        worth = (
            ours.strength * PATHS.hop_decay ** (len(ours.members) - 1) if ours else 0
        )
        for name, ask in asks.items():
            if name == "ours":
                continue
            theirs = ask(*question) or 0.0
            if worth > theirs * (1 + 1e-9):
                sys.exit(f"{name} missed a better way between {question}")
            agreed += math.isclose(worth, theirs, rel_tol=1e-9)
    return agreed


@contextlib.contextmanager
def database(dsn: str | None) -> Iterator[Any]:
    """A connection to the server given, or to one of our own, or nothing."""
    if dsn is None and postgres.binaries() is None:
        print("PostgreSQL is not installed, and no --dsn was given: left out")
        yield None
        return
    server = None
    if dsn is None:
        server = postgres.Server(postgres.binaries() or Path())
        server.start()
        dsn = f"postgresql://whispeer@/postgres?host={server.folder}"
    try:
        with psycopg.connect(dsn, autocommit=True) as connection:
            yield connection
    finally:
        if server is not None:
            server.stop()


def lines(job: str, times: dict[str, np.ndarray]) -> Iterator[Line]:
    ours = times["ours"].mean()
    for name, spent in times.items():
        ratio, must = spent.mean() / ours, MUSTS.get((job, name), 0.0)
        if name == READING:
            ratio, must = 1 / ratio, MOST_OF_READING
        yield Line(
            job, name, float(ratio), must, float(spent.mean()),
            float(np.median(spent)), float(np.percentile(spent, 99)),
        )  # fmt: skip


def first_job(store: TieStore, edges: rivals.Edges, connection: Any, many: int) -> Any:
    chance = np.random.default_rng(1)
    members = chance.choice(store.members, min(many, store.members), replace=False)
    questions = [(int(member),) for member in members]

    def ours(member: int) -> rivals.Answer:
        found = introductions(store, member, score="allocation")
        return [(one.member, one.score) for one in found]

    asks: dict[str, rivals.Ask] = {
        "ours": ours,
        "numpy": rivals.vectorised(edges),
        "igraph+numpy": rivals.with_igraph(edges),
        "networkx": rivals.with_networkx(edges),
    }
    if connection is not None:
        asks["PostgreSQL self-join"] = rivals.with_postgresql(edges, connection)
    check(asks, questions)
    arrays = store.arrays
    words, neighbours, strengths = arrays.words, arrays.neighbours, arrays.strengths
    reading: dict[str, Any] = {
        READING: lambda member: rivals.touch(words, neighbours, strengths, member)
    }
    reading[READING](0)
    default = {"ours, default": lambda member: introductions(store, member)}
    return in_turn(asks | default | reading, questions, ROUNDS)


def second_job(store: TieStore, edges: rivals.Edges, many: int) -> Any:
    chance = np.random.default_rng(2)
    pairs = chance.choice(store.members, (many, 2)).tolist()
    questions = [(a, b) for a, b in pairs if a != b]
    asks: dict[str, Any] = {
        "ours": lambda a, b: strongest_path(store, a, b),
        "networkit bidirectional": rivals.way_with_networkit(edges),
        "igraph": rivals.way_with_igraph(edges),
    }
    agreed = check_ways(asks, questions)
    print(f"J2: {agreed} of {2 * len(questions)} best ways have at most 4 ties")
    return in_turn(asks, questions, ROUNDS)


def show(line: Line) -> str:
    word = "of" if line.rival == READING else "x"
    goal = f"must {line.must:g}" if line.must else ""
    return (
        f"{line.job}  {line.rival:26} {line.ratio:9.2f} {word:2} {goal:9}"
        f" mean {line.mean_ms:9.4f}  p50 {line.p50_ms:9.4f}  p99 {line.p99_ms:9.4f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--members", type=int, default=100)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--dsn")
    given = parser.parse_args()
    store = graph(given.file, np.random.default_rng(0))
    edges = rivals.Edges(store)
    print(f"{given.file.name}: {store.members} members, {store.ties} directed ties")
    with database(given.dsn) as connection:
        found = list(lines("J1", first_job(store, edges, connection, given.members)))
    found += lines("J2", second_job(store, edges, given.members))
    for line in found:
        print(show(line))
    if given.json:
        given.json.write_text(json.dumps([line._asdict() for line in found], indent=1))


if __name__ == "__main__":
    main()
