"""One small world in which everything exists once, and every text is a canary.

Each text field of each personal table holds a token of its own, so that any answer
can be asked: whose words are these, and may the one who reads them know them? The
answer is worked out here from the declarations alone, without the code under test.
"""

import re
import uuid
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.db import models
from django.urls import resolve

from tests.promises.introductions import (
    is_described_in_one,
    of_the_three,
)
from tests.promises.stewards import is_for_stewards
from tests.promises.whispers import reads_of_one
from whispeer.ground.personal import Kind, declaration
from whispeer.members.models import Block, Member
from whispeer.members.states import Closeness, Discoverability
from whispeer.ties.models import Encounter, Side, Thanks

ROLES = (
    "visitor",
    "stranger",
    "tie",
    "reach",
    "blocked",
    "blocker",
    "owner",
    "steward",
)

TOKEN = re.compile(r"zk[0-9a-f]{10}")
# Who opens these was handed a card or an invitation of the owner's.
AT_THE_DOOR = {
    "ties:take_card",
    "ties:erase_noted",
    "ties:card_vcard",
    "ties:invitation",
    "account_signup",
    "whispers:beyond",
    "whispers:beyond_help",
    "whispers:beyond_hide",
}
# What one opens by a link that was handed over.
BY_A_LINK = ("/card/", "/invitation/", "/whispers/beyond/")
# Of a meeting noted with a card, its holder reads these.
ON_A_CARD = {"where", "promised", "said"}
# Public ids are made from it, so that every world of every run has the same.
NAMESPACE = uuid.UUID("9a0b7f60-0000-4000-8000-000000000000")
NOBODY = -1  # farther than a stranger who holds a card


@dataclass(frozen=True)
class Canary:
    """A token, where it stands, and whose row that is."""

    token: str
    row: models.Model
    field: str
    kind: Kind
    owners: tuple[Member, ...]

    @property
    def where(self) -> str:
        return f"{self.row._meta.label}.{self.field}"

    @property
    def is_name(self) -> bool:
        return isinstance(self.row, Member) and self.field.endswith("_name")


@dataclass
class Facts:
    """Who is tied to whom, who agreed to be named, who blocked whom."""

    named: dict[tuple[int, int], bool]
    blocks: set[tuple[int, int]]

    def exist_for_each_other(self, one: int, other: int) -> bool:
        return not {(one, other), (other, one)} & self.blocks

    def is_way(self, one: int, other: int) -> bool:
        """Both ends of a tie said that it may be named."""
        return bool(self.named.get((one, other)) and self.named.get((other, one)))

    def are_within_reach(self, one: int, other: int) -> bool:
        middles = (leads_to for member, leads_to in self.named if member == one)
        return any(self.is_way(one, via) and self.is_way(via, other) for via in middles)


def facts() -> Facts:
    sides = Side.objects.values_list("member", "other", "nameable")
    return Facts(
        {(member, other): nameable for member, other, nameable in sides},
        set(Block.objects.values_list("by", "of")),
    )


# The tokens that a role may read, without and with a link that was handed over.
Readable: TypeAlias = dict[tuple[str, bool], set[str]]
# By how the owner lets himself be heard of, in which alone worlds differ.
KNOWN: dict[str, Readable] = {}


