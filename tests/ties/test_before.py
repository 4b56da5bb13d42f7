"""Before the meeting: what one reads again, and the promise that nobody else reads."""

from django.urls import reverse

from tests import make
from whispeer.members.states import Discoverability, EntryKind
from whispeer.ties.models import Side

PROMISE = "Lui rapporter le papier de Nantes"
NEED = "Je cherche quelqu’un qui a déjà négocié un bail commercial."
OFFER = "Relire un bail commercial avant qu’on le signe"


def page_of(member):
    return reverse("ties:before", args=[member.public_id])


def send(client, member, **typed):
    return client.post(page_of(member), {"key": make.fresh_key(), **typed})


def test_it_tells_how_it_began_what_they_would_hear_and_what_i_could_do(
    alice, bruno, client_of, now
):
    make.entry(bruno, EntryKind.CURIOSITY, words="Les presses à bras")
    make.entry(alice, EntryKind.OFFER, words=OFFER)
    bruno.portrait.looking_for = NEED
    bruno.portrait.save()

    page = client_of(alice).get(page_of(bruno)).content.decode()

    for words in ("Au salon de Lyon", "Les presses à bras", OFFER, NEED):
        assert words in page


def test_who_brought_us_together_is_named_while_he_exists(
    alice, chantal, bruno, client_of, now
):
    make.tie(alice, chantal, met=("", ""), introduced_by=bruno)
    client = client_of(alice)
    assert bruno.name in client.get(page_of(chantal)).content.decode()

    make.block(bruno, alice)

    assert bruno.name not in client.get(page_of(chantal)).content.decode()


def test_a_promise_is_kept_for_oneself_alone(alice, bruno, client_of, now):
    answer = send(client_of(alice), bruno, promised=PROMISE)

    assert answer.status_code == 302
    assert PROMISE in client_of(alice).get(page_of(bruno)).content.decode()
    assert PROMISE not in client_of(bruno).get(page_of(alice)).content.decode()
    assert Side.objects.get(member=alice).promised == PROMISE


def test_once_done_it_is_emptied(alice, bruno, client_of, now):
    Side.objects.filter(member=alice).update(promised=PROMISE)

    send(client_of(alice), bruno, promised="")

    assert Side.objects.get(member=alice).promised == ""


def test_a_promise_too_long_comes_back_whole(alice, bruno, client_of, now):
    long = "Je rapporterai le papier. " * 40

    answer = send(client_of(alice), bruno, promised=long)

    assert answer.status_code == 200
    assert long.strip() in answer.content.decode()


def test_somebody_within_reach_by_name_has_a_page_without_promise(
    alice, bruno, chantal, client_of, now
):
    make.tie(bruno, chantal, named=True)
    chantal.discoverability = Discoverability.BY_NAME
    chantal.save()

    page = client_of(alice).get(page_of(chantal))

    assert bruno.name in page.content.decode()
    assert 'name="promised"' not in page.content.decode()
    assert send(client_of(alice), chantal, promised=PROMISE).status_code == 404


def test_for_a_stranger_there_is_no_such_page(alice, chantal, client_of, now):
    client = client_of(chantal)

    assert client.get(page_of(alice)).status_code == 404
    assert send(client, alice, promised=PROMISE).status_code == 404
