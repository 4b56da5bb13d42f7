"""An invitation is a way in for one address: sent once, used once."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from tests import make
from tests.ties.pages import send, text_of
from whispeer.ties import actions, queries
from whispeer.ties.actions.invitations import LASTS
from whispeer.ties.actions.moves import move
from whispeer.ties.models import Invitation
from whispeer.ties.queries.invitations import IN_SESSION
from whispeer.ties.queries.links import invitation_link
from whispeer.ties.states import INVITATION_NEXT, InvitationState

pytestmark = pytest.mark.both
NORA = "nora@example.org"
WORDS = "Nora, viens voir cette maison : on y parle peu et bien."


def path_of(invitation, settings):
    return invitation_link(invitation).removeprefix(settings.ADDRESS)


def invite(by, now, email=NORA):
    return actions.invite_somebody(email, words=WORDS, by=by, now=now)


def test_asked_again_the_house_s_own_leaves_again(db, now, mailbox, run_tasks):
    assert actions.invite(NORA, now=now) == actions.invite(NORA, now=now)
    run_tasks()

    assert Invitation.objects.count() == 1
    assert len(mailbox) == 2


def test_the_house_and_a_member_invite_each_for_themselves(alice, now):
    actions.invite(NORA, now=now)
    invite(alice, now)

    assert Invitation.objects.count() == 2


# ── Its life ─────────────────────────────────────────────────────────────────


def test_after_it_ended_the_house_may_send_another(db, now):
    first = actions.invite(NORA, now=now)
    second = actions.invite(NORA, now=now + LASTS)

    first.refresh_from_db()
    assert first.state == InvitationState.EXPIRED
    assert second != first


def test_the_house_is_told_who_is_a_member(bruno, now):
    with pytest.raises(actions.AlreadyAMember):
        actions.invite(bruno.email, now=now)


def test_an_invitation_lets_one_person_in(alice, chantal, now):
    invitation = make.invitation(alice)
    actions.use_invitation(invitation, by=chantal, now=now)
    actions.use_invitation(invitation, by=chantal, now=now)

    with pytest.raises(actions.InvitationOver):
        actions.use_invitation(invitation, by=make.member("Denise"), now=now)
    assert queries.open_invitation(invitation.public_id, now) is None


def test_who_came_in_once_does_not_come_in_again(alice, bruno, chantal, now):
    actions.use_invitation(make.invitation(alice), by=chantal, now=now)

    with pytest.raises(actions.InvitationOver):
        actions.use_invitation(make.invitation(bruno), by=chantal, now=now)


def test_who_sent_an_invitation_may_take_it_back(alice, bruno, chantal, now):
    invitation = make.invitation(alice)
    with pytest.raises(actions.InvitationOver):
        actions.withdraw_invitation(invitation, by=bruno)

    actions.withdraw_invitation(invitation, by=alice)
    actions.withdraw_invitation(invitation, by=alice)

    assert queries.open_invitation(invitation.public_id, now) is None
    with pytest.raises(actions.InvitationOver):
        actions.use_invitation(invitation, by=chantal, now=now)


def test_an_invitation_moves_only_as_its_table_says(alice):
    for before in InvitationState:
        for after in InvitationState:
            invitation = make.invitation(alice, state=before)
            row = Invitation.objects.filter(pk=invitation.pk)
            moved = move(row, INVITATION_NEXT, after)
            assert bool(moved) == (after in INVITATION_NEXT[before])
            row.delete()


def test_an_address_has_one_live_invitation_of_each(alice):
    make.invitation(alice, email=NORA)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.invitation(alice, email=NORA)


def test_an_address_has_one_live_invitation_of_the_house(db):
    make.invitation(email=NORA)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.invitation(email=NORA)


# ── Its page ─────────────────────────────────────────────────────────────────


def test_the_page_says_who_invites_and_its_button_opens_the_door(
    client, alice, now, settings
):
    invitation = make.invitation(alice)
    path = path_of(invitation, settings)

    page = client.get(path)
    assert "Alice Aubert" in text_of(page)
    assert IN_SESSION not in client.session

    answer = send(client, path)
    assert answer.status_code == 302
    assert client.session[IN_SESSION] == str(invitation.public_id)
    assert invitation.email not in answer.headers["Location"]


def test_an_old_page_of_an_invitation_opens_nothing(client, alice, settings):
    path = path_of(make.invitation(alice), settings)

    assert client.post(path, {"key": "never mine"}).status_code == 200
    assert IN_SESSION not in client.session


@pytest.mark.parametrize("state", ["used", "withdrawn", "expired", "late"])
def test_an_invitation_that_is_over_says_so_and_nothing_else(
    client, alice, now, settings, state
):
    fields = {"expires_at": now} if state == "late" else {"state": state}
    path = path_of(make.invitation(alice, **fields), settings)

    for page in (client.get(path), send(client, path)):
        assert page.status_code == 410
        assert "Alice" not in text_of(page)
    assert IN_SESSION not in client.session


def test_a_forged_invitation_is_unknown(client, alice, settings):
    path = path_of(make.invitation(alice), settings)

    for forged in (path[:-2] + "/", path[:-3] + "é/", path.replace("-", "_")):
        assert client.get(forged).status_code in {404, 302}
    assert client.get(path[:-5] + "AAAA/").status_code == 404


def test_who_is_inside_needs_no_invitation(client, alice, bruno, settings):
    client.force_login(bruno)
    path = path_of(make.invitation(alice), settings)

    assert send(client, path).status_code == 200
    assert IN_SESSION not in client.session


# ── The house's own ──────────────────────────────────────────────────────────


def test_the_operator_invites_and_reads_the_link(db, mailbox, run_tasks, capsys):
    call_command("invite", NORA, "--language", "en")
    run_tasks()

    link = invitation_link(Invitation.objects.get())
    assert link in capsys.readouterr().out
    assert link in mailbox[0].get_content()
    assert mailbox[0]["Content-Language"] == "en"


@pytest.mark.parametrize("wrong", ["", "nora", "nora@", "a b@example.org", "x\n@y.org"])
def test_the_operator_is_told_of_a_bad_address(db, wrong):
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("invite", wrong)
    assert not Invitation.objects.exists()


def test_the_operator_is_told_of_somebody_who_is_here(alice):
    with pytest.raises(CommandError, match="already a member"):
        call_command("invite", alice.email)


def test_what_is_overdue_is_forgotten_but_not_who_came_in(alice, chantal, now):
    used = make.invitation(alice, sent_at=now)
    actions.use_invitation(used, by=chantal, now=now)
    make.invitation(alice, sent_at=now)

    actions.let_lapse(now=now + timedelta(days=100))

    assert Invitation.objects.get() == used
