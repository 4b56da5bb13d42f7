"""What a member wanted to think of again: on its day it comes back to him, once."""

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from whispeer.ground.gestures import Action, Draft, Gesture, Proposed
from whispeer.ground.moments import full_day
from whispeer.ground.prepared import rows
from whispeer.members.models import Member
from whispeer.ties.models import Card, Encounter
from whispeer.ties.queries.circle import Circle

TOLD_FOR = timedelta(days=14)  # how long one is told that something was erased


def about(encounter: UUID, recall_on: date) -> str:
    """Another day to think of it is another gesture."""
    return f"{encounter} {recall_on}"


class Recall(NamedTuple):
    """A meeting to think of again, as much of it as tells the story."""

    pk: int
    public_id: UUID
    where: str
    day: date
    promised: str
    recall_on: date
    name: str
    given_name: str | None
    family_name: str | None

    @property
    def about(self) -> str:
        return about(self.public_id, self.recall_on)

    @property
    def whom(self) -> str:
        member = (self.given_name, self.family_name)
        return " ".join(filter(None, member)) or self.name


FIELDS = (
    *("pk", "public_id", "where", "day", "promised", "recall_on", "name"),
    *("other__given_name", "other__family_name"),
)


def due(member: Member, now: datetime) -> list[Recall]:
    """The longest awaited first; what was thought of today keeps its place until tonight."""
    midnight = datetime.combine(now, time.min, now.tzinfo)
    found = rows(due_for, member.pk, now.date(), midnight)
    return [Recall._make(row) for row in found]


def due_for(
    member: int, today: date, midnight: datetime
) -> QuerySet[Encounter, tuple[Any, ...]]:
    mine = Encounter.objects.visible_to(Member(pk=member)).due(today, midnight)
    return mine.order_by("recall_on", "pk").values_list(*FIELDS)


def gestures_for(circle: Circle) -> list[Proposed]:
    return [
        *(
            Draft(
                kind="recall",
                about=one.about,
                written=partial(recall_gesture, one),
                for_somebody=bool(one.promised),
            )
            for one in due(circle.member, circle.now)
        ),
        *(
            erased_gesture(card)
            for card in rows(erased_lately, circle.member.pk, circle.now - TOLD_FOR)
        ),
    ]


def recall_gesture(one: Recall) -> Gesture:
    page = reverse("ties:encounter", args=[one.public_id])
    day = full_day(one.day)
    words = {"name": one.whom, "where": one.where, "day": day}
    title = (
        _("%(name)s, whom you met: %(where)s, on %(day)s.") % words
        if one.whom
        else _("Somebody whom you met: %(where)s, on %(day)s.") % words
    )
    return Gesture(
        kind="recall",
        about=one.about,
        kicker=_("You wanted to think of it again"),
        title=title,
        why=_("You had promised") if one.promised else "",
        said=one.promised,
        body="" if one.promised else _("What you noted then is there for you to read."),
        sign="eyeon",
        actions=(Action(_("Read it again"), page, "primary"),),
    )


def erased_lately(member: int, since: datetime) -> QuerySet[Card]:
    return Card.objects.visible_to(Member(pk=member)).filter(erased_at__gte=since)


def erased_gesture(card: Card) -> Gesture:
    return Gesture(
        kind="erased",
        about=str(card.public_id),
        kicker=_("For you to know"),
        title=_(
            "Somebody to whom you had given a card had what you noted of your meeting "
            "erased."
        ),
        body=_(
            "It is gone, and so is who you had put into your address book with that "
            "card. It says nothing against you: everyone may ask for it."
        ),
        is_news=True,
        sign="rest",
    )
