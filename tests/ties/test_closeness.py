"""How close two people are, and whose page opens: four agreements make a way."""

import pytest
from django.http import Http404

from tests import make
from whispeer.members.states import Closeness, Discoverability
from whispeer.ties import actions, queries
from whispeer.ties.models import Side

pytestmark = pytest.mark.both


@pytest.fixture
def denise(bruno):
    """Bruno's tie, two ties away from Alice, who lets herself be named."""
    denise = make.member("Denise", discoverability=Discoverability.BY_NAME)
    make.tie(bruno, denise, named=True)
    return denise


def test_one_is_oneself(alice):
    assert queries.closeness(alice, alice) == Closeness.SELF


def test_a_tie_is_a_tie_from_both_sides(alice, bruno):
    assert queries.closeness(alice, bruno) == Closeness.TIE
    assert queries.closeness(bruno, alice) == Closeness.TIE
    assert queries.are_tied(alice, bruno)


def test_whom_nobody_leads_to_is_a_stranger(alice, bruno, chantal):
    assert queries.closeness(alice, chantal) == Closeness.STRANGER
    assert not queries.are_tied(alice, chantal)


def test_a_tie_of_a_tie_is_within_reach(alice, bruno, denise):
    assert queries.closeness(alice, denise) == Closeness.WITHIN_REACH
    assert queries.closeness(denise, alice) == Closeness.WITHIN_REACH
    assert queries.way_to(alice, denise) == [bruno]


@pytest.mark.parametrize(
    "who", ["alice to bruno", "bruno to alice", "bruno to denise", "denise to bruno"]
)
def test_a_way_needs_all_four_ends_to_agree(alice, bruno, denise, who):
    people = {"alice": alice, "bruno": bruno, "denise": denise}
    by, to = (people[name] for name in who.split(" to "))
    Side.objects.filter(member=by, other=to).update(nameable=False)

    assert queries.closeness(alice, denise) == Closeness.STRANGER
    assert queries.way_to(alice, denise) == []
    with pytest.raises(Http404):
        queries.person_for(alice, denise.public_id)


def test_somebody_of_another_house_leads_nowhere(alice, bruno, denise):
    bruno.is_active = False
    bruno.save()

    assert queries.closeness(alice, denise) == Closeness.STRANGER


def test_who_is_within_reach_by_name_has_a_page(alice, bruno, denise):
    assert queries.person_for(alice, denise.public_id) == denise


@pytest.mark.parametrize(
    "choice", [Discoverability.DESCRIBED, Discoverability.NOT_AT_ALL]
)
def test_who_is_within_reach_but_not_by_name_has_none(alice, bruno, denise, choice):
    denise.discoverability = choice
    denise.save()

    with pytest.raises(Http404):
        queries.person_for(alice, denise.public_id)


def test_a_tie_has_a_page_whatever_he_tells_others(alice, bruno):
    bruno.discoverability = Discoverability.NOT_AT_ALL
    bruno.save()

    assert queries.person_for(alice, bruno.public_id) == bruno


def test_two_people_may_meet_unless_one_blocked_the_other(alice, bruno, now):
    assert queries.may_meet(alice, bruno)

    actions.block(bruno, by=alice, now=now)

    assert not queries.may_meet(alice, bruno)
    assert not queries.may_meet(bruno, alice)
    assert queries.closeness(bruno, alice) == Closeness.STRANGER


def test_who_leads_to_somebody_does_not_lead_once_blocked(alice, bruno, denise, now):
    actions.block(bruno, by=denise, now=now)

    assert queries.closeness(alice, denise) == Closeness.STRANGER


def test_who_was_suggested_is_named_first(alice, bruno, denise):
    agathe = make.member("Agathe")
    make.tie(alice, agathe, named=True)
    make.tie(agathe, denise, named=True)
    assert queries.way_to(alice, denise) == [agathe, bruno]

    make.suggestion(alice, denise, through=bruno)

    assert queries.way_to(alice, denise) == [bruno, agathe]
