"""A portrait is written part by part, and each part says who may read it."""

from datetime import datetime

from django.db import transaction

from whispeer.members.actions.stems import index
from whispeer.members.models import Detail, Entry, Member, Portrait
from whispeer.members.states import Closeness, DetailKind, EntryKind, Part

MOST_ENTRIES = 7  # of one kind: a portrait is read in one breath
MOST_DETAILS = 5


class TooMany(Exception):
    """A portrait holds a few sentences of a kind, not a catalogue."""


class AlreadyWritten(Exception):
    """The portrait already says exactly this."""


class Removed(Exception):
    """What was to be changed is no longer there."""


@transaction.atomic
def write_part(
    part: Part,
    words: str | list[str],
    *,
    shown: Closeness,
    by: Member,
    now: datetime,
) -> None:
    """Say a part of one's portrait, or leave it empty, and who may read it."""
    said = {part.value: words, f"{part.value}_shown": shown, "changed_at": now}
    portrait = lock(by)
    for name, value in said.items():
        setattr(portrait, name, value)
    portrait.save(update_fields=[*said, "company_key"])
    if part == Part.TRADE:
        index(portrait)


@transaction.atomic
def add_entry(
    kind: EntryKind, words: str, *, shown: Closeness, by: Member, now: datetime
) -> Entry:
    """Add an offer, an ordeal or a curiosity.

    Raises
    ------
    TooMany
        When the portrait already holds as many of this kind as it may.
    AlreadyWritten
        When it already says the same.
    """
    lock(by)
    written = list(by.entries.filter(kind=kind).values_list("words", flat=True))
    if words in written:
        raise AlreadyWritten
    if len(written) >= MOST_ENTRIES:
        raise TooMany
    touch(by, now)
    entry = Entry.objects.create(
        member=by, kind=kind, words=words, shown=shown, written_at=now
    )
    index(entry)
    return entry


@transaction.atomic
def change_entry(
    entry: Entry, words: str, *, shown: Closeness, by: Member, now: datetime
) -> None:
    """Say it otherwise, or to others."""
    lock(by)
    twins = by.entries.filter(kind=entry.kind, words=words).exclude(pk=entry.pk)
    if twins.exists():
        raise AlreadyWritten
    if not by.entries.filter(pk=entry.pk).update(words=words, shown=shown):
        raise Removed
    entry.words, entry.shown = words, shown
    index(entry)
    touch(by, now)


@transaction.atomic
def remove_entry(entry: Entry, *, by: Member, now: datetime) -> None:
    """Take a sentence off one's portrait; taken off twice, it is gone once."""
    lock(by)
    by.entries.filter(pk=entry.pk).delete()
    touch(by, now)


@transaction.atomic
def add_detail(
    kind: DetailKind, value: str, *, shown: Closeness, by: Member, now: datetime
) -> Detail:
    """Add a way to be reached; raises as `add_entry` does."""
    lock(by)
    written = list(by.details.values_list("kind", "value"))
    if (kind, value) in written:
        raise AlreadyWritten
    if len(written) >= MOST_DETAILS:
        raise TooMany
    touch(by, now)
    return Detail.objects.create(member=by, kind=kind, value=value, shown=shown)


@transaction.atomic
def change_detail(
    detail: Detail,
    kind: DetailKind,
    value: str,
    *,
    shown: Closeness,
    by: Member,
    now: datetime,
) -> None:
    lock(by)
    twins = by.details.filter(kind=kind, value=value).exclude(pk=detail.pk)
    if twins.exists():
        raise AlreadyWritten
    changed = by.details.filter(pk=detail.pk)
    if not changed.update(kind=kind, value=value, shown=shown):
        raise Removed
    touch(by, now)


@transaction.atomic
def remove_detail(detail: Detail, *, by: Member, now: datetime) -> None:
    by.details.filter(pk=detail.pk).delete()
    touch(by, now)


def lock(member: Member) -> Portrait:
    """Two pages sent at once wait for each other: no portrait outgrows its limits."""
    return Portrait.objects.select_for_update().get(member=member)


def touch(member: Member, now: datetime) -> None:
    Portrait.objects.filter(member=member).update(changed_at=now)
