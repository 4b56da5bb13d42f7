"""Another hour, or none: on one's page, by one button, or by a mail program's one click."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from whispeer.members.models import Member
from whispeer.members.queries import turn_down_link


def hour_of(member: Member) -> int | None:
    member.refresh_from_db()
    hour: int | None = member.mail_hour
    return hour


def path_of(member: Member, settings) -> str:
    return turn_down_link(member).removeprefix(settings.ADDRESS)


def test_opening_the_link_changes_nothing(alice, settings, all_tables):
    before = all_tables()
    page = Client().get(path_of(alice, settings))
    Client().head(path_of(alice, settings))

    assert page.status_code == 200
    assert "Aubert" not in page.content.decode()
    assert all_tables() == before


def test_one_button_turns_it_down_without_signing_in(alice, settings):
    path = path_of(alice, settings)
    answer = Client().post(path, {"key": make.fresh_key()})

    assert answer.status_code == 302
    assert hour_of(alice) is None
    assert "ne vient plus" in Client().get(path).content.decode()


def test_a_mail_program_turns_it_down_in_one_click(alice, settings):
    """RFC 8058: no cookie, no token, no key, no redirect; and twice is once."""
    program = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = program.post(
            path_of(alice, settings), {"List-Unsubscribe": "One-Click"}
        )
        assert answer.status_code == 204

    assert hour_of(alice) is None


def test_a_post_that_says_nothing_turns_nothing_down(alice, settings):
    answer = Client().post(path_of(alice, settings), {"List-Unsubscribe": "maybe"})

    assert answer.status_code == 200
    assert hour_of(alice) == 8


def test_a_link_of_somebody_else_or_of_nobody_opens_nothing(alice, bruno, settings):
    *_, signature, _ = path_of(bruno, settings).split("/")
    for public_id in (alice.public_id, uuid.uuid4()):
        path = reverse("members:turn_down", args=[public_id, signature])
        answer = Client().post(path, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 404

    assert hour_of(alice) == 8


# ── Choosing ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("said", "kept"), [("0", 0), ("23", 23), ("never", None)])
def test_one_chooses_ones_hour(said, kept, alice, client_of):
    sent = {"key": make.fresh_key(), "mail_hour": said}
    answer = client_of(alice).post(reverse("members:letters"), sent)

    assert answer.status_code == 302
    assert hour_of(alice) == kept


@pytest.mark.parametrize("said", ["", "24", "-1", "8.5", "\x00", "huit"])
def test_what_is_no_hour_changes_nothing(said, alice, client_of):
    sent = {"key": make.fresh_key(), "mail_hour": said}
    answer = client_of(alice).post(reverse("members:letters"), sent)

    assert answer.status_code == 200
    assert hour_of(alice) == 8


def test_one_says_that_one_likes_to_welcome_and_may_change_ones_mind(alice, client_of):
    client = client_of(alice)
    for sent, kept in (({"welcomes": "on"}, True), ({}, False)):
        client.post(reverse("members:welcoming"), {"key": make.fresh_key(), **sent})
        alice.refresh_from_db()
        assert alice.welcomes is kept
