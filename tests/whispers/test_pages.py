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
from whispeer.whispers.states import Kind, Step


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


@pytest.mark.parametrize("told", ["0", "2", "3"])
def test_so_is_that_of_who_is_asked_directly(
    told, alice, bruno, chantal, client_of, now
):
    """However far it may go from hand to hand, whoever lived it may be further."""
    alice.portrait.place, alice.portrait.company = "Villeurbanne", "Reliures Aubert"
    alice.portrait.save()
    client = client_of(alice)
    facts = {"town_told": told, "company_told": told, "name_told": told}
    write(client, hops="1", strangers="on", **facts)
    previews = read(client, PREVIEW)
    send(client, "/whispers/new/send/", read=mark(client), other=str(bruno.public_id))
    direct = make.relay(Whisper.objects.get(), chantal, kind=Kind.STRANGER)

    end = read(client_of(chantal), page_of(direct, "entrusted"))

    shown = previews.split('id="step-4"')[1].split('id="whom"')[0]
    for words in ("Villeurbanne", "Reliures Aubert", "Relire un contrat", SENTENCE):
        assert (words in end) == (words in shown), words
    assert ("Villeurbanne" in end) == (told == "3")
    assert "Alice" not in end
    assert "Alice" not in shown


@pytest.fixture
def proposed(alice, bruno):
    """Bruno, of whom the house thinks; Fanny, of whom it does not."""
    make.entry(bruno, words="Une première palette de fromage au Japon.")
    fanny = make.member("Fanny")
    make.tie(alice, fanny)
    return {"to": str(bruno.public_id), "other": str(fanny.public_id)}


def test_of_two_who_are_chosen_the_house_does_not_guess(
    proposed, alice, client_of, now
):
    """A word that went to the wrong person cannot be taken from him again."""
    client = client_of(alice)
    write(client)
    answer = send(client, "/whispers/new/send/", read=mark(client), **proposed)

    assert "Deux personnes sont choisies" in answer.content.decode()
    assert not Whisper.objects.exists()


def test_somebody_else_is_chosen_by_the_list_alone(proposed, alice, client_of, now):
    client = client_of(alice)
    write(client)
    assert proposed["to"] in read(client, PREVIEW)
    chosen = {"other": proposed["other"]}
    send(client, "/whispers/new/send/", read=mark(client), **chosen)

    (relay,) = Whisper.objects.get().relays.all()
    assert relay.to is not None
    assert relay.to.given_name == "Fanny"


def test_no_company_that_is_kept_out_is_dropped_in_silence(
    alice, bruno, client_of, now
):
    names = "\n".join(f"Maison {n}" for n in range(11))
    answer = write(client_of(alice), without_companies=names)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Dix entreprises au plus" in page
    assert "Maison 10" in page
