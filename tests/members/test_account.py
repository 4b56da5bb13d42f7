"""One's password, and the browsers one left open."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from tests import make
from tests.members.reading import code_in, is_in, words_of
from tests.proof import prove
from whispeer.members import actions, queries
from whispeer.members.models import JoinRequest, Member

LOGIN = "/account/login/?with=password"
ANOTHER = "une aiguille, un fil, du carton"


@pytest.fixture
def alice(alice):
    make.address(alice)
    return alice


@pytest.fixture
def signed_in(client_of, alice):
    """Alice's browsers, each signed in as she would; the agent says which it is."""

    def signed_in(agent: str = "", password: str = make.PASSWORD):
        client = client_of(headers={"user-agent": agent})
        client.post(LOGIN, {"login": alice.email, "password": password})
        return client

    return signed_in


# ── The password ─────────────────────────────────────────────────────────────


def test_a_new_password_signs_out_everywhere_else(signed_in, mailbox, run_tasks):
    here, there = signed_in(), signed_in()

    answer = here.post(
        "/account/password/change/",
        {"oldpassword": make.PASSWORD, "password1": ANOTHER},
    )
    run_tasks()

    assert answer.url == reverse("members:me")
    assert is_in(here)
    assert not is_in(there)
    assert is_in(signed_in(password=ANOTHER))
    assert ANOTHER not in words_of(mailbox[0])


@pytest.mark.parametrize(
    "password", ["court", "password123", "aubert1234", "\x00" * 12]
)
def test_a_weak_password_comes_back_with_why(signed_in, password):
    answer = signed_in().post(
        "/account/password/change/",
        {"oldpassword": make.PASSWORD, "password1": password},
    )

    assert answer.status_code == 200
    assert answer.context["form"].errors["password1"]


def test_changing_a_password_asks_for_the_present_one(signed_in, alice):
    signed_in().post(
        "/account/password/change/", {"oldpassword": "guess", "password1": ANOTHER}
    )

    alice.refresh_from_db()
    assert alice.check_password(make.PASSWORD)


def test_who_comes_in_by_a_code_may_choose_a_password(client_of, alice):
    alice.set_unusable_password()
    alice.save()
    client = prove(client_of(alice), alice)

    client.post("/account/password/set/", {"password1": ANOTHER})

    alice.refresh_from_db()
    assert alice.check_password(ANOTHER)
    assert is_in(client)


def test_a_borrowed_browser_chooses_no_password(client_of, alice):
    alice.set_unusable_password()
    alice.save()

    answer = client_of(alice).post("/account/password/set/", {"password1": ANOTHER})

    alice.refresh_from_db()
    assert answer.url.startswith("/account/reauthenticate/code/?next=")
    assert not alice.has_usable_password()


def test_a_forgotten_password_is_replaced_by_a_code(client, alice, mailbox, run_tasks):
    client.post("/account/password/reset/", {"email": alice.email})
    run_tasks()
    client.post("/account/password/reset/confirm/", {"code": code_in(mailbox[0])})

    client.post("/account/password/reset/complete/", {"password1": ANOTHER})

    alice.refresh_from_db()
    assert alice.check_password(ANOTHER)
    assert is_in(client)


def test_nobody_learns_by_forgetting_who_is_a_member(client_of, alice, run_tasks):
    answers = [
        client_of().post("/account/password/reset/", {"email": email}).url
        for email in (alice.email, "nobody.here@example.org")
    ]

    assert answers[0] == answers[1]


# ── The browsers ─────────────────────────────────────────────────────────────

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, ("Firefox", "Linux")),
        (IPHONE, ("Safari", "iPhone")),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/140 Edg/140", ("Edge",)),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140 Safari", ("Chrome", "Android")),
    ],
)
def test_a_browser_is_named_in_words(signed_in, agent, words):
    page = signed_in(agent).get(reverse("members:sessions")).content.decode()

    assert all(word in page for word in words)
    assert "Mozilla" not in page


def test_one_browser_is_closed_from_another(signed_in, alice):
    here, there = signed_in(FIREFOX), signed_in(IPHONE)
    sessions = queries.sessions_of(alice, here.session.session_key)
    other = next(one for one in sessions if not one.is_current)

    here.post(
        reverse("members:end_session"),
        {"key": make.fresh_key(), "token": other.token},
    )

    assert is_in(here)
    assert not is_in(there)


def test_all_other_browsers_are_closed_at_once(signed_in):
    here, there, elsewhere = signed_in(), signed_in(), signed_in()

    here.post(reverse("members:end_other_sessions"), {"key": make.fresh_key()})

    assert is_in(here)
    assert not is_in(there)
    assert not is_in(elsewhere)


@pytest.mark.parametrize("token", ["", "f" * 32, "f" * 31, "\x00", "é" * 32])
def test_a_forged_token_closes_nothing(signed_in, token):
    here, there = signed_in(), signed_in()

    sent = {"key": make.fresh_key(), "token": token}
    assert here.post(reverse("members:end_session"), sent).status_code == 302
    assert is_in(here)
    assert is_in(there)


def test_nobody_closes_somebody_else_s_browser(signed_in, alice, chantal, client_of):
    hers = signed_in()
    (session,) = queries.sessions_of(alice, None)

    sent = {"key": make.fresh_key(), "token": session.token}
    client_of(chantal).post(reverse("members:end_session"), sent)

    assert is_in(hers)


# ── Leaving ──────────────────────────────────────────────────────────────────


def test_nothing_of_this_room_stays_when_one_leaves(signed_in, alice, chantal):
    client = signed_in()
    make.entry(alice)
    make.detail(alice)
    make.block(alice, chantal)
    make.dismissal(alice, "a" * 64)
    make.join_request(email=alice.email)

    actions.erase(alice)

    assert list(Member.objects.all()) == [chantal]
    assert not EmailAddress.objects.exists()
    assert not JoinRequest.objects.exists()
    assert not is_in(client)
