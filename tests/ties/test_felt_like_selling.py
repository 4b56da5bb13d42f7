"""One private tap on what felt like selling, and what two people's taps bring about."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from tests.ties.pages import send, text_of
from whispeer.ground import moments
from whispeer.introductions import actions as introductions
from whispeer.members.models import Notice
from whispeer.ties import actions, queries
from whispeer.ties.models import Felt, Pause
from whispeer.web import today

pytestmark = pytest.mark.both

OWN = "Léa m’a parlé de ton apprenti : comment l’as-tu trouvé, et par qui ?"


@pytest.fixture
def people(alice, bruno):
    """Bruno, and three others to whom Alice is tied."""
    others = [make.member(name) for name in ("Diane", "Emile", "Farida")]
    for one in others:
        make.tie(alice, one)
    return [bruno, *others]


def ask(by, through, now, reason):
    return introductions.ask(by=by, through=through, reason=reason, now=now)


@pytest.fixture
def asked(alice, people, now):
    """What Alice asked of three people; each in words of his own."""
    return {one: ask(alice, one, now, reason=f"{one.given_name}") for one in people[:3]}


def feel(by, row, now):
    actions.felt_like_selling(by=by, of=row.by, about=str(row.public_id), now=now)


def test_one_person_pauses_nobody_however_often(alice, people, asked, now):
    for _each in range(3):
        feel(people[0], asked[people[0]], now)
    feel(people[0], make.introduction(alice, people[0]), now)

    assert not queries.is_paused(alice)


def test_two_people_pause_the_asks_and_the_offers(alice, people, asked, now):
    for one in people[:2]:
        feel(one, asked[one], now)

    with pytest.raises(actions.Paused):
        ask(alice, people[2], now, reason=OWN)
    with pytest.raises(actions.Paused):
        introductions.offer(people[0], people[1], by=alice, words="", now=now)


def test_two_people_far_apart_in_time_pause_nobody(alice, people, asked, now):
    feel(people[0], asked[people[0]], now)
    feel(people[1], asked[people[1]], now + queries.selling.FELT)

    assert not queries.is_paused(alice)


def test_the_pause_is_lifted_and_what_served_serves_no_more(alice, people, asked, now):
    for one in people[:2]:
        feel(one, asked[one], now)
    actions.lift_pause(Pause.objects.get(), now=now)
    feel(people[0], asked[people[0]], now)
    feel(people[2], asked[people[2]], now)

    assert not queries.is_paused(alice)
    feel(people[1], make.introduction(alice, people[1]), now)
    assert queries.is_paused(alice)


def test_what_was_felt_is_forgotten_after_its_time(alice, people, asked, now):
    feel(people[0], asked[people[0]], now)
    actions.let_lapse(now=now + queries.selling.FELT)

    assert not Felt.objects.exists()


def test_who_asks_is_told_that_it_pauses_and_not_by_whom(
    client_of, alice, people, asked, now, clock
):
    for one in people[:2]:
        feel(one, asked[one], now)
    path = reverse("introductions:ask_tie", args=[people[3].public_id])
    alice.language = "en"
    alice.save()
    page = text_of(send(client_of(alice), path, reason=OWN))

    assert "your asks pause" in page
    assert "comment l’as-tu trouvé" in page
    assert "selling" not in page
    assert people[0].given_name not in page


def test_the_stewards_are_called_and_read_a_name_alone(
    client_of, alice, people, asked, now, clock
):
    for one in people[:2]:
        feel(one, asked[one], now)
    steward = make.steward(language="en")
    kinds = [
        one.kind
        for one in today.gestures_for(steward, now, today.chance_of(steward, now))
    ]
    page = text_of(client_of(steward).get(reverse("steward:room")))

    assert "steward" in kinds
    assert alice.name in page
    for one in people[:2]:
        assert one.name not in page
        assert asked[one].reason not in page


def test_a_steward_is_told_once_that_something_waits(alice, people, asked, now):
    steward = make.steward()
    for one in people[:3]:
        feel(one, asked[one], now)
    pause = Pause.objects.get()
    told = Notice.objects.get(member=steward)
    assert told.about == str(pause.public_id)
    actions.lift_pause(pause, now=now)
    assert not Notice.objects.filter(member=steward).exists()


def test_a_steward_lifts_it_and_never_what_is_his_own(client_of, alice, now):
    steward, other = make.steward(language="en"), make.steward("Théo")
    own, hers = (
        Pause.objects.create(member=one, since=now) for one in (steward, alice)
    )
    client = client_of(steward)

    assert alice.name in text_of(client.get(reverse("steward:room")))
    for pause, status in ((own, 404), (hers, 302)):
        path = reverse("steward:lift_pause", args=[pause.public_id])
        assert send(client, path).status_code == status
    assert queries.is_paused(steward)
    assert not queries.is_paused(alice)
    path = reverse("steward:lift_pause", args=[own.public_id])
    assert send(client_of(alice), path).status_code == 404
    assert send(client_of(other), path).status_code == 302


def test_where_nobody_else_may_look_a_pause_ends_by_itself(client_of, now):
    """In a house with one steward, it is his that no other steward could lift."""
    steward, alone = make.steward(language="en"), queries.selling.ALONE
    Pause.objects.create(member=steward, since=now)
    bruno = make.member("Bruno")
    make.tie(steward, bruno)
    path = reverse("introductions:ask_tie", args=[bruno.public_id])
    page = text_of(send(client_of(steward), path, reason=OWN))
    assert f"your asks pause, until {moments.day(now + alone)}" in page

    actions.let_lapse(now=now + alone - timedelta(hours=1))
    assert queries.is_paused(steward)
    actions.let_lapse(now=now + alone)
    assert not queries.is_paused(steward)
    introductions.ask(by=steward, through=bruno, reason=OWN, now=now + alone)


def test_where_another_may_look_it_waits_for_him(alice, now):
    steward, other = make.steward(), make.steward("Théo")
    for one in (steward, alice):
        Pause.objects.create(member=one, since=now)
    actions.let_lapse(now=now + 2 * queries.selling.ALONE)
    assert queries.is_paused(steward)

    other.is_steward = False
    other.save()
    actions.let_lapse(now=now + 2 * queries.selling.ALONE)
    assert not queries.is_paused(steward)
    assert queries.is_paused(alice)


def test_one_tap_from_the_page_of_what_was_asked(client_of, bruno, asked, now, clock):
    row, client = asked[bruno], client_of(bruno)
    page = reverse("introductions:introduction", args=[row.public_id])
    bruno.language = "en"
    bruno.save()
    assert "This felt like selling" in text_of(client.get(page))
    path = reverse("introductions:felt_like_selling", args=[row.public_id])
    assert send(client, path).status_code == 302
    assert send(client, path).status_code == 302

    after = text_of(client.get(page))
    assert Felt.objects.get().of == row.by
    assert "You said that it felt like selling" in after
    assert path not in after


def test_for_a_stranger_there_is_nothing_to_say_it_of(client_of, chantal, bruno, asked):
    path = reverse("introductions:felt_like_selling", args=[asked[bruno].public_id])
    assert send(client_of(chantal), path).status_code == 404
    assert not Felt.objects.exists()
