"""One small world in which everything exists once, and every text is a canary.

Each text field of each personal table holds a token of its own, so that any answer
can be asked: whose words are these, and may the one who reads them know them? The
answer is worked out here from the declarations alone, without the code under test.
"""

import hashlib
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import models
from django.urls import resolve

from tests import make
from tests.promises.introductions import (
    OF_ONE,
    introductions,
    is_described_in_one,
    is_of_an_introduction,
    is_of_the_three,
)
from tests.promises.stewards import is_for_stewards
from whispeer.ground import clock
from whispeer.ground.personal import Kind, declaration
from whispeer.members.models import Block, Member
from whispeer.members.queries import turn_down_link
from whispeer.members.states import Closeness, DetailKind, Discoverability, EntryKind
from whispeer.ties.models import Side, Thanks, Tie
from whispeer.ties.queries.links import card_path, invitation_link

TOKEN = re.compile(r"zk[0-9a-f]{10}")
ROOM_FOR_A_TOKEN = 12
# Who opens these was handed a card or an invitation of the owner's.
AT_THE_DOOR = {"ties:take_card", "ties:card_vcard", "ties:invitation", "account_signup"}
OTHER_BROWSER = "leftopeninacafe0000000000000000a"
NOBODY = -1  # farther than a stranger who holds a card
NAMESPACE = uuid.UUID("9a0b7f60-0000-4000-8000-000000000000")


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


