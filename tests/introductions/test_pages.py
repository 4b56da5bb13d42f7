"""The pages of introductions: who reads what, what each button does, and nothing twice."""

import uuid

import pytest
from django.urls import reverse

from tests import make
from tests.introductions.pages import REASON, WORDS, page_of, read, send
from whispeer.introductions.models import Introduction, Party
from whispeer.members.states import DetailKind
from whispeer.ties.models import Tie

# ── Asking ───────────────────────────────────────────────────────────────────


def test_alice_asks_bruno_for_whom_a_suggestion_describes(
    alice, bruno, diane, suggestion, client_of
):
    client = client_of(alice)
    path = reverse("introductions:ask", args=[suggestion.public_id])

    page = read(client, path)
    answer = send(client, path, reason=REASON)

    assert "une céramiste" in page.lower()
    assert diane.given_name not in page
    assert answer.status_code == 302
    introduction = Introduction.objects.get()
    assert (introduction.about, introduction.through) == (diane, bruno)
    assert diane.given_name not in read(client, answer.headers["Location"])
    assert REASON in read(client_of(bruno), page_of(introduction))


def test_what_passes_is_what_was_left_ticked(alice, suggestion, client_of):
    phone = make.detail(alice)
    make.detail(alice, DetailKind.WEB, value="https://alice.example")
    path = reverse("introductions:ask", args=[suggestion.public_id])

    send(client_of(alice), path, reason=REASON, details=[str(phone.public_id)])

    assert list(Party.objects.get(member=alice).details.all()) == [phone]


def test_asked_again_nothing_typed_is_lost(alice, bruno, client_of, clock):
    client = client_of(alice)
    path = reverse("introductions:ask_tie", args=[bruno.public_id])
    send(client, path, reason=REASON)

    again = send(client, path, reason="Avec d’autres mots, la même chose.")

    assert again.status_code == 200
    assert "Avec d’autres mots, la même chose." in again.content.decode()
    assert len(Introduction.objects.all()) == 1


def test_what_one_is_looking_for_is_already_written(alice, bruno, client_of, clock):
    alice.portrait.looking_for = "Qui a déjà déménagé une presse ?"
    alice.portrait.save()

    page = read(
        client_of(alice), reverse("introductions:ask_tie", args=[bruno.public_id])
    )

    assert "Qui a déjà déménagé une presse" in page


def test_one_asks_only_one_s_ties_and_only_for_whom_they_lead_to(
    alice, bruno, chantal, diane, client_of, clock
):
    client = client_of(alice)
    closed = [
        reverse("introductions:ask_tie", args=[chantal.public_id]),
        reverse("introductions:ask_about", args=[bruno.public_id, chantal.public_id]),
        # Described only: his page opens to nobody, nor does asking for him by name.
        reverse("introductions:ask_about", args=[bruno.public_id, diane.public_id]),
        reverse("introductions:ask", args=[uuid.uuid4()]),
        reverse("introductions:offer_one", args=[chantal.public_id]),
    ]

    assert {client.get(path).status_code for path in closed} == {404}
    assert {send(client, path, reason=REASON).status_code for path in closed} == {404}


# ── The one in the middle ────────────────────────────────────────────────────


def test_bruno_passes_it_on_with_his_words(alice, bruno, diane, asked, client_of):
    answer = send(client_of(bruno), page_of(asked, "carry"), words=WORDS)

    page = read(client_of(diane), page_of(asked))
    assert answer.status_code == 302
    assert REASON in page
    assert WORDS in page
    assert "une relieuse" in page.lower()
    assert alice.given_name not in page


def test_bruno_chooses_whom_when_nobody_was_described(
    alice, bruno, diane, now, client_of
):
    asked = make.introduction(alice, bruno, begun_at=now)
    client = client_of(bruno)

    unsaid = send(client, page_of(asked, "carry"), words=WORDS)
    said = send(client, page_of(asked, "carry"), to=str(diane.public_id))

    assert (unsaid.status_code, said.status_code) == (200, 302)
    assert WORDS in unsaid.content.decode()
    assert Party.objects.filter(introduction=asked, member=diane).exists()


def test_a_stranger_forged_into_the_choice_is_refused(
    alice, bruno, chantal, now, client_of
):
    asked = make.introduction(alice, bruno, begun_at=now)

    answer = send(client_of(bruno), page_of(asked, "carry"), to=str(chantal.public_id))

    assert answer.status_code == 200
    assert not Party.objects.filter(member=chantal).exists()


def test_carried_from_two_pages_it_is_carried_once(bruno, asked, client_of):
    client = client_of(bruno)
    send(client, page_of(asked, "carry"), words=WORDS)

    again = client.post(
        page_of(asked, "carry"), {"key": make.fresh_key(), "words": "Bis"}, follow=True
    )

    assert again.status_code == 200
    assert 'class="notice"' in again.content.decode()
    assert asked.carrying.words == WORDS
    assert len(asked.parties.all()) == 2


# ── Who is asked ─────────────────────────────────────────────────────────────


def test_diane_says_yes_and_only_then_names_pass(
    alice, bruno, diane, carried, client_of
):
    phone = make.detail(diane)
    before = read(client_of(alice), page_of(carried))

    send(client_of(diane), page_of(carried, "say_yes"), details=[str(phone.public_id)])

    after = read(client_of(alice), page_of(carried))
    assert diane.given_name not in before
    assert diane.name in after
    assert alice.name in read(client_of(diane), page_of(carried))
    assert Tie.objects.filter(introduced_by=bruno).exists()
    reach = read(client_of(alice), reverse("ties:person", args=[diane.public_id]))
    assert phone.value in reach


def test_what_was_not_left_ticked_does_not_pass(alice, diane, carried, client_of):
    phone = make.detail(diane)

    send(client_of(diane), page_of(carried, "say_yes"))

    page = read(client_of(alice), reverse("ties:person", args=[diane.public_id]))
    assert phone.value not in page


def test_bruno_reads_that_it_worked_and_is_out_of_it(
    alice, bruno, diane, carried, client_of
):
    send(client_of(diane), page_of(carried, "say_yes"))

    page = read(client_of(bruno), page_of(carried))
    assert alice.given_name in page
    assert diane.given_name in page
    assert "<form" not in page.split("</main>")[0].split("<main")[1]


@pytest.mark.parametrize("first", ["say_yes", "decline"])
def test_two_answers_leave_one_end_and_a_gentle_sentence(
    first, diane, carried, client_of
):
    client = client_of(diane)
    send(client, page_of(carried, first))
    state = Introduction.objects.get().state

    second = "decline" if first == "say_yes" else "say_yes"
    again = client.post(
        page_of(carried, second), {"key": make.fresh_key()}, follow=True
    )

    assert again.status_code in {200, 404}
    assert Introduction.objects.get().state == state
    if again.status_code == 200:
        assert 'class="notice"' in again.content.decode()
