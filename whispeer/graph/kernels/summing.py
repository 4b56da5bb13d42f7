"""J1, first half: one pass over all two-tie paths of a member.

There are as many loops as there are things to add up: they run once a path, and
whatever they need not ask they do not ask.
"""

from typing import Final

from whispeer.graph.arrays import UInt64s
from whispeer.graph.compiled import compiled, slot, whole
from whispeer.graph.kernels.reach import (
    ALLOCATION,
    DEFAULT,
    LISTED,
    PATH,
    Task,
    arrays_at,
    asked_at,
    own_span,
    scratch_at,
)
from whispeer.graph.kernels.rows import TORN, admit, fetch_next, real, span

ENDLESS: Final = 1 << 62


@compiled
def reached(words: UInt64s, slots: int, stored: int, room: int) -> tuple[int, int]:
    """Return the slots one tie leads to, none when closed; TORN if outside.

    All that it leads to must find room.
    """
    if stored < 0:
        return 0, 0
    first, last = span(words, slots, stored)
    if last - first > room:
        return 0, TORN  # rows grew while we read: read again
    return first, last


@compiled
def add_shares(task: Task, listing: bool) -> int:
    """Add up whole shares by row; return how many rows were listed, or TORN."""
    arrays, scratch = arrays_at(task.graph), scratch_at(task.working)
    words, neighbours, strengths = arrays.words, arrays.neighbours, arrays.strengths
    totals, rows, (begin, end) = scratch.totals, scratch.rows, own_span(scratch.need)
    most, used = rows.size if listing else ENDLESS, 0
    shares = scratch.shares
    for i in range(begin, end):
        fetch_next(words, neighbours, strengths, i, end)
        first, last = reached(words, neighbours.size, whole(neighbours[i]), most - used)
        if last == TORN:
            return TORN
        share = whole(shares[i - begin])
        for j in range(slot(first), slot(last)):
            row = whole(neighbours[j])
            if row < 0:
                continue
            if row >= words.size:
                return TORN
            before = whole(totals[row])
            totals[row] = before + share * whole(strengths[j])
            if listing:
                rows[slot(used)] = row
                used += before == 0
    return used


@compiled
def keep_greatest(task: Task, listing: bool) -> int:
    """Keep the greatest product by row; return how many were listed, or TORN."""
    arrays, scratch = arrays_at(task.graph), scratch_at(task.working)
    words, neighbours, strengths = arrays.words, arrays.neighbours, arrays.strengths
    totals, rows, (begin, end) = scratch.totals, scratch.rows, own_span(scratch.need)
    most, used = rows.size if listing else ENDLESS, 0
    for i in range(begin, end):
        fetch_next(words, neighbours, strengths, i, end)
        first, last = reached(words, neighbours.size, whole(neighbours[i]), most - used)
        if last == TORN:
            return TORN
        step = whole(strengths[i])
        for j in range(slot(first), slot(last)):
            row = whole(neighbours[j])
            if row < 0:
                continue
            if row >= words.size:
                return TORN
            before = whole(totals[row])
            totals[row] = max(before, step * whole(strengths[j]))
            if listing:
                rows[slot(used)] = row
                used += before == 0
    return used


@compiled
def add_curved(task: Task, listing: bool, floor: int) -> int:
    """Add up weights by row, and count; return how many were listed, or TORN."""
    arrays, scratch = arrays_at(task.graph), scratch_at(task.working)
    words, neighbours, strengths = arrays.words, arrays.neighbours, arrays.strengths
    totals, counts, rows = scratch.totals, scratch.counts, scratch.rows
    curve, weights = asked_at(task.asked).curve, scratch.weights
    (begin, end), used = own_span(scratch.need), 0
    most = rows.size if listing else ENDLESS
    for i in range(begin, end):
        fetch_next(words, neighbours, strengths, i, end)
        first, last = reached(words, neighbours.size, whole(neighbours[i]), most - used)
        if last == TORN:
            return TORN
        weight, lowest = weights[i - begin], least(strengths[i], floor)
        for j in range(slot(first), slot(last)):
            row = whole(neighbours[j])
            if row < 0:
                continue
            if row >= words.size:
                return TORN
            second = whole(strengths[j])
            before = whole(counts[row])
            totals[row] += whole(weight * curve[second])
            counts[row] = before + (whole(second >= lowest) << 32) + 1
            if listing:
                rows[slot(used)] = row
                used += before == 0
    return used