@dataclass
class World:
    """The roles of the matrix, and every object of the owner's."""

    roles: dict[str, Member | None]
    objects: dict[str, models.Model]
    canaries: list[Canary]
    facts: Facts
    known: dict[tuple[str, bool], set[str]] = field(init=False)
    visits: Any = None  # who is signed in, once calls begin

    @property
    def owner(self) -> Member:
        return self.member("owner")

    def member(self, role: str) -> Member:
        found = self.roles[role]
        assert found is not None
        return found

    def __post_init__(self) -> None:
        """Worked out at once: later calls may take rows away."""
        self.known = {
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
        if (
            viewer
            and canary.is_name
            and (viewer.pk, canary.row.pk) in self.facts.blocks
        ):
            return True  # one's own list of those one blocked
        if canary.kind not in {Kind.PUBLIC, Kind.TIE}:
            return False
        if isinstance(canary.row, Thanks):
            return viewer in {canary.row.tie.first, canary.row.tie.second}
        if is_of_an_introduction(canary.row):
            return is_of_the_three(viewer, canary.row)
        if is_described_in_one(viewer, canary.row, canary.field):
            return True
        return any(self.is_shown(viewer, one, canary, door) for one in canary.owners)

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


# ── Making it ────────────────────────────────────────────────────────────────


def make_world(heard_of: Discoverability = Discoverability.BY_NAME) -> World:
    """Everybody of the matrix, tied through the tie where the role says so.

    The blocked would be within reach, were it not for the block: what they must not
    see is hidden by nothing else.
    """
    people = {role: make.member(role.title(), language="en") for role in ROLES[1:]}
    owner, tie = people["owner"], people["tie"]
    owner.discoverability = heard_of
    owner.save()
    people["steward"].is_steward = True
    people["steward"].save()
    ties = {
        "owner": make.tie(owner, tie, named=True),
        **{
            role: make.tie(people[role], tie, named=True)
            for role in ("reach", "blocked", "blocker")
        },
    }
    make.block(owner, people["blocked"])
    make.block(people["blocker"], owner)
    objects = belongings(people, ties["owner"])
    stand_still()
    canaries = list(fill_with_canaries())
    for member in Member.objects.all():  # allauth keeps the two alike, and so do we
        EmailAddress.objects.filter(user=member).update(email=member.email)
    return World(
        roles={"visitor": None, **{role: again(one) for role, one in people.items()}},
        objects={name: again(row) for name, row in objects.items()},
        canaries=canaries,
        facts=facts(),
    )


Row = TypeVar("Row", bound=models.Model)


def again(row: Row) -> Row:
    """The row as it stands now, with its canaries and its lasting id."""
    found: Row = type(row)._default_manager.get(pk=row.pk)
    return found


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


def belongings(people: dict[str, Member], tie: Tie) -> dict[str, models.Model]:
    """One of everything for the owner, and what others have about him."""
    owner, friend, reach = people["owner"], people["tie"], people["reach"]
    for member in people.values():
        address = EmailAddress.objects.create(
            user=member, email=member.email, verified=True, primary=True
        )
    EmailConfirmation.objects.create(email_address=address, key=member.email)
    open_elsewhere(owner)
    entries = [make.entry(owner, kind) for kind in EntryKind]
    details = [make.detail(owner, kind) for kind in DetailKind]
    for role in ("reach", "blocked", "blocker"):
        make.suggestion(people[role], owner, friend)
    now = clock.now()
    yesterday = now - timedelta(days=1)
    return {
        "entry": entries[0],
        "detail": details[-1],  # of the kind in which anything may stand
        "card": make.card(owner),
        "withdrawn": make.card(owner, state="withdrawn"),
        "invitation": make.invitation(owner),
        "event": make.event(tie, by=owner, at=yesterday),
        "thanks": make.thanks(tie, by=owner),
        "thanked": make.thanks(tie, by=friend),
        "suggestion": make.suggestion(owner, reach, friend),
        "dismissal": make.dismissal(owner, "some gesture"),
        "request": make.join_request(),
        "of_the_house": make.invitation(),
        "report": make.report(friend, owner),
        "portrait": owner.portrait,
        **introductions(people),
    }


def open_elsewhere(member: Member) -> None:
    """A browser left open in a café; its key is the same in every world."""
    held = {
        SESSION_KEY: str(member.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: member.get_session_auth_hash(),
    }
    until = clock.now() + timedelta(days=7)
    Session.objects.save(OTHER_BROWSER, held, until)
    UserSession.objects.create(
        user=member, session_key=OTHER_BROWSER, ip="127.0.0.1", user_agent="A browser"
    )


def personal_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if declaration(model) is not None]


def stand_still() -> None:
    """The same ids in every world, so that a form read in one serves in the next."""
    for model in personal_models():
        if any(one.name == "public_id" for one in model._meta.local_fields):
            for order, row in enumerate(model._default_manager.order_by("pk")):
                stable = uuid.uuid5(NAMESPACE, f"{model._meta.label} {order}")
                model._default_manager.filter(pk=row.pk).update(public_id=stable)


def text_fields(model: type[models.Model]) -> Iterator[tuple[str, Kind]]:
    """Fields in which a person's words can stand."""
    said = declaration(model)
    assert said is not None
    for one in model._meta.local_fields:
        kind = said.kinds[one.name]
        text = isinstance(one, models.CharField | models.TextField) and not one.choices
        room = (one.max_length or ROOM_FOR_A_TOKEN) >= ROOM_FOR_A_TOKEN
        if text and room and kind is not Kind.TECHNICAL and not one.primary_key:
            yield one.name, kind


def fill_with_canaries() -> Iterator[Canary]:
    for model in personal_models():
        if model is EmailAddress:
            continue  # the member's own address, again
        for row in model._default_manager.order_by("pk"):
            for name, kind in text_fields(model):
                yield fill(row, name, kind)


def fill(row: models.Model, name: str, kind: Kind) -> Canary:
    spelled = f"{row._meta.label} {name} {row.pk}"
    token = "zk" + hashlib.sha256(spelled.encode()).hexdigest()[:10]
    address = isinstance(row._meta.get_field(name), models.EmailField)
    words = f"{token}@example.org" if address else token
    type(row)._default_manager.filter(pk=row.pk).update(**{name: words})
    setattr(row, name, words)
    return Canary(token, row, name, kind, owners_of(row))


# ── Where each route leads in this world ─────────────────────────────────────


def signed(path: str) -> dict[str, Any]:
    return dict(resolve(path).kwargs)


def named_object(name: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"public_id": world.objects[name].public_id}  # type: ignore[attr-defined]


def the_owner(world: World) -> dict[str, Any]:
    return {"public_id": world.owner.public_id}


#: Each route that takes something, and which of the owner's things it is given here.
LEADS_TO: dict[str, Callable[[World], dict[str, Any]]] = {
    "members:part": lambda world: {"part": "line"},
    "members:new_entry": lambda world: {"kind": "offer"},
    "members:entry": named_object("entry"),
    "members:remove_entry": named_object("entry"),
    "members:detail": named_object("detail"),
    "members:remove_detail": named_object("detail"),
    "members:turn_down": lambda world: signed(
        "/" + turn_down_link(world.owner).split("/", 3)[3]
    ),
    "members:lift_block": lambda world: {
        "public_id": world.member("blocked").public_id
    },
    "ties:let_suggestion_pass": named_object("suggestion"),
    "ties:person": the_owner,
    "ties:before": the_owner,
    "ties:met": the_owner,
    "ties:deny": the_owner,
    "ties:thank": the_owner,
    "ties:naming": the_owner,
    "ties:let_go": the_owner,
    "ties:block": the_owner,
    "ties:report": the_owner,
    "ties:card": named_object("card"),
    "ties:withdraw_card": named_object("card"),
    "ties:take_card": lambda world: signed(card_path(world.objects["card"])),  # type: ignore[arg-type]
    "ties:card_vcard": lambda world: signed(card_path(world.objects["card"])),  # type: ignore[arg-type]
    "ties:invitation": lambda world: signed(
        "/" + invitation_link(world.objects["invitation"]).split("/", 3)[3]  # type: ignore[arg-type]
    ),
    "steward:welcome": named_object("request"),
    "steward:let_go": named_object("request"),
    "steward:withdraw": named_object("of_the_house"),
    "steward:report": named_object("report"),
    "steward:move_report": named_object("report"),
    "web:demo": lambda world: {"signed": "not-a-signature"},
    "introductions:ask": named_object("suggestion"),
    "introductions:ask_tie": lambda world: {"through": world.owner.public_id},
    "introductions:ask_about": lambda world: {
        "through": world.member("tie").public_id,
        "about": world.owner.public_id,
    },
    "introductions:offer_one": lambda world: {"one": world.owner.public_id},
    "introductions:offer_pair": lambda world: {
        "one": world.owner.public_id,
        "other": world.member("blocked").public_id,
    },
    **{f"introductions:{name}": named_object(one) for name, one in OF_ONE.items()},
}
