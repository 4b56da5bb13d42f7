"""A member invites in his own words: one message, once, three in a quarter."""

from datetime import timedelta

import pytest

from tests.ties.pages import send, text_of
from whispeer.ties import actions, queries
from whispeer.ties.actions.invitations import LASTS
from whispeer.ties.models import Invitation, NeverAgain
from whispeer.ties.queries.links import invitation_link

pytestmark = pytest.mark.both
NORA = "nora@example.org"
WORDS = "Nora, viens voir cette maison : on y parle peu et bien."


def invite(by, now, email=NORA):
    return actions.invite_somebody(email, words=WORDS, by=by, now=now)


def test_an_address_is_invited_in_one_message_and_one_s_own_words(
    alice, now, mailbox, run_tasks
):
    invitation = invite(alice, now, NORA.upper())
    run_tasks()

    [message] = mailbox
    assert message["To"] == NORA
    body = message.get_content()
    assert "Alice Aubert" in body
    assert WORDS in body
    assert invitation_link(invitation) in body


def test_a_member_writes_to_an_address_once(alice, now, mailbox, run_tasks):
    first = invite(alice, now)
    with pytest.raises(actions.AlreadyInvited):
        invite(alice, now)
    actions.withdraw_invitation(first, by=alice)
    with pytest.raises(actions.AlreadyInvited):
        invite(alice, now)
    run_tasks()

    assert len(mailbox) == 1


def test_three_leave_in_a_quarter_whatever_becomes_of_them(alice, now):
    sent = [invite(alice, now, f"n{which}@example.org") for which in range(3)]
    actions.withdraw_invitation(sent[0], by=alice)
    actions.let_lapse(now=now + timedelta(days=70))

    with pytest.raises(actions.TooManyInvitations):
        invite(alice, now + timedelta(days=89))
    invite(alice, now + timedelta(days=92))


def test_who_is_a_member_is_not_told_apart(alice, bruno, now, mailbox, run_tasks):
    """Or anybody could learn who is here, an address at a time."""
    invite(alice, now, bruno.email)
    run_tasks()

    assert mailbox == []
    assert [one.invitation.email for one in queries.invitations_of(alice)] == [
        bruno.email
    ]


def test_an_address_and_its_words_are_forgotten_when_it_ends(alice, now):
    invite(alice, now)

    actions.let_lapse(now=now + LASTS)

    row = Invitation.objects.get()
    assert (row.email, row.words) == ("", "")
    assert queries.invitations_of(alice) == []


def test_once_is_once_long_after_the_address_is_forgotten(
    alice, now, mailbox, run_tasks
):
    invite(alice, now)
    later = now + timedelta(days=400)
    actions.let_lapse(now=later)

    with pytest.raises(actions.AlreadyInvited):
        invite(alice, later, NORA.upper())
    run_tasks()
    assert NORA not in str(Invitation.objects.values())
    assert len(mailbox) == 1


# ── Who wishes to hear nothing ───────────────────────────────────────────────


def silence(client, invitation, settings):
    link = invitation_link(invitation, "ties:never_again")
    return send(client, link.removeprefix(settings.ADDRESS))


def test_who_asked_for_silence_is_written_to_by_nobody(
    alice, bruno, now, mailbox, run_tasks
):
    actions.never_again(invite(alice, now), now=now)
    run_tasks()
    mailbox.clear()

    invite(bruno, now, NORA.upper())
    run_tasks()

    assert mailbox == []
    assert not Invitation.objects.filter(by=alice, email=NORA).exists()
    assert NORA not in str(NeverAgain.objects.values())


def test_the_house_does_not_write_to_him_either_unless_he_asks(
    alice, now, mailbox, run_tasks
):
    actions.never_again(invite(alice, now), now=now)
    run_tasks()
    mailbox.clear()

    actions.invite(NORA, now=now)
    run_tasks()
    assert mailbox == []
    actions.invite(NORA, now=now, asked=True)
    run_tasks()
    assert len(mailbox) == 1


def test_looking_at_that_page_changes_nothing(client, alice, now, settings):
    invitation = invite(alice, now)
    link = invitation_link(invitation, "ties:never_again")

    assert client.get(link.removeprefix(settings.ADDRESS)).status_code == 200
    assert (
        client.get(link.removeprefix(settings.ADDRESS)[:-12] + "/").status_code == 404
    )

    assert not NeverAgain.objects.exists()


def test_asked_twice_it_is_kept_once(client, alice, now, settings):
    invitation = invite(alice, now)
    for _ in range(2):
        assert silence(client, invitation, settings).status_code in {200, 302}

    assert NeverAgain.objects.count() == 1


# ── The page ─────────────────────────────────────────────────────────────────


SENT = {"email": NORA, "words": "Tu devrais voir cette maison.", "language": "fr"}


def test_a_member_invites_from_his_page_and_sees_what_became_of_it(
    client, alice, chantal
):
    client.force_login(alice)
    answer = send(client, "/network/invitations/new/", **SENT)
    assert answer.status_code == 302
    assert NORA in text_of(client.get("/network/invitations/"))

    invitation = Invitation.objects.get()
    actions.use_invitation(invitation, by=chantal, now=invitation.sent_at)

    assert chantal.name in text_of(client.get("/network/invitations/"))
    client.force_login(chantal)
    assert alice.name in text_of(client.get("/network/invitations/"))


def test_nobody_sees_another_s_invitations(client, alice, bruno, now):
    invitation = invite(alice, now)
    client.force_login(bruno)

    page = text_of(client.get("/network/invitations/"))
    path = f"/network/invitations/{invitation.public_id}/withdraw/"

    assert NORA not in page
    assert send(client, path).status_code == 404
    assert queries.open_invitation(invitation.public_id, now)


def test_one_takes_back_an_invitation_from_the_page(client, alice, now):
    invitation = invite(alice, now)
    client.force_login(alice)
    path = f"/network/invitations/{invitation.public_id}/withdraw/"

    assert send(client, path).status_code == 302
    assert send(client, path).status_code == 302
    assert queries.open_invitation(invitation.public_id, now) is None


@pytest.mark.parametrize(
    "wrong", [{"email": "nora"}, {"words": "Viens"}, {"words": ""}]
)
def test_what_was_written_comes_back(client, alice, wrong):
    client.force_login(alice)

    answer = send(client, "/network/invitations/new/", **(SENT | wrong))

    assert answer.status_code == 200
    assert not Invitation.objects.exists()


def test_in_the_fourth_letter_of_a_season_the_words_come_back(client, alice, now):
    for which in range(3):
        invite(alice, now, f"n{which}@example.org")
    client.force_login(alice)

    answer = send(client, "/network/invitations/new/", **SENT)

    assert SENT["words"] in text_of(answer)
    assert Invitation.objects.count() == 3
