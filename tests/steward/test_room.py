"""The steward's room: for anybody else it does not exist; in it, nothing private."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from tests import make
from tests.members.reading import words_of
from tests.steward.room import ROOM, read, send
from whispeer.members.models import JoinRequest
from whispeer.members.queries import gestures_for
from whispeer.members.states import Asked, ReportState
from whispeer.steward import queries
from whispeer.ties import actions as ties
from whispeer.ties.models import Invitation
from whispeer.ties.states import InvitationState

pytestmark = pytest.mark.both


# ── For whom it is there ─────────────────────────────────────────────────────


def test_for_a_member_it_does_not_exist(alice, client_of):
    assert client_of(alice).get(ROOM).status_code == 404
    assert ROOM not in read(client_of(alice), "/")


def test_signed_out_it_is_as_any_address(client_of):
    there, nowhere = (client_of().get(path) for path in (ROOM, "/nowhere/"))

    assert there.status_code == nowhere.status_code == 302
    assert there["Location"].split("?")[0] == nowhere["Location"].split("?")[0]


def test_the_menu_shows_it_to_a_steward(steward, client_of):
    assert f'href="{ROOM}"' in read(client_of(steward), "/")


def test_who_is_no_longer_a_steward_finds_it_gone(steward, client_of):
    client = client_of(steward)
    before = client.get(ROOM).status_code
    call_command("steward", steward.email, "--no-longer")

    assert (before, client.get(ROOM).status_code) == (200, 404)


def test_a_command_makes_a_member_a_steward(alice, capsys):
    call_command("steward", alice.email.upper())

    alice.refresh_from_db()
    assert alice.is_steward
    assert "Alice Aubert" in capsys.readouterr().out


def test_nobody_can_be_made_one_who_is_not_here(db):
    with pytest.raises(CommandError):
        call_command("steward", "personne@example.org")


# ── What stands in it ────────────────────────────────────────────────────────


def test_an_empty_room_explains_itself(steward, client_of):
    page = read(client_of(steward))

    assert '<ul class="people">' not in page
    assert f'href="{ROOM}invitations/new/"' in page


def test_it_holds_nothing_of_anybody_who_did_not_speak_to_the_house(
    steward, alice, bruno, client_of
):
    make.thanks(make.tie(alice, make.member("Denis")), by=alice)
    make.invitation(alice, email="amie@example.org")

    page = read(client_of(steward))

    for word in ("Alice", "Bruno", "Denis", "bail", "amie@example.org"):
        assert word not in page


def test_the_longest_waiting_come_first_and_the_list_has_an_end(
    steward, client_of, now
):
    for number in range(12):
        asked_at = now - timedelta(days=number)
        make.join_request(f"Personne{chr(97 + number)}", asked_at=asked_at)

    shown = [one.given_name for one in queries.requests_for(steward)]

    assert shown == [f"Personne{letter}" for letter in "lkjihgf"]


def test_the_room_costs_as_much_with_many_rows(
    steward, client_of, django_assert_max_num_queries
):
    for number in range(7):
        pair = make.member(f"Un {number}"), make.member(f"Deux {number}")
        make.report(*pair)
        make.report(*pair, state=ReportState.CLOSED)
        make.join_request(f"Trois {number}")
        make.invitation()
    client = client_of(steward)

    with django_assert_max_num_queries(8):
        client.get(ROOM)


def test_today_leads_there_when_something_waits_and_again_when_something_new_does(
    steward, now
):
    calm = [g for g in gestures_for(steward, now) if g.kind == "steward"]
    make.join_request("Octave", asked_at=now - timedelta(days=2))
    [first] = [g for g in gestures_for(steward, now) if g.kind == "steward"]
    make.join_request("Owen", asked_at=now - timedelta(days=1))
    [second] = [g for g in gestures_for(steward, now) if g.kind == "steward"]

    assert calm == []
    assert first.actions[0].url == ROOM
    assert first.key != second.key


# ── Who asked to join ────────────────────────────────────────────────────────


def test_to_welcome_somebody_sends_an_invitation_in_his_language(
    steward, client_of, mailbox, run_tasks
):
    owen = make.join_request("Owen", language="en")
    answer = send(client_of(steward), "welcome", owen)
    run_tasks()

    assert answer.status_code == 302
    owen.refresh_from_db()
    assert owen.state == Asked.WELCOMED
    [letter] = mailbox
    assert (letter["To"], letter["Subject"]) == (owen.email, "An invitation for you")
    assert "/invitation/" in words_of(letter)
    assert Invitation.objects.get().by is None


def test_who_came_in_by_another_way_is_not_invited_again(
    steward, client_of, mailbox, run_tasks
):
    octave = make.join_request("Octave")
    make.member("Octave", email=octave.email)
    send(client_of(steward), "welcome", octave)
    run_tasks()

    octave.refresh_from_db()
    assert octave.state == Asked.WELCOMED
    assert mailbox == []


def test_a_request_let_go_sends_nothing(steward, client_of, mailbox, run_tasks):
    octave = make.join_request("Octave")
    answer = send(client_of(steward), "let_go", octave)
    run_tasks()

    assert answer.status_code == 302
    octave.refresh_from_db()
    assert octave.state == Asked.LET_GO
    assert mailbox == []


def test_a_request_is_answered_once(steward, client_of):
    octave = make.join_request("Octave")
    client = client_of(steward)
    send(client, "welcome", octave)

    assert send(client, "let_go", octave).status_code == 404
    octave.refresh_from_db()
    assert octave.state == Asked.WELCOMED


def test_a_member_answers_no_request(alice, client_of):
    octave = make.join_request("Octave")

    for name in ("welcome", "let_go"):
        assert send(client_of(alice), name, octave).status_code == 404
    assert JoinRequest.objects.get().state == Asked.WAITING


# ── Invitations of the house ─────────────────────────────────────────────────


def test_the_house_invites_one_address(steward, client_of, mailbox, run_tasks):
    said = {"email": "Nadia@example.org", "language": "fr"}
    answer = send(client_of(steward), "invite", **said)
    run_tasks()

    assert answer.status_code == 302
    assert [letter["To"] for letter in mailbox] == ["nadia@example.org"]
    assert "nadia@example.org" in read(client_of(steward))


@pytest.mark.parametrize("email", ["", "nadia", "nadia@", "a\x00b@example.org"])
def test_what_is_no_address_invites_nobody(email, steward, client_of):
    answer = send(client_of(steward), "invite", email=email, language="fr")

    assert answer.status_code == 200
    assert not Invitation.objects.exists()


def test_a_member_is_not_invited_again(steward, alice, client_of):
    answer = send(client_of(steward), "invite", email=alice.email, language="fr")

    assert answer.status_code == 200
    assert alice.email in answer.content.decode()
    assert not Invitation.objects.exists()


def test_an_invitation_of_the_house_is_withdrawn(steward, client_of):
    invitation = make.invitation()
    answer = send(client_of(steward), "withdraw", invitation)

    assert answer.status_code == 302
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.WITHDRAWN


def test_whatever_was_sent_before_is_reached_and_can_be_withdrawn(
    steward, client_of, now
):
    for number in range(queries.A_PAGE + 2):
        sent_at = now - timedelta(minutes=number)
        make.invitation(email=f"amie-{number}@example.org", sent_at=sent_at)
    client = client_of(steward)
    first = queries.invitations_sent(now)
    earlier = read(client, f"{ROOM}?from={first.next_from}")

    assert f"?from={first.next_from}" in read(client)
    for number in (queries.A_PAGE, queries.A_PAGE + 1):
        assert f"amie-{number}@" in earlier
        assert f"amie-{number}@" not in read(client)
    last = Invitation.objects.get(email=f"amie-{queries.A_PAGE + 1}@example.org")
    assert str(last.public_id) in earlier
    assert 'id="requests"' not in earlier


NOBODY = "4b1f9a52-7d0e-4a3e-9c57-0d9f3d0d1a11"


@pytest.mark.parametrize("start", ["", "nowhere", "\x00", NOBODY])
def test_an_address_that_is_none_begins_with_the_last_ones(start, steward, client_of):
    make.invitation(email="amie@example.org")

    page = client_of(steward).get(ROOM, {"from": start}).content.decode()

    assert "amie@example.org" in page
    assert 'id="requests"' in page


def test_one_that_was_just_used_says_so(steward, alice, client_of, monkeypatch):
    invitation = make.invitation()
    withdraw = ties.withdraw_invitation

    def used_meanwhile(invitation, *, by):
        Invitation.objects.update(state=InvitationState.USED, used_by=alice)
        withdraw(invitation, by=by)

    monkeypatch.setattr(ties, "withdraw_invitation", used_meanwhile)
    answer = send(client_of(steward), "withdraw", invitation)

    assert answer.status_code == 302
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.USED


def test_a_members_own_invitation_is_none_of_the_houses(steward, alice, client_of):
    invitation = make.invitation(alice)

    assert send(client_of(steward), "withdraw", invitation).status_code == 404
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.SENT
