"""What the house remembers of the ideas it had for a member, and what he lately did."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.timezone import localdate

from whispeer.graph import care
from whispeer.graph.care import Deed
from whispeer.graph.constants import CARE
from whispeer.graph.strength import State
from whispeer.ground.prepared import rows
from whispeer.members.models import Member
from whispeer.ties.models import Idea
from whispeer.ties.queries.circle import Circle
from whispeer.ties.queries.deeds import Candidate, stands
from whispeer.ties.queries.standing import seen_tonight
from whispeer.ties.states import IdeaKind, Kept, Lived

REMEMBERED = timedelta(days=CARE.again_days)
BOUNDED = timedelta(days=CARE.bounded_days)


class Had(NamedTuple):
    """An idea of one day."""

    day: date
    kind: str
    gesture: str
    other: int | None


@dataclass(frozen=True)
class Memory:
    """The ideas of the last fortnight, today's among them if the day had its own."""

    of_today: Had | None
    before: list[Had]

    def shown(self) -> Counter[int]:
        return Counter(one.other for one in self.before if one.other)


def remembered(member: Member, now: datetime) -> Memory:
    every = [Had._make(one) for one in rows(ideas_of, member.pk, now - REMEMBERED)]
    today = localdate(now)
    return Memory(
        of_today=next((one for one in every if one.day == today), None),
        before=[one for one in every if one.day != today],
    )


def ideas_of(member: int, since: datetime) -> QuerySet[Idea, tuple[Any, ...]]:
    ideas = Idea.objects.filter(member=member, at__gt=since)
    return ideas.values_list(*Had._fields)


def weighed(
    circle: Circle, found: Iterable[Candidate], shown: Counter[int]
) -> list[care.Candidate]:
    """The same, as the engine compares them."""
    return [
        care.Candidate(
            deed=Deed(one.kind.value),
            strength=view.strength,
            rhythm=view.rhythm,
            asleep=stands(circle, one.one) == State.ASLEEP,
            shown=shown[one.one.member],
        )
        for one in found
        for view in [
            seen_tonight(
                circle.lived[one.one.tie],
                circle.member.pk,
                circle.now,
                pinned=one.one.kept == Kept.PINNED,
            )
        ]
    ]


def deeds_in_ties(circle: Circle) -> list[datetime]:
    """When the member thanked somebody, or somebody said he helped, within a week."""
    since, me = circle.now - BOUNDED, circle.member.pk
    helped = [
        event.at
        for lived in circle.lived.values()
        for event in lived
        if event.kind == Lived.HELP and event.by_id != me
    ]
    thanked = [at for _tie, at in circle.thanks]
    return [at for at in (*thanked, *helped) if at > since]


DEEDS = [IdeaKind(deed.value) for deed in Deed]
