"""An encounter is noted once, read by its member alone, and comes back once."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from tests import make
from tests.ties.pages import send, text_of
from whispeer.ties import actions, queries
from whispeer.ties.models import Contact, Encounter, Tie
from whispeer.web.today import gestures_for

pytestmark = pytest.mark.both
NEW = "/network/encounters/new/"
SAID = {"where": "Au salon de Lyon", "day": "2026-03-09"}


def page_of(encounter, more=""):
    return f"/network/encounters/{encounter.public_id}/{more}"


def note(client, **fields):
    return send(client, NEW, **SAID | fields)


@pytest.fixture
def client(client, alice):
    client.force_login(alice)
    return client


# ── Noted ────────────────────────────────────────────────────────────────────


def test_a_place_and_a_day_are_enough(client, alice, now):
    answer = note(client)

    (noted,) = Encounter.objects.all()
    assert answer.headers["Location"] == page_of(noted)
    assert (noted.member, noted.where, noted.day) == (
        alice,
        "Au salon de Lyon",
        date(2026, 3, 9),
    )
    assert noted.whom == ""


def test_what_is_sent_twice_is_one_even_long_after(client, clock, now):
    key = make.fresh_key()
    first = note(client, key=key, name="Aïcha")
    again = note(client, key=key, name="Aïcha")
    clock.shift(timedelta(days=9))  # the house has forgotten that the form was sent
    late = note(client, key=key, name="Aïcha")

    assert len({one.headers["Location"] for one in (first, again, late)}) == 1
    assert Encounter.objects.count() == 1


def test_two_people_may_write_with_one_key(alice, bruno, now):
    key = make.encounter(bruno).key

    actions.note_encounter(
        {"where": "Ici", "day": now.date()}, key=key, by=alice, now=now
    )

    assert Encounter.objects.count() == 2


def test_the_database_notes_a_key_once(alice):
    key = make.encounter(alice).key
    with pytest.raises(IntegrityError), transaction.atomic():
        make.encounter(alice, key=key)


def test_it_is_with_a_tie_or_with_somebody_else(alice, bruno):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.encounter(alice, other=bruno, contact=make.contact(alice))


def test_with_somebody_of_the_address_book(client, alice, now):
    odile = make.contact(alice)

    note(client, contact=str(odile.public_id))

    (noted,) = Encounter.objects.all()
    assert (noted.contact, noted.whom) == (odile, "Odile Roche")
    assert "Au salon de Lyon" in text_of(
        client.get(f"/network/contacts/{odile.public_id}/")
    )


def test_with_a_tie(client, bruno, now):
    note(client, person=str(bruno.public_id))

    (noted,) = Encounter.objects.all()
    assert (noted.other, noted.name) == (bruno, "")
    assert "Au salon de Lyon" in text_of(
        client.get(f"/network/people/{bruno.public_id}/")
    )


def test_a_name_may_go_into_the_address_book(client, now):
    note(client, name="Aïcha Diallo", keep="on")

    (noted,) = Encounter.objects.all()
    assert noted.contact == Contact.objects.get(full_name="Aïcha Diallo")


def test_a_stranger_is_nobody_to_note(client, chantal, now):
    page = text_of(note(client, person=str(chantal.public_id)))

    assert not Encounter.objects.exists()
    assert "Au salon de Lyon" in page  # nothing typed is lost


def test_a_contact_of_another_is_gone_and_nothing_typed_is_lost(client, chantal, now):
    hers = make.contact(chantal)
    page = text_of(note(client, contact=str(hers.public_id), words="Le papier"))

    assert not Encounter.objects.exists()
    assert "Le papier" in page
    assert str(hers.public_id) not in page
    assert "Odile" not in page


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("day", "2026-03-12"),
        ("day", "hier"),
        ("where", ""),
        ("recall_on", "2026-03-08"),
        ("contact", "not a key"),
    ],
)
def test_what_cannot_be_is_asked_again(client, field, said, now):
    page = text_of(note(client, **{field: said, "words": "Le papier de Nantes"}))

    assert not Encounter.objects.exists()
    assert "Le papier de Nantes" in page


# ── Read, changed, let go ────────────────────────────────────────────────────


def test_nobody_else_finds_it(client_of, alice, bruno, chantal):
    noted = make.encounter(alice, other=bruno)

    for member in (bruno, chantal):
        for more in ("", "edit/"):
            assert client_of(member).get(page_of(noted, more)).status_code == 404
        for more in ("edit/", "remove/", "thought-of/"):
            answer = send(client_of(member), page_of(noted, more), **SAID)
            assert answer.status_code == 404


def test_who_no_longer_exists_for_one_takes_it_out_of_sight(client, alice, bruno, now):
    noted = make.encounter(alice, other=bruno)
    actions.block(alice, by=bruno, now=now)

    assert client.get(page_of(noted)).status_code == 404
    assert "Bruno" not in text_of(client.get("/network/encounters/"))


def test_a_tie_let_go_leaves_the_trace(client, alice, bruno, now):
    noted = make.encounter(alice, other=bruno)
    actions.let_go(Tie.objects.get(), by=bruno, now=now)

    page = text_of(client.get(page_of(noted)))
    assert "Bruno" in page
    assert f"/network/people/{bruno.public_id}/" not in page


def test_they_stand_twenty_at_a_time_the_latest_first(client, alice, now):
    for n in range(25):
        make.encounter(alice, f"Nommée {n:02}", day=now.date() - timedelta(days=n))

    first = queries.encounters_of(alice)
    rest = queries.encounters_of(alice, first.next_from)

    told = [one.name for one in (*first.encounters, *rest.encounters)]
    assert told == [f"Nommée {n:02}" for n in range(25)]
    assert len(first.encounters) == 20
    assert rest.next_from is None
    assert "Nommée 24" in text_of(
        client.get(f"/network/encounters/?from={first.next_from}")
    )


def test_it_is_changed_and_let_go(client, alice, now):
    noted = make.encounter(alice, promised="Le papier")

    send(client, page_of(noted, "edit/"), **SAID | {"where": "Au port"})
    noted.refresh_from_db()
    assert (noted.where, noted.promised) == ("Au port", "")

    send(client, page_of(noted, "remove/"))
    assert not Encounter.objects.exists()


def test_out_of_the_address_book_the_story_stays(alice, now):
    odile = make.contact(alice)
    noted = make.encounter(alice, odile.name, contact=odile)

    actions.remove_contact(odile, by=alice)

    noted.refresh_from_db()
    assert noted.whom == "Odile Roche"


# ── It comes back, once ──────────────────────────────────────────────────────


def recalls(member, now):
    found = gestures_for(member, now, Random(1))
    return [one for one in found if one.kind == "recall"]


@pytest.fixture
def promise(alice, now):
    return make.encounter(
        alice, promised="Lui envoyer le nom du papetier", recall_on=now.date()
    )


def test_on_its_day_it_comes_back_with_its_story(client, alice, promise, now):
    assert recalls(alice, now - timedelta(days=1)) == []

    (gesture,) = recalls(alice, now)
    assert "Aïcha" in gesture.title
    assert "Au salon de Lyon" in gesture.title
    assert gesture.said == "Lui envoyer le nom du papetier"
    page = text_of(client.get("/"))
    assert page_of(promise) in page


def test_the_day_of_the_meeting_is_told_as_it_is_said(alice, promise, now):
    promise.day = date(2026, 2, 1)
    promise.save()

    with translation.override("fr"):
        (gesture,) = recalls(alice, now)
    assert "du 1er\u00a0février 2026" in gesture.title


def test_it_waits_until_somebody_reads_it(alice, promise, now):
    assert len(recalls(alice, now + timedelta(days=40))) == 1


def test_thought_of_it_comes_back_no_more(client, alice, promise, now):
    send(client, page_of(promise, "thought-of/"))

    for days in (0, 1, 20, 400):
        assert recalls(alice, now + timedelta(days=days)) == []


def test_let_pass_it_comes_back_no_more(client, alice, promise, now):
    (gesture,) = recalls(alice, now)
    send(client, "/today/let-pass/", gesture=gesture.key)

    for days in (0, 1, 20, 400):
        assert recalls(alice, now + timedelta(days=days)) == []


def test_another_day_brings_it_back(client, alice, promise, now):
    actions.think_of(promise, by=alice, now=now)
    said = SAID | {"recall_on": "2026-06-01"}
    send(client, page_of(promise, "edit/"), **said)

    assert recalls(alice, now + timedelta(days=30)) == []
    assert len(recalls(alice, now + timedelta(days=90))) == 1


def test_leaving_takes_them_along_and_those_of_others_about_one(alice, bruno, now):
    make.encounter(alice, other=bruno)
    make.encounter(bruno, other=alice)
    make.encounter(bruno, "Odile")

    actions.erase(alice, now=now)

    assert [one.name for one in Encounter.objects.all()] == ["Odile"]
