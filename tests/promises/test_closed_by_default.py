"""Closed by default: every route, every method, every role, decided and held.

A cell is called on a world whose every word is a canary. The answer must be the one
decided in `access.csv`; nothing in it, in its headers or in the letters it caused may
be what this role may not know; who is refused cannot tell what exists from what does
not, and changes nothing.
"""

import json
import re
from collections.abc import Callable
from typing import NamedTuple

import pytest
from django.apps import apps
from django.core import mail
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client

from tests.conftest import all_tables_now, run_what_waits_for_commit
from tests.promises.access import METHODS, SAFE, UNDECIDED, Cell, names, table
from tests.promises.calls import (
    address,
    address_of_nothing,
    enter,
    forms_of,
    pages,
    said,
    shape,
    verdict,
)
from tests.promises.founding import make_world, personal_models, text_fields
from tests.promises.world import BY_A_LINK, ROLES, TOKEN, World
from whispeer.ground.access import OF_LIBRARIES
from whispeer.introductions.models import Introduction
from whispeer.members.models import Member
from whispeer.members.states import Discoverability

ROUTES = sorted(route for route, _pattern in names())
DENIED = {"signin", "missing", "refused"}
BOOKKEEPING = {"ground.SpentKey", "sessions.Session"}
#: An invitation is remembered by the browser until the account is made.
IN_THE_SESSION = {"ties:invitation", "whispers:new", "whispers:forget"}
#: Nobody of this world is new: tests/ties/test_vouch.py says whom one answers for.
ASKED_OF_NOBODY = {"ties:vouch"}
#: What a telephone or a passkey has to answer waits in the session of who asked.
ASKED_IN_SESSION = {
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
}


class Answer(NamedTuple):
    """What one call brought about."""

    response: HttpResponseBase
    leaked: list[str]
    changed: set[str]  # tables


def test_every_cell_is_decided():
    decided = table()
    open_cells = [
        cell
        for route in ROUTES
        for method in METHODS
        for role in ROLES
        if decided.get(cell := Cell(route, method, role), UNDECIDED) == UNDECIDED
    ]
    assert open_cells == [], "python -m tests.promises.access proposes the rows"


def test_the_table_names_no_route_that_is_gone():
    assert {cell.route for cell in table()} - set(ROUTES) == set()


@pytest.mark.parametrize("route", ROUTES)
def test_the_table_is_held(route, world):
    """Every role and method of one route."""
    before = all_tables_now()
    answers = {
        cell: call(world, cell, before)
        for cell in (Cell(route, m, role) for m in METHODS for role in ROLES)
    }
    wrong = [
        complaint
        for cell, answer in answers.items()
        for complaint in judge(world, cell, answer)
    ]
    assert not wrong, "\n".join(wrong)
    assert has_its_effect(route, answers)


def has_its_effect(route: str, answers: dict[Cell, Answer]) -> bool:
    """Refusals prove something only if the very same gesture works for somebody."""
    allowed = [
        answer
        for cell, answer in answers.items()
        if cell.method == "POST" and table()[cell] == "allowed"
    ]
    exempt = {*OF_LIBRARIES, *IN_THE_SESSION, *ASKED_OF_NOBODY}
    return (
        route in exempt
        or not allowed
        or any(answer.changed - BOOKKEEPING for answer in allowed)
    )


def judge(world: World, cell: Cell, answer: Answer) -> list[str]:
    decided, found = table().get(cell, UNDECIDED), verdict_of(cell, answer)
    name = " ".join(cell)
    wrong = [] if found == decided else [f"{name}: decided {decided}, is {found}"]
    wrong += [f"{name}: shows {what}" for what in answer.leaked]
    waits = {"sessions.Session"} if cell.route in ASKED_IN_SESSION else set()
    changed = answer.changed - waits
    if changed and (cell.method in SAFE or found in DENIED):
        wrong.append(f"{name}: changed {sorted(changed)}")
    if found in DENIED and not same_as_nothing(world, cell, answer):
        wrong.append(f"{name}: tells what exists from what does not")
    return wrong


def ask(world: World, cell: Cell) -> list[str]:
    return judge(world, cell, call(world, cell, all_tables_now()))


def verdict_of(cell: Cell, answer: Answer) -> str:
    """A gesture that took effect answers with a redirect: for it, that is allowed."""
    found = verdict(answer.response)
    if found == "elsewhere" and cell.method == "POST" and answer.changed:
        return "allowed"
    return found


