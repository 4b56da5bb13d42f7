"""Whom to suggest to whom, over the whole network, so that nobody is worn out."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np

from whispeer.graph.arrays import Int64s
from whispeer.graph.constants import INTRODUCTIONS
from whispeer.graph.errors import BadNumber
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


class Candidate(NamedTuple):
    """A suggestion that could be made, and then one that is.

    Attributes
    ----------
    member : int
        External id of who would receive it.
    about : int
        External id of who might be met.
    through : int
        External id of the connector to ask.
    score : float
        What it is chosen by.
    """

    member: int
    about: int
    through: int
    score: float


CAPS: Final = Caps()
LIVE: Final = Live()


def assign(
    found: Iterable[Candidate], *, caps: Caps = CAPS, live: Live = LIVE
) -> list[Candidate]:
    """Share introductions out over the whole network (M2).

    A greedy b-matching: by falling score, equal ones by the ids of member and
    about, a suggestion is made if its receiver, whom it shows and its connector
    can bear it. Two people are suggested to one another once, not from both sides.

    Parameters
    ----------
    found : iterable of Candidate
        What could be suggested. Where several connectors may be asked, one line
        each, the best first: the first who can bear it is.
    caps : Caps
        How much people can bear.
    live : Live
        What they bear already.

    Returns
    -------
    list of Candidate
        Those chosen, in the order they were.

    Raises
    ------
    BadNumber
        If a cap is below 0, or a score is not a number.

    Notes
    -----
    Sorts all candidates once; then linear. The order of lines does not matter,
    but for those of the same two people with the same score.

    Examples
    --------
    >>> found = [Candidate(1, 3, 2, 0.9), Candidate(3, 1, 2, 0.8), Candidate(4, 6, 5, 1)]
    >>> [(one.member, one.about) for one in assign(found)]
    [(4, 6), (1, 3)]
    """
    lines = list(found)
    scores = np.array([line.score for line in lines])
    if min(caps) < 0 or np.isnan(scores).any():
        raise BadNumber(f"{caps} is below 0, or a score is not a number")
    ends = np.array([line[:3] for line in lines], np.int64).reshape(-1, 3)
    people, offers = _numbered(ends)
    order = np.lexsort((ends[:, 1], ends[:, 0], -scores))
    shares = Shares(
        _counts(people, live.received),
        _counts(people, live.shown),
        _counts(people, live.asked),
        np.zeros(len(lines), np.bool_),
    )
    most = (caps.per_person, caps.exposure, caps.introducer)
    taken = share(order, offers, shares, most)
    return [lines[at] for at in order[taken[order]].tolist()]


def _numbered(ends: Int64s) -> tuple[Int64s, Offers]:
    """Give people and pairs numbers from 0; return people by number."""
    people, flat = np.unique(ends, return_inverse=True)
    member, about, through = flat.reshape(-1, 3).T.astype(np.int64).copy()
    low, high = np.minimum(member, about), np.maximum(member, about)
    pairs = np.unique(low * people.size + high, return_inverse=True)[1]
    return people, Offers(member, about, through, pairs.astype(np.int64))


def _counts(people: Int64s, counts: Mapping[int, int]) -> Int64s:
    return np.array([counts.get(member, 0) for member in people.tolist()], np.int64)
