"""J3, third step: exchanges along a path of pairs, which leave fewer alone or weigh more.

A path goes from somebody to a possible partner, to that one's mate, to a possible
partner of his, and so on; pairs along it are exchanged for the possible ones.
"""

from typing import Final, NamedTuple

import numpy as np

from whispeer.graph.arrays import Floats, Int32s, Int64s, UInt8s
from whispeer.graph.compiled import compiled, slot, whole
from whispeer.graph.kernels.pairing_messages import ALONE, RARE, SPARE, Web
from whispeer.graph.kernels.rows import slot_of

NOWHERE: Final = -1
MATE: Final = 0  # what is known of a member, side by side: one look into memory each
WORTH: Final = 1  # of his pair, with the bonus
THEIRS: Final = 2  # the price of his mate
OWN: Final = 3  # his own price
FACTS: Final = 4
GAIN: Final = 1e-9  # of weight; less is rounding
FAR: Final = 32.0  # times the least hope that make a search twice as long
MOST: Final = 1000.0  # times the least hope; more make it no longer


class Tree(NamedTuple):
    """Paths from one member, by place; working memory."""

    seen: Int64s  # (members,) the search that came to a member last
    place: Int32s  # (members,) where he stands below
    member: Int32s  # (places,) who lost his mate, and looks for another
    lost: Int32s  # (places,) the mate he lost
    before: Int32s  # (places,) the place he lost her to
    gain: Floats  # (places,) by what was exchanged on the way here
    hope: Floats  # (places,) the same, with the prices of what may follow
    heap: Int32s  # (places,) places to look at, the most hopeful first


class State(NamedTuple):
    """How far a search came, and the best path it knows."""

    search: int  # its number
    start: int  # who begins
    bonus: float  # of a pair, beside what it weighs
    least: float  # hope below which nobody looks further
    back: float  # what the mate of who begins is worth; or who will be alone instead
    used: int  # places
    size: int  # of the heap
    best: float  # gain of the best path
    at: int  # its last place, or NOWHERE
    end: int  # whom its last member is paired with; NOWHERE: he stays alone


@compiled
def on_the_way(tree: Tree, at: int, member: int) -> bool:
    """Tell whether somebody looks for a mate on the way to a place."""
    while at != NOWHERE:
        if tree.member[at] == member:
            return True
        at = whole(tree.before[at])
    return False


@compiled
def turn(tree: Tree, mates: Int32s, at: int, last: int) -> None:
    """Exchange the pairs of a path which ends with a new pair."""
    other = last
    while at != NOWHERE:
        member, lost = whole(tree.member[at]), whole(tree.lost[at])
        mates[member], mates[other] = other, member
        other, at = lost, whole(tree.before[at])


@compiled
def reach(  # noqa: C901 - a call within the loop would cost more than it
    web: Web, tree: Tree, mates: Int32s, start: int, sides: UInt8s
) -> bool:
    """Find somebody else who is alone, the shortest way, and exchange; tell if so.

    Where there is nobody, whoever comes to the rare ones later ends there too.
    """
    tree.member[0], tree.lost[0], tree.before[0] = start, NOWHERE, NOWHERE
    tree.seen[start] = start + 1
    at, used = 0, 1
    while at < used:
        member = whole(tree.member[at])
        for i in range(slot(web.begins[member]), slot(web.begins[member + 1])):
            other = whole(web.others[i])
            if sides[other] & RARE or other == start:
                continue
            mate = whole(mates[other])
            if mate == ALONE:
                turn(tree, mates, at, other)
                return True
            if mate == member or tree.seen[mate] == start + 1:
                continue
            if tree.seen[other] == start + 1 and on_the_way(tree, at, other):
                continue
            tree.seen[mate] = start + 1
            tree.member[used], tree.lost[used], tree.before[used] = mate, other, at
            used += 1
        at += 1
    for k in range(used):
        sides[tree.member[k]] |= SPARE
        if k > 0:
            sides[tree.lost[k]] |= RARE
    return False


@compiled
def fewer_alone(web: Web, tree: Tree, mates: Int32s, sides: UInt8s) -> None:
    """Pair who is alone, as long as paths are found (Edmonds 1965, no blossoms).

    ``sides`` tells then where too many want too few: `SPARE` is who is alone or could be
    instead of another, `RARE` who is wanted by them (Gallai and Edmonds).
    """
    tree.seen[:] = 0
    sides[:] = 0
    for member in range(mates.size):
        if mates[member] == ALONE and web.begins[member] < web.begins[member + 1]:
            reach(web, tree, mates, member, sides)


@compiled
def push(tree: Tree, size: int, new: int) -> int:
    """Add a place to the heap; return its size."""
    heap, hope, at = tree.heap, tree.hope, size
    while at > 0:
        parent = (at - 1) >> 1
        if hope[heap[parent]] >= hope[new]:
            break
        heap[at] = heap[parent]
        at = parent
    heap[at] = new
    return size + 1


@compiled
def pop(tree: Tree, size: int) -> int:
    """Take the most hopeful place off a heap, which shrinks by one; return it."""
    heap, hope, top = tree.heap, tree.hope, whole(tree.heap[0])
    size -= 1
    last, at = whole(heap[size]), 0
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and hope[heap[child + 1]] > hope[heap[child]]:
            child += 1
        if hope[last] >= hope[heap[child]]:
            break
        heap[at] = heap[child]
        at = child
    heap[at] = last
    return top


