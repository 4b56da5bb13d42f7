"""Making the world: its people, one of everything, and a canary in every text."""

import hashlib
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import TypeVar

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import models

from tests import make, proof
from tests.promises.introductions import introductions
from tests.promises.whispers import whispers
from tests.promises.world import NAMESPACE, ROLES, Canary, World, facts, owners_of
from whispeer.ground import clock
from whispeer.ground.personal import Kind, declaration
from whispeer.members.models import Member
from whispeer.members.states import DetailKind, Discoverability, EntryKind
from whispeer.ties.models import Tie
from whispeer.ties.states import ContactState, ImportState, RelationKind

ROOM_FOR_A_TOKEN = 12
OTHER_BROWSER = "leftopeninacafe0000000000000000a"


def make_world(heard_of: Discoverability = Discoverability.BY_NAME) -> World:
    """Everybody of the matrix, tied through the tie where the role says so.

    The blocked would be within reach, were it not for the block: what they must not
    see is hidden by nothing else.
    """
    people = {role: make.member(role.title(), language="en") for role in ROLES[1:]}
    owner, tie = people["owner"], people["tie"]
    owner.discoverability = heard_of
    owner.save()
    people["reach"].full_until = clock.now() + timedelta(days=3)
    people["reach"].save()
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
        **encounters(owner, friend),
        "withdrawn": make.card(owner, state="withdrawn"),
        "invitation": make.invitation(owner),
        "event": make.event(tie, by=owner, at=yesterday),
        "thanks": make.thanks(tie, by=owner),
        "thanked": make.thanks(tie, by=friend),
        "idea": make.idea(owner, friend),
        "vouch": make.vouch(friend, owner),
        "suggestion": make.suggestion(owner, reach, friend),
        **address_book(owner),
        "dismissal": make.dismissal(owner, "some gesture"),
        "request": make.join_request(),
        "of_the_house": make.invitation(),
        "report": make.report(friend, owner),
        "portrait": owner.portrait,
        "passkey": proof.passkey(owner),
        "telephone": proof.telephone(owner),
        "codes": proof.written_codes(owner),
        "address": make.email_change(owner),
        "boundary": make.boundary(owner, email="nobody.here@example.org"),
        "relation": make.relation(owner, RelationKind.CLIENT, company="Fil et Cie"),
        **beyond_ties(people),
    }


def beyond_ties(people: dict[str, Member]) -> dict[str, models.Model]:
    """What goes from hand to hand, and what was felt of it."""
    return {
        "pause": make.pause(people["stranger"]),
        "felt": make.felt(people["owner"], people["stranger"]),
        **introductions(people),
        **whispers(people),
    }


def encounters(owner: Member, friend: Member) -> dict[str, models.Model]:
    """A meeting noted with a card, to think of again today, and one with a tie."""
    card = make.card(owner)
    make.encounter(owner, other=friend)
    today = clock.now().date()
    return {
        "card": card,
        "encounter": make.encounter(owner, card=card, recall_on=today),
    }


def address_book(owner: Member) -> dict[str, models.Model]:
    """People whom the owner knows, one of them twice; a file that waits, one taken."""
    waiting = make.contact_import(owner)
    known = make.contact(owner, emails=["odile@example.org"])
    make.contact(owner, "Malik Sow", source=waiting, state=ContactState.PROPOSED)
    return {
        "contact": known,
        "double": make.contact(owner, resembles=known),
        "import": waiting,
        "taken": make.contact_import(owner, state=ImportState.TAKEN),
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
        texts = dict(text_fields(model))
        for order, row in enumerate(model._default_manager.order_by("pk")):
            yield from fill(row, texts, order)


def fill(row: models.Model, texts: dict[str, Kind], order: int) -> Iterator[Canary]:
    for name, kind in texts.items():
        spelled = f"{row._meta.label} {name} {order}"
        token = "zk" + hashlib.sha256(spelled.encode()).hexdigest()[:10]
        address = isinstance(row._meta.get_field(name), models.EmailField)
        setattr(row, name, f"{token}@example.org" if address else token)
        yield Canary(token, row, name, kind, owners_of(row))
    words = {name: getattr(row, name) for name in texts}
    if words:
        type(row)._default_manager.filter(pk=row.pk).update(**words)
