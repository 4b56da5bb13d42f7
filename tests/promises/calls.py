"""Calling the house in a role, and saying in one word what it answered."""

import html
import re
import uuid
from functools import cache
from http.cookies import SimpleCookie
from typing import Any

from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from tests.promises.access import names
from tests.promises.addresses import LEADS_TO
from tests.promises.introductions import two_ties
from tests.promises.reading import Form, Page, is_page, read, walk
from tests.promises.whispers import DRAFT
from tests.promises.world import NAMESPACE, World
from tests.proof import prove
from whispeer.whispers.views.drafts import KEPT

NOBODY = uuid.UUID("00000000-0000-4000-8000-000000000000")
NOT_SIGNED = "not-a-signature"
# What differs from one answer to the next although it says the same.
CHANGING = re.compile(
    r"""[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}      # ids and keys
    | (?<=csrfmiddlewaretoken"\ value=")[^"]+
    | not-a-signature | (?<=/)[\w-]{43}(?=/)              # signatures in an address
    """,
    re.VERBOSE,
)
# Who may do what is found on the pages of these, in this order.
WHO_ACT = ("owner", "tie", "reach", "stranger", "visitor", "steward")


class Visits:
    """One handler for all calls; each call begins with the cookies of its role.

    Everybody has just shown who he is: what asks for it first has tests of its own.
    """

    def __init__(self, world: World) -> None:
        self.client = Client(raise_request_exception=False)
        self.sessions: dict[str, str] = {}
        for role, member in world.roles.items():
            if member is not None:
                self.client.force_login(member)
                prove(self.client, member, "mfa")
                if role == "tie":
                    leave_a_draft(self.client)
                cookie = self.client.cookies[settings.SESSION_COOKIE_NAME]
                self.sessions[role] = cookie.value
                self.client.cookies = SimpleCookie()

    def enter(self, role: str) -> Client:
        self.client.cookies = SimpleCookie()
        if role in self.sessions:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return self.client


def leave_a_draft(client: Client) -> None:
    """A whisper that was begun in this browser, and not sent."""
    session = client.session
    session[KEPT] = DRAFT
    session.save()


def enter(world: World, role: str) -> Client:
    """A browser of somebody in this role; an error of ours is an answer like another."""
    if world.visits is None:
        world.visits = Visits(world)
    client: Client = world.visits.enter(role)
    return client


def address(world: World, route: str, part: dict[str, Any] | None = None) -> str:
    if part is not None:
        return reverse(route, kwargs=part)
    return reverse(route, kwargs=LEADS_TO[route](world) if route in LEADS_TO else {})


def address_of_nothing(world: World, route: str) -> str | None:
    """The same route to what does not exist, or None when it takes nothing."""
    told = dict(LEADS_TO[route](world)) if route in LEADS_TO else {}
    ids = ("public_id", "through", "about", "one", "other", "relay")
    people = dict.fromkeys(ids, NOBODY)
    nothing = {**people, **dict.fromkeys(("signature", "signed", "key"), NOT_SIGNED)}
    if not set(nothing) & set(told):
        return None
    return address(world, route, {name: nothing.get(name, told[name]) for name in told})


def verdict(response: HttpResponseBase) -> str:
    """The answer in a word of the table."""
    status = response.status_code
    location = response.headers.get("Location", "")
    if status in {301, 302, 303}:
        login = reverse(settings.LOGIN_URL)
        return "signin" if location.startswith(f"{login}?next=") else "elsewhere"
    words = {403: "refused", 404: "missing", 405: "refused", 410: "over"}
    return words.get(status, "allowed" if status < 400 else failure(response))


def failure(response: HttpResponseBase) -> str:
    raised = getattr(response, "exc_info", None)
    return (
        f"{response.status_code} {raised[1]!r}" if raised else str(response.status_code)
    )


