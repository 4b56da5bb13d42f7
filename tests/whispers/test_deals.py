"""What the network brought: one's own journal, and the picture of each year."""

import ast
import json
from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests import make
from tests.architecture.source import modules, tree
from tests.introductions.pages import read, send
from tests.proof import prove
from whispeer.introductions.states import State as IntroductionState
from whispeer.web import leaving
from whispeer.whispers.actions import deals as actions
from whispeer.whispers.actions.deals import Noted
from whispeer.whispers.forms.deals import DealForm, Euros
from whispeer.whispers.models.deals import Deal, Turnover
from whispeer.whispers.queries import deals as queries
from whispeer.whispers.states import State

pytestmark = pytest.mark.both

JOURNAL = reverse("whispers:deals")
NEW = reverse("whispers:new_deal")
TURNOVER = reverse("whispers:turnover")
WHAT = "La carte d’un restaurant, en deux langues"


@pytest.fixture
def deal(alice, bruno):
    noted = Noted(WHAT, date(2026, 2, 3), 1200, person=bruno)
    return actions.note_deal(noted, by=alice)


def at(route, row):
    return reverse(f"whispers:{route}", args=[row.public_id])


def said_of(member, year):
    found = [one.sentence for one in queries.journal(member).years if one.year == year]
    return " ".join(found[0].split()) if found else None


def test_alice_notes_what_came_by_bruno(alice, bruno, client_of):
    client = client_of(alice)
    came = f"person {bruno.public_id}"
    typed = {"what": WHAT, "amount": "1 200 €", "day": "2026-02-03", "came": came}

    assert send(client, NEW, **typed).status_code == 302
    row = Deal.objects.get()
    assert (row.member, row.amount, row.person) == (alice, 1200, bruno)
    page = read(client, JOURNAL)
    assert WHAT in page
    assert bruno.name in page


def test_the_first_of_a_month_is_told_as_it_is_said(alice, client_of):
    actions.note_deal(Noted(WHAT, date(2026, 2, 1), 1200), by=alice)

    assert "1er\u00a0février 2026" in client_of(alice).get(JOURNAL).content.decode()


def test_what_is_written_otherwise_or_removed(alice, deal, client_of):
    client = client_of(alice)
    page = client.get(at("deal", deal)).content.decode()
    assert f'value="person {deal.person.public_id}" selected' in page
    assert 'value="2026-02-03"' in page
    typed = {"what": "Autre chose", "day": "2026-02-04", "amount": "", "came": ""}
    send(client, at("deal", deal), **typed)
    deal.refresh_from_db()
    assert (deal.what, deal.amount, deal.person) == ("Autre chose", None, None)
    send(client, at("remove_deal", deal))
    assert not Deal.objects.exists()


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12000", 12000),
        ("12 000", 12000),
        ("12\u202f000\u00a0€", 12000),
        ("12.000", 12000),
        ("12,000", 12000),
        ("12.000,50", 12000),
        ("1200,5", 1200),
        ("0", 0),
        ("", None),
    ],
)
def test_money_is_read_as_people_write_it(typed, amount):
    assert Euros(label="", required=False).clean(typed) == amount


@pytest.mark.parametrize(
    "typed", ["beaucoup", "12.5k", "-5", "1e9", "9" * 12, "12 000 dollars"]
)
def test_what_is_no_amount_comes_back_with_what_was_typed(typed, alice, client_of):
    answer = send(client_of(alice), NEW, what=WHAT, day="2026-02-03", amount=typed)
    assert answer.status_code == 200
    assert "La carte d" in answer.content.decode()
    assert not Deal.objects.exists()


@pytest.mark.parametrize("day", ["2026-03-11", "1969-12-31", "hier", ""])
def test_a_day_is_past_or_today(day, now):
    form = DealForm([], now.date(), {"key": "k", "what": WHAT, "day": day})
    assert "day" in form.errors


def test_one_chooses_among_ones_own_ways_only(
    alice, bruno, chantal, diane, client_of, now
):
    make.whisper(alice, state=State.LANDED, sentence="Le mien", ended_at=now)
    make.whisper(bruno, state=State.LANDED, sentence="Le sien", ended_at=now)
    made = make.introduction(
        alice, bruno, to=diane, state=IntroductionState.MADE, made_at=now
    )
    make.tie(alice, diane)
    keys = [one.key for one in queries.sources(alice, now)]
    page = read(client_of(alice), NEW)

    assert f"introduction {made.public_id}" in keys
    assert "Le mien" in page
    assert "Le sien" not in page
    assert chantal.name not in page
    came = f"person {chantal.public_id}"
    answer = send(client_of(alice), NEW, what=WHAT, day="2026-02-03", came=came)
    assert answer.status_code == 200
    assert not Deal.objects.exists()


