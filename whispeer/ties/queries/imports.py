"""An import as its owner reads it: how far it is, what was not understood, who is twice."""

import uuid
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise

from whispeer.members.models import Member
from whispeer.ties.models import Contact, ContactImport
from whispeer.ties.queries.contacts import Listed, listed
from whispeer.ties.queries.reasons import OF_A_FILE, OF_A_LINE
from whispeer.ties.queries.searching import A_PAGE, LISTED
from whispeer.ties.states import ContactState, ImportState

LATELY = 5  # imports that the page tells of


class Fault(NamedTuple):
    """A line that was not understood, and why."""

    line: int
    why: Promise
    book: str


class Faults(NamedTuple):
    lines: list[Fault]
    next_from: int  # 0 when these are the last


def import_for(member: Member, public_id: uuid.UUID) -> ContactImport | None:
    mine = ContactImport.objects.visible_to(member)
    return mine.filter(public_id=public_id).first()


def imports_of(member: Member) -> list[ContactImport]:
    """The last ones that wait for something, or may still be undone."""
    states = (ImportState.SENT, ImportState.READ, ImportState.TAKEN)
    mine = ContactImport.objects.visible_to(member).filter(state__in=states)
    return list(mine.order_by("-sent_at", "-pk")[:LATELY])


def why_refused(brought: ContactImport) -> Promise:
    return OF_A_FILE.get(brought.refused, OF_A_FILE["BadBook"])


def part_read(brought: ContactImport) -> int | None:
    """How far a bar is drawn, in a hundred; None while the end is not known."""
    return 100 * brought.read // brought.to_read if brought.to_read else None


def faults_of(brought: ContactImport, start: int = 0) -> Faults:
    """The lines not understood, some at a time."""
    told = brought.not_understood[start : start + A_PAGE]
    return Faults(
        [Fault(line, OF_A_LINE[why], book) for line, why, book in told],
        start + A_PAGE if brought.not_understood[start + A_PAGE :] else 0,
    )


def proposed_by(brought: ContactImport, start: uuid.UUID | None) -> Listed:
    """Those whom a file would bring."""
    mine = Contact.objects.visible_to(brought.member)
    return listed(mine.filter(source=brought, state=ContactState.PROPOSED), start)


def is_merged(brought: ContactImport) -> bool:
    """Whether somebody of it was merged into the address book already."""
    mine = Contact.objects.visible_to(brought.member)
    return mine.filter(merged_from=brought).exists()


def is_changed(brought: ContactImport) -> bool:
    """Whether its member wrote in what it proposes."""
    mine = Contact.objects.visible_to(brought.member)
    proposed = mine.filter(source=brought, state=ContactState.PROPOSED)
    return proposed.filter(by_hand=True).exists()


def stayed_after(brought: ContactImport, start: uuid.UUID | None) -> Listed:
    """Those whom an undoing left, because their member wrote in them since."""
    mine = Contact.objects.visible_to(brought.member).kept()
    return listed(mine.filter(Q(source=brought) | Q(merged_from=brought)), start)


def doubles_in(brought: ContactImport) -> list[Contact]:
    """Some of those who may be the same as somebody; decided, the next ones come."""
    mine = Contact.objects.visible_to(brought.member).filter(source=brought)
    doubles = mine.filter(resembles__isnull=False).select_related("resembles")
    told = (*LISTED, *(f"resembles__{name}" for name in LISTED))
    return list(doubles.order_by("by_name", "pk").only(*told)[:A_PAGE])


def import_page(brought: ContactImport) -> str:
    return reverse("ties:import", args=[brought.public_id])
