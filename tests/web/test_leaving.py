"""Yours: all of it in one file, at once; and gone when one leaves."""

import json
from datetime import timedelta

from django.urls import reverse

from tests import make
from tests.proof import prove
from whispeer.members.models import Member
from whispeer.members.states import EntryKind
from whispeer.ties.models import Side, Tie
from whispeer.web import leaving


def test_a_member_takes_along_what_is_his(alice, bruno, client_of, now):
    make.entry(alice, EntryKind.OFFER, words="Prêter ma presse le vendredi")
    make.detail(alice, value="04 72 11 22 33")

    answer = prove(client_of(alice), alice).get(reverse("web:export"))
    taken = json.loads(answer.content)

    assert answer.headers["Content-Type"].startswith("application/json")
    assert taken["members.entry"][0]["words"] == "Prêter ma presse le vendredi"
    assert taken["members.detail"][0]["value"] == "04 72 11 22 33"
    assert taken["ties.side"][0]["other"] == bruno.name


def test_nobody_takes_along_what_is_another_s(alice, bruno, chantal, now):
    make.entry(bruno, words="Les mots de Bruno, à lui seul")
    make.entry(chantal, words="Les mots de Chantal, à elle seule")
    make.block(bruno, alice)

    taken = json.dumps(leaving.export(alice, now), ensure_ascii=False)

    assert "Les mots de" not in taken
    assert chantal.email not in taken
    assert "members.block" not in taken


def test_who_was_blocked_learns_nothing_of_it_from_his_export(alice, chantal, now):
    make.block(chantal, alice)

    assert chantal.name not in json.dumps(leaving.export(alice, now))


def test_leaving_erases_everything_and_signs_out(alice, bruno, client_of, now):
    make.entry(alice, words="Ce mot-là doit disparaître avec elle")
    tie = Tie.objects.get()
    make.thanks(tie, alice)
    make.event(tie, bruno, at=now - timedelta(days=3))
    client = prove(client_of(alice), alice)

    answer = client.post(reverse("web:leave"), {"key": make.fresh_key()})

    assert answer.status_code == 302
    assert not Member.objects.filter(pk=alice.pk).exists()
    assert not Tie.objects.exists()
    assert not Side.objects.exists()
    assert client.get(reverse("members:me")).status_code == 302
    assert Member.objects.filter(pk=bruno.pk).exists()


def test_looking_at_the_door_does_not_leave(alice, client_of):
    prove(client_of(alice), alice).get(reverse("web:leave"))

    assert Member.objects.filter(pk=alice.pk).exists()


def test_a_page_that_grew_old_does_not_leave(alice, client_of):
    answer = prove(client_of(alice), alice).post(reverse("web:leave"), {})

    assert answer.status_code == 200
    assert Member.objects.filter(pk=alice.pk).exists()
