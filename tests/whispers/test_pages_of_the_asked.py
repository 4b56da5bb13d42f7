"""The pages of the one who is asked: what he reads, and the ways he has."""

import pytest

from tests import make
from tests.whispers.pages import (
    ROOM,
    SENTENCE,
    carried,
    page_of,
    read,
    send,
    unkeyed,
)
from whispeer.whispers import actions
from whispeer.whispers.models import Relay, Whisper
from whispeer.whispers.states import State, Step


def test_the_one_who_is_asked_reads_who_asks_and_has_four_ways(
    asked, bruno, client_of, now
):
    page = read(client_of(bruno), page_of(asked, "entrusted"))

    assert "Alice" in page
    assert SENTENCE in page
    for way in ("help", "let_rest", "too_much", "felt_like_selling", "report"):
        assert page_of(asked, way) in page, way


def test_who_has_nobody_to_pass_it_on_to_may_still_hand_it_over(
    asked, bruno, client_of, now
):
    assert page_of(asked, "carry_beyond") in read(
        client_of(bruno), page_of(asked, "entrusted")
    )


@pytest.mark.parametrize("way", ["let_rest", "too_much"])
def test_resting_and_too_much_look_like_nothing_for_who_asked(
    way, asked, alice, bruno, client_of, now
):
    client = client_of(alice)
    before = read(client, page_of(asked.whisper, "whisper"))

    send(client_of(bruno), page_of(asked, way))

    assert unkeyed(read(client, page_of(asked.whisper, "whisper"))) == unkeyed(before)
    assert client_of(bruno).get(page_of(asked, "entrusted")).status_code == 404


def test_a_yes_waits_for_the_seekers_own(asked, alice, bruno, client_of, now):
    send(client_of(bruno), page_of(asked, "help"), word="Je l’ai fait deux fois.")

    page = read(client_of(alice), page_of(asked.whisper, "whisper"))
    assert "Je l’ai fait deux fois." in page
    send(client_of(alice), page_of(asked.whisper, "accept", asked.public_id))
    assert Whisper.objects.get().state == State.LANDED
    assert "Bruno" in read(client_of(alice), page_of(asked.whisper, "whisper"))


def test_the_name_of_who_would_help_comes_with_the_seekers_yes(
    asked, alice, bruno, chantal, client_of, now
):
    make.tie(bruno, chantal)
    further = make.relay(asked.whisper, chantal, after=carried(asked))
    send(client_of(chantal), page_of(further, "help"), word="Oui, volontiers.")
    seeker = client_of(alice)
    before = read(seeker, page_of(asked.whisper, "whisper"))
    assert "Oui, volontiers." in before
    assert "Chantal" not in before

    send(seeker, page_of(asked.whisper, "accept", further.public_id))

    assert "Chantal Cordier" in read(seeker, page_of(asked.whisper, "whisper"))
    assert "Chantal" in read(client_of(bruno), page_of(asked, "entrusted"))
    assert "Alice" in read(client_of(chantal), page_of(further, "entrusted"))


def test_passing_it_on_keeps_the_line_and_who_refuses_gives_the_words_back(
    asked, alice, bruno, chantal, client_of, now
):
    make.tie(bruno, chantal)
    client = client_of(bruno)
    line = "Elle a tenu un stand à Tokyo, je crois."
    nobody = send(client, page_of(asked, "carry"), line=line, to="nobody")
    assert line in nobody.content.decode()

    send(
        client,
        page_of(asked, "carry"),
        line=line,
        to=str(chantal.public_id),
        other=str(chantal.public_id),
    )

    assert Relay.objects.get(to=chantal).line == line


def test_what_was_typed_on_a_page_that_is_gone_comes_back(
    asked, alice, bruno, client_of, now
):
    actions.recall(asked.whisper, by=alice, now=now)

    answer = send(
        client_of(bruno), page_of(asked, "help"), word="Des mots écrits pour toi."
    )

    assert answer.status_code in {404, 410}
    assert "Des mots écrits pour toi." in answer.content.decode()


def test_one_private_tap_tells_nobody(asked, alice, bruno, client_of, now):
    before = read(client_of(alice), page_of(asked.whisper, "whisper"))

    send(client_of(bruno), page_of(asked, "felt_like_selling"))

    after = read(client_of(alice), page_of(asked.whisper, "whisper"))
    assert unkeyed(after) == unkeyed(before)


def test_the_seeker_is_not_told_by_his_absence(asked, alice, bruno, client_of, now):
    """Diane is tied to Alice, too: she finds her among her ties, as on any other day."""
    asked.whisper.hops = 3
    asked.whisper.save()
    diane = make.member("Diane")
    for one in (alice, bruno):
        make.tie(diane, one)
    relay = make.relay(asked.whisper, diane, after=carried(asked))

    page = read(client_of(diane), page_of(relay, "carry"))
    assert alice.name in page
    assert bruno.name not in page

    send(client_of(diane), page_of(relay, "carry"), other=str(alice.public_id))
    (back,) = relay.next.all()
    assert (back.to, back.state) == (alice, Step.RESTS)
    assert str(back.public_id) not in read(client_of(alice), ROOM)


def test_who_carries_it_reads_whom_he_asked_and_what_became_of_it(
    asked, bruno, client_of, now
):
    diane = make.member("Diane", family_name="Delmas")
    make.tie(diane, bruno)
    emile = make.member("Emile")
    make.relay(asked.whisper, emile, after=carried(asked))
    step = make.relay(asked.whisper, diane, after=asked)

    page = read(client_of(bruno), page_of(asked, "entrusted"))
    assert "Diane Delmas" in page
    assert emile.name in page
    assert page_of(step, "entrusted") not in page
