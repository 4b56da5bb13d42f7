"""The page a card's link opens: for a member, a visitor, and when it is over."""

import re
from datetime import timedelta

import pytest
import vobject
from django.urls import reverse

from tests import make
from tests.ties.pages import send, text_of
from whispeer.members.states import Closeness, DetailKind
from whispeer.ties import actions
from whispeer.ties.models import Card, Side, Tie
from whispeer.ties.queries.links import card_path

pytestmark = pytest.mark.both
YES = {"met": "À la foire de Bourg", "nameable": "on"}
MARK = "zz-only-for-ties"


@pytest.fixture
def denise(db):
    return make.member(
        "Denise",
        line="Je tisse des voiles de bateau.",
        trade="une voilière",
        company=MARK,
        place=MARK,
        looking_for=MARK,
        working_on=MARK,
    )


@pytest.fixture
def card(denise, now):
    return make.card(denise, met="Mes mots à moi", offered_at=now)


def test_a_member_says_yes_and_both_are_tied(client, alice, denise, card, now):
    client.force_login(alice)
    page = text_of(client.get(card_path(card)))
    assert denise.name in page

    answer = send(client, card_path(card), **YES)

    assert answer.headers["Location"] == reverse("ties:person", args=[denise.public_id])
    assert Side.objects.get(member=alice).met == YES["met"]
    assert Side.objects.get(member=denise).met == "Mes mots à moi"


def test_reading_a_card_changes_nothing(
    client_of, alice, card, now, all_tables, run_tasks
):
    client = client_of(alice)
    before = all_tables()

    for path in (card_path(card), card_path(card, "ties:card_vcard")):
        client.get(path)
        client.head(path)
    run_tasks()

    assert all_tables() == before


def test_a_visitor_reads_the_line_and_no_more(client, card, now):
    page = text_of(client.get(card_path(card)))

    assert "Je tisse des voiles" in page
    assert "Mes mots à moi" not in page
    assert MARK not in page
    assert reverse("web:join") in page
    assert f"{reverse('account_login')}?next={card_path(card)}" in page


def test_a_visitor_who_says_yes_is_not_tied(client, card, now):
    assert send(client, card_path(card), **YES).status_code == 200
    assert not Tie.objects.exists()


def test_a_line_kept_for_ties_is_not_on_the_card(client, denise, card, now):
    denise.portrait.line_shown = Closeness.TIE
    denise.portrait.save()

    assert "Je tisse des voiles" not in text_of(client.get(card_path(card)))


def test_what_is_shown_to_any_holder_of_a_card_is_on_it(client, denise, card, now):
    denise.portrait.trade_shown = Closeness.STRANGER
    denise.portrait.save()
    make.entry(denise, words="Recoudre une voile", shown=Closeness.STRANGER)
    make.entry(denise, words="Pour mes liens", shown=Closeness.TIE)

    page = text_of(client.get(card_path(card)))

    assert "voilière" in page
    assert "Recoudre une voile" in page
    assert "Pour mes liens" not in page


def test_a_visitor_keeps_a_vcard(client, denise, card, now, settings):
    make.detail(denise, value="04 00 00 00 00")
    make.detail(denise, DetailKind.EMAIL, value="d@x.org", shown=Closeness.STRANGER)

    answer = client.get(card_path(card, "ties:card_vcard"))

    assert answer.headers["Content-Type"].startswith("text/vcard")
    kept = vobject.readOne(text_of(answer))
    assert kept.version.value == "3.0"
    assert kept.fn.value == denise.name
    assert (kept.n.value.family, kept.n.value.given) == ("Fil", "Denise")
    assert kept.note.value == "Je tisse des voiles de bateau."
    assert kept.url.value == settings.ADDRESS
    assert kept.email.value == "d@x.org"
    assert "04 00" not in text_of(answer)


