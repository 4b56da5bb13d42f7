"""One's surroundings as a picture, and the same in words.

The engine gives the places; whom the picture shows, and which threads, the database
decides at each request.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from weakref import WeakKeyDictionary

from django.db.models import QuerySet
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from whispeer.graph.errors import UnknownMember
from whispeer.graph.picture import MEMBER, Picture, picture
from whispeer.graph.store import TieStore
from whispeer.graph.strength import State
from whispeer.ground.prepared import rows
from whispeer.members.models import Member
from whispeer.ties import engine
from whispeer.ties.models import Side
from whispeer.ties.queries.circle import Circle
from whispeer.ties.queries.known import Known
from whispeer.ties.queries.network import as_in_a_list
from whispeer.ties.queries.rim import Far, at_the_rim
from whispeer.ties.queries.sky import Sky, sky, ties_in
from whispeer.ties.queries.standing import standing

NOWHERE = -1
KEPT = 256  # pictures, each of some kilobytes, as long as their engine is open
LAID_OUT: WeakKeyDictionary[TieStore, dict[Hashable, Picture]] = WeakKeyDictionary()


class World(NamedTuple):
    """Some who hang together, by whom, and how one stands with each."""

    around: Known | None  # who knows others of them by name, most of all
    knows: list[Known]
    beside: Known | None  # the first of them, when nobody is known to know another
    own: bool  # it is the member's own world
    alive: list[Known]
    cooling: list[Known]
    asleep: list[Known]

    @property
    def knows_named(self) -> SafeString:
        return format_html_join(
            ", ", "<bdi>{}</bdi>", ((one.name,) for one in self.knows)
        )

    @property
    def alive_named(self) -> SafeString:
        return listed(self.alive)

    @property
    def cooling_named(self) -> SafeString:
        return listed(self.cooling)

    @property
    def asleep_named(self) -> SafeString:
        return listed(self.asleep)


class Bridge(NamedTuple):
    """Two of one's people who know each other, from one world to another."""

    one: Known
    other: Known


class Constellation(NamedTuple):
    """The picture, and its twin in words."""

    sky: Sky | None
    worlds: list[World]
    bridges: list[Bridge]
    rim: SafeString


class _Around(NamedTuple):
    """Whom the picture knows, by row, and what it says of them."""

    people: dict[int, Known]
    states: dict[int, State]
    world_of: dict[int, int]
    threads: list[tuple[int, int]]  # between people around one, the first by name


def constellation_of(member: Member, now: datetime) -> Constellation | None:
    """Everybody one is tied to, drawn and told; nothing before the first tie."""
    circle = Circle(member, now)
    if not circle.known:
        return None
    people = {one.member: one for one in sorted(circle.known, key=as_in_a_list)}
    states = {
        key: standing(circle.lived[one.tie], one.made_at, now)
        for key, one in people.items()
    }
    rim = {one.key: one for one in at_the_rim(member)}
    told = listed(rim.values())
    far = dict.fromkeys(rim, NOWHERE)
    try:
        found = laid_out(engine.store(now), member.pk, states, far)
    except UnknownMember:  # a tie the engine was never told of is told in words
        around = _Around(people, states, {}, [])
        return Constellation(None, list(worlds_of(around, NOWHERE)), [], told)
    found = shown(found, people)
    around = _Around(people, states, *read(found, people))
    return Constellation(
        sky(found, people, states, rim),
        list(worlds_of(around, own_world(found))),
        list(bridges_of(around)),
        told,
    )


def laid_out(
    store: TieStore, member: int, states: dict[int, State], far: dict[int, int]
) -> Picture:
    """Where everybody stands; worked out anew when anything of it has changed."""
    key = (store.applied_seq, member, tuple(states.items()), tuple(far))
    kept = LAID_OUT.setdefault(store, {})
    if key not in kept:
        if len(kept) >= KEPT:
            kept.clear()
        kept[key] = picture(store, member, states=states, contacts=far)
    return kept[key]


