"""A new address: shown to be one's own, announced everywhere, in use after some days."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests import make
from tests.members.reading import code_in, words_of
from whispeer.ground import clock as house_clock
from whispeer.ground.moves import move
from whispeer.members import actions, tasks
from whispeer.members.models import EmailChange
from whispeer.members.states import ADDRESS_NEXT, AddressState

LOGIN = "/account/login/?with=password"
NEW = "atelier@example.org"
DAYS = timedelta(days=3)
STOP = reverse("members:stop_address")


@pytest.fixture
def alice(alice):
    make.address(alice)
    return alice


@pytest.fixture
def signed_in(client_of, alice):
    """Alice's browsers, each signed in as she would."""

    def signed_in():
        client = client_of()
        client.post(LOGIN, {"login": alice.email, "password": make.PASSWORD})
        return client

    return signed_in


def ask(client, email=NEW):
    """Alice types the address, then her password, since the browser may be borrowed."""
    answer = client.post("/account/email/", {"action_add": "yes", "email": email})
    if not answer.headers.get("Location", "").startswith("/account/reauthenticate/"):
        return answer
    return client.post(answer.url, {"password": make.PASSWORD})


def confirm(client, letter):
    return client.post("/account/confirm-email/", {"code": code_in(letter)})


def stop(client):
    return client.post(STOP, {"key": make.fresh_key()})


@pytest.fixture
def announced(signed_in, mailbox, run_tasks):
    """A browser from which a new address was asked for and confirmed."""
    client = signed_in()
    ask(client)
    run_tasks()
    confirm(client, mailbox[0])
    run_tasks()
    mailbox.clear()
    return client


def test_a_confirmed_address_waits_and_the_old_one_is_told(
    signed_in, alice, mailbox, run_tasks
):
    client = signed_in()
    ask(client)
    run_tasks()

    confirm(client, mailbox[0])
    run_tasks()

    old = alice.email
    alice.refresh_from_db()
    assert alice.email == old
    assert mailbox[0]["To"] == NEW
    assert mailbox[1]["To"] == old
    # Who reads the old mailbox need not learn where Alice goes.
    assert NEW not in words_of(mailbox[1])


def test_every_browser_announces_it(announced, signed_in):
    for client in (announced, signed_in()):
        for page in ("/", "/network/", "/me/"):
            assert NEW in client.get(page).content.decode()


def test_after_three_days_it_opens_the_account(
    clock, announced, alice, mailbox, run_tasks
):
    old = alice.email
    clock.shift(DAYS - timedelta(minutes=1))
    tasks.change_addresses.call()
    alice.refresh_from_db()
    assert alice.email == old

    clock.shift(timedelta(minutes=1))
    tasks.change_addresses.call()
    tasks.change_addresses.call()
    run_tasks()

    alice.refresh_from_db()
    address = EmailAddress.objects.get(user=alice)
    assert alice.email == address.email == NEW
    assert address.verified
    assert address.primary
    (letter,) = mailbox
    assert letter["To"] == old
    assert NEW not in words_of(letter)
    assert NEW not in announced.get("/network/").content.decode()


def test_one_gesture_stops_it_from_any_browser(clock, announced, signed_in, alice):
    old, another = alice.email, signed_in()

    assert stop(another).url == reverse("members:sessions")
    clock.shift(DAYS)
    tasks.change_addresses.call()

    alice.refresh_from_db()
    assert alice.email == old
    assert NEW not in announced.get("/").content.decode()
    assert stop(another).status_code == 302


def test_nobody_stops_another_s(clock, announced, client_of, chantal, alice):
    stop(client_of(chantal))
    clock.shift(DAYS)
    tasks.change_addresses.call()

    alice.refresh_from_db()
    assert alice.email == NEW


def test_asked_twice_it_does_not_wait_anew(alice, now):
    first = actions.announce_address(NEW, by=alice, now=now)
    again = actions.announce_address(NEW.upper(), by=alice, now=now + timedelta(days=1))

    assert again == first


def test_another_address_begins_to_wait_anew(alice, now):
    first = actions.announce_address(NEW, by=alice, now=now)
    second = actions.announce_address("b@example.org", by=alice, now=now)

    first.refresh_from_db()
    assert first.state == AddressState.STOPPED
    assert second.state == AddressState.WAITING


@pytest.mark.both
def test_who_came_in_by_that_address_meanwhile_keeps_it(alice, now):
    change = actions.announce_address(NEW, by=alice, now=now)
    make.member("Denise", email=NEW)

    actions.change_addresses(now=now + DAYS)

    change.refresh_from_db()
    alice.refresh_from_db()
    assert change.state == AddressState.STOPPED
    assert alice.email != NEW


@pytest.mark.both
def test_of_the_hand_and_the_clock_one_moves_it(alice, now):
    change = actions.announce_address(NEW, by=alice, now=now)

    actions.change_addresses(now=now + DAYS)

    assert not actions.stop_address(by=alice)
    change.refresh_from_db()
    assert change.state == AddressState.MADE


@pytest.mark.both
def test_one_address_is_on_its_way_at_a_time(alice, now):
    actions.announce_address(NEW, by=alice, now=now)

    with pytest.raises(IntegrityError), transaction.atomic():
        EmailChange.objects.create(
            member=alice, email="b@example.org", asked_at=now, opens_at=now
        )


def test_a_change_moves_only_as_its_table_says(alice, now):
    for before in AddressState:
        for after in AddressState:
            change = EmailChange.objects.create(
                member=alice, email=NEW, state=before, asked_at=now, opens_at=now
            )
            row = EmailChange.objects.filter(pk=change.pk)
            assert bool(move(row, ADDRESS_NEXT, after)) == (
                after in ADDRESS_NEXT[before]
            )
            row.delete()


def test_what_is_over_is_forgotten(alice, now):
    actions.announce_address(NEW, by=alice, now=now)
    actions.stop_address(by=alice)

    actions.forget_overdue(now=now + timedelta(days=40))

    assert not EmailChange.objects.exists()


# ── Asking for it ────────────────────────────────────────────────────────────


def test_an_address_of_somebody_else_is_not_told_apart(
    signed_in, alice, bruno, mailbox, run_tasks
):
    client = signed_in()

    answer = ask(client, bruno.email)
    run_tasks()
    confirm(client, mailbox[-1])
    actions.change_addresses(now=house_clock.now() + DAYS)

    assert answer.url == "/account/confirm-email/"
    alice.refresh_from_db()
    assert alice.email != bruno.email


@pytest.mark.parametrize(
    "typed", ["", "alice", "a" * 250 + "@example.org", "a\x00@b.c"]
)
def test_an_address_that_cannot_be_one_comes_back(signed_in, typed):
    answer = ask(signed_in(), typed)

    assert answer.status_code == 200
    assert answer.context["form"].errors["email"]


def test_a_borrowed_browser_does_not_change_the_address(signed_in, mailbox, run_tasks):
    client = signed_in()

    answer = client.post("/account/email/", {"action_add": "yes", "email": NEW})
    again = client.post(answer.url, {"password": "a guess"})
    run_tasks()

    assert again.status_code == 200
    assert again.context["form"].errors["password"]
    assert mailbox == []


@pytest.mark.parametrize("gesture", ["action_remove", "action_primary", "action_send"])
def test_forged_gestures_leave_the_address_as_it_is(signed_in, alice, gesture):
    signed_in().post("/account/email/", {gesture: "yes", "email": alice.email})

    assert EmailAddress.objects.get(user=alice).email == alice.email
