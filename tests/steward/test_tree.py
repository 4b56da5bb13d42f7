"""Who invited whom, for those who look after the house; a branch that rests."""

import pytest
from django.urls import reverse

from tests import make
from tests.ties.pages import send, text_of
from whispeer.introductions import actions as introductions
from whispeer.introductions.queries.welcome import welcomers_for
from whispeer.ties import actions, queries
from whispeer.ties.models import Suggestion

pytestmark = pytest.mark.both


def invited(by, name, now):
    one = make.member(name)
    invitation = make.invitation(by)
    actions.use_invitation(invitation, by=one, now=now)
    return one


@pytest.fixture
def nora(alice, now):
    """Invited by Alice; she invited Omar, who invited Paul."""
    return invited(alice, "Nora", now)


@pytest.fixture
def omar(nora, now):
    return invited(nora, "Omar", now)


@pytest.fixture
def paul(omar, now):
    return invited(omar, "Paul", now)


@pytest.fixture
def steward(db):
    return make.steward()


def again(*people):
    for one in people:
        one.refresh_from_db()
    return people


def at(route, member):
    return reverse(f"steward:{route}", args=[member.public_id])


def let_rest(member, steward, now):
    actions.let_rest(member, by=steward, now=now)


def test_a_branch_rests_and_wakes_as_a_whole(alice, nora, omar, paul, steward, now):
    let_rest(nora, steward, now)
    assert all(one.frozen_at == now for one in again(nora, omar, paul))
    assert again(alice)[0].frozen_at is None

    actions.wake(nora)
    assert all(one.frozen_at is None for one in again(nora, omar, paul))


def test_what_another_gesture_let_rest_stays_so(nora, omar, paul, steward, now):
    let_rest(omar, steward, now)
    let_rest(nora, steward, now.replace(hour=11))

    assert list(queries.branches_at_rest()) == [omar, nora]
    actions.wake(*again(nora))

    assert again(nora)[0].frozen_at is None
    assert all(one.frozen_at == now for one in again(omar, paul))


def test_a_steward_does_not_put_himself_to_rest(alice, steward, now):
    actions.use_invitation(make.invitation(alice), by=steward, now=now)

    let_rest(alice, steward, now)

    assert again(steward)[0].frozen_at is None


def test_who_rests_reads_and_does_nothing_to_others(
    alice, bruno, chantal, steward, client_of, now
):
    make.tie(alice, chantal, named=True)
    card = make.card(chantal)
    let_rest(alice, steward, now)
    (alice,) = again(alice)
    client = client_of(alice)

    for page in ("/", "/network/", "/me/", f"/network/people/{bruno.public_id}/"):
        assert client.get(page).status_code == 200
    refused = [
        lambda: introductions.ask(by=alice, through=bruno, reason="?", now=now),
        lambda: introductions.offer(bruno, chantal, by=alice, words="Vous", now=now),
        lambda: actions.invite_somebody("n@e.org", words="Viens", by=alice, now=now),
        lambda: actions.offer_card(by=alice, now=now),
        lambda: actions.take_card(card, by=alice, now=now),
    ]
    for act in refused:
        with pytest.raises(actions.Resting):
            act()


def test_nobody_is_brought_to_whom_rests(alice, bruno, chantal, steward, now):
    make.tie(bruno, chantal, named=True)
    make.suggestion(chantal, alice, bruno, shown_from=now)
    make.suggestion(alice, chantal, bruno, shown_from=now)
    assert queries.may_meet(alice, chantal)
    let_rest(alice, steward, now)
    (alice,) = again(alice)

    assert not queries.may_meet(alice, chantal)
    assert not queries.may_meet(chantal, alice)
    assert not Suggestion.objects.visible_to(chantal, now).exists()
    assert not Suggestion.objects.visible_to(alice, now).exists()
    assert welcomers_for(alice, now) == []


def test_the_cards_and_invitations_of_whom_rests_open_nothing(alice, steward, now):
    card, invitation = make.card(alice), make.invitation(alice)
    let_rest(alice, steward, now)

    card.refresh_from_db()
    assert not card.is_live(now)
    assert queries.open_invitation(invitation.public_id, now) is None
    with pytest.raises(actions.InvitationOver):
        actions.use_invitation(invitation, by=make.member("Quentin"), now=now)


def test_an_introduction_on_its_way_comes_to_nothing(alice, bruno, steward, now):
    denise = make.member("Denise")
    make.tie(bruno, denise, named=True)
    begun = introductions.ask(
        by=alice, through=bruno, about=denise, reason="Relier", now=now
    )
    let_rest(alice, steward, now)

    with pytest.raises(introductions.IntroductionOver):
        introductions.carry(begun, by=bruno, now=now, words="Voyez-vous")


def test_each_page_of_whom_rests_says_so(alice, steward, client_of, now):
    client = client_of(alice)
    assert "au repos" not in text_of(client.get("/"))
    let_rest(alice, steward, now)

    assert "au repos" in text_of(client.get("/"))
    answer = send(
        client,
        "/network/invitations/new/",
        email="n@example.org",
        words="Tu devrais voir cette maison.",
        language="fr",
    )
    assert "au repos" in text_of(answer)
    assert "au repos" in text_of(send(client, "/network/cards/new/", met="Lyon"))


# ── The pages ────────────────────────────────────────────────────────────────


def test_a_steward_reads_who_came_by_whom(client_of, steward, nora, omar, paul):
    client = client_of(steward)
    lately = client.get(reverse("steward:tree")).content.decode()
    assert at("branch", nora) in lately

    page = text_of(client.get(at("branch", nora)))

    for one in (nora, omar, paul):
        assert one.name in page
    assert "Alice Aubert" in page


def test_from_a_report_one_is_led_to_the_branch(client_of, steward, alice, bruno):
    report = make.report(bruno, alice)

    page = client_of(steward).get(reverse("steward:report", args=[report.public_id]))

    assert at("branch", alice) in page.content.decode()


def test_a_branch_is_let_to_rest_and_woken_in_one_gesture_each(
    client_of, steward, nora, omar
):
    client = client_of(steward)

    send(client, at("let_rest", nora))
    assert all(one.frozen_at for one in again(nora, omar))
    assert nora.name in text_of(client.get(reverse("steward:tree")))

    send(client, at("wake", nora))
    assert not any(one.frozen_at for one in again(nora, omar))
    assert send(client, at("wake", nora)).status_code == 404


def test_a_steward_has_no_page_of_his_own_branch(client_of, steward):
    client = client_of(steward)

    for route in ("branch", "let_rest", "wake"):
        answer = send(client, at(route, steward))
        assert answer.status_code in {404, 405}


@pytest.mark.parametrize("route", ["branch", "let_rest", "wake"])
def test_for_anybody_else_none_of_it_exists(client_of, alice, nora, route):
    client = client_of(alice)

    assert send(client, at(route, nora)).status_code == 404
    assert client.get(reverse("steward:tree")).status_code == 404
    assert again(nora)[0].frozen_at is None
