"""Each loop that is asked for by name has a plain twin, on random and on real graphs.

Which test holds which loop to its twin is written here; a loop that is added without
one is found out, and so is a test that is no more.
"""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.source import functions, modules, tree
from whispeer import graph

ENGINE = Path(graph.__file__).parent
KERNELS = ENGINE / "kernels"
HERE = Path(__file__).parent

J1 = "test_introductions", (
    "test_the_kernel_agrees_with_its_plain_twin",
    "test_it_agrees_with_its_twin_on_real_graphs",
)  # fmt: skip
J2 = "test_paths", (
    "test_the_kernel_agrees_with_its_plain_twin",
    "test_it_finds_the_best_value_on_real_graphs",
)  # fmt: skip
BUILT = "test_kernels", (
    "test_the_first_row_that_cannot_be_right_is_found",
    "test_a_real_graph_is_built_as_its_plain_twin",
)  # fmt: skip
CHANGED = "test_kernels", (
    "test_what_lies_outside_the_rows_is_swept_and_the_ties_are_counted",
    "test_a_real_graph_changes_as_its_plain_twin",
)  # fmt: skip
IDS = "test_kernels", (
    "test_ids_are_found_as_in_a_dictionary",
    "test_ids_are_found_on_a_real_graph",
)  # fmt: skip
SHARED = "test_assignment", ("test_it_agrees_with_its_plain_twin_in_whatever_order",)
READ_AGAIN = "test_changes_read", (
    "test_an_introduction_is_there_or_not_and_nothing_else",
    "test_a_way_is_there_or_not_and_nothing_else",
)  # fmt: skip
CANDIDATES = "test_rounds_pairing", (
    "test_on_a_real_network_the_best_are_found_among_the_strong_ways",
)  # fmt: skip
PAIRED = "test_rounds_pairing", (
    "test_messages_are_those_of_the_plain_twin",
    "test_proposals_pair_greedily",
    "test_prices_cover_every_pair_that_sets_one",
    "test_a_web_holds_each_pair_in_both_rows_in_order",
    "test_no_pair_is_left_out_that_could_be_added",
    "test_the_optimum_of_a_real_network_is_neared",
)  # fmt: skip
APART = "test_rounds", ("test_everybody_once_and_never_with_whom_he_may_not_meet",)
ROUTED = "test_routing_twin", (
    "test_the_value_of_each_ask_agrees_with_its_plain_twin",
    "test_values_agree_on_real_graphs",
)  # fmt: skip
SKETCHED = "test_routing_twin", ("test_sketches_agree_with_their_plain_twin",)
TRUSTED = "test_routing_twin", ("test_trust_agrees_with_its_plain_twin",)

TWINS = {
    "assigning.share": SHARED,
    "building.count": BUILT,
    "building.lay_out": BUILT,
    "building.rows_of_dense": IDS,
    "building.rows_of_ids": IDS,
    "building.scatter": BUILT,
    "building.sort_rows": BUILT,
    "building.twice": ("test_store", ("test_bad_pairs_are_refused_and_the_old_generation_stays",)),
    "introducing.introduce": J1,
    "introducing.unmoved": READ_AGAIN,
    "moving.erase": CHANGED,
    "moving.publish": CHANGED,
    "moving.room_for": CHANGED,
    "moving.stage": CHANGED,
    "moving.sweep": CHANGED,
    "pairing_candidates.all_around": CANDIDATES,
    "pairing_candidates.find_candidates": CANDIDATES,
    "pairing_messages.esteem": PAIRED,
    "pairing_messages.exchange": PAIRED,
    "pairing_messages.lay_out": PAIRED,
    "pairing_messages.lift": PAIRED,
    "pairing_messages.lower": PAIRED,
    "pairing_messages.price": PAIRED,
    "pairing_messages.propose": PAIRED,
    "pairing_paths.fewer_alone": PAIRED,
    "pairing_paths.heavier": PAIRED,
    "pairing_pool.allowed": APART,
    "potential.deepen": ROUTED,
    "potential_field.degrees": ROUTED,
    "potential_field.enclose": ROUTED,
    "potential_field.room_around": ROUTED,
    "potential_field.seated": ROUTED,
    "potential_field.survey": ROUTED,
    "routing_edges.gather": ROUTED,
    "routing_edges.sketched": SKETCHED,
    "routing_rows.find_all": ROUTED,
    "routing_trust.trusts": TRUSTED,
    "rows.find": IDS,
    "rows.first_unsorted": BUILT,
    "rows.first_unsound": BUILT,
    "searching.strongest": J2,
    "searching.unmoved": READ_AGAIN,
}  # fmt: skip


def is_compiled(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(mark, ast.Name) and mark.id == "compiled"
        for mark in function.decorator_list
    )


@cache
def loops() -> frozenset[str]:
    return frozenset(
        f"{path.stem}.{function.name}"
        for path in KERNELS.glob("*.py")
        for function in functions(path)
        if isinstance(function, ast.FunctionDef) and is_compiled(function)
    )


def asked_for(path: Path) -> set[str]:
    """The loops a file of the engine takes from `kernels`, by name."""
    found, packages = set(), {}
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.ImportFrom) or node.module is None:
            continue
        for name in node.names:
            if node.module == "whispeer.graph.kernels":
                packages[name.asname or name.name] = name.name
            elif node.module.startswith("whispeer.graph.kernels."):
                found.add(f"{node.module.rsplit('.')[-1]}.{name.name}")
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add(f"{packages.get(node.value.id)}.{node.attr}")
    return found & loops()


def test_each_loop_asked_for_by_name_has_a_twin():
    outside = [p for p in modules("whispeer") if p.is_relative_to(ENGINE)]
    asked = set().union(*(asked_for(p) for p in outside if p.parent != KERNELS))

    assert asked == set(TWINS)


@pytest.mark.parametrize("kernel", TWINS)
def test_what_holds_it_to_its_twin_exists(kernel):
    module, names = TWINS[kernel]
    tests = {function.name for function in functions(HERE / f"{module}.py")}

    assert set(names) <= tests
