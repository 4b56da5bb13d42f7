"""The loop that shares suggestions out, the best first."""

from typing import NamedTuple

import numpy as np

from whispeer.graph.arrays import Bools, Int64s
from whispeer.graph.compiled import compiled


class Shares(NamedTuple):
    """Who has how much already; all ids are numbered from 0."""

    received: Int64s  # (people,) suggestions a person receives
    shown: Int64s  # (people,) suggestions that show a person
    asked: Int64s  # (people,) asks an introducer receives
    met: Bools  # (pairs,) pairs that are suggested, in whichever direction


class Offers(NamedTuple):
    """What may be suggested."""

    member: Int64s  # (n,)
    about: Int64s  # (n,)
    through: Int64s  # (n,)
    pair: Int64s  # (n,)


@compiled
def share(
    order: Int64s, offers: Offers, shares: Shares, caps: tuple[int, int, int]
) -> Bools:
    """Take offers in order, as long as all three can bear it; tell which."""
    taken = np.zeros(order.size, np.bool_)
    for at in order:
        member, about = offers.member[at], offers.about[at]
        through, pair = offers.through[at], offers.pair[at]
        if shares.met[pair] or shares.received[member] >= caps[0]:
            continue
        if shares.shown[about] >= caps[1] or shares.asked[through] >= caps[2]:
            continue
        shares.met[pair] = True
        shares.received[member] += 1
        shares.shown[about] += 1
        shares.asked[through] += 1
        taken[at] = True
    return taken
