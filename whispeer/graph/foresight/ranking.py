"""How well scores rank the ties that really formed, and how many across worlds.

Each member's candidates are ranked by each score from what was known at the cut. The
ties that formed afterwards then judge, in two ways:

- for the members who tied themselves to a friend of a friend: whether one of those
  stands among the first 20, where the first of them stands (MRR, mean reciprocal
  rank), and how often one of them stands before somebody else (AUC);
- over the whole network, as it would be used: everybody's 20 best are shared out
  by `assign`, so that nobody receives more than 3 or is shown more than 6 times, and
  the suggestions that came true are counted, and those of them across worlds.
"""

from hashlib import sha256
from typing import NamedTuple

import numpy as np

from whispeer.graph.arrays import Bools, Floats, Int32s, Int64s
from whispeer.graph.assignment import Candidate, Caps, assign
from whispeer.graph.build import Members, Room, Ties, in_memory
from whispeer.graph.constants import FORESIGHT, INTRODUCTIONS
from whispeer.graph.files import TieFile
from whispeer.graph.foresight.scores import SCORES, Lines, lines_of_all
from whispeer.graph.worlds import worlds


class Ranked(NamedTuple):
    """What a score says before anybody knows what comes.

    Attributes
    ----------
    suggested : int64 array, shape (m, 2)
        Who is suggested to whom, as the network shares its suggestions out.
    fingerprint : str
        Of that and of all rankings: the same past gives the same, whatever comes.
    """

    suggested: Int64s
    fingerprint: str


class Rankings(NamedTuple):
    """What all scores say, from the past alone.

    Attributes
    ----------
    world : int32 array, shape (n,)
        World of each member, found with seed 0.
    lines : list of Lines
        Everybody's candidates.
    scores : dict of str to Ranked
        By name of the score.
    """

    world: Int32s
    lines: list[Lines]
    scores: dict[str, Ranked]


class Truth(NamedTuple):
    """What came.

    Attributes
    ----------
    new : int
        Ties that formed between two people known before the cut.
    near : int
        Of them, those to a friend of a friend: all that can be foreseen.
    across : int
        Of those, the ones across worlds.
    judged : int
        Members who have one to a friend of a friend.
    """

    new: int
    near: int
    across: int
    judged: int


class Judged(NamedTuple):
    """How a score did.

    Attributes
    ----------
    hits20 : float
        Share of the judged members with a new tie among their first 20.
    mrr : float
        Mean over them of 1 / place of the first new tie.
    auc : float
        Mean share of couples of a new tie and somebody else that stand in order,
        half for equal scores; over the members who have both. NaN if none has.
    suggested, formed, across : int
        Suggestions shared out; those that became ties; those of them across worlds.
    """

    hits20: float
    mrr: float
    auc: float
    suggested: int
    formed: int
    across: int


def rank(graph: TieFile, chance: np.random.Generator) -> Rankings:
    """Rank everybody's friends of friends by every score.

    Parameters
    ----------
    graph : TieFile
        What is known; the future has no way in.
    chance : numpy.random.Generator
        For the score ``random``.

    Returns
    -------
    Rankings

    Notes
    -----
    O(n + two-tie paths) a member; 72 bytes a candidate. Source: M2, "Evaluation".
    """
    count = len(graph.names)
    world = worlds(graph.pairs, graph.strengths, count)
    a, b = graph.pairs.T
    members, ties = Members(range(count), world), Ties(a, b, graph.strengths)
    store = in_memory(members, ties, room=Room(0, 0))
    lines = list(lines_of_all(store, chance))
    return Rankings(world, lines, {name: _ranked(lines, name) for name in SCORES})


