"""People who hang together in worlds, for pictures of somebody's surroundings."""

from datetime import timedelta

from tests import make
from whispeer.ground import clock
from whispeer.members.models import Member
from whispeer.ties import engine

NAMES = [
    "Léa",
    "Karim",
    "Solène",
    "Hugo",
    "Tomas",
    "Bastien",
    "Nora",
    "Agathe",
    "Inès",
    "Yann",
    "Marguerite",
    "Jean-Baptiste",
    "Anouk",
    "Bérénice",
    "Maximilien",
    "Zoé",
    "Clémentine",
    "Oscar",
    "Iris",
    "Éloi",
    "Wilhelmina",
    "Paul",
    "Sacha",
    "Timothée",
]
WORLD = 8  # people in each, who all know one another


def some_sky(ties: int, language: str = "fr") -> Member:
    """A member and so many ties: alive, cooling and asleep by turns, in worlds."""
    alice, now = make.member("Alice", language=language), clock.now()
    people = [
        make.member(NAMES[i % len(NAMES)], family_name=f"{'ABCDEFGH'[i // WORLD]}rnoux")
        for i in range(ties)
    ]
    for i, one in enumerate(people):
        tie = make.tie(alice, one, named=True)
        for month in range(6):
            at = now - timedelta(days=(4, 130, 400)[i % 3] + 30 * month)
            make.event(tie, alice, at=at, day=at.date())
        for other in people[i - i % WORLD : i]:
            near(one, other)
    for one, other in zip(people[3::WORLD], people[WORLD + 3 :: WORLD], strict=False):
        make.tie(one, other, named=True)
    engine.rebuild(now)
    return alice


def near(one: Member, other: Member) -> None:
    """Two of a world, who saw each other lately."""
    tie = make.tie(one, other, named=True)
    for days in (3, 20):
        at = clock.now() - timedelta(days=days)
        make.event(tie, one, at=at, day=at.date())
