"""Rows of many members at once."""

from whispeer.graph.arrays import Int64s
from whispeer.graph.compiled import compiled
from whispeer.graph.kernels.rows import find


@compiled
def find_all(graph: int, wanted: Int64s, rows: Int64s) -> None:
    """Put the rows of external ids among those built; -1 where there is none."""
    for at in range(wanted.size):
        rows[at] = find(graph, wanted[at])