def judge(rankings: Rankings, new: Int64s) -> tuple[Truth, dict[str, Judged]]:
    """Hold rankings against what came.

    Parameters
    ----------
    rankings : Rankings
    new : int64 array, shape (m, 2)
        Ties that formed afterwards, none twice, the lesser first.

    Returns
    -------
    Truth
    dict of str to Judged
        By name of the score, in the order of `scores.SCORES`.

    Notes
    -----
    O(c log c) for c candidates of all members. Source: M2, "Evaluation".
    """
    count = rankings.world.size
    keys = np.sort(new @ np.array([count, 1]))
    found = [(lines, _among(keys, _keys(lines, count))) for lines in rankings.lines]
    judged = [(lines, true) for lines, true in found if true.any()]
    near = np.array(
        [key for lines, true in judged for key in _keys(lines, count)[true]]
    )
    near = np.unique(near.astype(np.int64))
    across = near[_apart(rankings.world, near)]
    truth = Truth(keys.size, near.size, across.size, len(judged))
    scores = {}
    for name, ranked in rankings.scores.items():
        pairs = np.sort(ranked.suggested, axis=1) @ np.array([count, 1])
        made = (pairs.size, _among(near, pairs).sum(), _among(across, pairs).sum())
        scores[name] = Judged(*_placed(judged, name), *map(int, made))
    return truth, scores


def _ranked(lines: list[Lines], name: str) -> Ranked:
    seen, offers = sha256(), []
    for one in lines:
        score = one.scores[name]
        order = _best_first(score)
        seen.update(one.about[order].astype("<i8").tobytes())
        offers += [
            Candidate(one.member, int(one.about[at]), one.member, float(score[at]))
            for at in order[: INTRODUCTIONS.limit].tolist()
            if score[at] > 0
        ]
    caps = Caps(introducer=len(offers))  # nobody is asked here
    shared = [(one.member, one.about) for one in assign(offers, caps=caps)]
    suggested = np.array(shared, np.int64).reshape(-1, 2)
    seen.update(suggested.astype("<i8").tobytes())
    return Ranked(suggested, seen.hexdigest()[:16])


def _best_first(score: Floats) -> Int64s:
    return np.argsort(-score, kind="stable")  # equal ones by id


def _keys(lines: Lines, count: int) -> Int64s:
    low, high = (
        np.minimum(lines.about, lines.member),
        np.maximum(lines.about, lines.member),
    )
    keys: Int64s = low * count + high
    return keys


def _among(ordered: Int64s, keys: Int64s) -> Bools:
    """Tell which keys are in an ordered array."""
    if not ordered.size:
        return np.zeros(keys.size, np.bool_)
    at = np.minimum(np.searchsorted(ordered, keys), ordered.size - 1)
    found: Bools = ordered[at] == keys
    return found


def _apart(world: Int32s, keys: Int64s) -> Bools:
    one, other = np.divmod(keys, world.size)
    apart: Bools = world[one] != world[other]
    return apart


def _placed(judged: list[tuple[Lines, Bools]], name: str) -> tuple[float, float, float]:
    """Give hits among the first 20, MRR and AUC, over the judged members."""
    hits, firsts, orders = [], [], []
    for lines, true in judged:
        score = lines.scores[name]
        place = int(true[_best_first(score)].argmax())
        hits.append(place < FORESIGHT.hits)
        firsts.append(1.0 / (place + 1))
        if not true.all():
            orders.append(auc(score, true))
    if not judged:
        return np.nan, np.nan, np.nan
    mean = float(np.mean(orders)) if orders else np.nan
    return float(np.mean(hits)), float(np.mean(firsts)), mean


def auc(scores: Floats, true: Bools) -> float:
    """Give the share of couples of a true one and another that stand in order.

    Equal scores count half (Mann and Whitney 1947).

    Parameters
    ----------
    scores : float64 array, shape (n,)
    true : bool array, shape (n,)
        Some, not all.

    Returns
    -------
    float
        In [0, 1]; 0.5 for scores that say nothing.

    Notes
    -----
    O(n log n).

    Examples
    --------
    >>> auc(np.array([3.0, 2.0, 2.0]), np.array([True, True, False]))
    0.75
    """
    _, value, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2
    good = int(true.sum())
    above = ranks[value][true].sum() - good * (good + 1) / 2
    return float(above / (good * (true.size - good)))