def shown(found: Picture, people: dict[int, Known]) -> Picture:
    """The same picture, without threads that may not be named to the member."""
    ids = found.ids.tolist()
    named = set(rows(named_among, list(people), list(people)))
    kept = [
        ids[other] in people and (one == MEMBER or (ids[one], ids[other]) in named)
        for one, other in found.threads.tolist()
    ]
    return found._replace(threads=found.threads[kept], bridges=found.bridges[kept])


def named_among(some: list[int], others: list[int]) -> QuerySet[Side, tuple[int, int]]:
    """Ties of these people that both ends let others name, each from both ends."""
    sides = Side.objects.named().filter(member__in=some, other__in=others)
    return sides.values_list("member", "other")


def read(
    found: Picture, people: dict[int, Known]
) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """The world of each, and who knows whom, in the order of the list of people."""
    ids, at = found.ids.tolist(), {key: place for place, key in enumerate(people)}
    pairs = [
        sorted((ids[one], ids[other]), key=at.__getitem__)
        for one, other in found.threads.tolist()
        if one != MEMBER
    ]
    threads = sorted(
        ((one, other) for one, other in pairs),
        key=lambda pair: (at[pair[0]], at[pair[1]]),
    )
    ties = ties_in(found)  # the keys of contacts are not those of members
    return dict(zip(ids[:ties], found.worlds.tolist(), strict=False)), threads


def own_world(found: Picture) -> int:
    """The world of the member himself, told by a thread that crosses nothing."""
    for (one, other), bridge in zip(
        found.threads.tolist(), found.bridges.tolist(), strict=True
    ):
        if one == MEMBER and not bridge and found.worlds[other] != NOWHERE:
            return int(found.worlds[other])
    return NOWHERE


def listed(people: Iterable[Known | Far]) -> SafeString:
    """People in a sentence, each leading to a page."""
    return format_html_join(
        ", ",
        '<a href="{}"><bdi>{}</bdi></a>',
        ((one.page, one.name) for one in people),
    )


# ── In words ──────────────────────────────────────────────────────────────────


def worlds_of(around: _Around, own: int) -> Iterator[World]:
    """Worlds by the name of who holds them together; last, those alone in theirs."""
    members: dict[int, list[int]] = defaultdict(list)
    for key in around.people:
        members[around.world_of.get(key, NOWHERE)].append(key)
    alone = members.pop(NOWHERE, [])
    found = []
    for world, keys in members.items():
        if len(keys) == 1 and world != own:
            alone += keys
        else:
            found.append(together(around, keys, own=world == own))
    yield from sorted(
        found, key=lambda one: as_in_a_list(one.around or one.beside or one[4][0])
    )
    if alone:
        order = list(around.people)
        yield told(around, sorted(alone, key=order.index))


def together(around: _Around, keys: Sequence[int], *, own: bool) -> World:
    """A world, by who in it is known to know others of it."""
    inside = [pair for pair in around.threads if set(pair) <= set(keys)]
    known = Counter(key for pair in inside for key in pair)
    if not known:
        return told(around, keys)._replace(beside=around.people[keys[0]], own=own)
    middle = max(keys, key=lambda key: known[key])  # the first by name among equals
    knows = [
        around.people[other if one == middle else one]
        for one, other in inside
        if middle in (one, other)
    ]
    return told(around, keys)._replace(
        around=around.people[middle], knows=knows, own=own
    )


def told(around: _Around, keys: Sequence[int]) -> World:
    """Some people, by how one stands with each, in the order of a list of guests."""

    def those(state: State) -> list[Known]:
        return [around.people[key] for key in keys if around.states[key] == state]

    return World(
        around=None,
        knows=[],
        beside=None,
        own=False,
        alive=those(State.ALIVE),
        cooling=those(State.COOLING),
        asleep=those(State.ASLEEP),
    )


def bridges_of(around: _Around) -> Iterator[Bridge]:
    for one, other in around.threads:
        worlds = around.world_of[one], around.world_of[other]
        if NOWHERE not in worlds and worlds[0] != worlds[1]:
            yield Bridge(around.people[one], around.people[other])