@compiled
def step(  # noqa: C901 - a call within the loop would cost more than it
    web: Web, tree: Tree, facts: Floats, at: int, state: State
) -> State:
    """Look at all partners of who stands at a place; return what is known then."""
    member, gain = whole(tree.member[at]), tree.gain[at]
    lost, used, size = int(facts[state.start, MATE]), state.used, state.size
    best, where, end = state.best, state.at, state.end
    for i in range(slot(web.begins[member]), slot(web.begins[member + 1])):
        other, value = whole(web.others[i]), gain + web.worths[i] + state.bonus
        mate = int(facts[other, MATE])
        if other == lost or mate == ALONE:
            if value > best and other != state.start and (at > 0 or other != lost):
                best, where, end = value, at, other
            continue
        if mate == member or mate == state.start or other == state.start:
            continue
        value -= facts[other, WORTH]
        hope = value + facts[other, THEIRS] + state.back
        if hope < best + state.least or used == tree.member.size:
            continue
        if tree.seen[mate] == state.search and tree.gain[tree.place[mate]] >= value:
            continue
        if on_the_way(tree, at, mate) or on_the_way(tree, at, other):
            continue
        tree.seen[mate], tree.place[mate] = state.search, used
        tree.member[used], tree.lost[used], tree.before[used] = mate, other, at
        tree.gain[used], tree.hope[used] = value, hope
        if value > best:
            best, where, end = value, used, NOWHERE
        size = push(tree, size, used)
        used += 1
    return State(*state[:5], used, size, best, where, end)


@compiled
def search(web: Web, tree: Tree, facts: Floats, state: State, steps: int) -> State:
    """Look for the path of the greatest gain, the most hopeful places first."""
    start = state.start
    tree.member[0], tree.lost[0], tree.before[0] = start, NOWHERE, NOWHERE
    tree.seen[start], tree.place[start] = state.search, 0
    tree.gain[0] = -facts[start, WORTH]
    tree.hope[0] = facts[start, OWN] - facts[start, WORTH] + state.back
    state = step(web, tree, facts, 0, state)
    for _ in range(steps - 1):
        if state.size == 0:
            break
        at = pop(tree, state.size)
        if tree.hope[at] < state.best + state.least:
            break
        fewer = State(*state[:6], state.size - 1, *state[7:])
        state = fewer
        if tree.place[tree.member[at]] == at:
            state = step(web, tree, facts, at, fewer)
    return state


@compiled
def note(web: Web, facts: Floats, mates: Int32s, member: int, bonus: float) -> None:
    """Note what is known of a member and his mate, if he has one."""
    mate = whole(mates[member])
    facts[member, MATE] = mate
    if mate == ALONE:
        facts[member, WORTH] = facts[member, THEIRS] = 0.0
        return
    begin, end = whole(web.begins[member]), whole(web.begins[member + 1])
    worth = web.worths[slot_of(web.others, begin, end, mate)] + bonus
    facts[mate, MATE] = member
    facts[member, WORTH] = facts[mate, WORTH] = worth
    facts[member, THEIRS], facts[mate, THEIRS] = facts[mate, OWN], facts[member, OWN]


@compiled
def settle(web: Web, tree: Tree, mates: Int32s, facts: Floats, found: State) -> None:
    """Exchange the pairs along a path that was found."""
    start, at = found.start, found.at
    mate = whole(mates[start])
    if mate != ALONE:
        mates[mate] = mates[start] = ALONE
    if found.end == NOWHERE:
        mates[tree.member[at]] = ALONE
        turn(tree, mates, whole(tree.before[at]), whole(tree.lost[at]))
    else:
        turn(tree, mates, at, found.end)
    if mate != ALONE:
        note(web, facts, mates, mate, found.bonus)
    while at != NOWHERE:
        note(web, facts, mates, whole(tree.member[at]), found.bonus)
        at = whole(tree.before[at])


@compiled
def heavier(
    web: Web,
    tree: Tree,
    mates: Int32s,
    prices: Floats,
    given: tuple[float, float, int, int],
) -> int:
    """Exchange along paths until no member finds one that gains; return how many.

    ``given``: the bonus of a pair, the hope below which nobody looks, the steps of a
    search, and the number of searches made before. The more there is to gain, the
    longer a search.
    """
    bonus, least, steps, made = given
    members, exchanges, cheapest = mates.size, 0, np.inf
    facts = np.empty((members, FACTS))
    facts[:, OWN] = prices
    for member in range(members):
        note(web, facts, mates, member, bonus)
        if mates[member] != ALONE:
            cheapest = min(cheapest, prices[member])
    for member in range(members):
        back = facts[member, THEIRS] if mates[member] != ALONE else -cheapest
        hope = prices[member] - facts[member, WORTH] + back
        if hope <= least:
            continue
        further = int(steps * (1.0 + min(hope / least, MOST) / FAR))
        fresh = State(
            made + member + 1, member, bonus, least, back, 1, 0, GAIN, NOWHERE, NOWHERE
        )
        found = search(web, tree, facts, fresh, further)
        if found.at != NOWHERE:
            settle(web, tree, mates, facts, found)
            exchanges += 1
    return exchanges
