import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory

from whispeer.ground.models import SpentKey
from whispeer.ground.once import KEPT, body_of, digest, key_of, purge, took_effect

KEY = "4b1f9a52-7d0e-4a3e-9c57-0d9f3d0d1a11"
LINE = "/me/portrait/line/"


def say(client, words="Je relie des livres.", key=KEY):
    return client.post(LINE, {"key": key, "words": words, "line": words, "shown": "0"})


def test_a_form_that_did_not_pass_keeps_its_key(alice, client_of):
    client = client_of(alice)
    assert say(client, words="\x00").status_code == 200
    assert SpentKey.objects.count() == 0


def test_a_key_is_kept_for_two_days_and_no_longer(db, now):
    for age in (KEPT - timedelta(minutes=1), KEPT + timedelta(minutes=1)):
        SpentKey.objects.create(
            scope="s", key=uuid.uuid4(), body="b", spent_at=now - age
        )
    purge(now)
    assert [now - spent.spent_at < KEPT for spent in SpentKey.objects.all()] == [True]


def test_a_key_is_spent_once_in_its_scope(db, now):
    fields = {"scope": "s", "key": KEY, "body": "b", "spent_at": now}
    SpentKey.objects.create(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        SpentKey.objects.create(**fields)


def test_what_differs_at_each_sending_is_not_what_was_said():
    one, other = (
        RequestFactory().post("/", {"csrfmiddlewaretoken": token, "words": "oui"})
        for token in ("a", "b")
    )
    assert body_of(one) == body_of(other)


@pytest.mark.parametrize(
    "sent", [{"words": "non"}, {"words": ["oui", "oui"]}, {"word": "oui"}]
)
def test_what_was_said_is_read_to_the_letter(sent):
    oui = RequestFactory().post("/", {"words": "oui"})
    assert body_of(oui) != body_of(RequestFactory().post("/", sent))


@pytest.mark.parametrize("key", ["", "x", KEY[:-1], "\x00", "🗝"])
def test_only_a_uuid_is_a_key(key):
    assert key_of(RequestFactory().post("/", {"key": key})) is None
    assert key_of(RequestFactory().post("/", {"key": KEY})) == uuid.UUID(KEY)


def test_a_digest_does_not_confuse_where_words_are_cut():
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("moitié \ud83d") == digest("moitié \ud83d")


def test_a_write_answers_with_a_redirect():
    assert took_effect(redirect("/"))
    assert not took_effect(HttpResponse("the form again"))
    assert not took_effect(HttpResponse(status=404))
