"""Address books and encounters of those one may sign in as in the example club."""

import tomllib
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from whispeer.members.models import Member
from whispeer.ties import actions
from whispeer.ties.actions.reading import read_book
from whispeer.ties.models import Card, Contact, ContactImport, Side
from whispeer.ties.states import CardState

LIVES = Path(__file__).with_name("lives") / "books.toml"
DAY = timedelta(days=1)
BROUGHT, WAITS = 40 * DAY, DAY
MET = (70, 33, 12, 5)  # days ago
AGAIN = (0, 0, 45, 0)  # days from now
CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:{};{};;;\r\nFN:{given} {family}\r\nORG:{}\r\n"
    "TITLE:{}\r\nTEL;TYPE=CELL:{}\r\nEMAIL:{}\r\nNOTE:{}\r\nEND:VCARD\r\n"
)


@transaction.atomic
def build(people: Iterable[Member], now: datetime) -> None:
    """A file that was taken and may be undone, one that waits, some encounters."""
    said = tomllib.loads(LIVES.read_text(encoding="utf-8"))
    for member in people:
        words = said[member.language]
        taken = bring(member, words["file"], cards(words["contacts"]), now - BROUGHT)
        actions.take_import(taken, by=member)
        bring(member, words["waiting"], words["sheet"], now - WAITS)
        meet(member, words, now)
        take_a_card(member, now)


def cards(lines: list[str]) -> str:
    people = (line.split(";") for line in lines)
    return "".join(CARD.format(*one, family=one[0], given=one[1]) for one in people)


def bring(member: Member, name: str, book: str, at: datetime) -> ContactImport:
    sent = ContactImport.objects.create(
        member=member, file_name=name, content=book.encode(), sent_at=at
    )
    read_book.func(sent.pk)
    return sent


def meet(member: Member, words: dict[str, Any], now: datetime) -> None:
    """Some of the address book, somebody without a name, a tie; one to recall today."""
    for (name, where, talk, promised), ago, again in zip(
        words["met"], MET, AGAIN, strict=True
    ):
        day = now.date() + again * DAY
        said = {
            "name": name,
            "contact": Contact.objects.filter(member=member, full_name=name).first(),
            "recall_on": day if promised else None,
        }
        note(member, said, (where, talk, promised), at=now - ago * DAY)
    side = Side.objects.filter(member=member).order_by("pk").first()
    if side is not None:
        note(member, {"other": side.other}, words["with_a_tie"], at=now - 20 * DAY)


def note(
    member: Member, said: dict[str, Any], told: Iterable[str], *, at: datetime
) -> None:
    where, talk, promised = told
    said |= {"where": where, "words": talk, "promised": promised, "day": at.date()}
    key = uuid5(UUID(int=member.pk), where)
    actions.note_encounter(said, key=key, by=member, now=at)


def take_a_card(member: Member, now: datetime) -> None:
    """A card that a tie took lately, as the page of one's cards tells."""
    side = (
        Side.objects.filter(member=member)
        .select_related("tie")
        .order_by("-tie__made_at")
    )
    for last in side[:1]:
        Card.objects.create(
            by=member,
            met=last.met,
            nameable=last.nameable,
            state=CardState.TAKEN,
            offered_at=now - 2 * DAY,
            expires_at=now,
            taken_by=last.other,
            taken_at=now - DAY,
        )
