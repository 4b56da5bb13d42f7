"""The loop that shares suggestions out, the best first."""

from typing import NamedTuple

from whispeer.graph.arrays import Bools, Int64s
from whispeer.graph.compiled import compiled, whole


class Shares(NamedTuple):
    """Who has how much already; all ids are numbered from 0."""

    received: Int64s  # (people,) suggestions a person receives
    shown: Int64s  # (people,) suggestions that show a person
    asked: Int64s  # (people,) asks an introducer receives
    met: Bools  # (pairs,) pairs that are suggested, in whichever direction


class Offers(NamedTuple):
    """What may be suggested."""

    member: Int64s  # (n,)
    candidate: Int64s  # (n,)
    pair: Int64s  # (n,)
    through: Int64s  # (n, k) connectors, best first; -1 where there are fewer


@compiled
def free(through: Int64s, at: int, asked: Int64s, most: int) -> int:
    """Return the best connector of an offer who may still be asked, or -1."""
    for k in range(through.shape[1]):
        connector = whole(through[at, k])
        if connector >= 0 and asked[connector] < most:
            return connector
    return -1


@compiled
def share(
    order: Int64s, offers: Offers, shares: Shares, caps: tuple[int, int, int],
    introducers: Int64s,
) -> int:  # fmt: skip
    """Take offers in order as long as all three can bear them; count them."""
    taken = 0
    for at in order:
        member, candidate = offers.member[at], offers.candidate[at]
        if shares.met[offers.pair[at]] or shares.received[member] >= caps[0]:
            continue
        if shares.shown[candidate] >= caps[1]:
            continue
        connector = free(offers.through, at, shares.asked, caps[2])
        if connector < 0:
            continue
        shares.met[offers.pair[at]] = True
        shares.received[member] += 1
        shares.shown[candidate] += 1
        shares.asked[connector] += 1
        introducers[at] = connector
        taken += 1
    return taken
