"""Against hard selling: the same words to several, and what felt like selling."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from tests.ties.pages import send, text_of
from whispeer.ground.likeness import are_alike, fingerprint
from whispeer.introductions import actions as introductions
from whispeer.introductions.models import Introduction
from whispeer.ties import actions, queries
from whispeer.ties.models import Wording

pytestmark = pytest.mark.both

PITCH = (
    "Bonjour {}, je lance une offre de comptabilité en ligne pour les indépendants, à "
    "partir de 49 euros par mois. Qui autour de toi en aurait besoin ?"
)
OWN = "Léa m’a parlé de ton apprenti : comment l’as-tu trouvé, et par qui ?"
DAY = timedelta(days=1)


@pytest.fixture
def people(alice, bruno):
    """Bruno, and three others to whom Alice is tied."""
    others = [make.member(name) for name in ("Diane", "Emile", "Farida")]
    for one in others:
        make.tie(alice, one)
    return [bruno, *others]


def ask(by, through, now, reason=None):
    reason = PITCH.format(through.given_name) if reason is None else reason
    return introductions.ask(by=by, through=through, reason=reason, now=now)


@pytest.mark.parametrize(
    "other",
    [
        PITCH.format("Jean-Baptiste"),
        PITCH.replace("49", "59").upper(),
        PITCH.replace("Qui autour de toi", "Qui, près de toi,"),
        PITCH + " Merci d’avance, à très vite.",
    ],
)
def test_a_name_a_price_or_a_greeting_does_not_make_another_text(other):
    assert are_alike(fingerprint(PITCH), fingerprint(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Je cherche un imprimeur qui accepte les petites séries, autour de Lyon.",
            "Je cherche un avocat qui connaît les baux commerciaux, autour de Lyon.",
        ),
        (PITCH, OWN),
        (
            "Could you introduce me to somebody who keeps a shop with others?",
            "Could you tell me who repaired the roof of your workshop last winter?",
        ),
    ],
)
def test_two_needs_that_begin_alike_are_two_texts(one, other):
    assert not are_alike(fingerprint(one), fingerprint(other))


def test_no_words_and_everybodys_words_are_nobodys_own():
    assert fingerprint("") == fingerprint("Vous devriez vous voir.") == ""


def test_a_fingerprint_keeps_no_word_and_goes_after_a_week(alice, people, now):
    ask(alice, people[0], now)
    row = Wording.objects.get()
    assert "comptab" not in row.fingerprint

    actions.let_lapse(now=now + queries.selling.ALIKE)
    assert not Wording.objects.exists()


def test_the_third_person_waits_and_nothing_is_written(alice, people, now):
    ask(alice, people[0], now)
    ask(alice, people[1], now + DAY)
    with pytest.raises(actions.TooAlike) as refused:
        ask(alice, people[2], now + 2 * DAY)

    assert refused.value.until == now + timedelta(days=7)
    assert Introduction.objects.count() == 2


def test_words_of_ones_own_to_the_third_person_pass(alice, people, now):
    for one in people[:2]:
        ask(alice, one, now)
    ask(alice, people[2], now, reason=OWN)

    assert Introduction.objects.count() == 3


def test_after_the_week_the_same_words_pass_again(alice, people, now):
    ask(alice, people[0], now)
    ask(alice, people[1], now + DAY)
    ask(alice, people[2], now + timedelta(days=7))

    assert Introduction.objects.count() == 3


def test_the_words_of_another_slow_nobody(alice, bruno, people, now):
    for one in people[:2]:
        ask(alice, one, now)
    make.tie(bruno, people[2])
    ask(bruno, people[2], now)

    assert Introduction.objects.count() == 3


def test_the_same_person_may_read_them_again(alice, people, now):
    for to in (people[:1], people[:1], people[1:2], people[:1]):
        actions.refuse_alike(PITCH, by=alice, to=to, now=now)
    with pytest.raises(actions.TooAlike):
        actions.refuse_alike(PITCH, by=alice, to=people[2:3], now=now)


def test_what_goes_to_nobody_in_particular_is_somebody_else_each_time(alice, now):
    for _each in range(2):
        actions.refuse_alike(PITCH, by=alice, now=now)
    with pytest.raises(actions.TooAlike):
        actions.refuse_alike(PITCH, by=alice, now=now)


def test_two_who_are_brought_together_read_one_text_and_no_third_does(
    alice, people, now
):
    words = PITCH.format("à vous deux")
    introductions.offer(people[0], people[1], by=alice, words=words, now=now)
    with pytest.raises(actions.TooAlike):
        introductions.offer(people[0], people[2], by=alice, words=words, now=now)
    introductions.offer(people[0], people[2], by=alice, words=OWN, now=now)


def test_who_carries_the_same_words_to_a_third_person_is_slowed(
    alice, bruno, people, now
):
    for one in people[1:]:
        make.tie(bruno, one)
    askers = [make.member(name) for name in ("Gaspard", "Hélène", "Ibrahim")]
    rows = []
    for number, asker in enumerate(askers):
        make.tie(bruno, asker)
        row = make.introduction(asker, bruno, reason=f"{number}", begun_at=now)
        rows.append((row, people[1 + number]))
    for row, to in rows[:2]:
        introductions.carry(row, by=bruno, to=to, words=PITCH, now=now)
    row, to = rows[2]
    with pytest.raises(actions.TooAlike):
        introductions.carry(row, by=bruno, to=to, words=PITCH, now=now)


def test_the_page_says_until_when_and_keeps_what_was_typed(
    client_of, alice, people, now, clock
):
    for one in people[:2]:
        ask(alice, one, now)
    path = reverse("introductions:ask_tie", args=[people[2].public_id])
    alice.language = "en"
    alice.save()
    page = text_of(send(client_of(alice), path, reason=PITCH))

    assert "after 17 March" in page
    assert "je lance une offre de comptabilité" in page
