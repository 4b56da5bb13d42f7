"""Introductions of the world of promises: who stands where, and what each may read of it."""

import uuid
from datetime import timedelta
from typing import Any

from tests import make
from whispeer.ground import clock
from whispeer.introductions.models import Carrying, Introduction, Party, Recommendation
from whispeer.introductions.states import Answer, Kind, Recommended, State
from whispeer.members.models import Member, Portrait

FORTNIGHT = timedelta(days=15)

#: The routes that take one introduction, and which of the world's it is.
OF_ONE = {
    "introduction": "introduction",
    "carry": "entrusted",
    "let_rest": "entrusted",
    "say_yes": "introduction",
    "decline": "introduction",
    "withdraw": "introduction",
    "talked": "brought_together",
    "report": "introduction",
    "felt_like_selling": "introduction",
    "recommendation": "recommendation",
    "accept_words": "recommendation",
    "let_be": "recommendation",
    "take_back_words": "recommendation",
    "report_words": "recommendation",
}


def introductions(people: dict[str, Member]) -> dict[str, Any]:
    """One with the tie, one carried to who is within reach, and one that came about."""
    owner, friend, reach = people["owner"], people["tie"], people["reach"]
    made_at = clock.now() - FORTNIGHT
    return {
        "entrusted": make.introduction(owner, friend),
        "introduction": make.introduction(owner, friend, to=reach),
        "brought_together": welcomed(owner, friend, made_at=made_at),
        "recommendation": make.recommendation(friend, owner),
        "accepted": make.recommendation(reach, friend, state=Recommended.ACCEPTED),
    }


def welcomed(owner: Member, friend: Member, **fields: Any) -> Introduction:
    """The house brought these two together, a fortnight ago."""
    begun_at = fields["made_at"] - timedelta(days=2)
    created = Introduction.objects.create(
        kind=Kind.WELCOME,
        state=State.MADE,
        by=owner,
        begun_at=begun_at,
        ends_at=begun_at + FORTNIGHT,
        told_at=fields["made_at"],
        **fields,
    )
    for member in (owner, friend):
        Party.objects.create(introduction=created, member=member, answer=Answer.YES)
    return created


def of_the_three(row: Any) -> set[Member | None] | None:
    """Who reads what is written in an introduction: who carries it, who is asked."""
    if isinstance(row, Recommendation):
        return {row.by, row.of}
    if isinstance(row, Carrying):
        row = row.introduction
    if not isinstance(row, Introduction):
        return None
    asked = Member.objects.filter(pk__in=row.parties.values("member"))
    return {row.by, row.through, *asked} - {None}


def is_described_in_one(viewer: Member | None, canary_row: Any, field: str) -> bool:
    """Who asks is described to who is asked, were he to let nobody hear of him."""
    if not isinstance(canary_row, Portrait) or field not in {"trade", "place"}:
        return False
    asked = Introduction.objects.filter(state=State.CARRIED, by=canary_row.member)
    return asked.filter(parties__member=viewer).exists()


def two_ties(namespace: uuid.UUID) -> dict[str, list[str]]:
    """Two different ties of who is tied to most, by their lasting ids."""
    orders = {"one": 2, "other": 3}  # whom the tie does not bring together yet
    return {
        name: [str(uuid.uuid5(namespace, f"members.Member {order}"))]
        for name, order in orders.items()
    }
