"""A newcomer reaches no further than who invited him, until a few others know him."""

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tests.ties.pages import send, text_of
from whispeer.introductions import actions as introductions
from whispeer.ties import actions, engine, queries
from whispeer.ties.actions.vouches import open_those_known
from whispeer.ties.models import Event, Suggestion, Tie, Vouch
from whispeer.ties.queries import vouches
from whispeer.ties.states import Lived

pytestmark = pytest.mark.both


@pytest.fixture
def nora(alice, now):
    """Invited by Alice, and tied to her."""
    nora = make.member("Nora")
    actions.use_invitation(make.invitation(alice), by=nora, now=now)
    make.tie(alice, nora, named=True)
    return nora


@pytest.fixture
def worlds(monkeypatch):
    """Who lives in which world, as the test says; nobody in any otherwise."""
    where: dict[int, int] = {}

    def worlds_of(members, now):
        return {where[member] for member in members if member in where}

    monkeypatch.setattr(vouches, "worlds_of", worlds_of)
    return where


def friend(nora, name, worlds=None, world=0):
    one = make.member(name)
    make.tie(nora, one, named=True)
    if worlds is not None:
        worlds[one.pk] = world
    return one


def tie_of(one, other) -> Tie:
    found = queries.tie_between(one, other)
    assert found
    return found


def vouch(by, of, now):
    actions.vouch(tie_of(by, of), by=by, now=now)


def meet(nora, other, now):
    """Other notes it, Nora says so too."""
    tie = tie_of(nora, other)
    event = actions.say_met(tie, by=other, now=now)
    actions.confirm_met(event, by=nora, now=now)


def test_founders_and_whom_the_house_invited_reach_as_ever(alice, chantal, now):
    actions.use_invitation(make.invitation(), by=chantal, now=now)

    assert queries.reaches_beyond(alice)
    assert queries.reaches_beyond(chantal)


def test_two_of_different_worlds_open_the_house(nora, worlds, now):
    one, other = friend(nora, "Odile", worlds, 1), friend(nora, "Paul", worlds, 2)

    vouch(one, nora, now)
    assert not queries.reaches_beyond(nora)
    vouch(other, nora, now)

    assert queries.reaches_beyond(nora)


def test_two_of_one_world_do_not(nora, worlds, now):
    for name in ("Odile", "Paul"):
        vouch(friend(nora, name, worlds, 1), nora, now)

    assert not queries.reaches_beyond(nora)


def test_once_worlds_have_moved_they_do(nora, worlds, now):
    one, other = friend(nora, "Odile", worlds, 1), friend(nora, "Paul", worlds, 1)
    vouch(one, nora, now)
    vouch(other, nora, now)
    worlds[other.pk] = 2

    open_those_known(now=now)

    assert queries.reaches_beyond(nora)


@pytest.mark.parametrize("first", ["word", "meeting"])
def test_one_word_and_one_confirmed_meeting_open_it_too(nora, now, first):
    one = friend(nora, "Odile")
    steps = [lambda: vouch(one, nora, now), lambda: meet(nora, one, now)]
    if first == "meeting":
        steps.reverse()

    steps[0]()
    assert not queries.reaches_beyond(nora)
    steps[1]()

    assert queries.reaches_beyond(nora)


def test_a_meeting_that_one_alone_says_opens_nothing(nora, now):
    one = friend(nora, "Odile")
    vouch(one, nora, now)

    event = actions.say_met(tie_of(nora, one), by=nora, now=now)
    with pytest.raises(actions.NotAMeeting):
        actions.confirm_met(event, by=nora, now=now)

    assert not queries.reaches_beyond(nora)


def test_who_invited_her_has_said_so_already(nora, alice, now):
    with pytest.raises(actions.NothingToVouch):
        vouch(alice, nora, now)
    vouch(friend(nora, "Odile"), nora, now)
    meet(nora, alice, now)

    assert not queries.reaches_beyond(nora)


def test_a_newcomer_answers_for_nobody(nora, alice, now):
    """Or a ring of false accounts would answer for itself."""
    other = make.member("Omar")
    actions.use_invitation(make.invitation(alice), by=other, now=now)
    make.tie(nora, other)

    with pytest.raises(actions.NothingToVouch):
        vouch(nora, other, now)


def test_only_a_tie_answers_for_her(nora, bruno, alice, now):
    with pytest.raises(actions.NotATie):
        actions.vouch(tie_of(alice, nora), by=bruno, now=now)


