"""What who asked is sent, page by page and mail by mail, byte for byte, whatever happened."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from tests import make
from tests.introductions.pages import page_of
from tests.promises.calls import CHANGING
from tests.proof import prove
from whispeer.introductions import actions
from whispeer.introductions.models import Introduction
from whispeer.members.actions.notices import tell_all
from whispeer.members.models import Member
from whispeer.ties import actions as ties

GESTURE = re.compile(r"[0-9a-f]{64}")  # the key of a gesture, made from ids
MOMENTS = (0, 13, 14, 15, 29)  # in days
REASON = "J’aimerais comprendre comment vit un atelier de céramique."


class Asking:
    """Alice asks Bruno for Diane; then something happens, and time passes."""

    def __init__(self, people: list[Member], now: datetime) -> None:
        self.alice, self.bruno, self.diane = people
        self.now = now

    def ask(self) -> None:
        self.one: Introduction = actions.ask(
            by=self.alice,
            through=self.bruno,
            about=self.diane,
            reason=REASON,
            now=self.now,
        )

    def carry(self) -> None:
        actions.carry(self.one, by=self.bruno, now=self.now, words="Tu verras.")


def a_silence(asking: Asking) -> None:
    asking.ask()
    asking.carry()


def a_no(asking: Asking) -> None:
    asking.ask()
    asking.carry()
    actions.decline(asking.one, by=asking.diane, now=asking.now)


def a_full_week(asking: Asking) -> None:
    make.ask(asking.bruno)
    make.ask(asking.bruno)
    asking.ask()


def nobody_looks(asking: Asking) -> None:
    """The end comes before who is in the middle opened it."""
    asking.ask()


def it_rests(asking: Asking) -> None:
    asking.ask()
    actions.let_rest(asking.one, by=asking.bruno, now=asking.now)


def a_block(asking: Asking) -> None:
    asking.ask()
    asking.carry()
    ties.block(asking.alice, by=asking.diane, now=asking.now)


@pytest.fixture
def people(alice, bruno, diane) -> list[Member]:
    make.detail(alice)
    return [alice, bruno, diane]


def seen(asking: Asking, client_of: Callable[[Member], Client], clock) -> list[str]:
    """Every page of Alice's that may speak of it, and her mails, at each moment."""
    read: list[str] = []
    to_bruno = asking.bruno.public_id
    paths = (
        "/",
        reverse("introductions:introductions"),
        page_of(asking.one),
        page_of(asking.one, "report"),
        reverse("introductions:ask_tie", args=[to_bruno]),
        reverse("ties:network"),
        reverse("ties:person", args=[to_bruno]),
        reverse("web:export"),
    )
    for days in MOMENTS:
        at = asking.now + timedelta(days=days)
        clock.move_to(at)
        actions.close_overdue(now=at)
        tell_all(now=at.replace(hour=8))
        # An open session does not last that long, and an export asks for a proof.
        browser = prove(client_of(asking.alice), asking.alice)
        answers = [browser.get(path) for path in paths]
        assert answers[-1].status_code == 200
        read += [f"{one.status_code} {one.content.decode()}" for one in answers]
    mails = DBTaskResult.objects.filter(args_kwargs__icontains=asking.alice.email)
    read += [str(mail.args_kwargs) for mail in mails.order_by("enqueued_at")]
    return [GESTURE.sub("…", CHANGING.sub("…", page)) for page in read]


def lived(happens, people, now, client_of, clock) -> list[str]:
    """One life of it, of which nothing is left, so that the next has the same ids."""
    with make.undone():
        asking = Asking(people, now)
        happens(asking)
        found = seen(asking, client_of, clock)
    clock.move_to(now)
    return found


@pytest.mark.parametrize(
    "happens", [a_no, a_full_week, nobody_looks, it_rests, a_block]
)
def test_who_asked_is_sent_the_same_bytes_as_after_a_silence(
    happens, people, now, client_of, clock
):
    silence = lived(a_silence, people, now, client_of, clock)

    found = lived(happens, people, now, client_of, clock)

    for one, other in zip(found, silence, strict=True):
        assert one == other
    # It did end, and it was told: or all the rest would be the same by accident.
    assert any("Pas cette fois." in page for page in silence)
    assert "Quelque chose t’attend" in silence[-1]
