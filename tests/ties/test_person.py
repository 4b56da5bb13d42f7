"""The page of one person, as closeness opens it, and what one does there."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from tests.ties.pages import person, send, text_of
from whispeer.members.models import Block
from whispeer.members.states import Closeness, Discoverability
from whispeer.ties.models import Event, Side, Thanks, Tie
from whispeer.ties.states import Lived

pytestmark = pytest.mark.both
GESTURES = ("met", "deny", "thank", "naming", "let_go", "block")


@pytest.fixture
def denise(bruno):
    denise = make.member(
        "Denise",
        discoverability=Discoverability.BY_NAME,
        trade="une potière",
        working_on="Un four à bois",
    )
    make.tie(bruno, denise, named=True)
    return denise


def test_a_tie_is_read_as_ties_are(client, alice, bruno, now):
    make.detail(bruno, value="04 11 22 33 44")
    make.entry(bruno, words="Prêter un établi", shown=Closeness.TIE)
    make.entry(bruno, words="Pour moi seul", shown=Closeness.SELF)
    client.force_login(alice)

    page = text_of(client.get(person(bruno)))

    assert "Bruno Bianchi" in page
    assert "Au salon de Lyon" in page
    assert "04 11 22 33 44" in page
    assert "Prêter un établi" in page
    assert "Pour moi seul" not in page


def test_ones_own_page_is_ones_portrait(client, alice):
    client.force_login(alice)

    assert client.get(person(alice)).headers["Location"] == reverse("members:me")


def test_within_reach_one_reads_less_and_who_leads_there(client, alice, bruno, denise):
    client.force_login(alice)

    page = text_of(client.get(person(denise)))

    assert "Denise" in page
    assert bruno.name in page
    assert "Un four à bois" not in page
    assert person(denise, "met") not in page


@pytest.mark.parametrize("gesture", GESTURES)
def test_for_a_stranger_the_page_does_not_exist(client, alice, bruno, chantal, gesture):
    client.force_login(chantal)

    assert client.get(person(bruno)).status_code == 404
    assert send(client, person(bruno, gesture)).status_code == 404
    assert Tie.objects.count() == 1


@pytest.mark.parametrize("gesture", [g for g in GESTURES if g != "block"])
def test_within_reach_one_does_nothing_as_if_tied(client, alice, denise, gesture):
    client.force_login(alice)

    assert send(client, person(denise, gesture)).status_code == 404


@pytest.mark.parametrize("gesture", GESTURES)
def test_a_page_grown_old_changes_nothing_and_says_so(client, alice, bruno, gesture):
    client.force_login(alice)
    typed = {"words": "Merci pour l’établi", "met": "Ailleurs"}

    page = client.post(person(bruno, gesture), {"key": "old", **typed})

    assert page.status_code == 200
    assert "mistake" in text_of(page)
    assert (Tie.objects.count(), Event.objects.count()) == (1, 0)
    assert Thanks.objects.exists() is Block.objects.exists() is False
    assert Side.objects.get(member=alice).met == "Au salon de Lyon"


def test_one_tap_says_that_they_met(client, alice, bruno, now):
    client.force_login(alice)
    assert person(bruno, "met") in text_of(client.get(person(bruno)))

    answer = send(client, person(bruno, "met"))

    assert answer.headers["Location"] == person(bruno)
    assert Event.objects.get().kind == Lived.MET
    assert person(bruno, "met") not in text_of(client.get(person(bruno)))


def test_the_other_takes_it_back(client, alice, bruno, now):
    event = make.event(Tie.objects.get(), alice, at=now - timedelta(days=1))
    client.force_login(bruno)
    assert str(event.public_id) in text_of(client.get(person(alice)))

    send(client, person(alice, "deny"), event=str(event.public_id))

    event.refresh_from_db()
    assert event.denied


@pytest.mark.parametrize("event", ["", "x", "0" * 4000, "a\0b"])
def test_what_names_no_meeting_takes_nothing_back(client, alice, bruno, event):
    client.force_login(alice)

    assert send(client, person(bruno, "deny"), event=event).status_code == 200


def test_a_meeting_of_another_tie_is_unknown_here(client, alice, bruno, chantal, now):
    other = make.tie(bruno, chantal)
    own = make.tie(alice, chantal)
    client.force_login(alice)
    for tie in (other, own):
        event = make.event(tie, chantal, at=now)
        answer = send(client, person(bruno, "deny"), event=str(event.public_id))
        assert answer.status_code == 404
        event.refresh_from_db()
        assert not event.denied


def test_too_late_is_said_in_words(client, alice, bruno, now):
    event = make.event(Tie.objects.get(), bruno, at=now - timedelta(days=8))
    client.force_login(alice)

    page = send(client, person(bruno, "deny"), event=str(event.public_id))

    assert page.status_code == 200
    assert "mistake" in text_of(page)


def test_thanks_are_read_by_both_and_by_nobody_else(client, alice, bruno, denise, now):
    client.force_login(alice)
    send(client, person(bruno, "thank"), words="Merci pour l’établi,\ndu fond du cœur")

    for reader, of, reads in (
        (alice, bruno, True),
        (bruno, alice, True),
        (denise, bruno, False),
    ):
        client.force_login(reader)
        assert ("du fond du cœur" in text_of(client.get(person(of)))) is reads


@pytest.mark.parametrize(
    "words", ["", "Merci", "x" * 501, "Merci pour\0 l’établi", "Merci\u202e pour tout"]
)
def test_words_that_cannot_be_sent_come_back(client, alice, bruno, now, words):
    client.force_login(alice)

    page = send(client, person(bruno, "thank"), words=words)

    assert page.status_code == 200
    assert 'id="id_words_error"' in text_of(page)
    assert not Thanks.objects.exists()
    assert not Event.objects.exists()


def test_one_changes_ones_own_side_only(client, alice, bruno, now):
    client.force_login(alice)

    send(client, person(bruno, "naming"), met="Chez Léa")

    mine, his = Side.objects.get(member=alice), Side.objects.get(member=bruno)
    assert (mine.met, mine.nameable) == ("Chez Léa", False)
    assert (his.met, his.nameable) == ("Au salon de Lyon", True)


def test_what_bruno_wrote_of_our_meeting_is_his_alone(client, alice, bruno):
    Side.objects.filter(member=bruno).update(met="Ses mots à lui")
    client.force_login(alice)

    assert "Ses mots à lui" not in text_of(client.get(person(bruno)))


def test_a_tie_is_let_go_without_a_word_to_the_other(
    client, alice, bruno, now, mailbox, run_tasks
):
    client.force_login(alice)

    answer = send(client, person(bruno, "let_go"))
    run_tasks()

    assert answer.headers["Location"] == reverse("ties:network")
    assert mailbox == []
    client.force_login(bruno)
    assert client.get(person(alice)).status_code == 404
    for path in ("/", "/network/"):
        assert "Alice" not in text_of(client.get(path))


def test_the_page_of_a_person_takes_few_queries(
    client, alice, bruno, now, django_assert_max_num_queries
):
    tie = Tie.objects.get()
    for n in range(6):
        make.entry(bruno, words=f"Aide {n}")
        make.event(tie, bruno, at=now - timedelta(days=n + 1))
        make.thanks(tie, bruno)
    client.force_login(alice)

    with django_assert_max_num_queries(18):
        client.get(person(bruno))
