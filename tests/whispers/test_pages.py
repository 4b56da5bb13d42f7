"""The pages of a whisper before it leaves: written, read as they will read it, sent once."""

import pytest

from tests import make
from tests.whispers.pages import (
    NEW,
    PREVIEW,
    ROOM,
    SENTENCE,
    carried,
    mark,
    page_of,
    read,
    send,
    write,
)
from whispeer.whispers.models import Whisper
from whispeer.whispers.states import Step


def test_an_empty_room_says_what_it_is_for(chantal, client_of, now):
    page = read(client_of(chantal), ROOM)

    assert "Cela commence par un lien" in page


def test_what_is_written_is_read_before_it_is_said_and_said_once(
    alice, bruno, client_of, now
):
    client = client_of(alice)
    answer = write(client)
    assert answer.headers["Location"] == PREVIEW
    assert not Whisper.objects.exists()
    assert SENTENCE in read(client, PREVIEW)

    chosen = {"to": str(bruno.public_id), "other": str(bruno.public_id)}
    sent = send(client, "/whispers/new/send/", read=mark(client), **chosen)

    whisper = Whisper.objects.get()
    assert sent.headers["Location"] == page_of(whisper, "whisper")
    assert whisper.sentence == SENTENCE
    assert [one.to for one in whisper.relays.all()] == [bruno]
    assert client.get(PREVIEW).headers["Location"] == NEW


def test_offering_comes_first_and_may_stay_empty(alice, bruno, client_of, now):
    client = client_of(alice)
    page = read(client, NEW)
    assert page.index('name="offered"') < page.index('name="sentence"')

    assert write(client, offered="").headers["Location"] == PREVIEW


def test_two_words_are_no_situation_and_stay_on_the_page(alice, bruno, client_of, now):
    answer = write(client_of(alice), sentence="des clients")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "À reprendre" in page
    assert 'value="des clients"' in page
    assert "Une première palette" in page


def test_a_draft_waits_until_it_is_said_or_forgotten(alice, bruno, client_of, now):
    client = client_of(alice)
    write(client)
    assert SENTENCE in read(client, NEW)

    send(client, "/whispers/new/forget/")

    assert SENTENCE not in read(client, NEW)


def test_what_changed_in_another_window_is_read_once_more(alice, bruno, client_of, now):
    client = client_of(alice)
    write(client)
    read_before = mark(client)
    write(client, sentence="Tout autre chose, dit dans une autre fenêtre.")

    answer = send(
        client, "/whispers/new/send/", read=read_before, other=str(bruno.public_id)
    )

    assert answer.status_code == 200
    assert not Whisper.objects.exists()
    assert "dans une autre fenêtre" in answer.content.decode()


@pytest.mark.parametrize("told", ["0", "3"])
def test_the_preview_is_what_is_read_in_the_end(
    told, alice, bruno, chantal, client_of, now
):
    """The first person and the third: the same words by the same page part."""
    alice.portrait.place = "Villeurbanne"
    alice.portrait.save()
    make.tie(bruno, chantal)
    dora = make.member("Dora")
    make.tie(chantal, dora)
    client = client_of(alice)
    write(client, town_told=told)
    previews = read(client, PREVIEW)
    send(client, "/whispers/new/send/", read=mark(client), other=str(bruno.public_id))
    whisper = Whisper.objects.get()
    first = carried(whisper.relays.get())
    second = make.relay(whisper, chantal, after=first, state=Step.CARRIES)
    third = make.relay(whisper, dora, after=second)

    end = read(client_of(dora), page_of(third, "entrusted"))

    shown = previews.split('id="step-3"')[1].split('id="whom"')[0]
    for words in (
        "Villeurbanne",
        "Une première palette",
        "Relire un contrat",
        SENTENCE,
    ):
        assert (words in end) == (words in shown), words
    assert "Alice" not in end
    assert "Bruno" not in end
