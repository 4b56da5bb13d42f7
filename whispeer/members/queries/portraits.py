"""A portrait as somebody reads it: only the parts his closeness opens."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from babel import Locale
from django.db.models import QuerySet
from django.utils.translation import get_language

from whispeer.ground.prepared import rows
from whispeer.members.models import Detail, Entry, Member, Portrait
from whispeer.members.states import Closeness, EntryKind, Part

#: Of some members, by their keys: the kind of each sentence they wrote, and the words.
Sentences: TypeAlias = dict[int, list[tuple[str, str]]]


@dataclass(frozen=True)
class SeenPortrait:
    """What one closeness may read of a portrait; a part that is closed is empty."""

    line: str = ""
    trade: str = ""
    company: str = ""
    place: str = ""
    languages: tuple[str, ...] = ()  # their names, in the language of who reads
    working_on: str = ""
    looking_for: str = ""
    offers: tuple[Entry, ...] = ()
    ordeals: tuple[Entry, ...] = ()
    curiosities: tuple[Entry, ...] = ()
    details: tuple[Detail, ...] = ()


def with_portraits(members: QuerySet[Member]) -> QuerySet[Member]:
    """The same people, with all that `portrait_as_seen` reads: three queries in all."""
    return members.select_related("portrait").prefetch_related("entries", "details")


def portrait_as_seen(member: Member, closeness: Closeness) -> SeenPortrait:
    """The portrait of one person; no query when it comes from `with_portraits`."""
    entries, details = member.entries.all(), member.details.all()
    return as_seen(member.portrait, entries, details, closeness)


def as_seen(
    portrait: Portrait,
    entries: Iterable[Entry],
    details: Iterable[Detail],
    closeness: Closeness,
) -> SeenPortrait:
    said = {
        part.value: getattr(portrait, part)
        for part in Part
        if getattr(portrait, f"{part}_shown") <= closeness
    }
    said["languages"] = names_of_languages(said.get("languages", ()))
    entries = [entry for entry in entries if entry.shown <= closeness]
    return SeenPortrait(
        **said,
        offers=of_kind(entries, EntryKind.OFFER),
        ordeals=of_kind(entries, EntryKind.ORDEAL),
        curiosities=of_kind(entries, EntryKind.CURIOSITY),
        details=tuple(detail for detail in details if detail.shown <= closeness),
    )


def portraits_as_seen(
    closeness: Mapping[int, Closeness],
) -> dict[int, SeenPortrait]:
    """Portraits of many: from each member's key and the closeness to him."""
    keys = list(closeness)
    entries: dict[int, list[Entry]] = {key: [] for key in keys}
    details: dict[int, list[Detail]] = {key: [] for key in keys}
    for entry in rows(written_by, keys):
        entries[entry.member_id].append(entry)
    for detail in rows(details_of, keys):
        details[detail.member_id].append(detail)
    return {
        one.member_id: as_seen(
            one,
            entries[one.member_id],
            details[one.member_id],
            closeness[one.member_id],
        )
        for one in rows(portraits_of, keys)
    }


def portraits_of(members: Sequence[int]) -> QuerySet[Portrait]:
    return Portrait.objects.filter(member__in=members)


def written_by(members: Sequence[int]) -> QuerySet[Entry]:
    return Entry.objects.filter(member__in=members)


def details_of(members: Sequence[int]) -> QuerySet[Detail]:
    return Detail.objects.filter(member__in=members)


def details_as_seen(member: Member, closeness: Closeness) -> Sequence[Detail]:
    """The ways to be reached that a closeness may read, in order."""
    said = rows(details_of, [member.pk])
    return [detail for detail in said if detail.shown <= closeness]


def sentences_as_seen(readers: Mapping[int, Closeness]) -> Sentences:
    """What a closeness may read of the entries of each of some members."""
    found: Sentences = {member: [] for member in readers}
    for member, kind, words, shown in rows(entries_of, list(readers)):
        if shown <= readers[member]:
            found[member].append((kind, words))
    return found


def entries_of(members: list[int]) -> QuerySet[Entry, tuple[int, str, str, int]]:
    entries = Entry.objects.filter(member__in=members)
    return entries.values_list("member", "kind", "words", "shown")


def own_portrait(member: Member) -> Portrait:
    """The portrait of who asks; read once however many rooms ask for it."""
    if "portrait" not in member._state.fields_cache:
        (member.portrait,) = rows(portrait_of, member.pk)
    return member.portrait


def portrait_of(member: int) -> QuerySet[Portrait]:
    return Portrait.objects.filter(member=member)


@dataclass(frozen=True)
class PartSaid:
    """One part of one's own portrait, and how close its readers are."""

    part: Part
    words: str
    shown: Closeness


def parts_said(member: Member) -> list[PartSaid]:
    """The parts a member filled in, in the order they are read."""
    seen = portrait_as_seen(member, Closeness.SELF)
    return [
        PartSaid(
            part=part,
            words=", ".join(seen.languages)
            if part == Part.LANGUAGES
            else getattr(seen, part),
            shown=Closeness(getattr(member.portrait, f"{part}_shown")),
        )
        for part in Part
        if getattr(seen, part)
    ]


def parts_unsaid(member: Member) -> list[Part]:
    return [part for part in Part if not getattr(member.portrait, part)]


def of_kind(entries: Iterable[Entry], kind: EntryKind) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.kind == kind)


def names_of_languages(codes: Iterable[str]) -> tuple[str, ...]:
    """Languages as the reader calls them; one we have no name for keeps its own."""
    names = Locale.parse(get_language() or "fr").languages
    return tuple(str(names.get(code, code)) for code in codes)
