"""The people one is tied to, as lists and gestures tell of them: one query for all."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from whispeer.ground.prepared import rows
from whispeer.members.models import Member
from whispeer.members.queries import Description
from whispeer.members.states import Closeness
from whispeer.ties.models import Side

NOBODY = UUID(int=0)


@cache
def a_page() -> str:
    """The address of a person's page, found once for lists of many."""
    return reverse("ties:person", args=[NOBODY])


class Known(NamedTuple):
    """Somebody one is tied to, and what he says to his ties."""

    tie: int
    address: UUID  # of the tie
    made_at: datetime
    introduced_by: int | None
    met: str  # one's own words
    kept: str  # as it comes, always close, in silence
    member: int
    public_id: UUID
    given_name: str
    family_name: str
    trade: str
    place: str
    working_on: str
    looking_for: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def page(self) -> str:
        return a_page().replace(str(NOBODY), str(self.public_id))

    @property
    def what(self) -> str:
        """« une relieuse à Villeurbanne »"""
        told = self.trade or self.place
        return str(Description(self.trade, self.place)) if told else ""

    @property
    def who(self) -> str:
        """« Karim Benali, un cuisinier à Lyon. »"""
        if not self.what:
            return self.name
        words = {"name": self.name, "description": self.what}
        return _("%(name)s, %(description)s.") % words

    @property
    def where(self) -> str:
        """Where they met, as a sentence."""
        return _("You met: %(where)s") % {"where": self.met} if self.met else ""


PARTS = ("trade", "place", "working_on", "looking_for")
FIELDS = (
    *("tie", "tie__public_id", "tie__made_at", "tie__introduced_by", "met", "kept"),
    *("other", "other__public_id", "other__given_name", "other__family_name"),
    *(f"other__portrait__{part}" for part in PARTS),
    *(f"other__portrait__{part}_shown" for part in PARTS),
)


def ties_known(member: Member) -> list[Known]:
    return [
        Known._make([*row[:10], *readable(row[10:14], row[14:])])
        for row in rows(sides_of, member.pk)
    ]


def sides_of(member: int) -> QuerySet[Side, tuple[Any, ...]]:
    sides = Side.objects.visible_to(Member(pk=member)).order_by("pk")
    return sides.values_list(*FIELDS)


def readable(words: Iterable[str | None], shown: Iterable[int | None]) -> list[str]:
    """The parts of a portrait that ties may read; nothing where one is kept nearer."""
    return [
        said if said and at is not None and at <= Closeness.TIE else ""
        for said, at in zip(words, shown, strict=True)
    ]
