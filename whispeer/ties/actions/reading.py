"""The reading of an address book: some rows at a time, each once, whatever is killed."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from whispeer.ground.moves import move
from whispeer.ground.tasks import task
from whispeer.ties.actions.moves import hold
from whispeer.ties.actions.shelving import shelve_all, take_out
from whispeer.ties.addressbooks.errors import BadBook, TooLarge
from whispeer.ties.addressbooks.reading import read
from whispeer.ties.addressbooks.values import NotUnderstood, Person
from whispeer.ties.models import Contact, ContactImport
from whispeer.ties.models.contacts import ContactQuerySet
from whispeer.ties.queries.books import stored, traces
from whispeer.ties.states import IMPORT_NEXT, ContactState, ImportState

A_STEP = 500  # rows that are stored together
BATCH = 2000


@task
def read_book(brought: int) -> None:
    """Read a file to its end; begun again, it goes on where the rows end."""
    book = ContactImport.objects.filter(pk=brought, state=ImportState.SENT).first()
    if book is None:
        return
    try:
        take_in(book)
    except BadBook as error:
        refuse(book, type(error).__name__)
    except MemoryError:
        refuse(book, TooLarge.__name__)


def take_in(book: ContactImport) -> None:
    # Read once through before a row is stored: what is refused leaves none, and the
    # end is known from the first step on.
    content = bytes(book.content or b"")
    if not look_through(book, content):
        return
    rest = islice(read(content), book.read, None)
    while some := list(islice(rest, A_STEP)):
        if not store(book, some):
            return
    finish(book)


def look_through(book: ContactImport, content: bytes) -> bool:
    """Learn where the end is, and which lines give nobody."""
    book.to_read, faults = 0, []
    for one in read(content):
        book.to_read += 1
        if isinstance(one, NotUnderstood):
            faults.append([one.line, one.why.name, one.book])
    waiting = ContactImport.objects.filter(pk=book.pk, state=ImportState.SENT)
    return bool(waiting.update(to_read=book.to_read, not_understood=faults))


@transaction.atomic
def store(book: ContactImport, some: list[Person | NotUnderstood]) -> bool:
    """Keep a few rows, unless another worker did or the member let the file go."""
    here = ContactImport.objects.filter(
        pk=book.pk, state=ImportState.SENT, read=book.read
    )
    if not here.update(read=F("read") + len(some)):
        return False
    people = (one for one in some if isinstance(one, Person))
    shelve_all([proposed(book, one) for one in people])
    book.read += len(some)
    return True


def proposed(book: ContactImport, person: Person) -> Contact:
    return Contact(
        member_id=book.member_id,
        source=book,
        state=ContactState.PROPOSED,
        made_at=book.sent_at,
        changed_at=book.sent_at,
        **stored(person),
    )


def refuse(book: ContactImport, why: str) -> None:
    """The file is none that can be read; its bytes are forgotten, the reason is not."""
    with transaction.atomic():
        mine = ContactImport.objects.filter(pk=book.pk)
        if move(
            mine,
            IMPORT_NEXT,
            ImportState.REFUSED,
            content=None,
            refused=why,
            not_understood=[],
        ):
            take_out(Contact.objects.filter(source=book))


def finish(book: ContactImport) -> None:
    """Say who may be twice there; the bytes have served."""
    kept = Q(state=ContactState.KEPT)
    doubles = list(resembling(of_member(book).filter(kept | Q(source=book))))
    with transaction.atomic():
        mine = ContactImport.objects.filter(pk=book.pk)
        if move(mine, IMPORT_NEXT, ImportState.READ, content=None):
            Contact.objects.bulk_update(doubles, ["resembles"], BATCH)


@task
def compare_books(taken: int) -> None:
    """What was read before another file was taken may hold the same people."""
    book = ContactImport.objects.filter(pk=taken).first()
    if book is None:
        return
    with transaction.atomic():
        hold(book.member)
        mine = of_member(book).filter(source=book, state=ContactState.KEPT)
        waiting = of_member(book).filter(
            source__state=ImportState.READ,
            state=ContactState.PROPOSED,
            resembles=None,
        )
        doubles = list(resembling(mine | waiting, to_kept=True))
        Contact.objects.bulk_update(doubles, ["resembles"], BATCH)


def of_member(book: ContactImport) -> ContactQuerySet:
    return Contact.objects.filter(member=book.member_id)


def resembling(rows: ContactQuerySet, *, to_kept: bool = False) -> Iterator[Contact]:
    """Those proposed who share a name, an address or a number with somebody before.

    `to_kept`: with somebody of the address book alone, since of their own file it was
    said already.
    """
    first: dict[str, int] = {}
    for pk, is_new, shared in traced(rows):
        one = next((first[trace] for trace in shared if trace in first), None)
        if is_new and one is not None:
            yield Contact(pk=pk, resembles_id=one)
        for trace in () if is_new and to_kept else shared:
            first.setdefault(trace, pk)


def traced(rows: ContactQuerySet) -> Iterator[tuple[int, bool, list[str]]]:
    fields: list[Any] = ["pk", "state", "full_name", "emails", "phones"]
    # The ones kept come first ("kept" before "proposed"): they are resembled.
    found = rows.order_by("state", "pk").values_list(*fields)
    for pk, state, name, emails, phones in found.iterator(BATCH):
        yield pk, state == ContactState.PROPOSED, traces(name, emails, phones)
