"""Asking to join answers the same to everybody."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from whispeer.members import actions
from whispeer.members.models import JoinRequest
from whispeer.members.states import Asked

SAID = {
    "given_name": "Octave",
    "email": "Octave@Example.org",
    "heard_from": "Léa",
    "offer": "Une heure sur les devis\nde menuiserie",
}


def ask(client, **changed):
    sent = {"key": make.fresh_key(), **SAID, **changed}
    return client.post(reverse("web:join"), sent)


@pytest.mark.django_db
def test_a_stranger_leaves_a_request(client):
    answer = ask(client)

    assert answer.status_code == 302
    asked = JoinRequest.objects.get()
    assert asked.state == Asked.WAITING
    assert asked.email == "octave@example.org"
    assert asked.offer == "Une heure sur les devis de menuiserie"
    assert asked.language == "fr"


def test_nobody_learns_who_is_a_member_or_has_asked(client, alice):
    answers = [ask(client), ask(client), ask(client, email=alice.email.upper())]
    pages = [client.get(answer.url) for answer in answers]

    assert len({(answer.status_code, answer.url) for answer in answers}) == 1
    assert len({without_keys(page.content.decode()) for page in pages}) == 1
    assert JoinRequest.objects.get().email == "octave@example.org"


def without_keys(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "hidden" not in line)


def test_who_was_let_go_may_ask_again(client, db):
    make.join_request(email="octave@example.org", state=Asked.LET_GO)

    ask(client)

    assert JoinRequest.objects.filter(state=Asked.WAITING).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("email", ""),
        ("email", "octave"),
        ("email", f"{'o' * 250}@example.org"),
        ("email", "octave@exa\u202emple.org"),
        ("email", "octave@example.org\x00"),
        ("given_name", ""),
        ("given_name", "O" * 61),
        ("given_name", "Octave\u202e"),
        ("given_name", "Octave\x00"),
        ("heard_from", "L" * 121),
        ("offer", "o" * 201),
        ("offer", "une\x07offre"),
    ],
)
def test_what_cannot_be_read_comes_back_with_all_the_rest(client, field, typed):
    answer = ask(client, **{field: typed})

    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    for name, said in SAID.items():
        assert answer.context["form"][name].value() == (
            typed if name == field else said
        )
    assert not JoinRequest.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["نورة", "Zoë 🧵", "李", "N’Diaye", "אורי"])
def test_names_of_every_language_are_welcome(client, name):
    assert ask(client, given_name=name).status_code == 302
    assert JoinRequest.objects.get().given_name == name


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "not a key"])
def test_a_form_without_its_key_comes_back_whole(client, key):
    answer = ask(client, key=key)

    assert answer.status_code == 200
    assert answer.context["form"]["offer"].value() == SAID["offer"]
    assert not JoinRequest.objects.exists()


def test_too_many_in_a_row_are_asked_to_wait(client, settings, db):
    settings.ACCOUNT_RATE_LIMITS = {"join": "1/h/ip"}

    assert ask(client).status_code == 302
    assert ask(client, email="another@example.org").status_code == 429
    assert JoinRequest.objects.get().email == "octave@example.org"


def test_a_request_is_forgotten_when_it_is_too_old_to_serve(db, now):
    make.join_request("Octave", asked_at=now - timedelta(days=181))
    fresh = make.join_request("Inès", asked_at=now - timedelta(days=179))

    actions.forget_overdue(now=now)

    assert list(JoinRequest.objects.all()) == [fresh]
