"""What could I do for them: one idea a day, the same all day, and some days none."""

import uuid
from datetime import datetime, time, timedelta
from random import Random

import pytest
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests import make
from tests.web.ideas import EMPTY, FULL_OF_IDEAS, idea_of, is_empty, with_an_idea
from whispeer.graph.care import Deed
from whispeer.introductions.states import State
from whispeer.members.states import EntryKind
from whispeer.ties import actions
from whispeer.ties.actions.leaving import let_lapse
from whispeer.ties.models import Idea, Side
from whispeer.ties.states import IdeaKind, Lived
from whispeer.web.leaving import leave
from whispeer.web.tasks import think_of_all
from whispeer.web.today import chance_of, day_of, draw

NEED = "Je cherche quelqu’un qui a déjà négocié un bail commercial."
ORDEAL = "J’ai négocié le bail de mon atelier trois fois."
CALM = "Rien de plus à faire aujourd’hui, et c’est bien."


def day(member, now, seed=FULL_OF_IDEAS):
    return day_of(member, now, Random(seed))


def the_day(member, now):
    """The key of what this very day has for a member, if it is still there."""
    found = day_of(member, now, chance_of(member, now)).gestures
    return next((one.key for one in found if one.of_the_day), None)


def need_of(member, words=NEED):
    member.portrait.looking_for = words
    member.portrait.save()


def met(one, other, *days, now):
    """They saw each other so many days ago."""
    tie = Side.objects.get(member=one, other=other).tie
    for ago in days:
        make.event(tie, other, at=now - timedelta(days=ago))
    return tie


@pytest.fixture
def lived(alice, bruno):
    """Alice lived what Bruno needs."""
    make.entry(alice, EntryKind.ORDEAL, words=ORDEAL)
    need_of(bruno)
    return bruno


# ── At most one, the same all day ─────────────────────────────────────────────


def test_however_much_there_is_a_day_has_one_idea(alice, lived, now):
    for number in range(9):
        other = make.member(f"Ami{number}", looking_for=NEED)
        make.event(make.tie(alice, other), other, at=now - timedelta(days=3))

    gestures = day(alice, now).gestures
    assert len([one for one in gestures if one.of_the_day]) == 1
    assert gestures[0].of_the_day


def test_the_house_knows_every_deed_of_the_engine():
    others = {IdeaKind.ONWARD, IdeaKind.FREE, IdeaKind.NOTHING}
    assert set(IdeaKind) - others == {IdeaKind(deed.value) for deed in Deed}


@pytest.mark.both
def test_the_day_keeps_its_idea_whatever_else_comes_up(alice, lived, client_of, now):
    alice = with_an_idea(alice, now)
    client = client_of(alice)
    draw(alice, now)
    assert NEED in client.get("/").content.decode()

    for number in range(20):
        other = make.member(f"Ami{number}")
        make.event(make.tie(alice, other), other, at=now - timedelta(days=3))
    draw(alice, now)

    assert NEED in client.get("/").content.decode()
    assert Idea.objects.get().kind == IdeaKind.ANSWER


def test_to_look_writes_nothing_down(alice, lived, client_of, all_tables, now):
    client = client_of(with_an_idea(alice, now))
    before = all_tables()

    assert NEED in client.get("/").content.decode()
    assert all_tables() == before


@pytest.mark.parametrize("drawn", [True, False])
def test_every_process_thinks_of_the_same(alice, lived, now, drawn):
    """Whether it was drawn at night, or as the member looks."""
    for number in range(9):
        make.event(make.tie(alice, make.member(f"Ami{number}")), alice, at=now)
    alice = with_an_idea(alice, now)
    if drawn:
        draw(alice, now)
    first, second = (the_day(alice, now + timedelta(hours=n)) for n in (0, 9))
    assert first == second is not None


@pytest.mark.parametrize("drawn", [True, False])
def test_what_was_done_is_not_replaced(alice, bruno, client_of, now, drawn):
    alice, tie = with_an_idea(alice, now), met(alice, bruno, 2, now=now)
    client = client_of(alice)
    if drawn:
        draw(alice, now)
    assert "Un merci" in client.get("/").content.decode()
    actions.thank(tie, words="Merci pour le café", by=alice, now=now)
    need_of(bruno)
    make.entry(alice, EntryKind.ORDEAL, words=ORDEAL)

    assert idea_of(alice, now) is None
    assert NEED not in client.get("/").content.decode()


@pytest.mark.parametrize("drawn", [True, False])
def test_what_is_let_pass_costs_nothing_and_is_not_replaced(
    alice, lived, client_of, now, drawn
):
    alice = with_an_idea(alice, now)
    met(alice, lived, 2, now=now)
    if drawn:
        draw(alice, now)
    client, first = client_of(alice), the_day(alice, now)
    client.post(reverse("web:let_pass"), {"gesture": first, "key": make.fresh_key()})

    assert "Ma semaine est pleine" not in client.get("/").content.decode()
    assert the_day(alice, now) is None


def test_it_vanishes_at_midnight(alice, lived, now):
    tomorrow = now + timedelta(days=1)
    while not is_empty(with_an_idea(alice, now), tomorrow):
        alice.public_id = uuid.uuid4()
    draw(alice, now)

    assert the_day(alice, now) is not None
    assert the_day(alice, tomorrow) is None


