"""What Today says of whispers: what waits in one's hands, and what the mail told of."""

from datetime import timedelta

import pytest

from tests import make
from tests.whispers.pages import SENTENCE, carried, page_of, read
from whispeer.whispers import actions
from whispeer.whispers.models import Whisper
from whispeer.whispers.states import State, Step


@pytest.fixture
def whispered(alice, bruno, now) -> Whisper:
    return make.whisper(alice, sentence=SENTENCE, opened_at=now - timedelta(days=3))


def test_what_was_entrusted_to_one_comes_first(asked, bruno, client_of, now):
    page = read(client_of(bruno), "/")

    first = page.split("gesture--first")[1].split("</article>")[0]
    assert SENTENCE in first
    assert page_of(asked, "entrusted") in first


def test_the_seeker_reads_that_somebody_would_help(asked, alice, bruno, client_of, now):
    actions.help_with(asked, by=bruno, now=now)

    assert "Quelqu’un veut bien t’aider." in read(client_of(alice), "/")


def test_the_seeker_reads_that_a_name_is_awaited(whispered, alice, client_of, now):
    assert "À qui, maintenant" in read(client_of(alice), "/")


def test_who_carried_it_reads_that_it_landed_and_then_the_thanks(
    asked, alice, bruno, chantal, client_of, now
):
    last = make.relay(asked.whisper, chantal, after=carried(asked), state=Step.HELPS)
    actions.accept(last, by=alice, now=now)
    assert "Il est arrivé, et tu l’as porté. Merci." in read(client_of(bruno), "/")

    actions.thank(last.whisper, by=alice, words="Le bail est signé.", now=now)

    page = read(client_of(bruno), "/")
    assert "Le bail est signé." in page
    assert "Il est arrivé, et tu l’as porté." not in page


def test_whoever_carried_it_reads_that_it_is_over_whatever_ended_it(
    asked, alice, bruno, client_of, now
):
    """A recall and an end say the same; the words are gone."""
    carried(asked)
    actions.recall(asked.whisper, by=alice, now=now)

    page = read(client_of(bruno), "/")
    assert "Ce murmure est fini" in page
    assert SENTENCE not in page


def test_the_seeker_reads_that_it_came_to_rest(alice, bruno, client_of, now):
    make.whisper(alice, sentence=SENTENCE, state=State.OVER, ended_at=now)

    assert "Il s’est éteint sans arriver." in read(client_of(alice), "/")


def test_what_ended_long_ago_is_said_no_more(alice, bruno, client_of, now):
    long_ago = now - timedelta(days=8)
    make.whisper(alice, sentence=SENTENCE, state=State.OVER, ended_at=long_ago)

    assert "Il s’est éteint sans arriver." not in read(client_of(alice), "/")


def test_who_is_blocked_by_the_seeker_reads_nothing_of_how_it_landed(
    asked, alice, bruno, chantal, client_of, now
):
    last = make.relay(asked.whisper, chantal, after=carried(asked), state=Step.HELPS)
    actions.accept(last, by=alice, now=now)
    make.block(alice, bruno)

    assert SENTENCE not in read(client_of(bruno), "/")
    assert client_of(bruno).get(page_of(asked, "entrusted")).status_code in {404, 410}
