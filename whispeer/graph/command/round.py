"""`whispeer graph round`: who has coffee with whom this time."""

import argparse
from typing import Any

import numpy as np

from whispeer.graph.arrays import Int64s
from whispeer.graph.command.words import Answer, command, graph_of, store_of
from whispeer.graph.files import TieFile, read_pairs
from whispeer.graph.rounds import coffee_round


def add(commands: Any) -> None:
    """Add the command."""
    coffee = command(commands, _round, "round", "who has coffee with whom this time")
    for name, who in (("met", "who met before"), ("exclude", "who shall never meet")):
        coffee.add_argument(f"--{name}", metavar="FILE", help=f"lines `a b`: {who}")
    coffee.add_argument(
        "--seed",
        type=_seed,
        default=0,
        metavar="N",
        help="where chance between equals comes from (%(default)s)",
    )


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 on")
    return int(text)


def _round(wish: argparse.Namespace) -> Answer:
    graph = graph_of(wish)
    apart = np.concatenate([_apart(graph, path) for path in (wish.met, wish.exclude)])
    held = coffee_round(
        store_of(graph), apart=apart, rng=np.random.default_rng(wish.seed)
    )
    pairs, trios, alone = (
        [_names(graph, row) for row in rows.tolist()]
        for rows in (held.pairs, held.trios, held.alone.reshape(-1, 1))
    )
    lines = [" - ".join(group) for group in (*pairs, *trios)]
    lines += [f"{name} alone" for (name,) in alone]
    data = {
        "pairs": pairs,
        "trios": trios,
        "alone": [name for (name,) in alone],
        "weight": held.weight,
    }
    return Answer(data, [*lines, f"weight {held.weight:.3g}"])


def _names(graph: TieFile, row: list[int]) -> list[str]:
    return [graph.names[member] for member in row]


def _apart(graph: TieFile, path: str | None) -> Int64s:
    """Read who is kept apart; who is not in the graph could not be met anyway."""
    number = {name: i for i, name in enumerate(graph.names)}
    found = [
        (number[a], number[b])
        for a, b in (read_pairs(path) if path is not None else [])
        if a in number and b in number
    ]
    return np.array(found, np.int64).reshape(-1, 2)
