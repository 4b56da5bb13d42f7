"""Who reads words about work done together: whom trust leads there, and nobody else."""

import pytest
from django.urls import reverse

from tests import make
from tests.introductions.pages import LIST, PRAISE, leads, page_of, read, send
from whispeer.introductions import actions, queries
from whispeer.introductions.models import Recommendation
from whispeer.members.actions import privacy
from whispeer.members.models import Report
from whispeer.members.states import Discoverability
from whispeer.ties import engine

pytestmark = pytest.mark.both


@pytest.fixture
def carried(alice, bruno, diane, now):
    """Alice asks Bruno for Diane, who is asked whether she would meet somebody."""
    return make.introduction(alice, bruno, to=diane, about=diane, begun_at=now)


def words_read(people, reader, now, *, named=True):
    engine.catch_up(now)
    return [
        one.words for one in queries.recommended(people, reader, named=named, now=now)
    ]


def test_who_is_asked_reads_them_only_where_alice_let_them_go_before_her_name(
    alice, diane, accepted, carried, client_of, now
):
    page = page_of(carried)
    assert PRAISE.words not in read(client_of(diane), page)

    actions.accept(accepted, by=alice, now=now, before_name=True)
    shown = read(client_of(diane), page)
    assert PRAISE.words in shown
    assert "Bruno" in shown
    assert "Alice" not in shown


def test_words_that_tell_the_name_never_go_before_it(
    alice, diane, accepted, carried, client_of, now
):
    Recommendation.objects.update(words="Aubert relie comme personne.")
    accepted.refresh_from_db()
    answer = send(client_of(alice), page_of(accepted, "accept_words"), before_name="on")
    assert answer.status_code == 200
    Recommendation.objects.update(before_name=True)
    assert "Aubert" not in read(client_of(diane), page_of(carried))


def test_once_they_know_each_other_they_read_of_each_other(
    alice, diane, accepted, carried, client_of, now
):
    actions.say_yes(carried, by=diane, now=now)
    assert PRAISE.words in read(client_of(diane), page_of(carried))


def test_who_is_entrusted_reads_what_others_said(
    alice, bruno, chantal, diane, client_of, now
):
    make.tie(alice, chantal, named=True)
    row = actions.recommend(alice, PRAISE, by=chantal, now=now)
    actions.accept(row, by=alice, now=now)
    asked = make.introduction(alice, bruno, begun_at=now)
    engine.catch_up(now)
    shown = read(client_of(bruno), page_of(asked))
    assert PRAISE.words in shown
    assert chantal.family_name not in shown  # described, as she chose
    assert "libraire" in shown.lower()

    (told,) = (
        path for path in leads(client_of(bruno), page_of(asked)) if "shown" in path
    )
    assert client_of(diane).get(told).status_code == 404
    send(client_of(bruno), told, words="Cela sonne faux.")
    assert Report.objects.get().of == chantal


@pytest.fixture
def far(alice, accepted, now):
    """People one after the other: `far[0]` is tied to Bruno, the last four ties away."""
    people = [make.member(name) for name in ("Gil", "Hugo", "Inès")]
    before = accepted.by
    for one in people:
        make.tie(before, one, named=True)
        before = one
    engine.rebuild(now)
    return people


def test_beyond_three_ties_nothing_is_read(alice, far, now):
    """Bruno is one tie from the first, three from the last; Alice one more."""
    assert words_read([alice], far[0], now) == [PRAISE.words]
    assert words_read([alice], far[1], now) == [PRAISE.words]
    assert words_read([alice], far[2], now) == []


def test_without_a_way_nothing_is_read(alice, chantal, accepted, now):
    assert words_read([alice], chantal, now) == []


def test_a_way_on_which_a_tie_is_not_named_is_none(alice, bruno, accepted, now):
    reader = make.member("Gil")
    make.tie(bruno, reader, named=True)
    alice.sides.update(nameable=False)
    engine.rebuild(now)
    assert words_read([alice], reader, now) == []


def test_a_block_a_boundary_or_a_rest_hides_the_words(alice, bruno, far, now):
    reader = far[1]
    make.boundary(reader, other=bruno)
    assert words_read([alice], reader, now) == []
    make.block(far[0], alice)
    assert words_read([alice], far[0], now) == []


def test_an_author_who_lets_nobody_hear_of_him_is_read_by_his_ties_alone(
    alice, bruno, far, now
):
    privacy.change_discoverability(Discoverability.NOT_AT_ALL, by=bruno)
    assert words_read([alice], far[0], now) == [PRAISE.words]
    assert words_read([alice], far[1], now) == []


def test_nobody_reads_of_himself_nor_what_he_wrote(alice, bruno, accepted, now):
    assert words_read([alice], alice, now) == []
    assert words_read([alice], bruno, now) == []


def test_a_proposal_is_read_by_nobody_else(alice, bruno, proposed, now):
    reader = make.member("Gil")
    make.tie(bruno, reader, named=True)
    engine.rebuild(now)
    assert words_read([alice], reader, now) == []


def test_no_other_page_and_no_search_shows_them(alice, bruno, accepted, client_of, now):
    """A canary: beyond the introduction, the words are on no page of a tie of both."""
    reader = make.member("Gil")
    make.tie(alice, reader, named=True)
    make.tie(bruno, reader, named=True)
    client = client_of(reader)
    for path in (
        "/",
        reverse("ties:network"),
        reverse("ties:person", args=[alice.public_id]),
        reverse("ties:before", args=[alice.public_id]),
        reverse("introductions:introductions"),
        LIST,
    ):
        page = read(client, path)
        assert PRAISE.words not in page
        assert PRAISE.work not in page
