"""The example club: believable, the same from the same seed, and built on real networks too."""

from pathlib import Path
from random import Random

import pytest
from django.urls import reverse

from whispeer.graph.errors import GraphError
from whispeer.graph.strength import State
from whispeer.introductions.models import Recommendation
from whispeer.introductions.queries import bridges_to_care
from whispeer.introductions.states import Recommended
from whispeer.members.models import Entry, Member, Portrait
from whispeer.ties.models import (
    Contact,
    ContactImport,
    Encounter,
    Event,
    Side,
    Suggestion,
    Tie,
)
from whispeer.ties.queries import standing_of
from whispeer.ties.queries.circle import Circle
from whispeer.ties.queries.recalls import due
from whispeer.ties.states import Kept, Lived
from whispeer.web.example import build, club, lives
from whispeer.whispers.models import Guest, Relay
from whispeer.whispers.models.deals import Deal
from whispeer.whispers.queries import room
from whispeer.whispers.queries.deals import journal
from whispeer.whispers.states import Step

GRAPHS = Path(__file__).parents[2].parent / "shared" / "data" / "graphs"


@pytest.fixture
def small(monkeypatch):
    """A smaller club, so that a test lasts a second."""
    monkeypatch.setattr(build, "PEOPLE", 160)


def test_the_same_seed_tells_the_same_lives():
    worlds = [3, 1, 4, 1, 5]

    assert list(lives.lives(worlds, Random(9))) == list(lives.lives(worlds, Random(9)))


def test_people_of_a_world_speak_its_language():
    known = lives.worlds()

    for number, life in enumerate(lives.lives(list(range(len(known))), Random(2))):
        assert life.language == known[number]["language"]
        assert life.place in known[number]["places"]


def test_a_club_has_people_ties_and_half_a_year_behind_it(db, small, now):
    build.build(7, None, now)

    assert len(Member.objects.all()) == 160
    assert all(len(tie.sides.all()) == 2 for tie in Tie.objects.all()[:20])
    assert Portrait.objects.exclude(line="").exists()
    assert Entry.objects.exists()
    assert Event.objects.filter(at__gt=now).exists() is False
    assert Suggestion.objects.exists()


def test_most_members_agreed_that_their_ties_may_be_named(db, small, now):
    build.build(7, None, now)

    agreed = Side.objects.filter(nameable=True)

    assert len(agreed) > 0.8 * len(Side.objects.all())


def test_around_those_one_signs_in_as_ties_live_and_sleep(db, small, now):
    build.build(7, None, now)

    tied = dict(build.people())["well tied"]
    sides = Side.objects.filter(member=tied)
    stand = {standing_of(side, now) for side in sides.select_related("tie")}
    assert {State.ALIVE, State.ASLEEP} <= stand
    assert {Kept.PINNED, Kept.MUTED} <= {side.kept for side in sides}
    assert Event.objects.filter(kind=Lived.HELP, by=tied).exists()
    cared = [bridges_to_care(Circle(one, now)) for _, one in build.people()]
    assert any(cared)


def test_three_people_and_a_steward_can_be_signed_in_as(
    db, small, now, settings, client_of
):
    settings.DEMO = True
    build.build(7, None, now)

    links = list(build.links("http://localhost:8000"))

    assert [
        what in link
        for what, link in zip(("well", "new", "bridge", "steward"), links, strict=True)
    ] == [True] * 4
    path = links[0].split("http://localhost:8000")[1]
    page = client_of().get(path)
    assert page.status_code == 200
    assert "sessionid" not in page.cookies


def test_outside_the_demo_its_links_lead_nowhere(db, alice, client_of, settings):
    settings.DEMO = False
    path = reverse("web:demo", args=["whatever"])

    assert client_of(alice).get(path).status_code == 404


def test_a_club_is_built_on_a_real_network(db, now):
    path = GRAPHS / "email_eu.edges.gz"
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")

    build.build(7, path, now)

    assert len(Member.objects.all()) == 816


def test_a_file_that_is_no_network_builds_nothing(db, tmp_path, now):
    path = tmp_path / "not.edges"
    path.write_text("1 2\nonecolumn")

    with pytest.raises(GraphError):
        build.build(7, path, now)

    assert not Member.objects.exists()


def test_nobody_is_tied_twice_or_to_himself_in_the_club(db, small, now):
    ties = build.made_up(3)

    assert len({frozenset(pair) for pair in ties.pairs}) == len(ties.pairs)
    assert all(a != b for a, b in ties.pairs)
    club.build(ties, chance=Random(3), now=now)


def test_those_one_may_sign_in_as_have_a_book_and_a_promise_to_keep(db, small, now):
    build.build(7, None, now)

    for _, member in build.people():
        book = Contact.objects.visible_to(member).kept()
        states = set(ContactImport.objects.visible_to(member).values_list("state"))
        assert len(book) == 12
        assert states == {("taken",), ("read",)}
        assert Contact.objects.filter(member=member, resembles__in=book).exists()
        assert [one.promised != "" for one in due(member, now)] == [True]
        assert Encounter.objects.visible_to(member).exclude(other=None).exists()


def test_people_of_the_demo_have_shared_work_and_noted_what_it_brought(db, small, now):
    build.build(7, None, now)

    tied = next(member for what, member in build.people() if what == "well tied")
    said = Recommendation.objects.visible_to(tied, now)
    assert {one.state for one in said} == {Recommended.PROPOSED, Recommended.ACCEPTED}
    assert Deal.objects.visible_to(tied).exists()
    assert any(one.turnover for one in journal(tied).years)


def test_something_is_whispered_around_those_one_may_sign_in_as(db, small, now):
    build.build(7, None, now)

    rooms = [room(member, now) for _, member in build.people()]

    assert all(one.entrusted for one in rooms[:2])
    assert {own.awaits for one in rooms for own in one.own} >= {"answer", "thanks"}
    assert any(one.landed for one in rooms)
    assert Relay.objects.filter(state=Step.AT_DOOR).exists()
    assert Guest.objects.filter(relay__state=Step.LANDED).exists()
