"""Every form sent twice, or by two at once, has one effect; and loses nothing typed."""

import uuid
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client

from tests.conftest import all_tables_now
from tests.promises.access import table
from tests.promises.calls import FORMS, enter, is_again
from tests.promises.reading import Form
from tests.promises.world import World
from whispeer.ground.access import OF_LIBRARIES

#: Every gesture that somebody is allowed, as the table of access says.
GESTURES = sorted(
    {
        cell.route
        for cell, decided in table().items()
        if cell.method == "POST" and decided == "allowed"
    }
    - set(OF_LIBRARIES)
    - {"ties:vouch"}  # nobody of this world is new, so no page asks for it
)
#: Whoever sends these is nobody any more when he sends them again.
LEAVES = {"web:leave"}
#: A POST to these keeps what it did in a cookie or in the session.
IN_THE_BROWSER = {
    "web:language",
    "ties:invitation",
    "whispers:new",
    "whispers:forget",
}
#: Once this is done there is nothing to say it of: the person's page says more.
OVER = {"ties:take_card"}
KEY = "4b1f9a52-7d0e-4a3e-9c57-0d9f3d0d1a11"


def gesture(world: World, route: str) -> tuple[Client, Form]:
    if route not in FORMS:
        pytest.fail(f"no page of anybody's has a form for {route}")
    role, form = FORMS[route]
    return enter(world, role), form


def rows() -> dict[str, int]:
    """How many rows each table has: what an effect done twice would show."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label != "sessions.Session"
    }


@pytest.mark.parametrize("route", GESTURES)
def test_sent_again_it_gets_the_same_answer_and_no_second_effect(route, world):
    client, form = gesture(world, route)
    body = form.body(key=KEY)
    first = client.post(form.action, body)
    after, once = all_tables_now(), rows()

    again = client.post(form.action, body)

    assert first.status_code in {302, 303}, "this form, filled in, has no effect"
    assert rows() == once
    if route not in LEAVES:
        assert (again.status_code, again["Location"]) == (
            first.status_code,
            first["Location"],
        )
    if route not in LEAVES | IN_THE_BROWSER:
        assert all_tables_now() == after


@pytest.mark.parametrize("route", sorted(set(GESTURES) - LEAVES - OVER))
def test_with_its_key_but_other_words_it_comes_back(route, world):
    client, form = gesture(world, route)
    client.post(form.action, form.body(key=KEY))
    once = all_tables_now()

    again = client.post(form.action, form.body(key=KEY, **other_words(form)))

    assert is_again(again, form, other_words(form))
    assert unlike_sessions(all_tables_now()) == unlike_sessions(once)


def other_words(form: Form) -> dict[str, str]:
    """What nobody typed the first time; a form with nothing to fill in says more."""
    said = dict.fromkeys(form.typed, "Tout autre chose, dit autrement.")
    return said or {"more": "something"}


def unlike_sessions(digests: dict[str, str]) -> dict[str, str]:
    """A notice to be shown waits in the session: that is no effect."""
    return {
        label: digest
        for label, digest in digests.items()
        if label != "sessions.Session"
    }


@pytest.mark.parametrize("route", GESTURES)
def test_without_a_key_of_ours_it_comes_back_and_nothing_changed(route, world):
    before = unlike_sessions(all_tables_now())

    for key in ("", "not a key", "0", KEY + "0", "\x00", "é" * 40):
        client, form = gesture(world, route)
        answer = client.post(form.action, form.body(key=key))
        assert is_again(answer, form, form.fields), key

    assert unlike_sessions(all_tables_now()) == before


def test_a_key_serves_one_person_only(world):
    """Somebody else's key, had it been seen, opens nothing and stops nothing."""
    _client, form = gesture(world, "members:part")
    answers = [
        enter(world, role).post(form.action, form.body(key=KEY))
        for role in ("tie", "stranger")
    ]
    assert [answer.status_code for answer in answers] == [302, 302]


# ── By two at once ───────────────────────────────────────────────────────────


def at_once(
    send: Callable[[Client], HttpResponseBase], clients: list[Client]
) -> list[Any]:
    """Each in a thread of its own, let go at the same instant."""
    start, answers = Barrier(len(clients)), []

    def run(client: Client) -> None:
        start.wait()
        try:
            answers.append(send(client))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def twin(client: Client) -> Client:
    """Another window of the same browser."""
    other = Client(raise_request_exception=False)
    name = settings.SESSION_COOKIE_NAME
    if name in client.cookies:
        other.cookies[name] = client.cookies[name].value
    return other


@pytest.mark.parametrize("route", sorted(set(GESTURES) - LEAVES - IN_THE_BROWSER))
def test_sent_twice_at_the_same_instant_it_has_one_effect(
    route, transactional_db, world
):
    client, form = gesture(world, route)
    before, body = rows(), form.body(key=KEY)
    answers = at_once(
        lambda window: window.post(form.action, body), [twin(client), twin(client)]
    )

    assert {answer.status_code for answer in answers} <= {302, 303}
    assert len({answer["Location"] for answer in answers}) == 1
    assert rows()["ground.SpentKey"] == before["ground.SpentKey"] + 1
    after = rows()
    client.post(form.action, body)
    assert rows() == after


@pytest.mark.parametrize(
    "route", ["ties:take_card", "ties:met", "ties:block", "ties:let_go", "members:part"]
)
def test_done_twice_at_the_same_instant_from_two_pages_it_is_done_once(
    route, transactional_db, world
):
    """Two windows, each with a key of its own: what is done once stays done once."""
    client, form = gesture(world, route)
    answers = at_once(
        lambda window: window.post(form.action, form.body(key=str(uuid.uuid4()))),
        [twin(client), twin(client)],
    )

    assert all(answer.status_code < 500 for answer in answers)
    assert any(answer.status_code in {302, 303} for answer in answers)
    assert double_rows() == []


def double_rows() -> list[str]:
    """What one gesture made two of."""
    wanted = {"ties.Tie": ("first", "second"), "ties.Side": ("member", "other")}
    double = []
    for label, pair in wanted.items():
        keys = list(apps.get_model(label)._default_manager.values_list(*pair))
        double += [label] if len(keys) != len(set(keys)) else []
    return double
