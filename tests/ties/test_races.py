"""Two at once: real threads, each with its own connection, on both databases."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from tests import make
from whispeer.ties import actions, queries
from whispeer.ties.models import Card, Event, Invitation, Side, Tie, TieChange

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
ROUNDS = 5


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do all at the same instant; what each returned, or the exception it raised."""
    barrier = Barrier(len(deeds))
    answers: list[Any] = [None] * len(deeds)

    def do(place: int, deed: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=10)
            answers[place] = deed()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [Thread(target=do, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return answers


def pair():
    return make.member("Alice"), make.member("Bruno")


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_who_click_each_others_cards_make_one_tie(now, _round):
    alice, bruno = pair()
    hers, his = make.card(alice, offered_at=now), make.card(bruno, offered_at=now)

    answers = at_once(
        lambda: actions.take_card(his, by=alice, met="Là", now=now),
        lambda: actions.take_card(hers, by=bruno, met="Ici", now=now),
    )

    tie = Tie.objects.get()
    assert answers == [tie, tie]
    assert set(Side.objects.values_list("member", "other", "met")) == {
        (alice.pk, bruno.pk, "Là"),
        (bruno.pk, alice.pk, "Ici"),
    }
    assert Event.objects.count() == 1
    assert not Card.objects.filter(state="offered").exists()


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_one_card_clicked_by_two_ties_one_of_them(now, _round):
    alice, bruno = pair()
    card = make.card(make.member("Denise"), offered_at=now)

    answers = at_once(
        lambda: actions.take_card(card, by=alice, now=now),
        lambda: actions.take_card(card, by=bruno, now=now),
    )

    assert Tie.objects.count() == 1
    assert sum(isinstance(answer, Tie) for answer in answers) == 1
    assert sum(isinstance(answer, actions.CardOver) for answer in answers) == 1


def test_one_card_clicked_twice_by_the_same_person_is_one_tie(now):
    alice, bruno = pair()
    card = make.card(bruno, offered_at=now)

    answers = at_once(*[lambda: actions.take_card(card, by=alice, now=now)] * 3)

    assert answers == [Tie.objects.get()] * 3
    assert Event.objects.count() == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_taken_or_withdrawn_never_both(now, _round):
    alice, bruno = pair()
    card = make.card(bruno, offered_at=now)

    taken, withdrawn = at_once(
        lambda: actions.take_card(card, by=alice, now=now),
        lambda: actions.withdraw_card(card, by=bruno),
    )

    card.refresh_from_db()
    if isinstance(taken, Tie):
        assert card.state == "taken"
        assert isinstance(withdrawn, actions.CardOver)
    else:
        assert isinstance(taken, actions.CardOver)
        assert (card.state, withdrawn) == ("withdrawn", None)
        assert not Tie.objects.exists()


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_block_and_a_card_taken_at_once_leave_no_tie(now, _round):
    alice, bruno = pair()
    card = make.card(bruno, offered_at=now)

    at_once(
        lambda: actions.take_card(card, by=alice, now=now),
        lambda: actions.block(alice, by=bruno, now=now),
    )

    assert not Tie.objects.exists()
    assert not queries.may_meet(alice, bruno)


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_tie_let_go_while_something_is_said_in_it(now, _round):
    alice, bruno = pair()
    tie = make.tie(alice, bruno)

    said, gone, also_gone = at_once(
        lambda: actions.say_met(tie, by=alice, now=now),
        lambda: actions.let_go(tie, by=bruno, now=now),
        lambda: actions.let_go(tie, by=alice, now=now),
    )

    assert isinstance(said, Event | actions.NotATie)
    assert {type(gone), type(also_gone)} == {type(None), actions.NotATie}
    assert not Tie.objects.exists()
    assert not Event.objects.exists()


def test_both_say_at_once_that_they_met(now):
    alice, bruno = pair()
    tie = make.tie(alice, bruno)

    answers = at_once(
        *[lambda: actions.say_met(tie, by=alice, now=now)] * 2,
        *[lambda: actions.say_met(tie, by=bruno, now=now)] * 2,
    )

    assert answers == [Event.objects.get()] * 4
    assert TieChange.objects.count() == 1


def test_cards_offered_at_once_stay_within_the_limit(now):
    alice, _bruno = pair()

    at_once(*[lambda: actions.offer_card(by=alice, now=now)] * 7)

    assert Card.objects.count() == 5


def test_an_address_invited_by_two_at_once_has_one_invitation(now):
    alice, _bruno = pair()

    answers = at_once(*[lambda: actions.invite("nora@example.org", now=now)] * 3)
    assert len(set(answers)) == 1
    at_once(
        *[
            lambda: actions.invite_somebody(
                "nora@example.org", words="Viens voir", by=alice, now=now
            )
        ]
        * 3
    )
    assert Invitation.objects.count() == 2


def test_of_five_sent_at_once_three_leave(now):
    alice, _bruno = pair()

    at_once(
        *[
            lambda which=which: actions.invite_somebody(
                f"n{which}@example.org", words="Viens voir", by=alice, now=now
            )
            for which in range(5)
        ]
    )

    assert Invitation.objects.count() == 3


def test_an_invitation_used_by_two_lets_one_in(now):
    alice, bruno = pair()
    invitation = make.invitation()

    answers = at_once(
        lambda: actions.use_invitation(invitation, by=alice, now=now),
        lambda: actions.use_invitation(invitation, by=bruno, now=now),
    )

    assert sorted(type(answer).__name__ for answer in answers) == [
        "InvitationOver",
        "NoneType",
    ]


def test_changes_made_at_once_are_numbered_in_the_order_of_the_commits(now):
    alice, *others = [make.member(name) for name in "ABCDE"]
    cards = [make.card(other, offered_at=now) for other in others]

    at_once(
        *[
            lambda card=card: actions.take_card(card, by=alice, now=now)
            for card in cards
        ]
    )

    assert Tie.objects.count() == 4
    assert list(TieChange.objects.values_list("seq", flat=True)) == [1, 2, 3, 4]
