"""Of two who move a row at once one does, whatever else the rule looks at."""

import time
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from tests import make
from whispeer.ground.moves import move
from whispeer.ties.models import Card
from whispeer.ties.states import CARD_NEXT, CardState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
A_MOMENT = 0.3  # in which the second one comes to wait for the first


def offered(card):
    return Card.objects.filter(pk=card.pk, by__is_active=True)  # another table, too


def test_who_waited_for_another_finds_the_row_moved(now):
    card = make.card(make.member("Alice"), offered_at=now)
    first_is_in, moved = Event(), []

    def second():
        first_is_in.wait(timeout=10)
        moved.append(move(offered(card), CARD_NEXT, CardState.WITHDRAWN))
        connection.close()

    thread = Thread(target=second)
    thread.start()
    with transaction.atomic():
        moved.append(move(offered(card), CARD_NEXT, CardState.EXPIRED))
        first_is_in.set()
        time.sleep(A_MOMENT)
    thread.join(timeout=30)

    assert moved == [1, 0]
    card.refresh_from_db()
    assert card.state == CardState.EXPIRED


def test_what_the_table_does_not_lead_to_does_not_move(now):
    card = make.card(make.member("Alice"), offered_at=now)
    assert move(offered(card), CARD_NEXT, CardState.WITHDRAWN) == 1
    assert move(offered(card), CARD_NEXT, CardState.EXPIRED) == 0
    assert move(offered(card), CARD_NEXT, CardState.WITHDRAWN) == 0
