"""Contacts by the beginnings of words: in a book of fifty thousand as in one of ten."""

import re
import sys
from collections.abc import Sequence
from typing import TypeAlias

from django.db import connection
from django.db.models import Exists, Q, QuerySet

from whispeer.ground.words import folded
from whispeer.members.models import Member
from whispeer.ties.models import ContactImport, ContactWord
from whispeer.ties.queries.books import DIGITS, EDGES, WORD
from whispeer.ties.states import ImportState

MOST = 6  # words that a search looks for
STEPS = (500, 12_000)  # of the rarity of a word
LOOKED_AT = 500  # of those one word leads to, for the others
NUMBER = re.compile(r"[\d\s().+/-]{3,}")

Place: TypeAlias = tuple[str, int]  # in the list: a name, and whose row


def asked(words: str) -> list[str]:
    """The beginnings that are looked for; a number, however it is written, is one."""
    words = "".join(sign if sign.isprintable() else " " for sign in words)
    if NUMBER.fullmatch(words):
        return [digits[:WORD]] if (digits := DIGITS.sub("", words).lstrip("0")) else []
    told = (word.strip(EDGES)[:WORD] for word in folded(words).split())
    return list(dict.fromkeys(filter(None, told)))[:MOST]


def having(contacts: Sequence[int], beginnings: list[str]) -> list[int]:
    """Those of some contacts who have all the words, in the same order."""
    left = list(contacts)
    for one in beginnings:
        rows = ContactWord.objects.filter(begins(one), contact__in=left)
        have = set(rows.values_list("contact", flat=True))
        left = [contact for contact in left if contact in have]
    return left


def leading(
    member: Member, word: str, place: Place | None
) -> QuerySet[ContactWord, Place]:
    """Whom a word leads to, in the order of the list, from a place in it on."""
    open_ = (ImportState.SENT, ImportState.READ)  # what these bring is not kept yet
    waits = ContactImport.objects.visible_to(member).filter(state__in=open_)
    rows = ContactWord.objects.filter(begins(word), member=member)
    rows = rows.exclude(source__in=list(waits.values_list("pk", flat=True)))
    if place:
        rows = rows.filter(from_on("contact", place))
    return rows.order_by("by_name", "contact").values_list("by_name", "contact")


def led_to(
    member: Member, beginnings: list[str], place: Place | None, most: int
) -> tuple[list[int], int | None]:
    """The first of those who have all the words; the first word leads to them.

    Where it leads to many, one looks at some, and tells at whom to look next.
    """
    first, *others = beginnings
    # By several of his words one and the same may be led to.
    at_once = LOOKED_AT if others else 4 * most
    some = [key for _, key in leading(member, first, place)[: at_once + 1]]
    beyond = some[at_once] if some[at_once:] else None
    found = having(list(dict.fromkeys(some[:at_once])), others)
    return [key for key in found if key != beyond][:most], beyond


def from_on(key: str, place: Place) -> Q:
    name, pk = place
    return Q(by_name__gt=name) | Q(by_name=name, **{f"{key}__gte": pk})


def begins(word: str) -> Q:
    """SQLite finds a range in an index; PostgreSQL what begins so, as it is told."""
    if connection.vendor == "sqlite":
        return Q(word__gte=word, word__lt=word + chr(sys.maxunicode))
    return Q(word__startswith=word)


def letter(sign: str) -> Q:
    """Whose name begins with a letter: a part of the list, as it is ordered."""
    following = chr(ord(sign) + 1)
    here = Q(by_name__gte=sign, by_name__startswith=sign)
    last = sign in "z9" or not sign.isascii()
    return here if last else here & Q(by_name__lt=following)


def rarest_first(member: Member, beginnings: list[str]) -> tuple[list[str], bool]:
    """The words, by how many they lead to; and whether even the first leads to most."""
    rows = [
        ContactWord.objects.filter(begins(one), member=member) for one in beginnings
    ]
    further = [Exists(some[most : most + 1]) for some in rows for most in STEPS]
    (told,) = Member.objects.filter(pk=member.pk).values_list(*further)
    rare = {
        one: sum(told[at * len(STEPS) : (at + 1) * len(STEPS)])
        for at, one in enumerate(beginnings)
    }
    order = sorted(beginnings, key=lambda one: (rare[one], -len(one)))
    return order, rare[order[0]] == len(STEPS)
