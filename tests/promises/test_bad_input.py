"""Whatever is typed: a clear message, nothing lost, nothing half done; never a 500."""

import html
import random
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest
from django.db import transaction

from tests.conftest import all_tables_now
from tests.promises.calls import address, enter, failure, known_routes, said
from tests.promises.reading import Form
from tests.promises.test_each_write_has_one_effect import (
    GESTURES,
    gesture,
    unlike_sessions,
)
from tests.promises.world import World
from whispeer.ground.access import OF_LIBRARIES

FORGED = "11111111-2222-4333-8444-555555555555"
WORDS = {
    "empty": "",
    "spaces": " \t \n ",
    "overlong": "mot " * 5000,
    "one long word": "m" * 3000,
    "NUL": "avant\x00après",
    "control": "bip\x07 retour\x1b[31m",
    "turned": "un nom \u202edrowssap",
    "isolated": "\u2066caché\u2069 ici même",
    "lone surrogate": "moitié \ud83d seule",
    "private use": "un signe \ue000 à moi",
    "emoji": "Une famille \U0001f469\u200d\U0001f469\u200d\U0001f467 heureuse",
    "arabic": "مرحبا بكم في البيت",
    "hebrew": "ברוכים הבאים לבית",
    "zalgo": "z" + "\u0301\u0323" * 60 + "algo aime",
    "separators": "une ligne\u2028une autre\u2029et fin",
    "markup": "<script>alert(1)</script> & <b onclick=x>",
    "template": "{{ settings.SECRET_KEY }}{% debug %}",
    "sql": "'; DROP TABLE members_member; --",
    "format": "%s %(name)s {0} %n%n%n",
    "header": "sujet\r\nBcc: tous@example.org",
    "number": "-1e400",
    "formula": '=HYPERLINK("http://example.org")',
    "forged id": FORGED,
}
UNREADABLE = ("NUL", "control", "turned", "isolated", "private use")
READABLE = {"overlong", "one long word", "emoji", "arabic", "hebrew", "markup", "sql"}
FORM = "application/x-www-form-urlencoded"


def encoded(form: Form, **changes: str) -> bytes:
    """As a browser that minds nothing would send it: half a surrogate pair included."""
    body = {name: values[0] for name, values in form.body().items() if name != "key"}
    fields = {**body, "key": form.body()["key"], **changes}
    return urlencode(fields, encoding="utf-8", errors="surrogatepass").encode()


def fields_of(form: Form) -> Iterator[str]:
    yield from (
        name for name in form.fields if name not in {"csrfmiddlewaretoken", "key"}
    )


class Try(NamedTuple):
    """What one field answered to one kind of words."""

    field: str
    name: str
    answer: Any
    is_typed: bool

    @property
    def lost(self) -> bool:
        """The form came back without what was typed in it."""
        came_back = self.answer.status_code == 200 and self.name in READABLE
        words = WORDS[self.name].strip()
        return (
            came_back
            and self.is_typed
            and words not in html.unescape(said(self.answer))
        )

    def __str__(self) -> str:
        raised = self.answer.exc_info
        return f"{self.field}, {self.name}: {self.answer.status_code} {raised or ''}"


def tries(world: World, route: str, words: Iterable[str]) -> Iterator[Try]:
    """Each field of a form with each of these words, every time on the same world."""
    for field in fields_of(gesture(world, route)[1]):
        for name in words:
            with transaction.atomic():
                client, form = gesture(world, route)
                body = encoded(form, **{field: WORDS[name]})
                answer = client.post(form.action, body, content_type=FORM)
                yield Try(field, name, answer, field in form.typed)
                transaction.set_rollback(True)


@pytest.mark.parametrize("route", GESTURES)
def test_no_field_breaks_the_house(route, world):
    """Each field in turn: the form again, or taken as it is; nothing else."""
    tried = list(tries(world, route, WORDS))
    assert [
        str(one) for one in tried if one.answer.status_code not in {200, 302, 404}
    ] == []
    assert [str(one) for one in tried if one.lost] == []


@pytest.mark.parametrize("route", GESTURES)
def test_what_nobody_can_read_is_refused_and_changes_nothing(route, world):
    before = unlike_sessions(all_tables_now())
    wrong = [
        str(one)
        for one in tries(world, route, UNREADABLE)
        if one.is_typed
        and (
            one.answer.status_code != 200 or unlike_sessions(all_tables_now()) != before
        )
    ]
    assert wrong == []


@pytest.mark.parametrize("route", GESTURES)
def test_ten_megabytes_are_refused_before_they_are_read(route, world):
    client, form = gesture(world, route)
    before = unlike_sessions(all_tables_now())

    answer = client.post(form.action, b"words=" + b"m" * 10_000_000, content_type=FORM)

    assert answer.status_code in {400, 413}
    assert unlike_sessions(all_tables_now()) == before


@pytest.mark.parametrize("route", GESTURES)
def test_a_body_of_another_kind_is_no_form(route, world):
    before = unlike_sessions(all_tables_now())

    for kind in ("application/json", "text/plain", "multipart/form-data", "\x00"):
        client, form = gesture(world, route)
        answer = client.post(form.action, b'{"key": [', content_type=kind)
        assert answer.status_code < 500, kind

    assert unlike_sessions(all_tables_now()) == before


def test_nothing_sent_to_any_address_breaks_it(world):
    """Every page with every odd query; a seed of today's would tell nobody anything."""
    chance = random.Random(8)
    broken = []
    for route in sorted(known_routes() - set(OF_LIBRARIES)):
        for words in chance.sample(list(WORDS.values()), 4):
            query = urlencode(
                {"from": words, "next": words, "q": words}, errors="surrogatepass"
            )
            answer = enter(world, "owner").get(f"{address(world, route)}?{query}")
            if answer.status_code >= 500:
                broken.append(f"{route} {query[:80]}: {failure(answer)}")
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("route", GESTURES)
def test_nobody_is_sent_out_of_the_house(route, world):
    for where in ("https://example.org/", "//example.org", "javascript:x", "\\\\e"):
        with transaction.atomic():
            client, form = gesture(world, route)
            answer = client.post(f"{form.action}?next={where}", form.body(next=where))
            transaction.set_rollback(True)
        location = answer.headers.get("Location", "/")
        assert location.startswith("/"), where
        assert not location.startswith(("//", "/\\")), where
