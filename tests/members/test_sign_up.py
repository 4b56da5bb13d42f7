"""A name and an address make an account, where the house is open or by an invitation."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from tests import make
from tests.members.reading import code_in, is_in, words_of
from whispeer.ground import clock
from whispeer.members import actions
from whispeer.members.models import Member, Portrait
from whispeer.ties.states import InvitationState
from whispeer.web.accounts.forms import Register

SIGN_UP, CODE = "/account/signup/", "/account/confirm-email/"
SAID = {"given_name": "Nora", "family_name": "", "email": "Nora@Example.org"}


@pytest.fixture
def open_house(settings, db):
    settings.OPEN = True


@pytest.fixture
def invited(client, db):
    """A browser in which an invitation was opened, and the invitation."""
    invitation = make.invitation(email="nora@example.org")
    session = client.session
    session["invitation"] = str(invitation.public_id)
    session.save()
    return client, invitation


def test_in_an_open_house_one_comes_in_by_a_code(
    client, open_house, mailbox, run_tasks
):
    answer = client.post(SIGN_UP, SAID)
    assert answer.url == CODE
    assert not is_in(client)
    run_tasks()
    (letter,) = mailbox

    client.post(CODE, {"code": code_in(letter)})

    assert is_in(client)
    nora = Member.objects.get()
    assert (nora.email, nora.given_name) == ("nora@example.org", "Nora")
    assert nora.portrait.line == ""
    assert not nora.has_usable_password()
    assert EmailAddress.objects.get().verified


def test_the_account_speaks_the_language_of_the_browser(client, open_house):
    client.post(SIGN_UP, SAID, headers={"accept-language": "en"})

    assert Member.objects.get().language == "en"


def test_a_closed_house_opens_no_account(client, db):
    page = client.get(SIGN_UP)
    client.post(SIGN_UP, SAID)

    assert page.status_code == 200
    assert reverse("web:join") in page.content.decode()
    assert not Member.objects.exists()


def test_an_invitation_opens_and_needs_no_code(invited, mailbox, run_tasks):
    client, invitation = invited
    assert client.get(SIGN_UP).context["form"]["email"].value() == "nora@example.org"

    client.post(SIGN_UP, SAID)
    run_tasks()

    assert is_in(client)
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.USED
    assert invitation.used_by == Member.objects.get()
    assert mailbox == []


def test_who_is_invited_may_prefer_another_address_and_then_confirms_it(
    invited, mailbox, run_tasks
):
    client, _ = invited

    client.post(SIGN_UP, {**SAID, "email": "atelier@example.org"})
    run_tasks()
    assert not is_in(client)
    (letter,) = mailbox
    client.post(CODE, {"code": code_in(letter)})

    assert is_in(client)
    assert [a.email for a in EmailAddress.objects.all()] == ["atelier@example.org"]
    assert Member.objects.get().email == "atelier@example.org"


@pytest.mark.parametrize(
    "state", [state for state in InvitationState if state != InvitationState.SENT]
)
def test_an_invitation_that_is_over_opens_nothing(invited, state):
    client, invitation = invited
    invitation.state = state
    invitation.save()

    client.post(SIGN_UP, SAID)

    assert not Member.objects.exists()


def test_an_invitation_opens_one_account(invited, client_of):
    client, invitation = invited
    client.post(SIGN_UP, SAID)
    other = client_of()
    session = other.session
    session["invitation"] = str(invitation.public_id)
    session.save()

    other.post(SIGN_UP, {**SAID, "email": "other@example.org"})

    assert Member.objects.get().email == "nora@example.org"


def test_nobody_learns_that_an_address_opens_an_account(
    client_of, open_house, alice, mailbox, run_tasks
):
    urls, pages = [], []
    for email in ("nobody.here@example.org", alice.email):
        client = client_of()
        urls.append(client.post(SIGN_UP, {**SAID, "email": email}).url)
        page = client.get(CODE).content.decode().replace(email, "…")
        pages.append([line for line in page.splitlines() if "hidden" not in line])
        assert not is_in(client)
    run_tasks()

    assert urls == [CODE, CODE]
    assert pages[0] == pages[1]
    assert "/account/login/" in words_of(mailbox[1])
    alice.refresh_from_db()
    assert alice.given_name == "Alice"


def test_an_address_is_kept_by_who_can_read_its_mail(
    client_of, open_house, mailbox, run_tasks
):
    """A stranger typed my address first: the code I receive makes the account mine."""
    stranger, me = client_of(), client_of()
    stranger.post(SIGN_UP, SAID)
    me.post("/account/login/", {"login": SAID["email"]})
    run_tasks()

    me.post("/account/login/code/confirm/", {"code": code_in(mailbox[-1])})

    assert is_in(me)
    assert not is_in(stranger)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("given_name", ""),
        ("given_name", "N" * 61),
        ("given_name", "Nora\u2066"),
        ("family_name", "V" * 61),
        ("family_name", "Vasseur\x00"),
        ("email", ""),
        ("email", "nora"),
        ("email", "n" * 250 + "@example.org"),
        ("email", "nora@exam\u202eple.org"),
    ],
)
def test_what_cannot_be_read_comes_back_with_the_rest(client, open_house, field, typed):
    answer = client.post(SIGN_UP, {**SAID, field: typed})

    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert answer.context["form"][field].value() == typed
    assert not Member.objects.exists()
    assert not Portrait.objects.exists()


def test_two_who_come_in_at_once_by_one_address_make_one_account(
    rf, client, open_house
):
    request = rf.post(SIGN_UP, SAID)
    request.session, request.now = client.session, clock.now()
    request.user, request._messages = AnonymousUser(), []
    with request_context(request):
        late = Register(request.POST)
        assert late.is_valid()
        make.member("Nora", email="nora@example.org")

        member, answer = late.try_save(request)

    assert member is None
    assert answer is not None
    assert answer.headers["Location"] == CODE
    assert Member.objects.get().email == "nora@example.org"


def test_an_account_nobody_came_in_by_is_forgotten(open_house, client, alice, now):
    make.address(alice)
    late = now - timedelta(days=4)
    for name, joined_at, verified in (
        ("Never confirmed", late, False),
        ("Still time", now - timedelta(days=2), False),
        ("Confirmed", late, True),
    ):
        member = make.member(name, joined_at=joined_at)
        make.address(member, verified=verified)
    who_came_in = make.member("Came in", joined_at=late, last_login=late)
    make.address(who_came_in, verified=False)

    actions.forget_overdue(now=now)

    names = {member.given_name for member in Member.objects.all()}
    assert names == {"Alice", "Still time", "Confirmed", "Came in"}
