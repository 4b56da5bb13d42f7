"""A small graph on disk, and the picture its plain twin would draw of it."""

from pathlib import Path

import numpy as np

from tests.graph import plain
from whispeer.graph import build, changes
from whispeer.graph.changes import Joined
from whispeer.graph.store import TieStore

IDS = list(range(1, 9))


def ring(root: Path, **room: int) -> TieStore:
    ties = build.Ties(IDS, IDS[1:] + IDS[:1], [0.5] * 8)
    return build.generation(root, build.Members(IDS), ties, room=build.Room(**room))


def picture(store: TieStore) -> plain.Graph:
    """The graph a store holds, by ids."""
    graph: plain.Graph = {}
    for row, member in enumerate(store.ids.tolist()):
        ties = store.row(row)
        steps = np.rint(ties.strengths * 255).astype(int).tolist()
        ends = store.ids[ties.neighbours].tolist()
        graph[member] = dict(
            zip(ends, zip(steps, ties.open.tolist(), strict=True), strict=True)
        )
    return graph


def replayed(graph: plain.Graph, log: list[changes.Line]) -> plain.Graph:
    """The plain twin of a writer."""
    for line in log:
        if isinstance(line, Joined):
            graph.setdefault(line.member, {})
        elif line.strength_ab == 0:
            graph[line.a].pop(line.b, None)
            graph[line.b].pop(line.a, None)
        else:
            ab, ba = round(line.strength_ab * 255), round(line.strength_ba * 255)
            graph[line.a][line.b] = max(ab, 1), line.open
            graph[line.b][line.a] = max(ba, 1), line.open
    return graph


def leftovers(store: TieStore) -> int:
    """How many slots outside the rows are not zero."""
    used = np.zeros(store.shape.slots, bool)
    for word in store.arrays.words.tolist():
        used[word >> 24 : (word >> 24) + (word & 0xFFFFFF)] = True
    left = (store.arrays.neighbours != 0) | (store.arrays.strengths != 0)
    return int((left & ~used).sum())
