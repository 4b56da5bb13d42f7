"""What a page reads of a member's ties, in whichever room: once, when first asked for."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import QuerySet

from whispeer.graph.constants import CARE
from whispeer.ground.prepared import rows
from whispeer.members.models import Member
from whispeer.members.queries import Sentences, sentences_as_seen
from whispeer.members.states import Closeness
from whispeer.ties.models import Event, Thanks
from whispeer.ties.queries.known import Known, ties_known
from whispeer.ties.states import Kept

THANKS_WITHIN = timedelta(days=CARE.thanks_days)


class Happened(NamedTuple):
    """An event of a tie, as much of it as the engine reads."""

    tie_id: int
    kind: str
    at: datetime
    by_id: int
    denied: bool


@dataclass(frozen=True)
class Circle:
    """A member, and the people he is tied to; for one request, never longer."""

    member: Member
    now: datetime

    @cached_property
    def known(self) -> list[Known]:
        return ties_known(self.member)

    @cached_property
    def spoken_of(self) -> list[Known]:
        """Those of whom the house speaks by itself: not the ties kept in silence."""
        return [one for one in self.known if one.kept != Kept.MUTED]

    @cached_property
    def said(self) -> Sentences:
        """The member's own sentences, and those of his ties that ties may read."""
        readers = {one.member: Closeness.TIE for one in self.known}
        return sentences_as_seen({**readers, self.member.pk: Closeness.SELF})

    @property
    def mine(self) -> list[tuple[str, str]]:
        return self.said[self.member.pk]

    @cached_property
    def lived(self) -> dict[int, list[Happened]]:
        """What was lived in each tie and not denied, the last last."""
        lived: dict[int, list[Happened]] = defaultdict(list)
        for event in rows(events_of, [one.tie for one in self.known]):
            lived[event[0]].append(Happened._make(event))
        return lived

    @cached_property
    def thanks(self) -> list[tuple[int, datetime]]:
        """Each time the member lately said thank you: in which tie, the last last."""
        return rows(thanks_by, self.member.pk, self.now - THANKS_WITHIN)

    @cached_property
    def thanked(self) -> dict[int, datetime]:
        """The ties in which the member lately said thank you, and when he last did."""
        return dict(self.thanks)


def events_of(ties: list[int]) -> QuerySet[Event, tuple[Any, ...]]:
    events = Event.objects.filter(tie__in=ties, denied=False)
    return events.values_list(*Happened._fields)


def thanks_by(member: int, since: datetime) -> QuerySet[Thanks, tuple[int, datetime]]:
    lately = Thanks.objects.filter(by=member, at__gte=since)
    return lately.order_by("at").values_list("tie_id", "at")