def call(world: World, cell: Cell, before: dict[str, str]) -> Answer:
    """Send it, look at everything, and put everything back."""
    path = address(world, cell.route)
    client = enter(world, cell.role)
    with transaction.atomic():
        response = send(world, client, cell, path)
        run_what_waits_for_commit()
        letters = "".join(str(letter.message()) for letter in mail.outbox)
        mail.outbox.clear()
        met = set(TOKEN.findall(said(response) + letters))
        leaked = met - world.may_know(cell.role, path)
        changed = {
            label for label, now in all_tables_now().items() if now != before[label]
        }
        transaction.set_rollback(True)
    return Answer(response, world.tell(leaked), changed)


def send(world: World, client: Client, cell: Cell, path: str) -> HttpResponseBase:
    send: Callable[..., HttpResponseBase] = getattr(client, cell.method.lower())
    if cell.method in {"GET", "HEAD", "OPTIONS"}:
        return send(path)
    _role, form = forms_of(world).get(cell.route, (None, None))
    body = form.body() if form else {"key": "00000000-0000-4000-8000-0000000000aa"}
    if cell.method == "POST":
        return send(path, body)
    written = json.dumps(
        body, default=str
    )  # a file has no place in it: its name will do
    return send(path, written, content_type="application/json")


def same_as_nothing(world: World, cell: Cell, answer: Answer) -> bool:
    path = address_of_nothing(world, cell.route)
    if path is None:
        return True
    with transaction.atomic():
        client = enter(world, cell.role)
        other = send(world, client, cell, path)
        transaction.set_rollback(True)
    return shape(other) == shape(answer.response)


# ── The test of the test ─────────────────────────────────────────────────────


def test_a_rule_that_lets_everybody_in_turns_a_cell_red(world, monkeypatch):
    """Were blocks forgotten, the matrix would see it."""
    queryset = type(Member.objects.all())
    monkeypatch.setattr(queryset, "existing_for", lambda self, member: self)
    wrong = ask(world, Cell("ties:person", "GET", "blocked"))
    assert any("decided missing" in line for line in wrong)


@pytest.mark.parametrize(
    ("rule", "cell"),
    [
        ("ties.Card", Cell("ties:card", "GET", "stranger")),
        ("ties.Side", Cell("ties:thank", "POST", "stranger")),
        ("ties.Suggestion", Cell("ties:let_suggestion_pass", "POST", "tie")),
    ],
)
def test_each_rule_of_visibility_is_needed(rule, cell, world, monkeypatch):
    queryset = type(apps.get_model(rule)._default_manager.all())
    monkeypatch.setattr(queryset, "visible_to", lambda self, *who: self)
    wrong = ask(world, cell)
    assert any("decided missing" in line for line in wrong)


def test_a_word_that_leaks_is_seen(world):
    """A canary of the owner's on a stranger's page has a name and an owner."""
    token = next(c.token for c in world.canaries if c.row == world.owner)
    assert re.fullmatch(TOKEN, token)
    assert token not in world.may_know("stranger", "/network/")
    assert token in world.may_know("owner", "/network/")


def test_every_text_of_every_table_holds_a_canary(world):
    watched = {canary.where for canary in world.canaries}
    blind = {
        f"{model._meta.label}.{name}"
        for model in personal_models()
        for name, _kind in text_fields(model)
    }
    assert blind - watched == {"account.EmailAddress.email"}  # the member's, again


# ── What one hears of somebody before one is asked ───────────────────────────


def tokens_of(world: World, *fields: str) -> set[str]:
    return {
        canary.token
        for canary in world.canaries
        if world.owner in canary.owners and canary.where in fields
    }


NAME = ("members.Member.given_name", "members.Member.family_name")
DESCRIPTION = ("members.Portrait.trade", "members.Portrait.place")


@pytest.mark.parametrize("role", ["reach", "blocked", "blocker", "stranger", "steward"])
@pytest.mark.parametrize("heard_of", list(Discoverability))
def test_people_within_reach_hear_what_one_lets_them_hear(heard_of, role, db):
    world = make_world(heard_of)
    Introduction.objects.all().delete()  # who asks is heard of, for he asked

    found = elsewhere(world, role) & {
        canary.token for canary in world.canaries if world.owner in canary.owners
    }

    assert found <= world.known[role, False]
    if role == "reach":
        by_name = heard_of == Discoverability.BY_NAME
        hidden = heard_of == Discoverability.NOT_AT_ALL
        assert bool(found & tokens_of(world, *DESCRIPTION)) != hidden
        assert bool(found & tokens_of(world, *NAME)) == by_name


def elsewhere(world: World, role: str) -> set[str]:
    """What is met without holding a link that the owner, or a tie of his, handed over."""
    return {
        token
        for path, page in pages(world, role)
        if not path.startswith(BY_A_LINK)
        for token in TOKEN.findall(page.source)
    }
