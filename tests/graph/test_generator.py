import networkx
import numpy as np
import pytest

from whispeer.graph.errors import BadNumber
from whispeer.graph.generator import Recipe, network

SEEDS = range(6)


def made(seed, **recipe):
    return network(np.random.default_rng(seed), Recipe(**recipe))


@pytest.fixture(
    scope="module", params=[(n, s) for n in (400, 800) for s in SEEDS], ids=str
)
def drawn(request):
    members, seed = request.param
    pairs, world = made(seed, members=members)
    graph = networkx.Graph(pairs.tolist())
    graph.add_nodes_from(range(members))
    return graph, pairs, world


def test_every_tie_is_given_once_and_in_order(drawn):
    _, pairs, world = drawn

    assert (pairs[:, 0] < pairs[:, 1]).all()
    assert pairs.max() < world.size
    assert np.array_equal(pairs, np.unique(pairs, axis=0))


def test_there_are_forty_worlds_of_an_eightieth_to_a_tenth(drawn):
    _, _, world = drawn
    sizes = np.bincount(world)

    assert sizes.size == 40
    assert world.size // 80 <= sizes.min()
    assert sizes.max() <= world.size // 10


def test_members_have_nine_to_thirteen_ties_in_the_mean(drawn):
    graph, _, world = drawn

    assert 9 <= 2 * graph.number_of_edges() / world.size <= 13


def test_35_to_40_percent_of_ties_are_inside_worlds(drawn):
    _, pairs, world = drawn

    assert 0.35 <= (world[pairs[:, 0]] == world[pairs[:, 1]]).mean() <= 0.40


def test_clustering_is_three_to_four_tenths(drawn):
    graph, _, _ = drawn

    assert 0.3 <= networkx.average_clustering(graph) <= 0.4


def test_15_percent_are_newcomers_with_a_tie_or_two(drawn):
    graph, _, world = drawn
    ties = [count for _, count in graph.degree]

    assert min(ties) >= 1
    assert sum(count <= 2 for count in ties) / world.size == pytest.approx(
        0.15, abs=0.01
    )


def test_nearly_everybody_hangs_together(drawn):
    graph, _, world = drawn

    assert len(max(networkx.connected_components(graph), key=len)) > 0.98 * world.size


def test_the_same_seed_makes_the_same_network():
    once, again, other = (
        made(5, members=400),
        made(5, members=400),
        made(6, members=400),
    )

    assert [part.tobytes() for part in once] == [part.tobytes() for part in again]
    assert not np.array_equal(once.world, other.world)


def test_a_recipe_without_triangles_or_newcomers_can_be_followed():
    pairs, world = made(0, members=200, worlds=10, clustering=0.0, newcomers=0.0)

    assert np.bincount(pairs.ravel()).min() >= 2
    assert np.unique(world).size == 10


@pytest.mark.parametrize(
    "recipe",
    [
        {"members": 100},
        {"members": 0},
        {"members": 800, "worlds": 5},
        {"inside": 1.5},
        {"clustering": -0.1},
        {"newcomers": float("nan")},
        {"mean_ties": 1.0},
        {"mean_ties": 400.0},
        {"mean_ties": float("nan")},
    ],
)
def test_a_recipe_that_makes_no_sense_is_refused(recipe):
    with pytest.raises(BadNumber):
        made(0, **recipe)
