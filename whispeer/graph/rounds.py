"""J3: who has coffee with whom this time. Everybody first, then weight."""

from math import fsum
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from whispeer.graph.arrays import Floats, Int64s
from whispeer.graph.candidates import best_pairs, pairs_of
from whispeer.graph.constants import ROUNDS
from whispeer.graph.errors import BadArray, BadNumber, UnknownMember
from whispeer.graph.exchanges import exchange
from whispeer.graph.guests import Guests as Guests
from whispeer.graph.guests import Hall, read_pairs, rows_of
from whispeer.graph.kernels.pairing_pool import allowed
from whispeer.graph.leftovers import Leftovers
from whispeer.graph.pairing import ALONE, pair_up
from whispeer.graph.routing.reading import steadily
from whispeer.graph.store import TieStore

NOBODY: Final = np.empty((0, 2), np.int64)


class Candidates(NamedTuple):
    """Pairs that could be made.

    Attributes
    ----------
    pairs : int64 array, shape (m, 2)
        External ids.
    weights : float64 array, shape (m,)
        What each pair is worth, 0 or more.
    """

    pairs: Int64s
    weights: Floats


class Round(NamedTuple):
    """Who has coffee with whom; everybody who takes part is in it once.

    Attributes
    ----------
    pairs : int64 array, shape (p, 2)
        External ids, in order, the lesser first.
    trios : int64 array, shape (0 or 1, 3)
        An odd one with two others.
    alone : int64 array, shape (k,)
        Who found nobody.
    weight : float
        Of the pairs, added up.
    """

    pairs: Int64s
    trios: Int64s
    alone: Int64s
    weight: float


def candidates(
    store: TieStore,
    guests: Guests | None = None,
    apart: npt.ArrayLike = NOBODY,
    *,
    rng: np.random.Generator,
    limit: int = ROUNDS.candidates,
) -> Candidates:
    """List the friends of friends each might best have coffee with.

    A pair weighs its greatest product of two strengths, as their connector sees both,
    times (2 - Jaccard of their ties): in (0, 2). Each one's best are listed; that a pair
    is among the best of one of the two suffices.

    Parameters
    ----------
    store : TieStore
        The graph.
    guests : Guests, optional
        Who takes part, and what two need in common. None: all members.
    apart : int array, shape (p, 2)
        External ids of two never to group: who met, are excluded or blocked; in any
        order and direction. Strangers to the graph are left out.
    rng : numpy.random.Generator
        Decides between equals: same state, same candidates.
    limit : int
        How many are best, 1 or more.

    Returns
    -------
    Candidates
        In order; never two who are tied, apart, or have nothing in common.

    Raises
    ------
    UnknownMember, DuplicateMember, BadArray, BadNumber
        If the guests, the pairs apart or the limit make no sense.
    TornGeneration, WriterBusy
        If the graph is damaged, or changes faster than it can be read.

    Notes
    -----
    Linear in the ways of two ties, most of which are only skimmed where strengths differ;
    on all cores. 100 ties each: 0.1 ms a member and core. Memory: 150 bytes a member.
    Source: M4.

    Examples
    --------
    >>> from whispeer.graph import build
    >>> store = build.small([(1, 2, 1.0), (2, 3, 0.5), (3, 4, 1.0)])
    >>> found = candidates(store, rng=np.random.default_rng(0))
    >>> found.pairs.tolist(), found.weights.round(2).tolist()
    ([[1, 3], [2, 4]], [0.75, 0.75])
    """
    if limit < 1:
        raise BadNumber(f"limit {limit} is not 1 or more")
    hall = Hall(store, guests, apart, rng)
    keys, weights = best_pairs(hall, min(limit, store.members))
    ids = store.ids[pairs_of(keys)]
    ids.sort(axis=1)
    order = np.lexsort(ids.T[::-1])
    return Candidates(ids[order], weights[order])


