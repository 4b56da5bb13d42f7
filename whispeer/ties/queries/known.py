"""The people one is tied to, as lists and gestures tell of them: one query for all."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Case, CharField, F, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from whispeer.members.models import Member
from whispeer.members.queries import Description
from whispeer.members.states import Closeness
from whispeer.ties.models import Side


class Known(NamedTuple):
    """Somebody one is tied to, and what he says to his ties."""

    tie: int
    address: UUID  # of the tie
    met: str  # one's own words
    person: UUID
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
        return reverse("ties:person", args=[self.person])

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


def said(part: str) -> Case:
    """A part of the other's portrait, or nothing where he keeps it nearer than ties."""
    field = f"other__portrait__{part}"
    told = When(**{f"{field}_shown__lte": Closeness.TIE}, then=F(field))
    return Case(told, default=Value(""), output_field=CharField())


FIELDS: tuple[str | Case, ...] = (
    *("tie", "tie__public_id", "met"),
    *("other__public_id", "other__given_name", "other__family_name"),
    *(said(part) for part in ("trade", "place", "working_on", "looking_for")),
)


def ties_known(member: Member) -> list[Known]:
    rows = Side.objects.visible_to(member).order_by("pk").values_list(*FIELDS)
    return [Known._make(row) for row in rows]
