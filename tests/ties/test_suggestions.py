"""Whom my people could bring me to: three at most, shared out, and never past a no."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from whispeer.members.states import Discoverability, EntryKind
from whispeer.ties import actions, engine
from whispeer.ties.actions.suggestions import renew
from whispeer.ties.models import Side, Suggestion, Tie
from whispeer.ties.queries.suggestions import for_page
from whispeer.ties.states import Lived, SuggestionState


@pytest.fixture(autouse=True)
def engine_of_its_own(settings, tmp_path):
    settings.ENGINE = tmp_path / "engine"
    yield
    engine.OPENED.pop(settings.ENGINE, None)
    engine.WRITERS.pop(settings.ENGINE, None)


def alive(tie, now):
    """Lived often enough for a way to hold."""
    for days in (2, 16, 30, 44):
        make.event(tie, tie.first, Lived.MET, at=now - timedelta(days=days))


@pytest.fixture
def diane(bruno, now):
    """Somebody Bruno knows, and whom Alice could meet through him."""
    diane = make.member(
        "Diane", family_name="Dumont", trade="une céramiste", place="Vienne"
    )
    alive(make.tie(bruno, diane, named=True), now)
    alive(Tie.objects.first(), now)
    return diane


def about(member):
    return list(
        Suggestion.objects.filter(
            member=member, state=SuggestionState.LIVE
        ).values_list("about__given_name", flat=True)
    )


def test_a_tie_of_a_tie_is_suggested_with_who_leads_there(alice, bruno, diane, now):
    renew(now)

    one = for_page(alice, now)[0]

    assert one.through == bruno
    assert one.name == ""
    assert "Une céramiste" in one.description
    assert "Bruno" in one.description


def test_who_is_described_only_is_named_nowhere(alice, bruno, diane, now, client_of):
    renew(now)

    page = client_of(alice).get(reverse("ties:network")).content.decode()

    assert "Une céramiste" in page
    assert "Diane" not in page
    assert "Dumont" not in page
    assert str(diane.public_id) not in page


def test_who_agreed_to_be_named_is_named(alice, bruno, diane, now):
    diane.discoverability = Discoverability.BY_NAME
    diane.save()
    renew(now)

    assert for_page(alice, now)[0].name == "Diane Dumont"


def test_who_may_not_be_heard_of_is_suggested_to_nobody(alice, bruno, diane, now):
    diane.discoverability = Discoverability.NOT_AT_ALL
    diane.save()

    renew(now)

    assert about(alice) == []


def test_a_suggestion_goes_at_once_when_its_person_chooses_to_be_unheard_of(
    alice, bruno, diane, now
):
    renew(now)
    diane.discoverability = Discoverability.NOT_AT_ALL
    diane.save()

    assert for_page(alice, now) == []


@pytest.mark.parametrize("side", range(4))
def test_a_way_needs_the_yes_of_all_its_ends(alice, bruno, diane, now, side):
    renew(now)
    chosen = Side.objects.order_by("pk")[side]

    actions.name_tie(chosen, by=chosen.member, nameable=False, now=now)

    assert for_page(alice, now) == []
    renew(now)
    assert about(alice) == []


def test_a_block_ends_a_suggestion_at_the_next_request(alice, bruno, diane, now):
    renew(now)

    actions.block(by=diane, of=alice, now=now)

    assert for_page(alice, now) == []
    renew(now)
    assert about(alice) == []


def test_people_without_a_common_language_are_not_brought_together(
    alice, bruno, diane, now
):
    diane.portrait.languages = ["de"]
    diane.portrait.save()

    renew(now)

    assert about(alice) == []


def test_nobody_gets_more_than_three_nor_is_shown_more_than_his_share(
    alice, bruno, now
):
    alive(Tie.objects.first(), now)
    for number in range(9):
        alive(make.tie(bruno, make.member(f"Membre{number}"), named=True), now)

    renew(now)

    shown = list(Suggestion.objects.values_list("about", flat=True))
    received = list(Suggestion.objects.values_list("member", flat=True))
    through = list(Suggestion.objects.values_list("through", flat=True))
    assert max(received.count(one) for one in received) <= 3
    assert max(shown.count(one) for one in shown) <= 6
    assert max(through.count(one) for one in through) <= 4


def test_a_renewal_ends_what_was_shown_before(alice, bruno, diane, now):
    renew(now)
    first = Suggestion.objects.get(member=alice)

    renew(now + timedelta(days=14))

    first.refresh_from_db()
    assert first.state == SuggestionState.OVER


def test_the_reason_quotes_only_what_may_be_read_from_there(alice, bruno, diane, now):
    alice.portrait.looking_for = "Je cherche qui a négocié un bail commercial."
    alice.portrait.save()
    make.entry(
        diane, EntryKind.ORDEAL, words="J’ai négocié un bail commercial, mal.", shown=2
    )
    make.entry(diane, EntryKind.OFFER, words="Relire un bail commercial", shown=1)
    renew(now)

    one = for_page(alice, now)[0]

    assert one.said == "Relire un bail commercial"


def test_what_is_let_pass_goes_and_nobody_learns(alice, bruno, diane, now, client_of):
    renew(now)
    suggestion = Suggestion.objects.get(member=alice)

    client_of(alice).post(
        reverse("ties:let_suggestion_pass", args=[suggestion.public_id]),
        {"key": make.fresh_key()},
    )

    assert for_page(alice, now) == []


def test_another_s_suggestion_does_not_exist(
    alice, bruno, chantal, diane, now, client_of
):
    renew(now)
    suggestion = Suggestion.objects.get(member=alice)

    answer = client_of(chantal).post(
        reverse("ties:let_suggestion_pass", args=[suggestion.public_id]),
        {"key": make.fresh_key()},
    )

    assert answer.status_code == 404
    assert for_page(alice, now)