def test_the_share_of_a_year_is_said_in_words_and_drawn(alice, deal, client_of):
    client = client_of(alice)
    assert "1 200 €" in said_of(alice, 2026)
    send(client, TURNOVER, year="2026", amount="4 800")

    assert "25 %" in said_of(alice, 2026).replace("\u00a0", " ")
    (year,) = queries.journal(alice).drawn
    assert year.drawn == queries.BAR // 4
    page = read(client, JOURNAL)
    assert page.count("<svg") > 1
    assert "25" in page


@pytest.mark.parametrize(
    ("turnover", "drawn"), [(0, 0), (1000, queries.BAR), (10**9 - 1, 0)]
)
def test_a_year_that_does_not_add_up_is_told_and_not_broken(
    turnover, drawn, alice, deal, client_of
):
    actions.note_turnover(2026, turnover, by=alice)
    read(client_of(alice), JOURNAL)
    (year,) = queries.journal(alice).years
    assert year.sentence
    assert year.drawn == drawn


def test_a_turnover_is_forgotten_when_it_is_left_empty(alice, client_of):
    client = client_of(alice)
    for amount in ("4 800", "5 000", ""):
        assert send(client, TURNOVER, year="2026", amount=amount).status_code == 302
    assert not Turnover.objects.exists()


def test_an_empty_journal_offers_the_first_gesture(alice, client_of):
    page = read(client_of(alice), JOURNAL)
    assert NEW in page
    assert "0 €" not in page


def test_nobody_else_reads_it_a_steward_included(
    alice, bruno, chantal, deal, client_of, all_tables
):
    steward = make.steward()
    for other in (bruno, chantal, steward):
        client = client_of(other)
        before = all_tables()
        assert client.get(at("deal", deal)).status_code == 404
        assert send(client, at("deal", deal), what="x").status_code == 404
        assert send(client, at("remove_deal", deal)).status_code == 404
        assert WHAT not in read(client, JOURNAL)
        assert all_tables()["whispers.Deal"] == before["whispers.Deal"]


def test_who_blocked_is_named_no_more_and_who_left_is_not_kept(
    alice, bruno, deal, client_of, now
):
    make.block(bruno, alice)
    assert bruno.name not in read(client_of(alice), JOURNAL)
    assert bruno.name not in read(client_of(alice), at("deal", deal))
    leaving.leave(bruno, now=now)
    deal.refresh_from_db()
    assert (deal.what, deal.person) == (WHAT, None)


def test_one_takes_it_along_and_it_goes_when_one_leaves(alice, deal, client_of, now):
    actions.note_turnover(2026, 4800, by=alice)
    client = prove(client_of(alice), alice)
    taken = json.loads(client.get(reverse("web:export")).content)
    assert taken["whispers.deal"][0]["what"] == WHAT
    assert taken["whispers.turnover"] == [{"year": 2026, "amount": 4800}]
    leaving.leave(alice, now=now)
    assert not Deal.objects.exists()
    assert not Turnover.objects.exists()


def test_years_follow_each_other_and_the_picture_has_an_end(alice):
    for year in range(2010, 2027):
        actions.note_turnover(year, 1000, by=alice)
    shown = [one.year for one in queries.journal(alice).years]
    assert shown == list(range(2026, 2026 - queries.YEARS, -1))


def test_no_other_part_of_the_house_knows_these_tables():
    """No aggregate can be made, since nothing but the journal names them."""
    wrong = [
        f"{path}: {node.lineno}"
        for path in modules()
        if path.name != "deals.py" and "whispers/models/__init__" not in str(path)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom | ast.Import)
        for name in [getattr(node, "module", "") or "", *(a.name for a in node.names)]
        if name in {"Deal", "Turnover"} or name.endswith("models.deals")
    ]
    assert wrong == []
    summed = [
        node
        for path in modules()
        if path.name == "deals.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"aggregate", "annotate"}
    ]
    assert summed == []


def test_a_journal_costs_the_same_however_long(
    alice, bruno, client_of, django_assert_num_queries, now
):
    for days in range(30):
        noted = Noted(WHAT, (now - timedelta(days=days)).date(), 100, person=bruno)
        actions.note_deal(noted, by=alice)
    with django_assert_num_queries(3):
        queries.journal(alice)
