"""Contacts by the beginnings of words: in a book of fifty thousand as in one of ten."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from whispeer.ground.lookups import Begins
from whispeer.ground.prepared import rows
from whispeer.ground.words import folded
from whispeer.members.models import Member
from whispeer.ties.models import Contact, ContactImport, ContactWord
from whispeer.ties.models.contacts import ContactQuerySet
from whispeer.ties.queries.books import DIGITS, EDGES, WORD
from whispeer.ties.states import ContactState, ImportState

A_PAGE = 20
MOST = 6  # words that a search looks for
STEPS = (500, 12_000)  # of the rarity of a word
NEAR = 100  # whom one looks at first where even the rarest word has many
LOOKED_AT = 500  # of those the rarest word leads to
NUMBER = re.compile(r"[\d\s().+/-]{3,}")
LISTED = (
    "public_id", "by_name", "full_name", "organization", "title", "emails", "phones",
)  # fmt: skip


class Place(NamedTuple):
    """In the list: a name, and whose row; the beginning, where nobody has either."""

    name: str = ""
    key: int = 0


def asked(words: str) -> list[str]:
    """The beginnings that are looked for; a number, however it is written, is one."""
    words = "".join(sign if sign.isprintable() else " " for sign in words)
    if NUMBER.fullmatch(words):
        return [digits[:WORD]] if (digits := DIGITS.sub("", words).lstrip("0")) else []
    told = (word.strip(EDGES)[:WORD] for word in folded(words).split())
    return list(dict.fromkeys(filter(None, told)))[:MOST]


def found(
    member: Member, beginnings: list[str], place: Place, but: int
) -> tuple[list[Contact], Contact | None]:
    """The next who have all the words, in the order of the list, but one who is told.

    Words that many have are met by going down the list; those that few have, by an
    index. Where all that can be looked at in one go is no full page, whom to look at
    next is told, too.

    Returns
    -------
    at most `A_PAGE` + 1 of them, and with whom the next page begins if that is not the
    last of these
    """
    words, common = rarest_first(member, beginnings)
    given = (member.pk, but, *place)
    if common and len(some := rows(near, *given, *words)) > A_PAGE:
        return some, None
    waits = rows(unkept, member.pk)
    first, *others = words
    some = rows(among, *given, waits, first, *others)
    if len(some) > A_PAGE:
        return some, None
    beyond = next(iter(rows(not_looked_at, *given, waits, first)), None)
    return [one for one in some if one != beyond], beyond


# ── Put into SQL once: a search asks several of these


def near(member: int, but: int, name: str, key: int, *words: str) -> QuerySet[Contact]:
    """Of the next ones in the list, those who have all the words."""
    window = in_order(kept_by(member, but), Place(name, key)).values("pk")[:NEAR]
    return with_all(of_these(member, window), words)


def among(
    member: int,
    but: int,
    name: str,
    key: int,
    waits: Sequence[int],
    first: str,
    *others: str,
) -> QuerySet[Contact]:
    """Of the next ones the first word leads to, those who have all the others."""
    window = leading(member, but, first, Place(name, key), waits)[:LOOKED_AT]
    return with_all(of_these(member, window), others)


def not_looked_at(
    member: int,
    but: int,
    name: str,
    key: int,
    waits: Sequence[int],
    first: str,
) -> QuerySet[Contact]:
    """The first one who comes after those."""
    window = leading(member, but, first, Place(name, key), waits)
    window = window[LOOKED_AT : LOOKED_AT + 1]
    return of_these(member, window).only(*LISTED)


def leading(
    member: int, but: int, word: str, place: Place, waits: Sequence[int]
) -> QuerySet[ContactWord, int]:
    """Whom a word leads to, in the order of the list, from a place in it on."""
    led = beginning(word).filter(member=member).exclude(contact=but)
    led = led.exclude(source__in=waits).filter(from_on("contact", place))
    return led.order_by("by_name", "contact").values_list("contact", flat=True)


def beginning(word: str) -> QuerySet[ContactWord]:
    return ContactWord.objects.filter(Begins(F("word"), word))


def unkept(member: int) -> QuerySet[ContactImport, int]:
    """What these brought is not kept yet."""
    open_ = (ImportState.SENT, ImportState.READ)
    mine = ContactImport.objects.visible_to(Member(pk=member))
    return mine.filter(state__in=open_).values_list("pk", flat=True)


def rarities(member: int, *words: str) -> QuerySet[Member, tuple[bool, ...]]:
    """Of each word, step by step, whether it leads to more."""
    further = [
        Exists(beginning(word).filter(member=member)[step : step + 1])
        for word in words
        for step in STEPS
    ]
    asker: QuerySet[Member] = Member.objects.filter(pk=member)
    return asker.values_list(*further)


def rarest_first(member: Member, beginnings: list[str]) -> tuple[list[str], bool]:
    """The words, by how many they lead to; and whether even the first leads to most."""
    (told,) = rows(rarities, member.pk, *beginnings)
    rare = {
        one: sum(told[at * len(STEPS) : (at + 1) * len(STEPS)])
        for at, one in enumerate(beginnings)
    }
    order = sorted(beginnings, key=lambda one: (rare[one], -len(one)))
    return order, rare[order[0]] == len(STEPS)


# ── The list


def kept_by(member: int, but: int) -> ContactQuerySet:
    return Contact.objects.visible_to(Member(pk=member)).kept().exclude(pk=but)


def of_these(member: int, window: QuerySet[Any, Any]) -> QuerySet[Contact]:
    """Asked as what they are not: else SQLite reads all who are kept, not these few."""
    mine = Contact.objects.visible_to(Member(pk=member))
    return mine.exclude(state=ContactState.PROPOSED).filter(pk__in=window)


def with_all(contacts: QuerySet[Contact], words: Iterable[str]) -> QuerySet[Contact]:
    """Those who have all the words, a page and one more."""
    for word in words:
        his = beginning(word).filter(contact=OuterRef("pk"))
        contacts = contacts.filter(Exists(his))
    return contacts.order_by("by_name", "pk").only(*LISTED)[: A_PAGE + 1]


def in_order(contacts: ContactQuerySet, place: Place) -> ContactQuerySet:
    if place != Place():
        contacts = contacts.filter(from_on("pk", place), by_name__gte=place.name)
    return contacts.order_by("by_name", "pk")


def from_on(key: str, place: Place) -> Q:
    return Q(by_name__gt=place.name) | Q(
        by_name=place.name, **{f"{key}__gte": place.key}
    )


def letter(sign: str) -> Q:
    """Whose name begins with a letter: a part of the list, as it is ordered."""
    following = chr(ord(sign) + 1)
    here = Q(by_name__gte=sign, by_name__startswith=sign)
    last = sign in "z9" or not sign.isascii()
    return here if last else here & Q(by_name__lt=following)
