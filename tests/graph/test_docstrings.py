"""The doors of the engine say all there is to know: a newcomer needs no other page.

Every function another room may call tells its parameters and what they may be, what
it returns, what it refuses, how its cost grows, and where its formula comes from.
"""

import ast
import inspect
import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

from tests.architecture.source import modules, tree

ENGINE = "whispeer.graph"
PARTS = {
    # Where the formulas of M1 to M9 live.
    "introductions": ["introductions"],
    "assignment": ["assign"],
    "paths": ["strongest_path"],
    "rounds": ["candidates", "arrange", "coffee_round"],
    "pairing": ["pair_up"],
    "appeal": ["appeal"],
    "routing": [
        "candidates", "directly", "heard", "history_of", "next_ask", "path_trust",
        "ranked", "sketch", "step", "told", "topic_of",
    ],
    "routing.trust": ["trust_of_rows"],
    "picture": ["picture"],
    "simulation": ["drawing", "live", "simulate"],
    "foresight.ranking": ["auc", "judge", "rank"],
    "foresight.renewal": ["renewal"],
    "foresight.scores": ["lines_of_all"],
    "strength": ["view"],
    "events": ["strengths", "warmth"],
    "worlds": ["keep_names", "worlds"],
    "generator": ["network"],
}  # fmt: skip
STORAGE = {
    # Where a graph comes from, how it changes, how it is lettered: no formula.
    "lettering": ["lettering"],
    "warm": ["is_warm", "warm"],
    "build": ["generation", "in_memory"],
    "changes": ["Writer.apply", "apply"],
    "store": ["TieStore.open", "TieStore.verify"],
    "files": ["read", "read_events"],
}
SMALL = {
    # Parts of those above, whose names say it all.
    "ties_of", "read_pairs", "cut_in_order", "new_pairs", "last_cut", "lines", "main",
}  # fmt: skip

COST = re.compile(
    r"o\(|linear|constant|cost (of|and)|\d (micro)?seconds|\d m?s\b", re.IGNORECASE
)
SOURCE = re.compile(r"\bM[1-9]\b|\b(19|20)\d\d\b|[Cc]hosen")
ARRAYS = re.compile(r"Floats|Int32s|Int64s|Bools|ArrayLike|ndarray")


def door(module: str, name: str) -> Callable[..., Any]:
    found: Any = import_module(f"{ENGINE}.{module}")
    for part in name.split("."):
        found = getattr(found, part)
    said: Callable[..., Any] = getattr(found, "__func__", found)
    return said


DOORS = {
    f"{module}.{name}": door(module, name)
    for module, names in (PARTS | STORAGE).items()
    for name in names
}


def section(told: str, name: str) -> str:
    """What stands under a heading."""
    found = re.search(
        rf"^{name}\n-+\n(.*?)(?=^\w+\n-+\n|\Z)", told, re.MULTILINE | re.DOTALL
    )
    return found[1] if found else ""


def lacking(door: Callable[..., Any]) -> list[str]:
    """What a docstring does not say."""
    told, lacks = inspect.getdoc(door) or "", []
    parameters = [
        name
        for name in inspect.signature(door).parameters
        if name not in {"self", "cls"}
    ]
    said = re.findall(r"^([\w, ]+) : ", section(told, "Parameters"), re.MULTILINE)
    named = {name.strip() for names in said for name in names.split(",")}
    said = re.findall(r"^([\w, ]+)$", section(told, "Parameters"), re.MULTILINE)
    named |= {name.strip() for names in said for name in names.split(",")}
    lacks += [f"parameter {name}" for name in parameters if name not in named]
    returns = inspect.signature(door).return_annotation
    if returns not in {None, "None"} and not (
        section(told, "Returns") or section(told, "Yields")
    ):
        lacks.append("what it returns")
    written = inspect.getsource(door)
    if re.search(r"\braise \w|\.rows?_of\(", written) and not section(told, "Raises"):
        lacks.append("what it refuses")
    if ARRAYS.search(written.partition('"""')[0]) and "shape" not in told:
        lacks.append("shapes")
    if not COST.search(told):
        lacks.append("how its cost grows")
    return lacks


@pytest.mark.parametrize("name", DOORS)
def test_a_door_says_all_there_is_to_know(name):
    assert lacking(DOORS[name]) == []


@pytest.mark.parametrize(
    "name", [f"{m}.{n}" for m, names in PARTS.items() for n in names]
)
def test_a_formula_says_where_it_comes_from(name):
    assert SOURCE.search(inspect.getdoc(DOORS[name]) or "")


def test_what_other_rooms_call_is_a_door():
    """Functions of the engine that its commands, the site and its tasks import."""
    known = {name.rsplit(".")[-1] for name in DOORS} | SMALL
    outside = [
        path
        for path in modules("whispeer")
        if "graph" not in path.parts or "command" in path.parts
    ]
    called = set()
    for path in outside:
        for node in ast.walk(tree(path)):
            module = getattr(node, "module", None) or ""
            if isinstance(node, ast.ImportFrom) and module.startswith(f"{ENGINE}."):
                home = import_module(module)
                things = {name.name: getattr(home, name.name) for name in node.names}
                called |= {
                    n for n, thing in things.items() if inspect.isfunction(thing)
                }
    of_commands = {
        "command",
        "graph_of",
        "store_of",
        "number_of",
        "table",
        "whole_number",
    }

    assert called - of_commands <= known


def test_a_docstring_that_says_nothing_is_found_out():
    def door(a: int) -> int:
        """Do it."""
        if a:
            raise ValueError
        return a

    assert lacking(door) == [
        "parameter a",
        "what it returns",
        "what it refuses",
        "how its cost grows",
    ]
