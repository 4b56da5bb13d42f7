"""`whispeer graph introductions`: whom a member might meet, and through whom."""

import argparse
from typing import Any

from whispeer.graph.command.words import (
    Answer,
    command,
    graph_of,
    number_of,
    store_of,
    table,
    whole_number,
)
from whispeer.graph.constants import INTRODUCTIONS
from whispeer.graph.files import TieFile
from whispeer.graph.introductions import SCORES, Introduction, introductions


def add(commands: Any) -> None:
    """Add the command."""
    who = command(commands, _introductions, "introductions", "whom a member might meet")
    who.add_argument("--member", required=True, metavar="ID", help="who would meet")
    who.add_argument(
        "--limit",
        type=whole_number,
        default=INTRODUCTIONS.limit,
        metavar="N",
        help="how many to list at most (%(default)s)",
    )
    who.add_argument(
        "--score", choices=SCORES, default="default", help="what to sort by"
    )


def _introductions(wish: argparse.Namespace) -> Answer:
    graph = graph_of(wish)
    member = number_of(graph, wish, wish.member)
    store = store_of(graph, with_worlds=wish.score == "default")
    found = introductions(store, member, limit=wish.limit, score=wish.score)
    listed = [_introduction(graph, one) for one in found]
    if not listed:
        return Answer(
            {"member": wish.member, "introductions": []},
            [f"{wish.member} has no friend of a friend to meet."],
        )
    rows = [
        [one["member"], ", ".join(one["through"])]
        + [f"{one[key]:.3g}" for key in ("score", "path_strength", "overlap")]
        for one in listed
    ]
    heads = ["member", "through", "score", "path strength", "overlap"]
    return Answer({"member": wish.member, "introductions": listed}, table(heads, rows))


def _introduction(graph: TieFile, one: Introduction) -> dict[str, Any]:
    return {
        "member": graph.names[one.member],
        "through": [graph.names[connector] for connector in one.through],
        "score": one.score,
        "path_strength": one.path_strength,
        "overlap": one.overlap,
    }
