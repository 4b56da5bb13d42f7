"""Who hears of me, and who no longer exists for me."""

import pytest
from django.urls import reverse

from tests import make
from whispeer.members import actions, queries
from whispeer.members.models import Block, Dismissal, Member
from whispeer.members.states import Closeness, Discoverability


@pytest.mark.parametrize("choice", list(Discoverability))
def test_one_chooses_how_one_is_heard_of(alice, client_of, choice):
    sent = {"key": make.fresh_key(), "discoverability": choice.value}

    answer = client_of(alice).post(reverse("members:privacy"), sent)

    assert answer.status_code == 302
    alice.refresh_from_db()
    assert alice.discoverability == choice


@pytest.mark.parametrize("choice", ["", "everybody", "\x00"])
def test_what_is_no_choice_changes_nothing(alice, client_of, choice):
    sent = {"key": make.fresh_key(), "discoverability": choice}

    answer = client_of(alice).post(reverse("members:privacy"), sent)

    assert answer.status_code == 200
    alice.refresh_from_db()
    assert alice.discoverability == Discoverability.DESCRIBED


def test_each_choice_shows_how_it_would_read(alice):
    alice.portrait.place = "Lyon"

    heard = queries.heard_as(alice)

    assert "Alice" in heard[Discoverability.BY_NAME]
    assert "Alice" not in heard[Discoverability.DESCRIBED]
    assert "une relieuse" in heard[Discoverability.DESCRIBED]
    assert "relieuse" not in heard[Discoverability.NOT_AT_ALL]


def test_an_example_says_no_more_than_what_is_within_reach(alice):
    alice.portrait.trade_shown = Closeness.TIE

    assert "relieuse" not in queries.heard_as(alice)[Discoverability.BY_NAME]


def test_who_blocks_and_who_is_blocked_no_longer_exist_for_each_other(
    alice, bruno, chantal, now
):
    actions.block(bruno, by=alice, now=now)
    actions.block(bruno, by=alice, now=now)

    assert set(Member.objects.existing_for(alice)) == {alice, chantal}
    assert set(Member.objects.existing_for(bruno)) == {bruno, chantal}
    assert set(Member.objects.existing_for(chantal)) == {alice, bruno, chantal}
    assert Block.objects.get().by == alice


def test_a_block_is_lifted_by_who_made_it(alice, chantal, client_of):
    make.block(alice, chantal)
    page = reverse("members:lift_block", args=[chantal.public_id])

    answer = client_of(alice).post(page, {"key": make.fresh_key()})

    assert answer.status_code == 302
    assert set(Member.objects.existing_for(alice)) == {alice, chantal}


def test_who_is_blocked_learns_nothing_and_lifts_nothing(
    alice, bruno, chantal, client_of
):
    make.block(alice, chantal)
    page = reverse("members:lift_block", args=[alice.public_id])

    for other in (bruno, chantal):
        client = client_of(other)
        assert client.post(page, {"key": make.fresh_key()}).status_code == 404
        assert "Alice" not in client.get(reverse("members:privacy")).content.decode()
    assert Block.objects.exists()


def test_the_people_i_blocked_are_named_to_me_alone(alice, chantal, client_of):
    make.block(alice, chantal)

    page = client_of(alice).get(reverse("members:privacy")).content.decode()

    assert "Chantal" in page


def test_a_gesture_let_pass_stays_away_and_is_kept_once(alice, now):
    actions.let_pass("a" * 64, by=alice, now=now)
    actions.let_pass("a" * 64, by=alice, now=now)

    assert Dismissal.objects.get().member == alice
    assert queries.let_pass_since(alice, now) == {"a" * 64: now}


def test_one_chooses_one_s_language(alice):
    actions.change_language("en", by=alice)

    alice.refresh_from_db()
    assert alice.language == "en"
