"""What one holds in one's hand: a telephone's figures, codes on paper, passkeys."""

import json
import re
import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests import make
from tests.browser import accessibility
from tests.members.reading import code_in, is_in, words_of
from tests.proof import SECRET, passkey, prove, telephone, written_codes

LOGIN, CODE = "/account/login/", "/account/login/code/confirm/"
HALFWAY = reverse("mfa_authenticate")


@pytest.fixture
def alice(alice):
    make.address(alice)
    return alice


def found(pattern: str, page: str) -> str:
    met = re.search(pattern, page)
    assert met, page
    return met[1]


def figures(secret=SECRET):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def come_in(client, alice, mailbox, run_tasks):
    client.post(LOGIN, {"login": alice.email})
    run_tasks()
    return client.post(CODE, {"code": code_in(mailbox[-1])})


# ── A telephone ──────────────────────────────────────────────────────────────


def test_a_telephone_is_used_once_it_showed_its_figures(
    client_of, alice, mailbox, run_tasks
):
    client = prove(client_of(alice), alice)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = found(r"<code[^>]*>([A-Z2-7]{32})</code>", page)

    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    sent = {"code": figures(secret)}
    answer: Any = client.post(reverse("mfa_activate_totp"), sent)
    run_tasks()

    assert wrong.context["form"].errors["code"]
    assert answer.url == reverse("mfa_view_recovery_codes")
    assert client.get(answer.url).status_code == 200
    assert secret not in words_of(mailbox[0])


def test_mail_alone_no_longer_opens_the_account(client, alice, mailbox, run_tasks):
    telephone(alice)

    answer = come_in(client, alice, mailbox, run_tasks)

    assert answer.url == HALFWAY
    assert not is_in(client)
    assert client.post(HALFWAY, {"code": "000000"}).context["form"].errors["code"]
    client.post(HALFWAY, {"code": figures()})
    assert is_in(client)


def test_neither_does_a_new_password_by_mail(client, alice, mailbox, run_tasks):
    telephone(alice)
    client.post("/account/password/reset/", {"email": alice.email})
    run_tasks()
    client.post("/account/password/reset/confirm/", {"code": code_in(mailbox[0])})

    client.post("/account/password/reset/complete/", {"password1": "un mot très long"})

    assert not is_in(client)


def test_figures_open_once(client_of, alice, mailbox, run_tasks, clock):
    telephone(alice)
    one, other = client_of(), client_of()
    come_in(one, alice, mailbox, run_tasks)
    one.post(HALFWAY, {"code": figures()})
    come_in(other, alice, mailbox, run_tasks)

    other.post(HALFWAY, {"code": figures()})

    assert is_in(one)
    assert not is_in(other)


def test_a_code_on_paper_opens_once(client_of, alice, mailbox, run_tasks):
    telephone(alice)
    code = written_codes(alice).wrap().get_unused_codes()[0]
    one, other = client_of(), client_of()
    for client in (one, other):
        come_in(client, alice, mailbox, run_tasks)
        client.post(HALFWAY, {"code": code})

    assert is_in(one)
    assert not is_in(other)


def test_guessing_figures_ends_soon(client, alice, mailbox, run_tasks):
    telephone(alice)
    come_in(client, alice, mailbox, run_tasks)
    for _ in range(12):
        client.post(HALFWAY, {"code": "000000"})

    client.post(HALFWAY, {"code": figures()})

    assert not is_in(client)


def test_who_steals_the_database_has_no_secret(alice):
    telephone(alice)
    written_codes(alice)

    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        stored = repr(cursor.fetchall())

    assert SECRET not in stored
    assert not any(
        one.wrap().generate_codes()[0] in stored
        for one in Authenticator.objects.filter(type="recovery_codes")
    )


def test_doing_without_asks_first(client_of, alice, clock):
    telephone(alice)
    written_codes(alice)
    clock.shift(timedelta(seconds=1))
    client = client_of(alice)

    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.exists()
    prove(client, alice, "mfa").post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.exists()