@dataclass
class World:
    """The roles of the matrix, and every object of the owner's."""

    roles: dict[str, Member | None]
    objects: dict[str, models.Model]
    canaries: list[Canary]
    facts: Facts
    known: Readable = field(init=False)
    visits: Any = None  # who is signed in, once calls begin

    @property
    def owner(self) -> Member:
        return self.member("owner")

    def member(self, role: str) -> Member:
        found = self.roles[role]
        assert found is not None
        return found

    def __post_init__(self) -> None:
        """Worked out at once, and once for all tests: tokens are those of every world."""
        heard_of = self.owner.discoverability
        if heard_of not in KNOWN:
            KNOWN[heard_of] = self.readable()
        self.known = KNOWN[heard_of]

    def readable(self) -> Readable:
        """What each role may read, and what it may with a link in its hands."""
        return {
            (role, door): {
                canary.token
                for canary in self.canaries
                if self.may_read(viewer, canary, door)
            }
            for role, viewer in self.roles.items()
            for door in (False, True)
        }

    def may_know(self, role: str, path: str) -> set[str]:
        """The tokens that somebody in this role may meet on this page."""
        return self.known[role, resolve(path).view_name in AT_THE_DOOR]

    def tell(self, tokens: set[str]) -> list[str]:
        """Tokens as a person reads them: whose, and what."""
        return [
            f"{one.where} of {', '.join(who.email for who in one.owners) or 'nobody'}"
            for one in self.canaries
            if one.token in tokens
        ]

    # Who may read what: worked out from the declarations, not from the queries.

    def may_read(self, viewer: Member | None, canary: Canary, door: bool) -> bool:
        if viewer in canary.owners or is_for_stewards(viewer, canary.row, canary.field):
            return True
        if self.is_blocked_by(viewer, canary) or self.is_on_a_card(
            viewer, canary, door
        ):
            return True
        if canary.kind not in {Kind.PUBLIC, Kind.TIE}:
            return False
        between = reads_between(viewer, canary, door)
        if between is not None:
            return between
        if is_described_in_one(viewer, canary.row, canary.field):
            return True
        return any(self.is_shown(viewer, one, canary, door) for one in canary.owners)

    def is_blocked_by(self, viewer: Member | None, canary: Canary) -> bool:
        """A name in one's own list of those one blocked."""
        if viewer is None or not canary.is_name:
            return False
        return (viewer.pk, canary.row.pk) in self.facts.blocks

    def is_on_a_card(self, viewer: Member | None, canary: Canary, door: bool) -> bool:
        """Whoever exists for its member and holds the card a meeting was noted with."""
        row = canary.row
        noted = isinstance(row, Encounter) and row.card is not None
        exists = viewer is None or self.facts.exist_for_each_other(
            viewer.pk, self.owner.pk
        )
        return noted and door and exists and canary.field in ON_A_CARD

    def is_shown(
        self, viewer: Member | None, one: Member, canary: Canary, door: bool
    ) -> bool:
        """Whoever holds somebody's card or invitation reads who it is from."""
        exists = viewer is None or self.facts.exist_for_each_other(viewer.pk, one.pk)
        holds = exists and door and one == self.owner
        if holds and canary.is_name:
            return True
        nearness = self.closeness(viewer, one) if viewer and exists else NOBODY
        if holds:
            nearness = max(nearness, int(Closeness.STRANGER))
        return nearness >= shown_from(canary)

    def closeness(self, viewer: Member, other: Member) -> int:
        if (viewer.pk, other.pk) in self.facts.named:
            return int(Closeness.TIE)
        hidden = other.discoverability == Discoverability.NOT_AT_ALL
        if hidden or not self.facts.are_within_reach(viewer.pk, other.pk):
            return NOBODY
        return int(Closeness.WITHIN_REACH)


def owners_of(row: models.Model) -> tuple[Member, ...]:
    """The members a row leads to, by its own declaration."""
    said = declaration(type(row))
    if said is None or not said.of:
        return ()
    if said.of == "self":
        return (row,) if isinstance(row, Member) else ()
    found: list[Any] = [row]
    for step in said.of.split("__"):
        found = [one for item in found for one in follow(item, step)]
    return tuple(one for one in found if isinstance(one, Member))


def follow(item: Any, step: str) -> list[Any]:
    found = getattr(item, step)
    return list(found.all()) if hasattr(found, "all") else [found]


def shown_from(canary: Canary) -> int:
    """How close one must be, as the row beside the words says."""
    if isinstance(canary.row, Member):
        by_name = canary.row.discoverability == Discoverability.BY_NAME
        return int(Closeness.WITHIN_REACH if by_name else Closeness.TIE)
    beside = getattr(canary.row, f"{canary.field}_shown", None)
    beside = getattr(canary.row, "shown", None) if beside is None else beside
    return int(Closeness.TIE if beside is None else beside)


def reads_between(viewer: Member | None, canary: Canary, door: bool) -> bool | None:
    """May somebody read what is written between people? None where closeness decides."""
    people = readers(canary.row)
    if people is not None:
        return viewer in people
    return reads_of_one(viewer, canary.row, canary.field, door)


def readers(row: models.Model) -> set[Member | None] | None:
    """Who reads what is written between people; None where closeness decides."""
    if isinstance(row, Thanks):
        return {row.tie.first, row.tie.second}
    return of_the_three(row)
