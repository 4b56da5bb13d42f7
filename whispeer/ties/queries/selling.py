"""What slows nearly the same words, and whom the stewards are asked to look at."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from whispeer.ground.gestures import Action, Gesture
from whispeer.ground.likeness import are_alike
from whispeer.ground.prepared import rows
from whispeer.members.models import Member
from whispeer.members.queries.notices import stewards
from whispeer.ties.models import Felt, Pause, Wording

ALIKE = timedelta(days=7)
FELT = timedelta(days=90)
ALONE = timedelta(days=14)  # a pause that nobody may look at; as long as a whisper
PEOPLE = 2  # may read nearly the same; the third waits


def said_alike_until(
    by: Member, fingerprint: str, people: Iterable[int], now: datetime
) -> datetime | None:
    """Until when nearly these words must not go to these people; None when they may.

    Several people who are written to at once, as two who are brought together, read one
    text: it counts as many times, but is never too much by itself.
    """
    said = Wording.objects.filter(by=by, at__gt=now - ALIKE).order_by("at", "pk")
    # Where it was not known to whom it goes, it is somebody else each time.
    whom = Coalesce("to", 0 - F("pk"))
    last: dict[int, datetime] = {
        person: at
        for person, known, at in said.values_list(whom, "fingerprint", "at")
        if are_alike(fingerprint, known)
    }
    to = set(people)
    others = sorted((at for whom, at in last.items() if whom not in to), reverse=True)
    room = max(PEOPLE - max(len(to), 1), 0)
    if (to and to <= last.keys()) or len(others) <= room:
        return None
    return others[room] + ALIKE


def is_paused(member: Member) -> bool:
    return Pause.objects.filter(member=member).exists()


def who_may_look(pause: Pause) -> QuerySet[Member]:
    """The stewards; each leaves what is about himself to another."""
    return stewards().exclude(pk=pause.member_id)


def ends_by_itself(pause: Pause) -> datetime | None:
    """When a pause ends that nobody may look at; None where a steward may."""
    return None if who_may_look(pause).exists() else pause.since + ALONE


def has_felt(member: Member, about: str) -> bool:
    """Did a member say already that this felt like selling?"""
    return Felt.objects.filter(by=member, about=about).exists()


def pauses_for(steward: Member) -> QuerySet[Pause]:
    """Who waits to be looked at, the longest first."""
    waiting = Pause.objects.visible_to(steward).select_related("member")
    return waiting.order_by("since", "pk")


def gestures_for_stewards(member: Member) -> list[Gesture]:
    """On Today of a steward: somebody's asks pause until he has looked."""
    if not member.is_steward:
        return []
    last = rows(last_pause, member.pk)
    return [called(str(public_id)) for public_id in last]


def last_pause(steward: int) -> "QuerySet[Pause]":
    waiting = pauses_for(Member(pk=steward, is_steward=True)).reverse()
    return waiting.values_list("public_id", flat=True)[:1]  # type: ignore[return-value]


def called(about: str) -> Gesture:
    return Gesture(
        kind="steward",
        about=f"pause {about}",
        kicker=_("For the house"),
        title=_("Somebody’s asks pause, until one of you has looked."),
        body=_("Several people felt that they were being sold something."),
        actions=(Action(_("Go and see"), reverse("steward:room")),),
        for_somebody=True,
    )