# ── Passkeys ─────────────────────────────────────────────────────────────────


def removal(client):
    page = client.get(reverse("mfa_index")).content.decode()
    return found(r"(/account/factors/passkeys/[\w-]+/remove/)", page)


def test_a_passkey_is_removed_by_its_owner_alone(client_of, alice, bruno, clock):
    passkey(alice)
    passkey(bruno)
    clock.shift(timedelta(seconds=1))
    path = removal(client_of(alice))

    answer = prove(client_of(bruno), bruno, "mfa").post(path)
    assert answer.status_code == 404
    prove(client_of(alice), alice, "mfa").post(path)

    assert Authenticator.objects.get().user == bruno


def test_a_borrowed_browser_removes_no_passkey(client_of, alice, clock):
    passkey(alice)
    clock.shift(timedelta(seconds=1))
    client = client_of(alice)

    client.post(removal(client))

    assert Authenticator.objects.exists()


PARTS = ("id", "rawId", "clientDataJSON", "authenticatorData", "signature")


def signed(**parts):
    """As a browser would sign, but for what is forged in it."""
    response = {
        "clientDataJSON": "e30",
        "authenticatorData": "AAAA",
        "signature": "AAAA",
        "userHandle": "MQ",
        "attestationObject": "oA",
    }
    response |= {name: parts.pop(name) for name in {*parts} & {*response}}
    one = {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": response}
    return json.dumps(one | parts)


ODD: tuple[Any, ...] = (1, None, [], {}, "é", "", "A")
FORGED = [
    *("", "{}", "null", "1", '"a"', '{"id": 1}', "\x00", "[" * 900, "[" * 90_000),
    *('{"response": 1}', '{"response": null}', '{"response": {"userHandle": []}}'),
    *(signed(**{part: one}) for part in PARTS for one in ODD),
    *(signed(userHandle=one) for one in (*ODD, "OTk5OTk5OTk5OTk")),
    signed(),
    signed(response=[]),
    signed(type=1),
]


@pytest.mark.parametrize("sent", FORGED, ids=range(len(FORGED)))
def test_a_forged_signature_opens_nothing(client, alice, sent):
    passkey(alice)
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})

    answer = client.post(reverse("mfa_login_webauthn"), {"credential": sent})

    assert answer.status_code == 302
    assert not is_in(client)


@pytest.mark.parametrize("sent", FORGED, ids=range(len(FORGED)))
def test_a_forged_passkey_is_not_kept(client_of, bruno, sent):
    client = prove(client_of(bruno), bruno)
    client.get(reverse("mfa_add_webauthn"))

    answer = client.post(reverse("mfa_add_webauthn"), {"name": "", "credential": sent})

    assert answer.status_code == 200
    assert not Authenticator.objects.exists()


def with_a_key(page: Page) -> Page:
    """A browser that holds a key of its own, and a finger that is always ready."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def prove_by_password(page: Page, path: str) -> None:
    page.goto(path)
    page.get_by_role("textbox", name="Your password").fill(make.PASSWORD)
    page.get_by_role("button", name="Go on").click()


@pytest.mark.browser
def test_a_passkey_is_made_and_opens_the_house(transactional_db, open_page):
    alice = make.member("Alice", language="en")
    make.address(alice)
    page = with_a_key(open_page("en", by=alice))
    prove_by_password(page, reverse("mfa_add_webauthn"))
    page.get_by_label("Its name").fill("My telephone")
    assert accessibility(page) == []
    page.get_by_role("button", name="Make the passkey").click()
    page.wait_for_url(f"**{reverse('mfa_view_recovery_codes')}")
    assert accessibility(page) == []
    page.goto(reverse("mfa_index"))
    expect(page.get_by_text("My telephone", exact=True)).to_be_visible()

    page.context.clear_cookies()
    page.goto(LOGIN)
    assert accessibility(page) == []
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_selector("body[data-reader]")

    page.goto(reverse("web:leave"))
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url(f"**{reverse('web:leave')}")
