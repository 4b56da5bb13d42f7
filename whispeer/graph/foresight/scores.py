"""Every score of every friend of a friend: ours, and those they are held against."""

from collections.abc import Iterator
from typing import Final, NamedTuple, get_args

import numpy as np

from whispeer.graph.arrays import Floats, Int32s, Int64s
from whispeer.graph.introductions import Score, introductions
from whispeer.graph.store import TieStore

OURS: Final[tuple[Score, ...]] = get_args(Score)
SCORES: Final = (
    "random",
    "popularity",
    "common",
    "adamic_adar",
    "weighted_adamic_adar",
    *OURS,
)


class Lines(NamedTuple):
    """What all scores say of one member's friends of friends.

    Attributes
    ----------
    member : int
        External id of the member.
    about : int64 array, shape (c,)
        External ids of the friends of his friends, rising.
    scores : mapping of str to float64 array, shape (c,)
        By name; 0 for those a score does not list.
    """

    member: int
    about: Int64s
    scores: dict[str, Floats]


class Baselines(NamedTuple):
    """The graph in the form the scores of others need."""

    rows: list[Int32s]  # of each row's ties
    strengths: list[Floats]
    ties: Int64s  # how many, by row
    rarity: Floats  # 1 / ln(ties), by row


def lines_of_all(store: TieStore, chance: np.random.Generator) -> Iterator[Lines]:
    """Score everybody's friends of friends.

    ======================== ==================================================
    ``random``               any friend of a friend
    ``popularity``           number of ties of the candidate
    ``common``               number of connectors
    ``adamic_adar``          sum over connectors of ``1 / ln k_b`` (Adamic and
                             Adar 2003)
    ``weighted_adamic_adar`` sum of ``sqrt(s_ab s_bc) / ln k_b``: M2's path(a, c)
    ``path``, ``allocation`` those of `introductions`, and asked of it
    ``default``              the same: R of M2
    ======================== ==================================================

    Parameters
    ----------
    store : TieStore
        A graph whose ties are all open.
    chance : numpy.random.Generator
        For ``random``.

    Yields
    ------
    Lines
        One for each member who has a friend of a friend, by rising id.

    Raises
    ------
    TornGeneration
        If the graph is damaged.

    Notes
    -----
    O(n + two-tie paths) a member.

    Examples
    --------
    >>> from whispeer.graph import build
    >>> store = build.small([(1, 2, 1.0), (2, 3, 1.0)])
    >>> first = next(lines_of_all(store, np.random.default_rng(0)))
    >>> first.about.tolist(), first.scores["common"].tolist()
    ([3], [1.0])
    """
    others = _baselines(store)
    for member in np.sort(store.ids).tolist():
        row = store.row_of(member)
        rows, scores = _of_others(others, row)
        if rows.size:
            about = store.ids[rows]
            order = np.argsort(about)
            found = {name: score[order] for name, score in scores.items()}
            found["random"] = chance.random(rows.size)
            for name in OURS:
                found[name] = _ours(store, member, about[order], name)
            yield Lines(member, about[order], {name: found[name] for name in SCORES})


def _baselines(store: TieStore) -> Baselines:
    rows = [store.row(row) for row in range(store.members)]
    ties = np.array([row.neighbours.size for row in rows], np.int64)
    rarity = 1.0 / np.log(np.maximum(ties, 2))  # no connector has fewer
    near = [row.neighbours for row in rows]
    return Baselines(near, [row.strengths for row in rows], ties, rarity)


def _of_others(known: Baselines, row: int) -> tuple[Int64s, dict[str, Floats]]:
    """Give the rows of the friends of friends, and what the simple scores say."""
    own = known.rows[row]
    if not own.size:
        return np.empty(0, np.int64), {}
    reached = np.concatenate([known.rows[b] for b in own])
    second = np.concatenate([known.strengths[b] for b in own])
    first = np.repeat(known.strengths[row], known.ties[own])
    rarity = np.repeat(known.rarity[own], known.ties[own])
    # No ln below 1 in M2: a connector of two ties counts as one of e ties.
    m2 = np.sqrt(first * second) * np.minimum(rarity, 1.0)
    count = known.ties.size
    common = np.bincount(reached, minlength=count)
    common[own] = common[row] = 0
    rows = np.flatnonzero(common)
    return rows, {
        "popularity": known.ties[rows].astype(np.float64),
        "common": common[rows].astype(np.float64),
        "adamic_adar": _sums(reached, rarity, count)[rows],
        "weighted_adamic_adar": _sums(reached, m2, count)[rows],
    }


def _sums(places: Int32s, values: Floats, count: int) -> Floats:
    return np.asarray(np.bincount(places, values, count), np.float64)


def _ours(store: TieStore, member: int, about: Int64s, score: Score) -> Floats:
    """Ask the engine itself, so that what is judged is what members see."""
    values = np.zeros(about.size)
    found = introductions(store, member, limit=store.members, score=score)
    places = np.searchsorted(about, [one.member for one in found])
    values[places] = [one.score for one in found]
    return values