def test_a_name_cannot_break_out_of_a_vcard(client, db, now):
    sly = make.member(
        "Zoé;\nTEL:1", family_name="A,B\\", line="x\nURL:http://example.org"
    )
    answer = client.get(card_path(make.card(sly, offered_at=now), "ties:card_vcard"))

    kept = vobject.readOne(text_of(answer))
    assert kept.n.value.given == "Zoé;\nTEL:1"
    assert "tel" not in kept.contents
    assert "\n" not in answer.headers["Content-Disposition"]


def test_ones_own_card_says_so(client, denise, card, now):
    client.force_login(denise)

    for page in (client.get(card_path(card)), send(client, card_path(card), **YES)):
        assert page.status_code == 200
        assert reverse("ties:card", args=[card.public_id]) in text_of(page)
    assert not Tie.objects.exists()


def test_between_two_who_are_tied_the_card_leads_to_the_person(
    client, alice, bruno, now
):
    card = make.card(bruno, offered_at=now)
    client.force_login(alice)

    page = client.get(card_path(card))

    assert reverse("ties:person", args=[bruno.public_id]) in text_of(page)
    assert Card.objects.get().state == "offered"


def test_who_took_it_finds_the_person_again(client, alice, denise, card, now):
    actions.take_card(card, by=alice, now=now)
    client.force_login(alice)

    for answer in (client.get(card_path(card)), send(client, card_path(card), **YES)):
        assert answer.headers["Location"] == reverse(
            "ties:person", args=[denise.public_id]
        )


# ── Over, unknown ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("state", ["expired", "withdrawn", "taken", "late"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_a_card_that_is_over_says_so_and_nothing_else(
    client, alice, denise, now, state, signed_in
):
    fields = {"expires_at": now} if state == "late" else {"state": state}
    if state == "taken":
        fields |= {"taken_at": now, "taken_by": make.member("Gaspard")}
    card = make.card(denise, offered_at=now - timedelta(days=1), **fields)
    if signed_in:
        client.force_login(alice)

    vcard = card_path(card, "ties:card_vcard")
    for page in (
        client.get(card_path(card)),
        send(client, card_path(card), **YES),
        client.get(vcard),
    ):
        assert page.status_code == 410
        assert "Denise" not in text_of(page)
        assert "Gaspard" not in text_of(page)
    assert not Tie.objects.exists()


@pytest.mark.parametrize("signed_in", [True, False])
def test_forged_blocked_and_unknown_are_one_page(
    client, alice, denise, card, now, signed_in
):
    if signed_in:
        client.force_login(alice)
    other = card_path(make.card(alice))
    ours = card_path(card)
    forged = [
        ours[:-5] + "AAAA/",
        ours.replace(str(card.public_id), "00000000-0000-4000-8000-000000000000"),
        "/card/{}/{}/".format(card.public_id, other.split("/")[3]),
        f"/card/{card.public_id}/é\u202e/",
    ]
    pages = {plain(send(client, path, **YES)) for path in forged}
    pages |= {plain(client.get(path)) for path in forged}
    if signed_in:
        make.block(denise, alice)
        pages.add(plain(client.get(ours)))

    assert len(pages) == 1
    assert "Denise" not in pages.pop()


def plain(page):
    """A page less what differs each time it is drawn."""
    assert page.status_code == 404
    hidden = r'(name="(csrfmiddlewaretoken|key|next)" value=")[^"]*'
    return re.sub(hidden, r"\1", text_of(page))


def test_the_card_of_somebody_who_left_is_unknown(client, denise, card, now):
    denise.is_active = False
    denise.save()

    assert client.get(card_path(card)).status_code == 404


def test_a_signature_of_another_house_opens_nothing(client, card, now, settings):
    path = card_path(card)
    settings.SECRET_KEY = "another house altogether, with a key of its own, long"

    assert client.get(path).status_code == 404


def test_a_key_replaced_lately_still_opens(client, card, now, settings):
    path = card_path(card)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new key for the same house, long enough to be kept"

    assert client.get(path).status_code == 200
