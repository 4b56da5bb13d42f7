"""Two rows of one person: what the one row left would say, and what it said before."""

from typing import Any

from whispeer.ties.models import Contact
from whispeer.ties.queries.books import place

#: What has one value: of two, the member says which.
SINGLE = ("full_name", "organization", "title", "birthday")
LISTS = ("emails", "phones", "urls")
PARTS = ("given_name", "family_name")
WORDS = (*SINGLE, *PARTS, *LISTS, "notes", "rest")
OF_REST = ("additional", "prefix", "suffix", "department")


def differing(one: Contact, other: Contact) -> list[tuple[str, str, str]]:
    """What both say, and not alike."""
    both = ((name, getattr(one, name), getattr(other, name)) for name in SINGLE)
    return [(name, mine, theirs) for name, mine, theirs in both if differ(mine, theirs)]


def differ(mine: str, theirs: str) -> bool:
    return bool(mine and theirs and mine != theirs)


def merged(one: Contact, other: Contact, chosen: set[str]) -> Contact:
    """The first with all of the second; `chosen` names what the second says better.

    What has one value and had two leaves the other in the notes: nothing said is lost.
    """
    besides = ", ".join(
        mine if name in chosen else theirs
        for name, mine, theirs in differing(one, other)
    )
    fields = [name for name in SINGLE if name in chosen or not getattr(one, name)]
    if "full_name" in fields:
        fields += PARTS
    for name in fields:
        setattr(one, name, getattr(other, name))
    for name in LISTS:
        setattr(one, name, united(getattr(one, name), getattr(other, name)))
    notes = (one.notes, other.notes, besides)
    one.notes = "\n".join(dict.fromkeys(filter(None, notes)))
    one.rest = merged_rest(one.rest, other.rest)
    one.card = one.card or other.card
    return place(one)


def united(mine: list[str], theirs: list[str]) -> list[str]:
    """Each once, however it is capitalised."""
    met = {value.casefold() for value in mine}
    return [*mine, *(value for value in theirs if value.casefold() not in met)]


def merged_rest(mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    rest: dict[str, Any] = {
        name: mine.get(name) or theirs.get(name, "") for name in OF_REST
    }
    for name in ("kinds", "unknown"):
        known = mine.get(name, [])
        rest[name] = [
            *known,
            *(one for one in theirs.get(name, []) if one not in known),
        ]
    return rest


def as_it_was(contact: Contact) -> dict[str, Any]:
    """All that is said of somebody, to be put back."""
    return {name: getattr(contact, name) for name in WORDS}


def remember(one: Contact, other: Contact) -> None:
    """What undoing an import will find in the one row that is left.

    Of a row that was brought and one that was there, the latter is put back. Where no
    undoing could tell what to take out and what to leave, none takes anything out.
    """
    for_the_first_time = one.before is None and other.before is None
    if for_the_first_time and one.source_id == other.source_id:
        one.by_hand = one.by_hand or other.by_hand
    elif for_the_first_time and not is_own(other):
        one.before, one.merged_from = as_it_was(one), other.source
    elif for_the_first_time and not is_own(one):
        one.before, one.merged_from = as_it_was(other), one.source
        one.source, one.by_hand = other.source, other.by_hand
    elif is_own(other) or other.before or other.source_id != one.merged_from_id:
        one.before, one.by_hand = None, True


def is_own(contact: Contact) -> bool:
    """Whether its member wrote it, or wrote in it."""
    return contact.source_id is None or contact.by_hand


def put_back(contact: Contact) -> Contact:
    """What a contact said before an import was merged into it."""
    for name, value in (contact.before or {}).items():
        setattr(contact, name, value)
    contact.before = contact.merged_from = None
    return place(contact)
