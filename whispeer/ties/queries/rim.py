"""Those of one's address book who stand at the rim of one's surroundings."""

from functools import cache
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from whispeer.ground.prepared import rows
from whispeer.members.models import Member
from whispeer.ties.models import Contact, Encounter
from whispeer.ties.states import ContactState

MOST = 24
LOOKED_AT = 200  # of the last encounters, among which some are with one and the same
NOBODY = UUID(int=0)


@cache
def a_page() -> str:
    return reverse("ties:contact", args=[NOBODY])


class Far(NamedTuple):
    """Somebody at the rim."""

    key: int
    public_id: UUID
    by_name: str
    given_name: str
    name: str

    @property
    def called(self) -> tuple[str, str]:
        """What is written beside the point: a first name, or the first letters."""
        words = self.name.split()
        first = (self.given_name.split() or words or [""])[0]
        return first, "".join(word[0] for word in words[:2])

    @property
    def page(self) -> str:
        return a_page().replace(str(NOBODY), str(self.public_id))


# Who has a name: a telephone number is not drawn.
FIELDS = ("pk", "public_id", "by_name", "given_name", "full_name")
OF_CONTACT = tuple(f"contact__{name}" for name in FIELDS)


def at_the_rim(member: Member) -> list[Far]:
    """Those met last, then others by name: some two dozen, in the order of a list.

    The same from one day to the next until another one is met.
    """
    met = [Far._make(row) for row in rows(met_lately, member.pk)]
    named = [Far._make(row) for row in rows(by_name, member.pk)]
    chosen = {one.key: one for one in [*met, *named]}
    return sorted(islice(chosen.values(), MOST), key=lambda one: (one.by_name, one.key))


def met_lately(member: int) -> QuerySet[Encounter, tuple[object, ...]]:
    mine = Encounter.objects.visible_to(Member(pk=member))
    met = mine.filter(contact__state=ContactState.KEPT).exclude(contact__full_name="")
    return met.order_by("-day", "-pk").values_list(*OF_CONTACT)[:LOOKED_AT]


def by_name(member: int) -> QuerySet[Contact, tuple[object, ...]]:
    mine = Contact.objects.visible_to(Member(pk=member)).kept().exclude(full_name="")
    return mine.order_by("by_name", "pk").values_list(*FIELDS)[:MOST]