def shape(response: HttpResponseBase) -> tuple[int, str, str]:
    """An answer without what changes at each call."""
    content: bytes = getattr(response, "content", b"")
    location = response.headers.get("Location", "")
    text = CHANGING.sub("…", content.decode())
    return response.status_code, CHANGING.sub("…", location), text


def contents(response: HttpResponseBase) -> bytes:
    """The body to its last byte; a file that was opened for it is closed."""
    body = b"".join(response)
    for close in response._resource_closers:  # type: ignore[attr-defined]
        close()
    return bytes(body)


def said(response: HttpResponseBase) -> str:
    """All that is in an answer: its headers, and its body."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return f"{headers}\n{contents(response).decode('utf-8', 'replace')}"


def pages(world: World, role: str) -> list[tuple[str, Page]]:
    """Every page somebody in this role finds by himself, and those he was handed."""
    client = enter(world, role)
    handed = [
        address(world, name)
        for name in (
            "ties:take_card",
            "ties:invitation",
            "ties:never_again",
            "ties:person",
            "members:turn_down",
            "account_prove",
            "introductions:offer_pair",
            "whispers:beyond",
            "whispers:preview",
        )
    ]
    return [
        (path, read(path, response))
        for path, response in walk(client, "/", *handed)
        if is_page(response) and response.status_code == 200
    ]


READ: dict[str, list[tuple[str, Page]]] = {}
FORMS: dict[str, tuple[str, Form]] = {}


def pages_as_found(world: World, role: str) -> list[tuple[str, Page]]:
    """The same, read once for all tests: words and ids are those of every new world."""
    if role not in READ:
        READ[role] = pages(world, role)
    return READ[role]


#: What a sentence is no answer to.
A_DAY = {"day": ["2024-05-17"], "recall_on": ["2024-06-01"]}
TYPED = {
    "introductions:offer": two_ties(NAMESPACE),
    "introductions:offer_one": two_ties(NAMESPACE),
    "members:letters": {"mail_hour": ["17"]},
    "ties:new_encounter": A_DAY | {"person": [""]},
    "ties:edit_encounter": A_DAY,
    "ties:keep": {"kept": ["pinned"]},
    "members:new_detail": {"value": ["04 72 00 00 01"]},
    "whispers:deal": {"amount": ["4800"]},
    "whispers:new_deal": {"amount": ["4800"]},
    "whispers:turnover": {"amount": ["4800"]},
}


def forms_of(world: World) -> dict[str, tuple[str, Form]]:
    """For each route that takes a POST: a role that may send it, and the form as sent.

    Ids are the same in every world, so the pages are read once for all tests.
    """
    if not FORMS:
        for role in WHO_ACT:
            for _path, page in pages_as_found(world, role):
                for form in page.forms:
                    if form.method == "post":
                        keep(world, role, form)
    return FORMS


def keep(world: World, role: str, form: Form) -> None:
    """The form that is about the owner's own thing goes before any other."""
    try:
        route = resolve(form.action).view_name
    except Resolver404:
        return  # told by the test that follows every address of every page
    is_ours = route in known_routes() and form.action == address(world, route)
    if route not in FORMS or (is_ours and FORMS[route][1].action != form.action):
        form.fields |= TYPED.get(route, {})
        FORMS[route] = (role, form)


@cache
def known_routes() -> set[str]:
    return {route for route, _pattern in names()}


def is_again(response: HttpResponseBase, form: Form, words: dict[str, Any]) -> bool:
    """The form came back on its page, with all that was typed in it.

    What was done the first time may have taken the page away: then what was typed
    stands where it was. With nothing typed there is nothing to lose.
    """
    if not form.typed:
        return response.status_code in {200, 302, 404}
    text = html.unescape(said(response))
    kept = all(spoken(words[name]) in text for name in form.typed if name in words)
    return response.status_code in {200, 404} and kept


def spoken(value: Any) -> str:
    return value[0] if isinstance(value, list) else str(value)
