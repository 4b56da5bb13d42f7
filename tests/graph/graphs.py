"""Random graphs for Hypothesis, in the two forms that are compared."""

from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st

from tests.graph import plain
from whispeer.graph import build
from whispeer.graph.store import TieStore


class Both(NamedTuple):
    store: TieStore
    graph: plain.Graph
    lives: dict[int, plain.Life]


def both(pairs: list[Any], lives: dict[int, plain.Life] | None = None) -> Both:
    """The same graph as the engine and as the twins see it."""
    graph = plain.graph_of(pairs)
    ids = sorted(graph)
    lives = {i: (lives or {}).get(i, plain.Life()) for i in ids}
    columns = [np.array([pair[k] for pair in pairs]) for k in range(5)]
    store = build.in_memory(
        build.Members(ids, *zip(*(lives[i] for i in ids), strict=True)),
        build.Ties(
            columns[0], columns[1], columns[2] / 255, columns[3] / 255, columns[4]
        ),
        room=build.Room(20, 4000),
    )
    return Both(store, graph, lives)


@st.composite
def graphs(draw: st.DrawFn, members: int = 14) -> Both:
    """Small graphs, with many equal strengths, closed ties and odd ids."""
    ids = draw(
        st.lists(st.integers(-(2**62), 2**62) | st.integers(0, 30), min_size=2,
                 max_size=members, unique=True)
    )  # fmt: skip
    possible = [(a, b) for i, a in enumerate(ids) for b in ids[:i]]
    steps = st.sampled_from([1, 36, 39, 60, 100, 120, 200, 255]) | st.integers(1, 255)
    chosen = draw(
        st.lists(st.sampled_from(possible), min_size=1, max_size=40, unique=True)
    )
    some = st.integers(-1, 2)
    lives = {i: plain.Life(draw(some), draw(some), draw(some)) for i in ids}
    pairs = [
        (a, b, draw(steps), draw(steps), draw(st.sampled_from([True, True, False])))
        for a, b in chosen
    ]
    return both(pairs, lives)
