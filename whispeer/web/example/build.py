"""The example club, from a seed or on a real network, and the ways into it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random

import numpy as np
from django.db.models import Q

from whispeer.graph import files, generator, worlds
from whispeer.ground.schedule import take_slots
from whispeer.members.models import Member
from whispeer.members.queries.notices import stewards
from whispeer.members.states import EntryKind
from whispeer.ties import engine
from whispeer.ties.actions.suggestions import renew
from whispeer.ties.models import Side, Suggestion
from whispeer.ties.queries import deeds
from whispeer.ties.queries.known import ties_known
from whispeer.web.example import (
    books,
    club,
    introductions,
    living,
    shared_work,
    tree,
    whispers,
)
from whispeer.web.schedule import JOBS
from whispeer.web.today import draw
from whispeer.web.yours import demo_link

PEOPLE = 400
LOOKED_AT = 60  # people among whom the one to sign in as is chosen


def build(seed: int, network: Path | None, now: datetime) -> None:
    """Fill an empty house: people and ties, then the engine, then its suggestions.

    Raises
    ------
    GraphError
        When the file is not a network.
    """
    ties = from_file(network) if network else made_up(seed)
    club.build(ties, chance=Random(seed), now=now)  # noqa: S311
    engine.rebuild(now)
    renew(now)
    around = [member for _, member in people()]
    introductions.build(around, chance=Random(seed), now=now)  # noqa: S311
    living.build(around, chance=Random(seed), now=now)  # noqa: S311
    tree.build(around, now)
    whispers.build(around, chance=Random(seed), now=now)  # noqa: S311
    shared_work.build(around, chance=Random(seed), now=now)  # noqa: S311
    books.build(around, now)
    for member in around:
        draw(member, now)
    take_slots(JOBS, now)


def made_up(seed: int) -> club.Network:
    """M9's generator: 40 worlds, some newcomers, some bridges."""
    recipe = generator.Recipe(members=PEOPLE)
    made = generator.network(np.random.default_rng(seed), recipe)
    return club.Network([(a, b) for a, b in made.pairs.tolist()], made.world.tolist())


def from_file(path: Path) -> club.Network:
    """The ties of a real network; its people get lives by the worlds found in it."""
    read = files.read(path)
    found = worlds.worlds(read.pairs, read.strengths, len(read.names))
    return club.Network([(a, b) for a, b in read.pairs.tolist()], found.tolist())


def links(address: str) -> Iterator[str]:
    """The people one may sign in as, each with the page that does it."""
    for what, member in people():
        yield f"{member.name}, {what} ({member.language}): {address}{demo_link(member)}"


def people() -> list[tuple[str, Member]]:
    """Three people in different situations, and a steward."""
    steward = stewards().get()
    sides = Side.objects.exclude(member=steward)
    now_tied = Counter(sides.values_list("member", flat=True))
    by_ties = sorted(now_tied, key=lambda pk: (-now_tied[pk], pk))
    newcomers = [pk for pk in by_ties if now_tied[pk] <= 2]
    settled = [pk for pk in by_ties if now_tied[pk] >= 8] or by_ties
    # Not the greatest hub: somebody as most people who know many are.
    tied = somebody(settled[len(settled) // 4 :], "fr")
    bridge = somebody([pk for pk in bridges(settled) if pk != tied.pk], "en")
    newcomer = somebody(newcomers or by_ties[::-1], "fr")
    return [
        ("well tied", tied),
        ("newcomer", newcomer),
        ("bridge between worlds", bridge),
        ("steward", steward),
    ]


def bridges(people: list[int]) -> list[int]:
    """Those whose ties lead to the most worlds first."""
    opened = engine.opened()
    world = dict(zip(opened.ids.tolist(), opened.world.tolist(), strict=True))
    reached: dict[int, set[int]] = defaultdict(set)
    for member, other in Side.objects.values_list("member", "other"):
        reached[member].add(world.get(other, -1))
    return sorted(people, key=lambda pk: (-len(reached[pk]), pk))


def somebody(people: list[int], language: str) -> Member:
    """The first who speaks a language and for whom Today and My network have most to say.

    By the portrait: in which language somebody reads the pages, the demo may change.
    """
    known = Member.objects.select_related("portrait")
    near: dict[int, Member] = known.in_bulk(people[:LOOKED_AT])
    found = [near[pk] for pk in people[:LOOKED_AT] if pk in near]
    speaking = [one for one in found if language in one.portrait.languages]
    return max(speaking or found, key=interest)


def interest(member: Member) -> int:
    """How much of what the demo shows this person would see."""
    shown = Suggestion.objects.filter(Q(member=member)).count()
    given = member.entries.exclude(kind=EntryKind.CURIOSITY)
    mine = list(given.values_list("words", flat=True))
    answered = [
        one for one in ties_known(member) if deeds.closest(one.looking_for, mine)[0]
    ]
    return 3 * min(shown, 3) + 2 * min(len(answered), 2)
