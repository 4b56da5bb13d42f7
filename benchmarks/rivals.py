"""The same questions put to others, written as well as each allows.

J1 here is `allocation`: for each friend of a friend that is no tie, the sum over
connectors of the product of strengths over the connector's number of ties, with the
greatest product and how many connectors; the best 20, equal ones by id.
"""

import math
from collections.abc import Callable, Iterator
from typing import Any

import igraph
import networkit
import networkx
import numpy as np

from whispeer.graph import constants
from whispeer.graph.arrays import Floats, Int64s
from whispeer.graph.compiled import compiled, whole
from whispeer.graph.store import TieStore

Answer = list[tuple[int, float]]
Ask = Callable[[int], Answer]
Way = Callable[[int, int], float | None]

LIMIT = constants.INTRODUCTIONS.limit


class Edges:
    """The graph as plain arrays, members numbered by row."""

    def __init__(self, store: TieStore) -> None:
        rows = [store.row(row) for row in range(store.members)]
        self.members = store.members
        self.degrees = np.array([row.neighbours.size for row in rows])
        self.starts = np.concatenate([[0], np.cumsum(self.degrees)])
        self.ends = np.concatenate([row.neighbours for row in rows]).astype(np.int64)
        self.strengths = np.concatenate([row.strengths for row in rows])

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        sources = np.repeat(np.arange(self.members), self.degrees)
        once = sources < self.ends
        columns = (sources[once], self.ends[once], self.strengths[once])
        yield from zip(*(column.tolist() for column in columns), strict=True)


def best(ids: Int64s, products: Floats, shares: Floats, never: Int64s) -> Answer:
    """The best 20, given every path's end, product and share of the sum."""
    inside = ~np.isin(ids, never)
    ids, products, shares = ids[inside], products[inside], shares[inside]
    if not ids.size:
        return []
    order = np.argsort(ids, kind="stable")
    ids, products, shares = ids[order], products[order], shares[order]
    starts = np.flatnonzero(np.concatenate([[True], ids[1:] != ids[:-1]]))
    sums = np.add.reduceat(shares, starts)
    np.maximum.reduceat(products, starts)
    np.diff(starts, append=ids.size)
    first = np.lexsort((ids[starts], -sums.round(12)))[:LIMIT]
    return list(zip(ids[starts][first].tolist(), sums[first].tolist(), strict=True))


def vectorised(edges: Edges) -> Ask:
    starts, degrees, ends, strengths = (
        edges.starts, edges.degrees, edges.ends, edges.strengths
    )  # fmt: skip

    def ask(member: int) -> Answer:
        own = slice(starts[member], starts[member + 1])
        ties, counts = ends[own], degrees[ends[own]]
        shift = np.repeat(starts[ties] - np.cumsum(counts) + counts, counts)
        slots = np.arange(counts.sum()) + shift
        products = np.repeat(strengths[own], counts) * strengths[slots]
        shares = products / np.repeat(counts, counts)
        return best(ends[slots], products, shares, np.append(ties, member))

    return ask


def with_igraph(edges: Edges) -> Ask:
    graph, weights = igraph_of(edges)

    def ask(member: int) -> Answer:
        ties = graph.neighbors(member)
        firsts = weights[graph.incident(member)]
        ids, products, shares = [], [], []
        for tie, first in zip(ties, firsts.tolist(), strict=True):
            ids.append(np.array(graph.neighbors(tie)))
            products.append(first * weights[graph.incident(tie)])
            shares.append(products[-1] / len(ids[-1]))
        return best(
            np.concatenate(ids),
            np.concatenate(products),
            np.concatenate(shares),
            np.array([*ties, member]),
        )

    return ask


def igraph_of(edges: Edges) -> tuple[Any, Floats]:
    pairs = list(edges.pairs())
    graph = igraph.Graph(edges.members, [pair[:2] for pair in pairs])
    return graph, np.array([pair[2] for pair in pairs])


def with_networkx(edges: Edges) -> Ask:
    graph = networkx.Graph()
    graph.add_weighted_edges_from(edges.pairs())

    def ask(member: int) -> Answer:
        found: dict[int, list[float]] = {}
        own = graph[member]
        for tie, first in own.items():
            ties = graph[tie]
            for other, second in ties.items():
                if other != member and other not in own:
                    product = first["weight"] * second["weight"]
                    entry = found.setdefault(other, [0.0, 0.0, 0])
                    entry[0] += product / len(ties)
                    entry[1] = max(entry[1], product)
                    entry[2] += 1
        ranked = sorted((-round(entry[0], 12), c) for c, entry in found.items())
        return [(c, -score) for score, c in ranked[:LIMIT]]

    return ask


TABLE = """
create table tie (src int, dst int, w float8, k int);
"""
INDEX = """
create unique index on tie (src, dst) include (w, k);
vacuum analyze tie;
"""
QUESTION = """
select b.dst, sum(a.w * b.w / a.k) as score, max(a.w * b.w), count(*)
from tie a join tie b on b.src = a.dst
where a.src = %(member)s and b.dst <> %(member)s
  and not exists (select from tie own where own.src = %(member)s and own.dst = b.dst)
group by b.dst order by round(sum(a.w * b.w / a.k)::numeric, 12) desc, b.dst limit 20
"""


def with_postgresql(edges: Edges, connection: Any) -> Ask:
    """The self-join; ``k`` is the number of ties of ``dst``."""
    connection.execute(TABLE)
    sources = np.repeat(np.arange(edges.members), edges.degrees)
    columns = (sources, edges.ends, edges.strengths, edges.degrees[edges.ends])
    with connection.cursor().copy("copy tie from stdin") as copy:
        for line in zip(*(column.tolist() for column in columns), strict=True):
            copy.write_row(line)
    for statement in INDEX.strip().splitlines():
        connection.execute(statement)

    def ask(member: int) -> Answer:
        found = connection.execute(QUESTION, {"member": member}, prepare=True)
        return [line[:2] for line in found.fetchall()]

    return ask


@compiled
def touch(words: Any, neighbours: Any, strengths: Any, row: int) -> int:
    """Read the rows of a member's ties and only add up what they hold."""
    begin = whole(words[row]) >> 24
    total = 0
    for i in range(begin, begin + (whole(words[row]) & 0xFFFFFF)):
        word = whole(words[neighbours[i]])
        for j in range(word >> 24, (word >> 24) + (word & 0xFFFFFF)):
            total += whole(neighbours[j]) + whole(strengths[j])
    return total


def way_with_networkit(edges: Edges) -> Way:
    """Unbounded, as it has no bound; a tie costs -ln(0.7 s)."""
    graph = networkit.Graph(edges.members, weighted=True)
    for a, b, strength in edges.pairs():
        graph.addEdge(a, b, -math.log(constants.PATHS.hop_decay * strength))

    def way(a: int, b: int) -> float | None:
        search = networkit.distance.BidirectionalDijkstra(graph, a, b, storePred=True)
        search.run()
        search.getPath()
        distance = search.getDistance()
        return math.exp(-distance) if distance < 1e9 else None

    return way


def way_with_igraph(edges: Edges) -> Way:
    graph, strengths = igraph_of(edges)
    costs = (-np.log(constants.PATHS.hop_decay * strengths)).tolist()

    def way(a: int, b: int) -> float | None:
        found = graph.get_shortest_path(a, b, costs, output="epath")
        return math.exp(-sum(costs[tie] for tie in found)) if found else None

    return way
