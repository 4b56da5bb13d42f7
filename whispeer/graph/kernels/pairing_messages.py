"""J3, second step: messages say what each could have elsewhere, and a rounding.

Damped max-product belief propagation (Bayati, Shah, Sharma 2008; Sanghavi, Malioutov,
Willsky 2011) and the proposals of Suitor (Manne, Halappanavar 2014).
"""

from typing import Final, NamedTuple

import numpy as np

from whispeer.graph.arrays import Floats, Int32s, Int64s, UInt8s
from whispeer.graph.compiled import compiled, slot, whole

ALONE: Final = -1
SPARE: Final = 1  # too many of them
RARE: Final = 2  # too few


class Web(NamedTuple):
    """Who could be paired with whom: rows of others, in order; each pair twice."""

    begins: Int64s  # (members + 1,)
    others: Int32s  # (slots,)
    worths: Floats  # (slots,) in [0, 1]
    mirrors: Int32s  # (slots,) where the same pair stands in the other's row


@compiled
def lay_out(web: Web, a: Int32s, b: Int32s, worths: Floats) -> None:
    """Fill a web with pairs that are sorted, the lesser member first."""
    begins = web.begins
    begins[:] = 0
    for i in range(a.size):
        begins[a[i] + 1] += 1
        begins[b[i] + 1] += 1
    for member in range(begins.size - 1):
        begins[member + 1] += begins[member]
    at = begins[:-1].copy()
    for i in range(a.size):
        one, other = at[a[i]], at[b[i]]
        at[a[i]] += 1
        at[b[i]] += 1
        web.others[one], web.others[other] = b[i], a[i]
        web.worths[one] = web.worths[other] = worths[i]
        web.mirrors[one], web.mirrors[other] = other, one


@compiled
def exchange(
    web: Web, heard: Floats, bonus: float, rounds: int, damping: float
) -> None:
    """Let each tell each other how much he could have without him, many times.

    ``heard[slot]`` is what the member of a row heard from the other of the slot.
    Rows speak in turn, forwards and then backwards, so that news travels far.
    """
    begins, members = web.begins, web.begins.size - 1
    for turn in range(rounds):
        for k in range(members):
            member = members - 1 - k if turn & 1 else k
            best, second, where = 0.0, 0.0, -1
            begin, end = slot(begins[member]), slot(begins[member + 1])
            for i in range(begin, end):
                value = web.worths[i] + bonus - heard[i]
                if value > best:
                    best, second, where = value, best, whole(i)
                elif value > second:
                    second = value
            for i in range(begin, end):
                news = second if whole(i) == where else best
                to = slot(web.mirrors[i])
                heard[to] = damping * heard[to] + (1.0 - damping) * news


@compiled
def esteem(web: Web, heard: Floats, bonus: float, values: Floats) -> None:
    """Tell of each pair what it is worth beyond what both could have elsewhere."""
    for i in range(values.size):
        both = heard[i] + heard[web.mirrors[i]]
        values[i] = web.worths[i] + bonus - both


@compiled
def propose(web: Web, values: Floats, mates: Int32s) -> None:
    """Pair greedily by value: each proposes to the best who would rather have him."""
    members = mates.size
    suitor, offer = np.full(members, ALONE, np.int32), np.full(members, -np.inf)
    for start in range(members):
        one = start
        while one != ALONE:
            best, at = -np.inf, ALONE
            for i in range(slot(web.begins[one]), slot(web.begins[one + 1])):
                if values[i] > best and values[i] > offer[web.others[i]]:
                    best, at = values[i], whole(web.others[i])
            one_before = ALONE
            if at != ALONE:
                one_before = whole(suitor[at])
                suitor[at], offer[at] = one, best
            one = one_before
    for member in range(members):
        other = suitor[member]
        mutual = other != ALONE and suitor[other] == member
        mates[member] = other if mutual else ALONE


@compiled
def price(
    web: Web, heard: Floats, sides: UInt8s, bonuses: tuple[float, float]
) -> Floats:
    """Price each member so that no pair is worth more than the prices of both.

    What he could have at best, from messages of the first bonus; where pairs have the
    second, the rest of it is the rare ones' alone, and divided elsewhere.
    """
    members = sides.size
    values = np.empty(members)
    for member in range(members):
        best = 0.0
        for i in range(slot(web.begins[member]), slot(web.begins[member + 1])):
            best = max(best, web.worths[i] + bonuses[0] - heard[i])
        rest = bonuses[1] - bonuses[0]
        if sides[member] == RARE:
            values[member] = best + rest
        else:
            values[member] = best if sides[member] == SPARE else best + rest / 2
    return values


@compiled
def need(web: Web, bonus: float, values: Floats, sides: UInt8s, member: int) -> float:
    """Return the least price of a member that the prices of others allow.

    Two who are both spare are wanted by rarer ones: their own pair sets no price.
    """
    least, side = 0.0, whole(sides[member])
    for i in range(slot(web.begins[member]), slot(web.begins[member + 1])):
        other = whole(web.others[i])
        if side & whole(sides[other]) != SPARE:
            least = max(least, web.worths[i] + bonus - values[other])
    return least


@compiled
def lift(web: Web, bonus: float, values: Floats, mates: Int32s, sides: UInt8s) -> None:
    """Let who must be alone cost nothing, and lift others as far as that needs."""
    for member in range(values.size):
        if mates[member] == ALONE:
            values[member] = 0.0
    for rare in (True, False):
        for member in range(values.size):
            if (sides[member] == RARE) == rare:
                least = need(web, bonus, values, sides, member)
                values[member] = max(values[member], least)


@compiled
def lower(
    web: Web, bonus: float, values: Floats, sides: UInt8s, backwards: bool
) -> None:
    """Lower each price in turn as far as the others allow."""
    members = values.size
    for k in range(members):
        member = members - 1 - k if backwards else k
        values[member] = need(web, bonus, values, sides, member)
