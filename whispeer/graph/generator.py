"""A network to try things on, where there is none at hand (M9).

A degree-corrected block graph: everybody has a number of ties and a share of them
inside his world, and stubs are paired at random. Such a graph has hardly a triangle,
so ties are then swapped, two at a time, wherever that closes triangles; a swap
changes neither anybody's number of ties nor the number of ties inside worlds.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np

from whispeer.graph.arrays import Bools, Floats, Int32s, Int64s
from whispeer.graph.errors import BadNumber

SPREAD_OF_WORLDS = 0.6  # of the logarithm of a world's size
SPREAD_OF_TIES = 0.45  # of the logarithm of a member's number of ties
LEAST_TIES = 3  # of those who are no newcomers
LEAST_WORLD = 2  # members
DENSEST = 0.7  # share of his world a member is tied to, at most
ROUNDS = 40  # of pairing the stubs that are left
BLOCK = 4096  # swaps tried between two looks at the clustering
BLOCKS = 250  # of swaps tried, before the clustering stays what it is


class Recipe(NamedTuple):
    """What a network shall be like.

    Attributes
    ----------
    members, worlds : int
        How many. A world has an 80th to a 10th of all members, and 2 at least.
    mean_ties : float
        Ties of a member, in the mean.
    inside : float
        Share of ties which are inside worlds.
    clustering : float
        Mean over all members of the share of pairs of their ties who are tied
        themselves, 0 for those with one tie (Watts and Strogatz 1998).
    newcomers : float
        Share of members with 1 or 2 ties; all others have 3 at least.
    """

    members: int = 800
    worlds: int = 40
    mean_ties: float = 11.0
    inside: float = 0.375
    clustering: float = 0.35
    newcomers: float = 0.15


DEFAULT: Final = Recipe()


class Network(NamedTuple):
    """A network that was made up.

    Attributes
    ----------
    pairs : int64 array, shape (m, 2)
        Ties, the lesser member first; each once, in order.
    world : int32 array, shape (n,)
        World of each member, numbered from 0.
    """

    pairs: Int64s
    world: Int32s


def network(rng: np.random.Generator, recipe: Recipe = DEFAULT) -> Network:
    """Make up a network.

    Reached over 20 seeds: with the default recipe 10.8 to 10.9 ties in the mean and 65
    at most, 36 to 37 % of ties inside worlds, clustering 0.35, of all open or closed
    trios 27 to 30 % closed, 15 % newcomers, worlds of 10 to 80, mean distance 3.4 to
    3.5, all in one piece. With 400 members 10.7 to 10.8 ties, 35.8 to 36.7 % inside,
    clustering 0.35 to 0.36, worlds of 5 to 40. Where a recipe asks for more clustering
    than swaps can make, it gets what they can.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where chance comes from: same state, same network.
    recipe : Recipe

    Returns
    -------
    Network

    Raises
    ------
    BadNumber
        The recipe cannot be followed, whatever the chance.

    Notes
    -----
    0.6 s for 800 members. Source: M9.

    Examples
    --------
    >>> made = network(np.random.default_rng(0), Recipe(members=400))
    >>> made.world.size, len(np.unique(made.world)), bool(len(made.pairs) > 2000)
    (400, 40, True)
    """
    _check(recipe)
    sizes = _sizes(rng, recipe)
    world = rng.permutation(np.repeat(np.arange(recipe.worlds), sizes))
    new = np.zeros(recipe.members, dtype=np.bool_)
    newcomers = round(recipe.newcomers * recipe.members)
    new[rng.choice(recipe.members, newcomers, replace=False)] = True
    wanted = _wanted_ties(rng, recipe, new)
    inside = _wanted_inside(rng, recipe, wanted, sizes[world])
    ties = _Ties(world.tolist(), new.tolist())
    for one in range(recipe.worlds):
        stubs = np.repeat(np.arange(recipe.members), inside * (world == one))
        _pair(rng, stubs, ties, ties.may_be)
    stubs = np.repeat(np.arange(recipe.members), wanted - inside)
    _pair(rng, stubs, ties, ties.may_be_across)
    _welcome(rng, ties)
    _close_triangles(rng, ties, recipe.clustering)
    return Network(ties.pairs(), world.astype(np.int32))


def _check(recipe: Recipe) -> None:
    low, high = _bounds(recipe)
    if not (low * recipe.worlds <= recipe.members <= high * recipe.worlds):
        what = f"{recipe.members} members cannot be {recipe.worlds} worlds"
        raise BadNumber(f"{what} of {low} to {high}")
    shares = (recipe.inside, recipe.clustering, recipe.newcomers)
    if not all(0 <= share < 1 for share in shares):
        raise BadNumber(f"the shares {shares} do not lie in [0, 1)")
    if not LEAST_TIES <= recipe.mean_ties <= recipe.members / 10:
        raise BadNumber(f"{recipe.mean_ties} ties a member are too few or too many")


def _bounds(recipe: Recipe) -> tuple[int, int]:
    return max(LEAST_WORLD, recipe.members // 80), recipe.members // 10


def _sizes(rng: np.random.Generator, recipe: Recipe) -> Int64s:
    """Draw the sizes of worlds: many small ones, few large."""
    low, high = _bounds(recipe)
    drawn = rng.lognormal(0.0, SPREAD_OF_WORLDS, recipe.worlds)
    sizes: Int64s = np.clip(drawn * recipe.members / drawn.sum(), low, high).astype(
        np.int64
    )
    while gap := recipe.members - int(sizes.sum()):
        step = 1 if gap > 0 else -1
        free = np.flatnonzero(sizes < high if step > 0 else sizes > low)
        sizes[rng.choice(free, min(abs(gap), free.size), replace=False)] += step
    return sizes


def _wanted_ties(rng: np.random.Generator, recipe: Recipe, new: Bools) -> Int64s:
    """Draw how many ties each member shall have."""
    wanted = np.zeros(new.size, dtype=np.int64)
    wanted[new] = rng.integers(1, LEAST_TIES, int(new.sum()))
    drawn: Floats = rng.lognormal(0.0, SPREAD_OF_TIES, int((~new).sum()))
    drawn *= (recipe.mean_ties * new.size - wanted.sum()) / drawn.sum()
    wanted[~new] = np.maximum(np.rint(drawn), LEAST_TIES)
    return wanted


def _wanted_inside(
    rng: np.random.Generator, recipe: Recipe, wanted: Int64s, sizes: Int64s
) -> Int64s:
    """Draw how many of them shall be inside; small worlds hold few, others more."""
    room = DENSEST * (sizes - 1)
    goal = share = recipe.inside
    for _ in range(20):
        inside = np.minimum(np.minimum(share, 1.0) * wanted, room)
        share *= goal * wanted.sum() / max(inside.sum(), 1.0)
    drawn: Int64s = np.floor(inside + rng.random(wanted.size)).astype(np.int64)
    return np.minimum(drawn, np.minimum(wanted, sizes - 1))


class _Ties:
    """Who is tied to whom, in a form that is quick to change."""

    def __init__(self, world: list[int], new: list[bool]) -> None:
        self.world = world
        self.new = new
        self.row: list[list[int]] = [[] for _ in world]
        self.near: list[set[int]] = [set() for _ in world]

    def may_be(self, a: int, b: int) -> bool:
        """Tell whether they may be tied: newcomers know those who came before."""
        return a != b and b not in self.near[a] and not (self.new[a] and self.new[b])

    def may_be_across(self, a: int, b: int) -> bool:
        return self.world[a] != self.world[b] and self.may_be(a, b)

    def inside(self, a: int, b: int) -> bool:
        return self.world[a] == self.world[b]

    def common(self, a: int, b: int) -> int:
        return len(self.near[a] & self.near[b])

    def add(self, a: int, b: int) -> None:
        for one, other in ((a, b), (b, a)):
            self.row[one].append(other)
            self.near[one].add(other)

    def remove(self, a: int, b: int) -> None:
        for one, other in ((a, b), (b, a)):
            self.row[one].remove(other)
            self.near[one].remove(other)

    def clustering(self) -> float:
        total = 0.0
        for near in self.near:
            if len(near) > 1:
                closed = sum(len(near & self.near[one]) for one in near)
                total += closed / (len(near) * (len(near) - 1))
        return total / len(self.near)

    def pairs(self) -> Int64s:
        found = [(a, b) for a, near in enumerate(self.near) for b in near if a < b]
        return np.array(sorted(found), dtype=np.int64).reshape(-1, 2)


def _pair(
    rng: np.random.Generator,
    stubs: Int64s,
    ties: _Ties,
    may_be: Callable[[int, int], bool],
) -> None:
    """Tie stubs two by two at random; a few that fit nowhere are given up."""
    left = stubs.tolist()
    for _ in range(ROUNDS):
        rng.shuffle(left)
        unpaired = left[len(left) // 2 * 2 :]
        for a, b in zip(left[::2], left[1::2], strict=False):
            if may_be(a, b):
                ties.add(a, b)
            else:
                unpaired += (a, b)
        left = unpaired


def _welcome(rng: np.random.Generator, ties: _Ties) -> None:
    """Tie those who found nobody to somebody who came before."""
    settled = [member for member, new in enumerate(ties.new) if not new]
    for member, row in enumerate(ties.row):
        if not row:
            ties.add(member, int(rng.choice([one for one in settled if one != member])))


def _close_triangles(rng: np.random.Generator, ties: _Ties, goal: float) -> None:
    social = [member for member, row in enumerate(ties.row) if len(row) > 1]
    for _ in range(BLOCKS):
        if not social or ties.clustering() >= goal:
            break
        middles = rng.choice(social, BLOCK).tolist()
        for middle, chances in zip(middles, rng.random((BLOCK, 4)), strict=True):
            _swap(ties, middle, chances.tolist())


def _swap(ties: _Ties, middle: int, chances: list[float]) -> None:
    """Let two who have somebody in common tie, if that closes triangles.

    Each lets go of somebody for it, and those two are tied as well.
    """
    a, b = (_pick(ties.row[middle], chance) for chance in chances[:2])
    if not ties.may_be(a, b):
        return
    x, y = _pick(ties.row[a], chances[2]), _pick(ties.row[b], chances[3])
    before = ties.inside(a, x) + ties.inside(b, y)
    after = ties.inside(a, b) + ties.inside(x, y)
    if middle in {x, y} or before != after or not ties.may_be(x, y):
        return
    lost = ties.common(a, x) + ties.common(b, y)
    ties.remove(a, x)
    ties.remove(b, y)
    won = ties.common(a, b) + ties.common(x, y)
    for one, other in ((a, b), (x, y)) if won > lost else ((a, x), (b, y)):
        ties.add(one, other)


def _pick(row: list[int], chance: float) -> int:
    return row[int(chance * len(row))]
