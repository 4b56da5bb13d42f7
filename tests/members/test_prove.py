"""Before what matters, one shows again that the account is one's own."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from tests.members.reading import code_in
from tests.proof import passkey, prove, telephone

EXPORT, LEAVE = reverse("web:export"), reverse("web:leave")
BY_CODE = reverse("account_prove")
MATTERS = [
    EXPORT,
    LEAVE,
    reverse("account_set_password"),
    reverse("mfa_activate_totp"),
    reverse("mfa_add_webauthn"),
]


@pytest.fixture
def alice(alice):
    """She comes in by codes, and has no password."""
    make.address(alice)
    alice.set_unusable_password()
    alice.save()
    return alice


def send(client, wanted=EXPORT):
    path = f"{BY_CODE}?next={wanted}"
    client.post(path, {"key": make.fresh_key()})
    return path


def type_in(client, path, code):
    return client.post(path, {"key": make.fresh_key(), "code": code})


@pytest.mark.parametrize("page", MATTERS)
def test_what_matters_asks_first(client_of, alice, page):
    answer = client_of(alice).get(page)

    assert answer.status_code == 302
    assert answer.url.startswith(BY_CODE)


def test_a_gesture_that_matters_is_not_done_unasked(client_of, alice):
    client_of(alice).post(LEAVE, {"key": make.fresh_key()})

    alice.refresh_from_db()


def test_a_code_by_mail_shows_it(client_of, alice, mailbox, run_tasks):
    client = client_of(alice)
    path = send(client)
    run_tasks()

    answer = type_in(client, path, code_in(mailbox[0]).lower())

    assert mailbox[0]["To"] == alice.email
    assert answer.url == EXPORT
    assert client.get(EXPORT).status_code == 200


def test_asking_for_a_code_by_looking_sends_none(client_of, alice, mailbox, run_tasks):
    client_of(alice).get(BY_CODE)
    run_tasks()

    assert mailbox == []


def test_it_holds_for_five_minutes(client_of, alice, clock):
    client = prove(client_of(alice), alice)
    clock.shift(timedelta(minutes=4))
    assert client.get(EXPORT).status_code == 200

    clock.shift(timedelta(minutes=2))
    assert client.get(EXPORT).status_code == 302


def test_a_code_opens_once(client_of, alice, mailbox, run_tasks, clock):
    client = client_of(alice)
    path = send(client)
    run_tasks()
    type_in(client, path, code_in(mailbox[0]))
    clock.shift(timedelta(minutes=6))

    answer = type_in(client, path, code_in(mailbox[0]))

    assert answer.status_code == 200
    assert client.get(EXPORT).status_code == 302


def test_three_wrong_codes_and_the_right_one_is_void(
    client_of, alice, mailbox, run_tasks
):
    client = client_of(alice)
    path = send(client)
    run_tasks()
    for guess in ("BBBB-BBBB", "CCCC", "é" * 30):
        assert type_in(client, path, guess).context["form"].errors["code"]

    type_in(client, path, code_in(mailbox[0]))

    assert client.get(EXPORT).status_code == 302


def test_a_code_of_one_browser_opens_nothing_in_another(
    client_of, alice, mailbox, run_tasks
):
    path = send(client_of(alice))
    run_tasks()
    thief = client_of(alice)

    type_in(thief, path, code_in(mailbox[0]))

    assert thief.get(EXPORT).status_code == 302


def test_codes_are_not_sent_without_end(client_of, alice, mailbox, run_tasks):
    client = client_of(alice)
    for _ in range(6):
        send(client)
    run_tasks()

    assert len(mailbox) == 3


def test_nobody_is_led_out_of_the_house(client_of, alice, mailbox, run_tasks):
    client = client_of(alice)
    path = send(client, "https://example.org/")
    run_tasks()

    assert type_in(client, path, code_in(mailbox[0])).url == reverse("members:me")


def test_a_password_shows_it_too(client_of, bruno):
    client = client_of(bruno)
    way = client.get(EXPORT).url

    answer = client.post(way, {"password": make.PASSWORD})

    assert way.startswith(reverse("account_reauthenticate"))
    assert answer.url == EXPORT
    assert client.get(EXPORT).status_code == 200


def test_coming_in_is_not_yet_showing_it(client, bruno):
    """Else a browser left open a moment too early would be enough."""
    make.address(bruno)
    sent = {"login": bruno.email, "password": make.PASSWORD}
    client.post("/account/login/?with=password", sent)

    assert client.get(EXPORT).status_code == 302


@pytest.mark.parametrize("factor", [telephone, passkey])
def test_who_has_a_second_factor_shows_that_one(client_of, bruno, clock, factor):
    """Whoever reads his mail, or knows his password, shows nothing with it."""
    factor(bruno)
    clock.shift(timedelta(seconds=1))
    client = client_of(bruno)

    for page in (EXPORT, BY_CODE, reverse("account_reauthenticate")):
        assert client.get(page).url.startswith("/account/factors/")
    assert prove(client, bruno, "code").get(EXPORT).status_code == 302
    assert prove(client, bruno, "password").get(EXPORT).status_code == 302
    assert prove(client, bruno, "mfa").get(EXPORT).status_code == 200
