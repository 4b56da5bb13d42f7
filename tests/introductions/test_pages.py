"""The pages of introductions: who reads what, what each button does, and nothing twice."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from tests.conftest import TUESDAY
from tests.introductions.pages import ROOM, page_of, read, send
from whispeer.introductions import actions
from whispeer.introductions.models import Introduction, Party
from whispeer.introductions.states import Answer, Kind, State
from whispeer.members.models import Report
from whispeer.ties.models import Side, Tie

REASON = "J’aimerais comprendre comment vit un atelier de céramique."
WORDS = "Tu vas aimer cette façon de poser des questions."


@pytest.fixture
def suggestion(alice, bruno, diane, clock):
    return make.suggestion(alice, diane, bruno)


@pytest.fixture
def asked(alice, bruno, diane, now) -> Introduction:
    return make.introduction(alice, bruno, about=diane, begun_at=now, reason=REASON)


@pytest.fixture
def carried(alice, bruno, diane, now) -> Introduction:
    return make.introduction(
        alice, bruno, to=diane, about=diane, begun_at=now, reason=REASON, words=WORDS
    )


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
    assert diane.given_name not in read(client, answer.url)
    assert REASON in read(client_of(bruno), page_of(introduction))


def test_what_passes_is_what_was_left_ticked(alice, suggestion, client_of):
    phone = make.detail(alice)
    make.detail(alice, "web", value="https://alice.example")
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
    assert Tie.objects.get(introduced_by=bruno)
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


# ── The same from outside ────────────────────────────────────────────────────


def let_rest(one, bruno, diane, now):
    actions.let_rest(one, by=bruno, now=now)


def decline(one, bruno, diane, now):
    actions.carry(one, by=bruno, now=now)
    actions.decline(one, by=diane, now=now)


def stay_silent(one, bruno, diane, now):
    actions.carry(one, by=bruno, now=now)


def nothing(one, bruno, diane, now):
    pass


CAUSES = [let_rest, decline, stay_silent, nothing]


@pytest.mark.parametrize("cause", CAUSES)
def test_until_the_end_and_after_it_alice_reads_the_same_words(
    cause, alice, bruno, diane, client_of, clock
):
    """Beside one that nobody touched: every page of hers says the same of both."""
    now = TUESDAY
    twin_alice, twin_bruno, twin_diane = twins(alice, bruno, diane)
    ours = make.introduction(alice, bruno, about=diane, begun_at=now, reason=REASON)
    twin = make.introduction(
        twin_alice, twin_bruno, about=twin_diane, begun_at=now, reason=REASON
    )
    cause(ours, bruno, diane, now)
    for days in (0, 13, 14, 20):
        clock.move_to(now + timedelta(days=days, hours=1))
        if days >= 14:
            actions.close_overdue(now=now + timedelta(days=days, hours=1))
        for path, other in ((ROOM, ROOM), (page_of(ours), page_of(twin))):
            mine, hers = client_of(alice), client_of(twin_alice)
            assert read(mine, path) == read(hers, other), (cause.__name__, days)


def twins(*people):
    made = [
        make.member(
            one.given_name,
            family_name=one.family_name,
            trade=one.portrait.trade,
            place=one.portrait.place,
        )
        for one in people
    ]
    make.tie(made[0], made[1], named=True)
    make.tie(made[1], made[2], named=True)
    return made


def test_a_full_week_looks_like_any_other(alice, bruno, diane, suggestion, client_of):
    make.ask(bruno)
    make.ask(bruno)
    client = client_of(alice)
    path = reverse("introductions:ask", args=[suggestion.public_id])

    answer = client.post(path, {"key": make.fresh_key(), "reason": REASON}, follow=True)

    introduction = Introduction.objects.get()
    assert introduction.state == State.OVER
    assert answer.status_code == 200
    assert bruno.given_name in read(client, page_of(introduction))
    assert client_of(bruno).get(page_of(introduction)).status_code == 404


def test_after_a_no_nothing_is_left_for_diane(diane, carried, client_of):
    client = client_of(diane)

    send(client, page_of(carried, "decline"))

    assert client.get(page_of(carried)).status_code == 404
    assert REASON not in read(client, ROOM)


def test_for_a_stranger_none_of_it_exists(chantal, carried, client_of, all_tables):
    client = client_of(chantal)
    before = all_tables()
    paths = [
        page_of(carried, name)
        for name in ("carry", "let_rest", "say_yes", "decline", "withdraw", "talked")
    ]

    assert {send(client, path).status_code for path in paths} == {404}
    assert client.get(page_of(carried)).status_code == 404
    after = all_tables()
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"ground.SpentKey", "sessions.Session"}


# ── Offering, following, telling ─────────────────────────────────────────────


def test_bruno_brings_two_of_his_ties_together(alice, bruno, diane, client_of, now):
    two = {"one": str(alice.public_id), "other": str(diane.public_id)}

    send(client_of(bruno), reverse("introductions:offer"), words=WORDS, **two)

    offered = Introduction.objects.get()
    assert offered.kind == Kind.OFFERED
    for one, other in ((alice, diane), (diane, alice)):
        page = read(client_of(one), page_of(offered))
        assert WORDS in page
        assert other.given_name not in page


def test_nobody_is_brought_together_with_himself(alice, bruno, client_of, now):
    make.tie(bruno, make.member("Farid"))
    same = {"one": str(alice.public_id), "other": str(alice.public_id)}

    answer = send(client_of(bruno), reverse("introductions:offer"), words=WORDS, **same)

    assert answer.status_code == 200
    assert WORDS in answer.content.decode()
    assert not Introduction.objects.exists()


def test_a_fortnight_after_each_is_asked_alone(alice, diane, carried, client_of, clock):
    actions.say_yes(carried, by=diane, now=TUESDAY)
    clock.move_to(TUESDAY + timedelta(days=15))
    of_alice = reverse("ties:person", args=[alice.public_id])
    before = read(client_of(diane), of_alice)
    assert "talked" in read(client_of(alice), ROOM)

    send(client_of(alice), page_of(carried, "talked"), talked="yes")

    assert "talked" not in read(client_of(alice), ROOM)
    assert "talked" in read(client_of(diane), ROOM)
    assert read(client_of(diane), of_alice) == before


def test_what_is_wrong_is_told_of_who_is_known_never_of_who_is_not(
    alice, bruno, diane, carried, client_of
):
    send(client_of(diane), page_of(carried, "report"), words="Cette demande insiste.")

    told = Report.objects.get()
    assert told.of == bruno
    assert told.about == str(carried.public_id)


def test_a_tie_let_go_in_the_middle_leaves_a_clean_end(
    alice, bruno, diane, carried, client_of
):
    Side.objects.get(member=bruno, other=diane).tie.delete()

    assert client_of(diane).get(page_of(carried)).status_code == 404
    assert send(client_of(diane), page_of(carried, "say_yes")).status_code == 404
    assert Party.objects.get(member=diane).answer == Answer.AWAITED
    assert diane.given_name not in read(client_of(alice), page_of(carried))