@compiled
def least(strength: int, floor: int) -> int:
    """Return the least second strength that reaches the floor after a first."""
    step = max(whole(strength), 1)
    return (floor + step - 1) // step


@compiled
def sum_by_row(task: Task, mode: int, floor: int) -> int:
    """Sum up by row; return how many rows to look at, or TORN."""
    listing, score = mode == LISTED, task.score
    if score == DEFAULT:
        used = add_curved(task, listing, floor)
    elif score == ALLOCATION:
        used = add_shares(task, listing)
    else:
        used = keep_greatest(task, listing)
    if used == TORN:
        return TORN
    used = exclude(task, used if listing else TORN)
    return used if listing or used == TORN else arrays_at(task.graph).words.size


@compiled
def exclude(task: Task, used: int) -> int:
    """Take out who never appears, and mark the open own ties; list them, if listing.

    Without a list, nothing is used and nothing is returned but TORN or 0.
    """
    arrays, scratch = arrays_at(task.graph), scratch_at(task.working)
    totals, counts, members = scratch.totals, scratch.counts, arrays.words.size
    listing = used != TORN
    for row in asked_at(task.asked).without:
        totals[row] = counts[row] = 0
    totals[task.row] = counts[task.row] = 0
    begin, end = own_span(scratch.need)
    if listing and used + end - begin > scratch.rows.size:
        return TORN
    for i in range(begin, end):  # own ties: no candidates, and known by their mark
        row = real(arrays.neighbours[i])
        if row >= members:
            return TORN
        totals[row] = 0
        counts[row] = ~(i - begin) if arrays.neighbours[i] >= 0 else 0
        if listing:
            scratch.rows[used] = row
            used += 1
    return used if listing else 0


@compiled
def clear(task: Task, used: int, mode: int) -> None:
    """Leave zeros behind."""
    members, scratch = arrays_at(task.graph).words.size, scratch_at(task.working)
    totals, counts = scratch.totals, scratch.counts
    if mode != LISTED or used == TORN:
        totals[:members] = 0
        counts[:members] = 0
        return
    for at in range(used):
        row = whole(scratch.rows[at])
        totals[row] = counts[row] = 0


@compiled
def own(task: Task, mask: int) -> int:
    """Give the first places to those who never appear; return the next."""
    neighbours, scratch = arrays_at(task.graph).neighbours, scratch_at(task.working)
    table, rows = scratch.table, scratch.rows
    begin, end = own_span(scratch.need)
    admit(table, mask, task.row, 0)
    rows[0] = task.row
    place = 1
    for i in range(begin, end):
        rows[place] = real(neighbours[i])
        admit(table, mask, whole(rows[place]), place)
        place += 1
    for row in asked_at(task.asked).without:
        if admit(table, mask, whole(row), place) == place:
            rows[place] = row
            place += 1
    scratch.sums[: 2 * place] = 0
    return place


@compiled
def joined(one: int, other: int, greatest: bool) -> int:
    """Return the greatest of two products, or their sum."""
    return max(one, other) if greatest else one + other


@compiled
def sum_by_place(task: Task, mask: int, used: int, floor: int) -> int:
    """Sum up at places that a table finds; return the places used, or TORN."""
    arrays, scratch = arrays_at(task.graph), scratch_at(task.working)
    words, neighbours, strengths = arrays.words, arrays.neighbours, arrays.strengths
    table, rows, sums = scratch.table, scratch.rows, scratch.sums
    weights, shares, score = scratch.weights, scratch.shares, task.score
    curve, most = asked_at(task.asked).curve, min(rows.size, mask)
    begin, end = own_span(scratch.need)
    for i in range(begin, end):
        fetch_next(words, neighbours, strengths, i, end)
        first, last = reached(words, neighbours.size, whole(neighbours[i]), ENDLESS)
        if last == TORN:
            return TORN
        weight, share = weights[i - begin], whole(shares[i - begin])
        lowest = least(strengths[i], floor)
        for j in range(slot(first), slot(last)):
            row = whole(neighbours[j])
            if row < 0:
                continue
            place = admit(table, mask, row, used)
            if place == used:
                if used >= most:  # rows grew while we read: read again
                    return TORN
                rows[used], sums[2 * used], sums[2 * used + 1] = row, 0, 0
                used += 1
            second = whole(strengths[j])
            if score == DEFAULT:
                sums[2 * place] += whole(weight * curve[second])
            else:
                before = whole(sums[2 * place])
                sums[2 * place] = joined(before, share * second, score == PATH)
            sums[2 * place + 1] += (whole(second >= lowest) << 32) + 1
    return used
