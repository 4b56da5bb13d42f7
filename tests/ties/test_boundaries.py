"""Never with: a boundary is respected in every room, and nobody is told."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from tests import make
from whispeer.introductions import actions as introductions
from whispeer.introductions import queries as rooms
from whispeer.members.models import Member
from whispeer.members.states import Closeness, Discoverability
from whispeer.ties import actions, queries
from whispeer.ties.models import Boundary, Relation, Suggestion
from whispeer.ties.queries.boundaries import pairs_apart
from whispeer.ties.queries.circle import Circle
from whispeer.ties.states import RelationKind, SuggestionState
from whispeer.web.leaving import export

pytestmark = pytest.mark.both
COMPANY = "L’Atelier du Fil"
HOUR = timedelta(hours=1)


@pytest.fixture
def diane(bruno) -> Member:
    """Whom Bruno knows and Alice does not."""
    diane = make.member(
        "Diane", company=COMPANY, discoverability=Discoverability.BY_NAME
    )
    make.tie(bruno, diane, named=True)
    return diane


def keep_away_by_name(alice, diane, now):
    actions.keep_away(by=alice, other=diane, now=now)


def keep_away_the_company(alice, diane, now):
    actions.keep_away(by=alice, company="l'atelier du fil SARL", now=now)


def keep_away_the_address(alice, diane, now):
    actions.keep_away(by=alice, email=diane.email.upper(), now=now)


def call_a_competitor(alice, diane, now):
    actions.declare(RelationKind.COMPETITOR, by=alice, company=COMPANY, now=now)


WAYS = [
    keep_away_by_name,
    keep_away_the_company,
    keep_away_the_address,
    call_a_competitor,
]


@pytest.mark.parametrize("keep_away", WAYS)
def test_neither_may_meet_the_other_whoever_said_so(keep_away, alice, diane, now):
    assert queries.may_meet(alice, diane)
    assert queries.may_meet(diane, alice)

    keep_away(alice, diane, now)

    assert not queries.may_meet(alice, diane)
    assert not queries.may_meet(diane, alice)


@pytest.mark.parametrize("keep_away", WAYS)
def test_neither_is_within_reach_of_the_other(keep_away, alice, diane, now):
    assert queries.closeness(alice, diane) == Closeness.WITHIN_REACH
    keep_away(alice, diane, now)
    for viewer, member in ((alice, diane), (diane, alice)):
        assert queries.closeness(viewer, member) == Closeness.STRANGER
        assert member not in queries.people_for(viewer)


@pytest.mark.parametrize("keep_away", WAYS)
def test_what_was_suggested_is_gone_both_ways(keep_away, alice, bruno, diane, now):
    make.suggestion(alice, diane, bruno)
    make.suggestion(diane, alice, bruno)
    keep_away(alice, diane, now)
    for member in (alice, diane):
        assert not Suggestion.objects.visible_to(member, now).exists()
    states = set(Suggestion.objects.values_list("state", flat=True))
    assert states == {SuggestionState.OVER}


@pytest.mark.parametrize("keep_away", WAYS)
def test_the_engine_is_told_to_leave_them_apart(keep_away, alice, bruno, diane, now):
    keep_away(alice, diane, now)
    pair = {(alice.pk, diane.pk)}
    assert set(pairs_apart()) == pair
    assert set(pairs_apart({alice.pk, bruno.pk})) == pair
    assert set(pairs_apart([diane.pk])) == pair
    assert set(pairs_apart({bruno.pk})) == set(pairs_apart([])) == set()


@pytest.mark.parametrize("keep_away", WAYS)
def test_what_was_asked_of_her_is_gone_as_if_let_rest(
    keep_away, alice, bruno, diane, now
):
    one = make.introduction(alice, bruno, to=diane, about=diane, begun_at=now)
    keep_away(diane, alice, now) if keep_away is keep_away_by_name else keep_away(
        alice, diane, now
    )
    assert rooms.room(Circle(diane, now)).asked == []
    with pytest.raises(introductions.IntroductionOver):
        introductions.say_yes(one, by=diane, now=now)
    assert not queries.are_tied(alice, diane)


def test_a_tie_stays_a_tie(alice, bruno, now):
    actions.keep_away(by=alice, other=bruno, now=now)
    assert queries.closeness(alice, bruno) == Closeness.TIE
    assert queries.closeness(bruno, alice) == Closeness.TIE


def test_a_card_passes_from_hand_to_hand_all_the_same(alice, chantal, now):
    actions.keep_away(by=chantal, other=alice, now=now)
    actions.take_card(make.card(alice, offered_at=now), by=chantal, now=now)
    assert queries.are_tied(alice, chantal)


@pytest.mark.parametrize(
    "kind", [kind for kind in RelationKind if kind != RelationKind.COMPETITOR]
)
def test_other_relations_say_nothing_of_whom_one_may_meet(kind, alice, diane, now):
    actions.declare(kind, by=alice, company=COMPANY, now=now)
    assert queries.may_meet(alice, diane)


def test_said_again_it_is_said_once_and_taken_back_it_is_gone(alice, diane, now):
    for written in (COMPANY, "Atelier du Fil sas", "L'ATELIER DU FIL"):
        actions.keep_away(by=alice, company=f"{written}", now=now)
    assert Boundary.objects.filter(member=alice).count() == 1
    for one in queries.boundaries_of(alice):
        actions.let_near(one, by=alice)
    assert queries.may_meet(alice, diane)


def test_nobody_takes_back_what_another_said(alice, chantal, diane, now):
    boundary = make.boundary(alice, other=diane)
    relation = make.relation(alice, other=diane)
    actions.let_near(boundary, by=chantal)
    actions.take_back(relation, by=chantal)
    assert Boundary.objects.exists()
    assert Relation.objects.exists()


def test_the_last_word_on_a_relation_counts(alice, bruno, now):
    actions.declare(RelationKind.CLIENT, by=alice, other=bruno, now=now)
    actions.declare(RelationKind.FAMILY, by=alice, other=bruno, now=now)
    said = queries.relation_with(alice, bruno)
    assert said is not None
    assert said.kind == RelationKind.FAMILY
    assert queries.relation_with(bruno, alice) is None


def test_one_does_not_keep_oneself_away(alice, now):
    for said in ({"other": alice}, {"email": alice.email.upper()}):
        with pytest.raises(actions.OfOneself):
            actions.keep_away(by=alice, now=now, **said)


def test_a_name_without_a_letter_keeps_nobody_away(alice, now):
    for company in ("", "…", " - "):
        with pytest.raises(actions.NothingSaid):
            actions.keep_away(by=alice, company=company, now=now)
        with pytest.raises(actions.NothingSaid):
            actions.declare(RelationKind.CLIENT, by=alice, company=company, now=now)


def test_who_has_no_company_is_kept_away_by_none(alice, chantal, now):
    actions.keep_away(by=alice, company=COMPANY, now=now)
    assert queries.may_meet(alice, chantal)


# Somebody known by an address alone


def take_another_address(member):
    member.email = "diane.elsewhere@example.org"
    member.save(update_fields=["email"])


def test_who_takes_another_address_stays_away(alice, diane, now):
    actions.keep_away(by=alice, email=diane.email, now=now)
    take_another_address(diane)

    assert not queries.may_meet(alice, diane)
    assert not queries.may_meet(diane, alice)
    assert (alice.pk, diane.pk) in set(pairs_apart())


def test_who_comes_in_later_and_takes_another_address_stays_away(alice, now):
    actions.keep_away(by=alice, email="zoe@example.org", now=now)
    zoe = make.member("Zoé", email="zoe@example.org")
    actions.let_lapse(now=now)
    take_another_address(zoe)

    assert not queries.may_meet(alice, zoe)


def test_nobody_reads_whose_an_address_is(alice, diane, now, client):
    actions.keep_away(by=alice, email=diane.email, now=now)
    actions.keep_away(by=alice, email="nobody@example.org", now=now)
    rows = export(alice, now)["ties.boundary"]
    client.force_login(alice)

    assert [row.keys() for row in rows] == [rows[0].keys()] * 2
    assert "holder" not in rows[0]
    assert diane.given_name not in client.get("/network/boundaries/").content.decode()


def test_rows_kept_under_older_keys_are_made_anew_and_the_last_said_stays(
    alice, bruno, now
):
    old = make.relation(alice, RelationKind.CLIENT, company="Arago", at=now)
    last = make.relation(
        bruno, RelationKind.INVESTOR, company="Groupe Arago", at=now + HOUR
    )
    Relation.objects.filter(pk=old.pk).update(company_key="arago s a")
    Relation.objects.filter(pk=last.pk).update(member=alice, company_key="groupe arago")
    import_module("whispeer.ties.migrations.0013_company_keys").note_keys(apps, None)

    assert Relation.objects.get().kind == RelationKind.INVESTOR
    assert Relation.objects.get().company_key == "arago"
