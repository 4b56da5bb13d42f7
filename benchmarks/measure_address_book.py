"""The measuring of `benchmarks.address_book`."""

import time
from statistics import median

from django.test import Client

from benchmarks.measure_pages import EMPTY
from whispeer.ground import clock
from whispeer.members.models import Member, Portrait
from whispeer.ties import actions, engine
from whispeer.ties.actions.reading import read_book
from whispeer.ties.models import Contact, ContactImport, Side, Tie

ROUNDS = 40
WARM = 8
BOOK = "/network/contacts/"


def bring(content: bytes) -> None:
    """A member who is tied to one other, and his address book as he brings it."""
    now = clock.now()
    people = [person(name) for name in ("Alice", "Bruno")]
    tie = Tie.objects.create(first=people[0], second=people[1], made_at=now)
    for one, other in (people, people[::-1]):
        Side.objects.create(tie=tie, member=one, other=other, nameable=True)
    engine.rebuild(now)
    for part in halves(content):
        sent = actions.send_book(part, file_name="book.vcf", by=people[0], now=now)
        read_book.func(sent.pk)
        actions.take_import(sent, by=people[0])
    waits = actions.send_book(content, file_name="again.vcf", by=people[0], now=now)
    read_book.func(waits.pk)


def halves(content: bytes) -> list[bytes]:
    """A file of this many is more than one may weigh: it comes in two."""
    end = b"END:VCARD\r\n"
    middle = content.index(end, len(content) // 2) + len(end)
    return [content[:middle], content[middle:]]


def person(name: str) -> Member:
    joined = clock.now()
    made: Member = Member.objects.create_user(
        email=f"{name}@example.org".lower(), given_name=name, joined_at=joined
    )
    Portrait.objects.create(member=made, line=f"{name}.", changed_at=joined)
    return made


def pages() -> dict[str, str]:
    """What is done with an address book, by its address."""
    kept = Contact.objects.filter(state="kept").order_by("by_name", "pk")
    rows = list(kept[:1]) + list(kept[len(kept) // 2 :][:1]) + list(kept.reverse()[:1])
    one, middle, last = rows
    waits = ContactImport.objects.get(state="read").public_id
    double = Contact.objects.filter(resembles__isnull=False).latest("pk")
    return {
        "listed from the first": BOOK,
        "listed from the middle": f"{BOOK}?from={middle.public_id}",
        "listed from the last": f"{BOOK}?from={last.public_id}",
        "searched, all": f"{BOOK}?q=atelier",
        "searched, many": f"{BOOK}?q=odile",
        "searched, many and all": f"{BOOK}?q=odile+relieuse",
        "searched, never together": f"{BOOK}?q=odile+malik",
        "searched, one": f"{BOOK}?q=nom24992+odile",
        "searched, a letter": f"{BOOK}?q=z",
        "searched, a number": f"{BOOK}?q=06+00+02+49+92",
        "searched, nobody": f"{BOOK}?q=personne+ainsi",
        "somebody": f"{BOOK}{one.public_id}/",
        "to change": f"{BOOK}{one.public_id}/edit/",
        "there twice": f"{BOOK}{one.public_id}/twice/",
        "there twice, searched": f"{BOOK}{one.public_id}/twice/?q=personne+ainsi",
        "to merge": f"{BOOK}{double.public_id}/merge/{double.resembles.public_id}/",  # type: ignore[union-attr]
        "files": f"{BOOK}import/",
        "a file that waits": f"{BOOK}import/{waits}/",
        "my network": "/network/",
        "the constellation": "/network/constellation/",
        "today": "/",
    }


def ratios() -> dict[str, float]:
    """The median time of each, beside that of an empty page, taken in turn."""
    client = Client(headers={"host": "localhost"})
    client.force_login(Member.objects.get(given_name="Alice"))
    asked = {"": EMPTY, **pages()}
    times: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(ROUNDS):
        for name, path in asked.items():
            began = time.perf_counter()
            answer = client.get(path)
            times[name].append(time.perf_counter() - began)
            assert answer.status_code == 200, f"{path}: {answer.status_code}"
    empty = median(times.pop("")[WARM:])
    return {name: median(taken[WARM:]) / empty for name, taken in times.items()}
