"""The people of a simulated network: their worlds, what they lived, how open they are."""

from math import log
from typing import Final, NamedTuple

import numpy as np

from whispeer.graph.arrays import Bools, Floats, Int32s, Int64s
from whispeer.graph.constants import TIES, Simulation
from whispeer.graph.errors import BadNumber
from whispeer.graph.generator import Recipe, network
from whispeer.graph.simulation.ties import Start

MEMBERS_OF_A_WORLD: Final = 20
FEWEST: Final = 40  # members; below, there is no choice of whom to ask
WORLDS: Final = 12  # at least: none holds more than a tenth of all members
MOST_TIED: Final = 10  # a member is tied to a tenth of all in the mean, at most
OLDEST: Final = 3 * 365.0  # days, of a tie at the start
WEEK: Final = 7.0  # days between the conversations that keep presence at `s_ref`


class People(NamedTuple):
    """Who lives in the network; one entry a member.

    Attributes
    ----------
    world : int32 array, shape (n,)
        The world each began in: what is across worlds is measured by it.
    lived : tuple of frozenset of int
        What each has lived.
    declared : tuple of frozenset of int
        The part of it he has told Whispeer.
    holders : tuple of tuple of int
        By experience: who declared it.
    openness : tuple of float
        How readily each says yes, 1 in the mean.
    anyone : bool array, shape (n,)
        Who ticked "anyone here may ask me".
    typical : int64 array, shape (worlds, 4)
        Experiences typical of each world.
    """

    world: Int32s
    lived: tuple[frozenset[int], ...]
    declared: tuple[frozenset[int], ...]
    holders: tuple[tuple[int, ...], ...]
    openness: tuple[float, ...]
    anyone: Bools
    typical: Int64s


def settle(rng: np.random.Generator, world: Int32s, given: Simulation) -> People:
    """Give people what they have lived, and their openness.

    One experience is of the four typical ones of their world; the others come from
    a list on which the k-th is 1/k as frequent as the first (Zipf).
    """
    count = given.experiences
    typical = np.array(
        [
            rng.choice(count, given.typical, replace=False)
            for _ in range(int(world.max()) + 1)
        ]
    )
    frequency = 1.0 / np.arange(1, count + 1)
    size = (world.size, given.lived - 1)
    drawn = rng.choice(count, size, p=frequency / frequency.sum())
    own = typical[world, rng.integers(0, given.typical, world.size)]
    lived = np.column_stack([own, drawn])
    told = rng.random(lived.shape) < given.declared
    openness = rng.beta(*given.openness, world.size)
    openness *= sum(given.openness) / given.openness[0]
    declared = _sets(lived, told)
    return People(
        world,
        _sets(lived, np.ones(lived.shape, np.bool_)),
        declared,
        tuple(
            tuple(who for who, known in enumerate(declared) if one in known)
            for one in range(count)
        ),
        tuple(openness.tolist()),
        rng.random(world.size) < given.anyone_may_ask,
        typical,
    )


def _sets(lived: Int64s, counted: Bools) -> tuple[frozenset[int], ...]:
    return tuple(
        frozenset(one for one, true in zip(row, known, strict=True) if true)
        for row, known in zip(lived.tolist(), counted.tolist(), strict=True)
    )


def made_up(rng: np.random.Generator, members: int) -> tuple[Start, Int32s]:
    """Make a network up: its ties, with a past, and the world of each member.

    Presence is spread evenly over Dunbar's layers, age over three years.

    Raises
    ------
    BadNumber
        There are too few members for worlds.
    """
    refuse_few(members)
    worlds = max(WORLDS, members // MEMBERS_OF_A_WORLD)
    recipe = Recipe(members=members, worlds=worlds)
    recipe = recipe._replace(mean_ties=min(recipe.mean_ties, members / MOST_TIED))
    pairs, world = network(rng, recipe)
    low, high = log(TIES.layers[-1]), log(TIES.s_ref)
    presence = np.exp(rng.uniform(low, high, len(pairs)))
    return remembered(rng, pairs, presence), world


def refuse_few(members: int) -> None:
    """Refuse to make up a network of too few.

    Raises
    ------
    BadNumber
        There are fewer than 40.
    """
    if members < FEWEST:
        raise BadNumber(f"{members} members are too few: {FEWEST} make up a network")


def remembered(rng: np.random.Generator, pairs: Int64s, presence: Floats) -> Start:
    """Give ties an age, spread evenly over three years, and a last contact.

    The strong ones spoke lately: silence is spread over what their presence, kept up
    by regular conversations, leaves between two of them.
    """
    ages = rng.uniform(0.0, OLDEST, len(pairs))
    gaps = WEEK * TIES.s_ref / presence
    silence = rng.random(len(pairs)) * np.minimum(gaps, ages)
    return Start(pairs, presence, -ages, -silence)
