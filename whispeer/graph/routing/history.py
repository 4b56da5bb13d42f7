"""What members answered before (M3).

A yes and a no fade with a half-life of 180 days. Columns of numpy arrays by member, so
that all are weighed at once; what they bear is in the same columns, see `bearing`.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from whispeer.graph.arrays import Bools, Floats, Int64s
from whispeer.graph.constants import WHISPERS, Whispers
from whispeer.graph.errors import BadArray
from whispeer.graph.routing.whisper import DAY

NEVER: Final = -np.inf
KEPT: Final = 24  # asks kept for each: 5 a week in 30 days, at most


class PastAsks(NamedTuple):
    """Asks of the whole network so far, one entry each, in any order.

    Attributes
    ----------
    member : int array, shape (m,)
        External id of who was asked.
    sent : float array, shape (m,)
        Hour of delivery.
    ended : float array, shape (m,)
        Hour of the answer or of expiry; infinite while open.
    helps : bool array, shape (m,)
        Whether he was asked to help (or, a relay, answered that he does).
    yes : bool array, shape (m,)
        Whether he did what he was asked for.
    """

    member: Int64s
    sent: Floats
    ended: Floats
    helps: Bools
    yes: Bools


class History(NamedTuple):
    """What is remembered of members' answers; whoever is absent was never asked.

    Attributes
    ----------
    members : int64 array, shape (k,)
        External ids, sorted, each once.
    counts : float array, shape (4, k)
        Ended asks, as they weighed at the hour `counted`: to relay, those answered
        with yes and all; to help, those answered with yes and all.
    counted : float
        Hour.
    recent : float array, shape (k, 24)
        Hours of the latest deliveries, the latest first; minus infinity for none.
    weekly : int64 array, shape (k,)
        Asks he will bear in 7 days, 0 to 5.
    rests : float array, shape (k,)
        Hour before which he bears none, because he said so; minus infinity.
    network : float array, shape (4,)
        `counts` of all members together, those who are not listed among them.
    """

    members: Int64s
    counts: Floats
    counted: float
    recent: Floats
    weekly: Int64s
    rests: Floats
    network: Floats


def no_history(members: npt.ArrayLike = ()) -> History:
    """Return the history of members who were never asked, with the usual cap.

    Examples
    --------
    >>> no_history([3, 1]).members.tolist(), no_history([3, 1]).weekly.tolist()
    ([1, 3], [2, 2])
    """
    ids = np.unique(np.asarray(members, np.int64))
    recent = np.full((ids.size, KEPT), NEVER)
    weekly = np.full(ids.size, WHISPERS.received_7d, np.int64)
    rests, counts = np.full(ids.size, NEVER), np.zeros((4, ids.size))
    return History(ids, counts, 0.0, recent, weekly, rests, counts.sum(axis=1))


def history_of(asks: PastAsks, now: float, rules: Whispers = WHISPERS) -> History:
    """Count what members answered.

    Parameters
    ----------
    asks : PastAsks
        All that matter: those of the last two years, say.
    now : float
        Hour.
    rules : Whispers

    Returns
    -------
    History
        Of those who were asked, with the usual cap; `with_caps` sets others.

    Raises
    ------
    BadArray
        If the columns differ in length, or an hour is not a number.

    Notes
    -----
    Sorts the asks once, O(m log m).
    Source: M3.

    Examples
    --------
    >>> asks = PastAsks([7, 7], [0.0, 10.0], [5.0, np.inf], [False, False], [True, False])
    >>> history = history_of(asks, now=10.0)
    >>> history.counts[1].round(3).tolist(), history.recent[0, :2].tolist()
    ([0.999], [10.0, 0.0])
    """
    member, sent, ended = (np.asarray(column) for column in asks[:3])
    helps, yes = (np.asarray(column, np.bool_) for column in asks[3:])
    if len({column.shape for column in (member, sent, ended, helps, yes)}) > 1:
        raise BadArray("the columns of past asks differ in length")
    if np.isnan(sent).any() or np.isnan(ended).any():
        raise BadArray("an hour of past asks is not a number")
    blank = no_history(member)
    place = np.searchsorted(blank.members, member)
    done = ended <= now
    weight = done * faded(now - np.where(done, ended, now), rules)
    kinds = [~helps & yes, ~helps, helps & yes, helps]
    size = blank.members.size
    counts = np.array([np.bincount(place, weight * kind, size) for kind in kinds])
    recent = _latest(place, np.asarray(sent, np.float64), blank.recent)
    return blank._replace(
        counts=counts, counted=now, recent=recent, network=counts.sum(axis=1)
    )


def with_network(history: History, network: npt.ArrayLike, counted: float) -> History:
    """Return a history of some members that knows what all of them answered.

    Parameters
    ----------
    history : History
    network : array_like of float, shape (4,)
        As `History.network` of a history of all.
    counted : float
        Hour at which they weighed so.

    Examples
    --------
    >>> history = with_network(no_history([3]), [4.0, 8.0, 0.0, 0.0], -180 * 24.0)
    >>> history.network.tolist()
    [2.0, 4.0, 0.0, 0.0]
    """
    left = faded(history.counted - counted)
    return history._replace(network=np.asarray(network, np.float64) * left)


def with_answer(
    history: History,
    member: int,
    now: float,
    *,
    helps: bool,
    yes: bool,
    rules: Whispers = WHISPERS,
) -> History:
    """Return a history in which somebody just answered, or his ask expired.

    Parameters
    ----------
    history : History
    member : int
        External id.
    now : float
        Hour, not before that of anything counted.
    helps : bool
        Whether he was asked to help; or, asked to relay, answered that he helps.
    yes : bool
    rules : Whispers
    """
    history = with_members(history, [member])
    place = int(np.searchsorted(history.members, member))
    counts, network = counts_at(history, now, rules), network_at(history, now, rules)
    for column, said in ((3 if helps else 1, 1), (2 if helps else 0, yes)):
        counts[column, place] += said
        network[column] += said
    return history._replace(counts=counts, counted=now, network=network)


def counts_at(history: History, now: float, rules: Whispers = WHISPERS) -> Floats:
    """Return what all counts weigh at an hour; shape (4, k), in their order."""
    return history.counts * faded(now - history.counted, rules)


def network_at(history: History, now: float, rules: Whispers = WHISPERS) -> Floats:
    """Return what the counts of all members together weigh at an hour; shape (4,)."""
    return history.network * faded(now - history.counted, rules)


def faded(hours: npt.ArrayLike, rules: Whispers = WHISPERS) -> Floats:
    """Return what is left of a yes or a no after so many hours."""
    left: Floats = 0.5 ** (np.asarray(hours, np.float64) / (rules.half_life * DAY))
    return left


def _latest(place: Int64s, sent: Floats, recent: Floats) -> Floats:
    """Put into each row the hours of the latest asks there, the latest first."""
    order = np.lexsort((-sent, place))
    place, sent = place[order], sent[order]
    rank = np.arange(place.size) - np.searchsorted(place, place)
    kept = rank < KEPT
    recent[place[kept], rank[kept]] = sent[kept]
    return recent


def with_members(history: History, members: npt.ArrayLike) -> History:
    """Return a history in which these members have a line."""
    new = np.setdiff1d(np.asarray(members, np.int64), history.members)
    if not new.size:
        return history
    both = np.concatenate([history.members, new])
    order = np.argsort(both)
    blank = no_history(new)
    return History(
        both[order],
        np.concatenate([history.counts, blank.counts], axis=1)[:, order],
        history.counted,
        np.concatenate([history.recent, blank.recent])[order],
        np.concatenate([history.weekly, blank.weekly])[order],
        np.concatenate([history.rests, blank.rests])[order],
        history.network,
    )
