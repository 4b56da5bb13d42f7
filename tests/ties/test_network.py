"""My network: finite, by name, and it explains itself when it is empty."""

import uuid

import pytest
from django.urls import reverse

from tests import make
from tests.ties.pages import send, text_of
from whispeer.members.states import Discoverability
from whispeer.ties import actions, queries
from whispeer.ties.queries.network import A_PAGE
from whispeer.ties.states import SuggestionState

pytestmark = pytest.mark.both
NETWORK = "/network/"


def names(page):
    return [guest.given_name for guest in page.context["ties"].guests]


def test_ties_stand_by_name_whatever_was_lived(client, alice, now):
    for name in ("Zoé", "Agathe", "Émile", "Ernest"):
        tie = make.tie(alice, make.member(name))
    make.event(tie, alice)
    client.force_login(alice)

    assert names(client.get(NETWORK)) == ["Agathe", "Émile", "Ernest", "Zoé"]


def test_each_is_a_sentence_with_where_they_met(client, alice, bruno):
    client.force_login(alice)

    page = text_of(client.get(NETWORK))

    assert bruno.name in page
    assert "un menuisier" in page
    assert "Au salon de Lyon" in page
    assert reverse("ties:person", args=[bruno.public_id]) in page


def test_a_part_kept_nearer_is_not_in_the_list(client, alice, bruno):
    bruno.portrait.trade_shown = 3
    bruno.portrait.save()
    client.force_login(alice)

    assert "un menuisier" not in text_of(client.get(NETWORK))


def test_the_list_ends_and_goes_on_from_a_name(client, alice):
    for n in range(2 * A_PAGE + 1):
        make.tie(alice, make.member(f"Nom {n:02}"))
    client.force_login(alice)

    first = client.get(NETWORK)
    seen, ties = names(first), first.context["ties"]
    while ties.next_from:
        page = client.get(NETWORK, {"from": str(ties.next_from)})
        seen, ties = seen + names(page), page.context["ties"]

    assert seen == [f"Nom {n:02}" for n in range(2 * A_PAGE + 1)]


@pytest.mark.parametrize("start", ["", "2", "x\0", "é" * 400, str(uuid.UUID(int=1))])
def test_an_address_that_leads_to_nobody_begins_again(client, alice, bruno, start):
    client.force_login(alice)

    assert names(client.get(NETWORK, {"from": start})) == ["Bruno"]


def test_an_empty_network_explains_itself(client, chantal):
    client.force_login(chantal)

    page = text_of(client.get(NETWORK))

    assert reverse("ties:new_card") in page
    assert "gesture--first" in page


def test_cards_that_wait_are_shown_to_who_offers_them(client, alice, bruno, now):
    make.card(alice, met="Sous la halle", offered_at=now)
    for member, shown in ((alice, True), (bruno, False)):
        client.force_login(member)
        assert ("Sous la halle" in text_of(client.get(NETWORK))) is shown


def test_the_room_takes_few_queries_however_many_ties(
    client, alice, bruno, django_assert_max_num_queries
):
    for n in range(A_PAGE):
        make.tie(alice, make.member(f"Nom {n:02}"))
    client.force_login(alice)

    with django_assert_max_num_queries(14):
        client.get(NETWORK)


# ── Whom my people could lead to ─────────────────────────────────────────────


@pytest.fixture
def denise(bruno):
    denise = make.member("Denise", trade="une potière", place="Vienne")
    make.tie(bruno, denise, named=True)
    return denise


def test_a_suggestion_describes_and_says_who_would_be_asked(
    client, alice, bruno, denise, now
):
    make.suggestion(alice, denise, through=bruno)
    client.force_login(alice)

    page = text_of(client.get(NETWORK))

    assert "potière" in page
    assert "Denise" not in page
    assert str(denise.public_id) not in page


def test_by_name_it_names(client, alice, bruno, denise, now):
    denise.discoverability = Discoverability.BY_NAME
    denise.save()
    make.suggestion(alice, denise, through=bruno)
    client.force_login(alice)

    assert reverse("ties:person", args=[denise.public_id]) in text_of(
        client.get(NETWORK)
    )


def test_a_suggestion_let_pass_goes(client, alice, bruno, denise, now):
    suggestion = make.suggestion(alice, denise, through=bruno)
    client.force_login(alice)
    path = reverse("ties:let_suggestion_pass", args=[suggestion.public_id])

    assert send(client, path).status_code == 302

    suggestion.refresh_from_db()
    assert suggestion.state == SuggestionState.LET_PASS
    assert "potière" not in text_of(client.get(NETWORK))


def test_nobody_lets_pass_what_was_suggested_to_another(
    client, alice, bruno, denise, now
):
    suggestion = make.suggestion(alice, denise, through=bruno)
    client.force_login(bruno)
    path = reverse("ties:let_suggestion_pass", args=[suggestion.public_id])

    assert send(client, path).status_code == 404
    suggestion.refresh_from_db()
    assert suggestion.state == SuggestionState.LIVE


def test_a_suggestion_dies_with_the_tie_that_led_there(
    client, alice, bruno, denise, now
):
    make.suggestion(alice, denise, through=bruno)
    actions.let_go(queries.side_between(bruno, denise).get().tie, by=denise, now=now)
    client.force_login(alice)

    assert "potière" not in text_of(client.get(NETWORK))