def test_what_has_opened_stays_open(nora, worlds, now):
    one, other = friend(nora, "Odile", worlds, 1), friend(nora, "Paul", worlds, 2)
    vouch(one, nora, now)
    vouch(other, nora, now)

    actions.take_back_vouch(nora, by=one)
    other.delete()

    assert queries.reaches_beyond(nora)
    assert not Vouch.objects.exists()


def test_she_does_not_become_known_by_her_inviter_s_leaving(nora, alice, now):
    actions.erase(alice, now=now)
    alice.delete()

    assert not queries.reaches_beyond(nora)
    assert queries.inviter_of(nora) is None


def test_said_twice_it_is_said_once(nora, now):
    one = friend(nora, "Odile")
    vouch(one, nora, now)
    vouch(one, nora, now)

    assert Vouch.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Vouch.objects.create(by=one, of=nora, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Vouch.objects.create(by=one, of=one, at=now)


def test_worlds_are_those_of_the_engine(alice, bruno, chantal, now):
    make.tie(bruno, chantal)
    engine.rebuild(now)

    assert vouches.worlds_of([alice.pk, bruno.pk, -5], now)


# ── What waits until then ────────────────────────────────────────────────────


def test_she_is_shown_nobody_and_shown_to_nobody(nora, alice, bruno, now):
    make.suggestion(nora, bruno, alice, shown_from=now)
    make.suggestion(bruno, nora, alice, shown_from=now)

    for member in (nora, bruno):
        assert not Suggestion.objects.visible_to(member, now).exists()


def test_she_asks_who_invited_her_and_nobody_else(nora, alice, now):
    one = friend(nora, "Odile")
    asked = {"by": nora, "reason": "Qui sait relier ?", "now": now}

    with pytest.raises(introductions.NotKnownYet):
        introductions.ask(through=one, **asked)

    assert introductions.ask(through=alice, **asked).through == alice


def test_she_does_not_invite_yet(nora, now):
    with pytest.raises(actions.NotYet):
        actions.invite_somebody("o@example.org", words="Viens", by=nora, now=now)


# ── The pages ────────────────────────────────────────────────────────────────


def page_of(member):
    return f"/network/people/{member.public_id}/"


def test_a_tie_answers_for_her_from_her_page(client, nora):
    one = friend(nora, "Odile")
    client.force_login(one)
    assert "Je réponds de Nora" in text_of(client.get(page_of(nora)))

    assert send(client, page_of(nora) + "vouch/").status_code == 302
    assert "Tu réponds" in text_of(client.get(page_of(nora)))
    client.force_login(nora)
    assert "répond de toi" in text_of(client.get(page_of(one)))

    client.force_login(one)
    send(client, page_of(nora) + "vouch/take-back/")
    assert not Vouch.objects.exists()


def test_who_invited_her_is_not_asked(client, nora, alice, bruno):
    client.force_login(alice)

    for one in (nora, bruno):
        assert "réponds" not in text_of(client.get(page_of(one)))


def test_a_stranger_answers_for_nobody(client, nora, chantal):
    client.force_login(chantal)

    assert send(client, page_of(nora) + "vouch/").status_code == 404
    assert send(client, page_of(nora) + "vouch/take-back/").status_code == 404


def test_she_reads_what_opens_and_whom_she_may_ask(client, nora, alice):
    one = friend(nora, "Odile")
    client.force_login(nora)

    assert "Quelques personnes d’abord" in text_of(client.get("/network/"))
    assert "Demander" in text_of(client.get(page_of(alice)))
    ask = f"/introductions/ask/{one.public_id}/"
    assert ask not in client.get(page_of(one)).content.decode()


def test_the_other_says_that_they_met_too(client, alice, bruno, chantal, now):
    tie = tie_of(alice, bruno)
    event = actions.say_met(tie, by=bruno, now=now)
    other = make.event(make.tie(bruno, chantal), bruno)
    client.force_login(alice)
    path = page_of(bruno) + "confirm/"

    assert send(client, path, event=str(other.public_id)).status_code == 404
    assert send(client, path, event=str(event.public_id)).status_code == 302

    event.refresh_from_db()
    assert event.confirmed
    assert "Oui, on s’est vus" not in text_of(client.get(page_of(bruno)))


def test_what_both_say_the_same_day_is_confirmed(alice, bruno, now):
    tie = tie_of(alice, bruno)
    actions.say_met(tie, by=alice, now=now)
    actions.say_met(tie, by=bruno, now=now)

    assert Event.objects.get(kind=Lived.MET).confirmed