def test_at_midnight_the_day_of_whoever_is_signed_in_is_drawn(
    alice, lived, client_of, now, clock, run_tasks
):
    midnight = datetime.combine(now + timedelta(days=1), time(0, 4), now.tzinfo)
    with_an_idea(alice, midnight)
    UserSession.objects.create(
        user=alice, session_key="a", ip="127.0.0.1", user_agent=""
    )
    think_of_all.enqueue()
    run_tasks()
    assert not Idea.objects.exists(), "it is ten in the morning"

    clock.move_to(midnight)
    think_of_all.enqueue()
    run_tasks()
    assert [one.member for one in Idea.objects.all()] == [alice]


def test_coming_in_draws_the_day(alice, lived, client_of, now):
    make.address(with_an_idea(alice, now))
    sent = {"login": alice.email, "password": make.PASSWORD}
    client_of().post("/account/login/?with=password", sent)

    assert Idea.objects.get().gesture == the_day(alice, now)


def test_a_day_on_which_nothing_was_found_stays_so(alice, bruno, client_of, now):
    draw(with_an_idea(alice, now), now)
    assert Idea.objects.get().kind == IdeaKind.NOTHING
    make.entry(alice, EntryKind.ORDEAL, words=ORDEAL)
    need_of(bruno)

    page = client_of(alice).get("/").content.decode()
    assert NEED not in page
    assert CALM not in page


@pytest.mark.both
def test_a_day_is_drawn_once(alice, bruno, now):
    for kind in (IdeaKind.THANK, IdeaKind.ASK):
        actions.remember_idea(kind, kind.value, of=bruno.pk, by=alice, now=now)

    assert Idea.objects.get().kind == IdeaKind.THANK
    with pytest.raises(IntegrityError), transaction.atomic():
        make.idea(alice, bruno, at=now)


# ── Some days nothing ─────────────────────────────────────────────────────────


def test_some_days_nothing_is_proposed_and_it_is_said_plainly(
    alice, lived, client_of, now
):
    alice = with_an_idea(alice, now, empty=True)
    page = client_of(alice).get("/").content.decode()

    assert NEED not in page
    assert CALM in page
    draw(alice, now)
    assert Idea.objects.get().kind == IdeaKind.FREE
    assert CALM in client_of(alice).get("/").content.decode()


def test_an_empty_day_is_the_member_s_own(alice, lived, now):
    assert idea_of(alice, now, EMPTY) is None
    assert idea_of(alice, now) is not None


def test_after_five_deeds_in_a_week_nothing_more_is_proposed(alice, lived, now):
    tie = alice.sides.get().tie
    for ago in range(1, 5):
        make.thanks(tie, alice, at=now - timedelta(days=ago, hours=1))
    assert idea_of(alice, now) is not None

    make.event(tie, lived, Lived.HELP, at=now - timedelta(days=1))
    assert idea_of(alice, now) is None
    assert idea_of(alice, now + timedelta(days=8)) is not None


def test_what_one_carries_to_two_others_is_a_deed_too(alice, lived, chantal, now):
    for number in range(5):
        other = make.member(f"Ami{number}")
        make.tie(alice, other)
        at = now - timedelta(days=2)
        make.introduction(other, alice, chantal, state=State.OVER, begun_at=at)
    assert idea_of(alice, now) is None


def test_in_a_full_week_nothing_is_proposed_until_it_is_over(
    alice, lived, client_of, now
):
    client = client_of(with_an_idea(alice, now))
    sent = {"back": "web:today", "key": make.fresh_key()}
    client.post(reverse("members:full_week"), sent)

    page = client.get("/").content.decode()
    assert NEED not in page
    assert "Ta semaine est pleine." in page
    alice.refresh_from_db()
    assert day(alice, now).thought.idea is None
    assert day(alice, now + timedelta(days=7, minutes=1)).thought.idea

    client.post(reverse("members:free_week"), sent | {"key": make.fresh_key()})
    assert NEED in client.get("/").content.decode()


def test_a_forged_way_back_leads_nowhere(alice, client_of, now):
    sent = {"back": "https://example.org", "key": make.fresh_key()}
    answer = client_of(alice).post(reverse("members:full_week"), sent)

    assert answer.url == reverse("members:me")
    alice.refresh_from_db()
    assert alice.full_until is None


def test_what_people_await_of_me_stays_as_it_is(alice, lived, now):
    """A full week quiets the house's own ideas, not what is entrusted."""
    make.introduction(lived, alice)
    alice.full_until = now + timedelta(days=3)
    alice.save()

    assert [one.kind for one in day(alice, now).gestures] == ["entrusted"]


# ── What is remembered of it ──────────────────────────────────────────────────


@pytest.mark.both
def test_ideas_are_forgotten_after_a_fortnight_and_with_either_of_the_two(
    alice, bruno, chantal, now
):
    def remember(by, of, at):
        actions.remember_idea(IdeaKind.ASK, "a" * 64, of=of.pk, by=by, now=at)

    remember(alice, bruno, now - timedelta(days=15))
    remember(alice, bruno, now)
    remember(bruno, chantal, now)
    let_lapse(now=now)
    assert Idea.objects.count() == 2
    leave(bruno, now=now)
    assert not Idea.objects.exists()
