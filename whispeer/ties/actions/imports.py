"""An address book is brought, read by a task, then taken or let go; and undone at once."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from whispeer.members.models import Member
from whispeer.ties.actions.moves import hold, move
from whispeer.ties.actions.reading import compare_books, read_book
from whispeer.ties.actions.shelving import shelve, take_out
from whispeer.ties.models import Contact, ContactImport, Encounter
from whispeer.ties.models.contacts import ContactImportQuerySet
from whispeer.ties.queries.merging import put_back
from whispeer.ties.states import IMPORT_NEXT, ContactState, ImportState

AT_ONCE = 3  # files that wait to be read or decided


class TooManyImports(Exception):
    """As many files as may wait at once already do."""


class ImportOver(Exception):
    """It was taken, discarded or undone before."""


@transaction.atomic
def send_book(
    content: bytes, *, file_name: str, by: Member, now: datetime
) -> ContactImport:
    """Hand over a file; a task reads it, whether or not its sender stays to look."""
    hold(by)
    waiting = (ImportState.SENT, ImportState.READ)
    if ContactImport.objects.filter(member=by, state__in=waiting).count() >= AT_ONCE:
        raise TooManyImports
    brought = ContactImport.objects.create(
        member=by, file_name=file_name, content=content, sent_at=now
    )
    read_book.enqueue(brought.pk)
    return brought


@transaction.atomic
def take_import(brought: ContactImport, *, by: Member) -> None:
    """All that it proposes joins the address book.

    Raises
    ------
    ImportOver
        When it is not read yet, or is over.
    """
    if move(own(brought, by), IMPORT_NEXT, ImportState.TAKEN, content=None):
        Contact.objects.filter(source=brought, state=ContactState.PROPOSED).update(
            state=ContactState.KEPT
        )
        compare_books.enqueue(brought.pk)
    elif not own(brought, by).filter(state=ImportState.TAKEN).exists():
        raise ImportOver


@transaction.atomic
def discard_import(brought: ContactImport, *, by: Member) -> None:
    """Nothing of it stays, nor of the file."""
    hold(by)
    discarded = move(
        own(brought, by),
        IMPORT_NEXT,
        ImportState.DISCARDED,
        content=None,
        not_understood=[],
    )
    if discarded:
        let_out(brought)
    elif not own(brought, by).filter(state=ImportState.DISCARDED).exists():
        raise ImportOver


@transaction.atomic
def undo_import(brought: ContactImport, *, by: Member) -> None:
    """What it brought goes; what it was merged into is as it was before.

    What was changed by hand since stays, and so does whoever was noted as met: nobody's
    own words are taken from him. Held first, as who notes an encounter holds himself.
    """
    hold(by)
    if move(
        own(brought, by),
        IMPORT_NEXT,
        ImportState.UNDONE,
        content=None,
        not_understood=[],
    ):
        let_out(brought)
    elif not own(brought, by).filter(state=ImportState.UNDONE).exists():
        raise ImportOver


def own(brought: ContactImport, by: Member) -> ContactImportQuerySet:
    return ContactImport.objects.visible_to(by).filter(pk=brought.pk)


def let_out(brought: ContactImport) -> None:
    """Rows that it alone brought go; those merged with others go back to the others.

    What somebody wrote in since it was kept stays, and keeps telling where it came from.
    """
    rows = Contact.objects.select_for_update(no_key=True)
    for contact in rows.filter(merged_from=brought, before__isnull=False):
        shelve(put_back(contact))
    mine = rows.filter(source=brought)
    met = Encounter.objects.filter(contact=OuterRef("pk"))
    mine.filter(Exists(met), state=ContactState.KEPT).update(by_hand=True)
    going = mine.filter(Q(by_hand=False) | Q(state=ContactState.PROPOSED))
    # Others were merged into these since: they stay, for the others' sake.
    for contact in going.filter(merged_from__isnull=False):
        contact.source, contact.merged_from = contact.merged_from, None
        contact.before = None
        shelve(contact)
    take_out(going)


@transaction.atomic
def forget_imports(*, before: datetime) -> None:
    """A file nobody decided about for so long is let go; of what is over no trace stays."""
    old = ContactImport.objects.filter(sent_at__lte=before).order_by("member", "pk")
    for brought in old.filter(state__in=(ImportState.SENT, ImportState.READ)):
        discard_import(brought, by=brought.member)
    over = (ImportState.DISCARDED, ImportState.UNDONE, ImportState.REFUSED)
    old.filter(state__in=over).delete()