def arrange(
    store: TieStore,
    found: Candidates,
    guests: Guests | None = None,
    apart: npt.ArrayLike = NOBODY,
    *,
    rng: np.random.Generator,
) -> Round:
    """Arrange a round of coffees: as many people as possible, then weight.

    Whoever the candidates leave over takes any other friend of a friend, where need be
    by exchanging partners along a path; an odd one makes a pair a trio, that of the least
    weight, both friends of his friends if possible.

    Parameters
    ----------
    store : TieStore
        The graph.
    found : Candidates
        Pairs that could be made: those of `candidates`, with weights of the caller's own
        and pairs of his own if he likes. A pair given twice counts at its greatest. Two
        who may not meet are never grouped, whatever is given.
    guests, apart, rng
        As for `candidates`, `apart` of shape (m, 2).

    Returns
    -------
    Round
        Pairs beyond those given weigh what `candidates` would have told.

    Raises
    ------
    UnknownMember, DuplicateMember, BadArray, BadNumber, TornGeneration, WriterBusy
        As `candidates`; or a weight is no number from 0 on.

    Notes
    -----
    See `whispeer.graph.pairing.pair_up`. Source: M4.
    Linear in the pairs given, `pair_up` included.

    Examples
    --------
    >>> from whispeer.graph import build
    >>> store = build.small([(1, 2, 1.0), (2, 3, 0.5), (3, 4, 1.0), (4, 5, 1.0)])
    >>> mine = Candidates([[1, 3], [2, 4], [3, 5]], [5.0, 1.0, 2.0])
    >>> held = arrange(store, mine, rng=np.random.default_rng(0))
    >>> held.pairs.tolist(), held.trios.tolist(), held.alone.tolist(), held.weight
    ([[2, 4]], [[1, 3, 5]], [], 1.0)
    """
    hall = Hall(store, guests, apart, rng)
    return _arranged(hall, *_allowed(hall, found), rng)


def coffee_round(
    store: TieStore,
    guests: Guests | None = None,
    apart: npt.ArrayLike = NOBODY,
    *,
    rng: np.random.Generator,
) -> Round:
    """Find `candidates`, and `arrange` a round of them by their own weights.

    Parameters
    ----------
    store, guests, apart, rng
        As for `candidates`; ``apart`` of shape (p, 2).

    Returns
    -------
    Round
        As of `arrange`.

    Raises
    ------
    UnknownMember, DuplicateMember, BadArray, BadNumber, TornGeneration, WriterBusy
        As `candidates`.

    Notes
    -----
    Cost of `candidates`, which is most, and of `arrange`; `benchmarks.rounds` measures
    it for a million members. Source: M4.

    Examples
    --------
    >>> from whispeer.graph import build
    >>> store = build.small([(1, 2, 1.0), (2, 3, 0.5), (3, 4, 1.0)])
    >>> coffee_round(store, rng=np.random.default_rng(0)).pairs.tolist()
    [[1, 3], [2, 4]]
    """
    hall = Hall(store, guests, apart, rng)
    limit = min(ROUNDS.candidates, store.members)
    return _arranged(hall, *best_pairs(hall, limit), rng)


def _arranged(
    hall: Hall, keys: Int64s, weights: Floats, rng: np.random.Generator
) -> Round:
    """Pair who may be paired, then who is left over."""
    mates = pair_up(hall.usual.size, pairs_of(keys), weights, rng=rng)
    left = Leftovers(hall, mates, keys, weights)
    left.seat(rng)
    exchange(left)
    return _told(hall, left, left.trio())


def _allowed(hall: Hall, found: Candidates) -> tuple[Int64s, Floats]:
    """Keep the pairs who may meet, each once: in order, the lesser row in front."""
    pairs, weights = read_pairs(found.pairs), np.asarray(found.weights, np.float64)
    if weights.shape != (len(pairs),):
        raise BadArray(f"{len(pairs)} pairs, weights of shape {weights.shape}")
    if not ((weights >= 0) & (weights < np.inf)).all():
        raise BadNumber("a weight is no number from 0 on")
    rows = rows_of(hall.store, pairs)
    if (rows < 0).any():
        raise UnknownMember(f"member {pairs[rows < 0][0]} is not in the graph")
    rows.sort(axis=1)
    keys = rows[:, 0] << 32 | rows[:, 1]
    order = np.lexsort((-weights, keys))
    order = order[np.concatenate([[True], np.diff(keys[order]) > 0])[: order.size]]
    a, b = (side[order].astype(np.int32) for side in rows.T)
    good = np.zeros(order.size, np.bool_)
    steadily(hall.store, lambda: allowed(hall.store.arrays, hall.pool, a, b, good))
    return keys[order][good], weights[order][good]


def _told(hall: Hall, left: Leftovers, trio: Int64s) -> Round:
    """Tell in external ids what was arranged."""
    ids, rows = hall.store.ids, hall.rows
    mates = left.mates[rows]
    alone = rows[(mates == ALONE) & ~np.isin(rows, trio)]
    first = rows[(mates > rows)]
    pairs = np.stack([ids[first], ids[left.mates[first]]], axis=1)
    pairs.sort(axis=1)
    trios = np.sort(ids[trio]).reshape(-1, 3)
    weight = fsum(left.worths[first].tolist())
    return Round(pairs[np.lexsort(pairs.T[::-1])], trios, np.sort(ids[alone]), weight)
