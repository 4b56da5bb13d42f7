"""The pages of cards: the one I offer, and the one whoever holds a link opens."""

import re
from datetime import timedelta

import pytest
import vobject
from django.urls import reverse

from tests import make
from tests.ties.pages import send, text_of
from whispeer.members.states import Closeness, DetailKind
from whispeer.ties import actions, queries
from whispeer.ties.actions.cards import AT_ONCE
from whispeer.ties.models import Card, Side, Tie
from whispeer.ties.queries.links import card_link, card_path
from whispeer.ties.queries.qr import QUIET, drawing

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


# ── To offer ─────────────────────────────────────────────────────────────────


def test_a_card_is_made_and_shown(client, alice, now):
    client.force_login(alice)

    answer = send(client, reverse("ties:new_card"), **YES)

    card = Card.objects.get()
    assert (card.by, card.met, card.nameable) == (alice, YES["met"], True)
    page = text_of(client.get(answer.headers["Location"]))
    assert card_link(card) in page
    assert drawing(card_link(card)).path in page


def test_the_same_form_sent_twice_makes_one_card(client, alice, now):
    client.force_login(alice)
    key = "5f0c0b5e-0000-4000-8000-000000000001"

    first = send(client, reverse("ties:new_card"), key=key, **YES)
    second = send(client, reverse("ties:new_card"), key=key, **YES)

    assert Card.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]


@pytest.mark.parametrize("words", ["", " ", "x" * 141, "a\0b", "a\u202eb", "a\x07b"])
def test_words_that_cannot_be_kept_come_back(client, alice, now, words):
    client.force_login(alice)
    for path in (reverse("ties:new_card"), card_path(make.card(make.member()))):
        before = Card.objects.count()

        page = send(client, path, met=words)

        assert page.status_code == 200
        assert "mistake" in text_of(page)
        assert (Card.objects.count(), Tie.objects.count()) == (before, 0)


@pytest.mark.parametrize(
    "words", ["🧵 sous la pluie 🌧", "في السوق", "在里昂", "x" * 140]
)
def test_any_language_is_kept_as_it_was_written(client, alice, now, words):
    client.force_login(alice)

    send(client, reverse("ties:new_card"), met=words)

    assert Card.objects.get().met == words


def test_when_too_many_are_out_the_page_says_what_to_do(client, alice, now):
    client.force_login(alice)
    for _ in range(AT_ONCE):
        make.card(alice, offered_at=now)

    page = send(client, reverse("ties:new_card"), **YES)

    assert page.status_code == 200
    assert YES["met"] in text_of(page)
    assert Card.objects.count() == AT_ONCE


def test_a_card_of_mine_is_nobody_elses_page(client, alice, denise, card):
    client.force_login(alice)

    for name in ("card", "withdraw_card"):
        path = reverse(f"ties:{name}", args=[card.public_id])
        asked = send(client, path) if name == "withdraw_card" else client.get(path)
        assert asked.status_code == 404
    assert Card.objects.get(pk=card.pk).state == "offered"


def test_a_card_is_taken_back(client, denise, card, now):
    client.force_login(denise)
    path = reverse("ties:withdraw_card", args=[card.public_id])

    answer = send(client, path)

    page = text_of(client.get(answer.headers["Location"]))
    assert card_link(card) not in page
    assert client.get(reverse("ties:cards")).context["cards"].exists() is False


def test_the_drawing_is_dark_on_light_with_a_quiet_margin(card):
    side, path = drawing(card_link(card))

    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path)
    assert "".join(f"M{x} {y}h{w}v1h-{b}z" for x, y, w, b in runs) == path
    for x, y, width, back in (map(int, run) for run in runs):
        assert width == back
        assert QUIET <= x <= x + width <= side - QUIET
        assert QUIET <= y < side - QUIET


# ── To receive ───────────────────────────────────────────────────────────────


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
    sly = make.member("Zoé;\nTEL:1", family_name="A,B\\", line="x\nURL:http://evil")
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


def test_the_cards_that_wait_are_listed(client, denise, card, now, alice):
    client.force_login(denise)
    assert list(queries.cards_offered(denise, now)) == [card]

    page = text_of(client.get(reverse("ties:cards")))

    assert "Mes mots à moi" in page
    client.force_login(alice)
    assert "Mes mots à moi" not in text_of(client.get(reverse("ties:cards")))
