"""Whom to suggest to whom, over the whole network, so that nobody is worn out."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np

from whispeer.graph.arrays import Floats, Int64s
from whispeer.graph.constants import INTRODUCTIONS
from whispeer.graph.errors import BadNumber
from whispeer.graph.introductions import Introduction
from whispeer.graph.kernels.assigning import Offers, Shares, share

NONE: Final[Mapping[int, int]] = MappingProxyType({})


class Caps(NamedTuple):
    """How much people can bear (M2).

    Attributes
    ----------
    per_person : int
        Live suggestions a member receives.
    exposure : int
        Live suggestions that show one person.
    introducer : int
        Times one person is asked to introduce.
    """

    per_person: int = INTRODUCTIONS.per_person_14d
    exposure: int = INTRODUCTIONS.exposure_cap
    introducer: int = INTRODUCTIONS.introducer_7d


class Live(NamedTuple):
    """What people bear already, by external id; 0 where missing."""

    received: Mapping[int, int] = NONE
    shown: Mapping[int, int] = NONE
    asked: Mapping[int, int] = NONE


class Suggestion(NamedTuple):
    """A suggestion that is made.

    Attributes
    ----------
    member : int
        External id of who receives it.
    candidate : int
        External id of who might be met.
    introducer : int
        External id of the connector to ask.
    score : float
        What it was chosen by.
    """

    member: int
    candidate: int
    introducer: int
    score: float


CAPS: Final = Caps()
LIVE: Final = Live()


def assign(
    found: Mapping[int, Iterable[Introduction]],
    *,
    caps: Caps = CAPS,
    live: Live = LIVE,
) -> list[Suggestion]:
    """Share introductions out over the whole network (M2).

    A greedy b-matching: by falling score, equal ones by ids, a suggestion is made
    as long as its receiver, whom it shows and one of its connectors can bear it.
    The connector who is asked is the best one that can. Two people are suggested
    to one another once, not from both sides.

    Parameters
    ----------
    found : mapping of int to Introductions
        For each member, by external id, what `introductions` found.
    caps : Caps
        How much people can bear.
    live : Live
        What they bear already.

    Returns
    -------
    list of Suggestion
        In the order they were made.

    Raises
    ------
    BadNumber
        If a cap is below 0.

    Notes
    -----
    Sorts all candidates once; then linear. The same input, in whatever order,
    gives the same output.

    Examples
    --------
    >>> from whispeer.graph import build
    >>> from whispeer.graph.introductions import introductions
    >>> store = build.small([(1, 2, 1.0), (2, 3, 1.0), (3, 4, 0.5)])
    >>> assign({n: introductions(store, n, score="path") for n in (1, 2, 3, 4)})
    ... # doctest: +NORMALIZE_WHITESPACE
    [Suggestion(member=1, candidate=3, introducer=2, score=1.0),
     Suggestion(member=2, candidate=4, introducer=3, score=0.5...)]
    """
    if min(caps) < 0:
        raise BadNumber(f"{caps} is below 0")
    entries = [(member, one) for member, ones in found.items() for one in ones]
    if not entries:
        return []
    scores = np.array([one.score for _, one in entries])
    people, offers = _offers(entries)
    order = np.lexsort((offers.candidate, offers.member, -scores))
    introducers = np.full(len(entries), -1)
    shares = Shares(
        _counts(people, live.received),
        _counts(people, live.shown),
        _counts(people, live.asked),
        np.zeros(int(offers.pair.max()) + 1, np.bool_),
    )
    most = (caps.per_person, caps.exposure, caps.introducer)
    share(order, offers, shares, most, introducers)
    return _made(order[introducers[order] >= 0], people, offers, introducers, scores)


def _offers(entries: list[tuple[int, Introduction]]) -> tuple[Int64s, Offers]:
    """Give people and pairs numbers from 0; return people by number."""
    most = max(len(one.through) for _, one in entries)
    lines = [
        (member, one.member, *one.through, *[member] * (most - len(one.through)))
        for member, one in entries
    ]
    people, flat = np.unique(np.array(lines, np.int64), return_inverse=True)
    numbers = flat.reshape(len(lines), -1).astype(np.int64)
    ends, through = np.sort(numbers[:, :2]), numbers[:, 2:].copy()
    through[through == numbers[:, :1]] = -1  # nobody introduces himself
    pairs = np.unique(ends[:, 0] * people.size + ends[:, 1], return_inverse=True)[1]
    member, candidate = numbers[:, 0].copy(), numbers[:, 1].copy()
    return people, Offers(member, candidate, pairs.astype(np.int64), through)


def _counts(people: Int64s, counts: Mapping[int, int]) -> Int64s:
    return np.array([counts.get(member, 0) for member in people.tolist()], np.int64)


def _made(
    chosen: Int64s, people: Int64s, offers: Offers, introducers: Int64s, scores: Floats
) -> list[Suggestion]:
    columns = (
        people[offers.member[chosen]].tolist(),
        people[offers.candidate[chosen]].tolist(),
        people[introducers[chosen]].tolist(),
        scores[chosen].tolist(),
    )
    return [Suggestion._make(line) for line in zip(*columns, strict=True)]
