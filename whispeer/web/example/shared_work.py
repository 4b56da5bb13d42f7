"""Work that people of the example club shared: what is said of it, and what came of it."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction

from whispeer.introductions.actions.recommending import WAITS
from whispeer.introductions.models import Introduction, Party, Recommendation
from whispeer.introductions.states import Recommended, State
from whispeer.members.models import Member
from whispeer.ties.models import Side
from whispeer.web.example import lives
from whispeer.web.example.lives import Deck
from whispeer.whispers.actions.deals import Noted, note_deal, note_turnover

DAY = timedelta(days=1)
TURNOVERS = (46_000, 41_000)  # of the year that runs, and of the one before
FEW_TIES = 3


class Club:
    """What is said and noted, dealt so that no two say the same."""

    def __init__(self, chance: Random, now: datetime) -> None:
        self.now, self.deck = now, Deck(chance)

    def deal(self, kind: str, member: Member) -> dict[str, Any]:
        pile: list[Any] = lives.read("recommendations")[member.language][kind]
        dealt: Any = self.deck.deal(f"{kind} {member.language} {member.pk}", pile)
        return dict(dealt)


@transaction.atomic
def build(around: list[Member], *, chance: Random, now: datetime) -> None:
    """Around each of these: words to accept, words to read, and a journal of deals."""
    club = Club(chance, now)
    for member in around:
        near = ties_of(member)
        if near:
            be_recommended(club, member, near)
            be_read(club, member)
        if len(near) >= FEW_TIES:
            keep_a_journal(club, member, near)


def be_recommended(club: Club, member: Member, near: list[Member]) -> None:
    """One tie's words wait for him, another's he accepted; he wrote of a third."""
    recommend(club, near[0], member, Recommended.PROPOSED, ago=2)
    for author in near[1:2]:
        recommend(club, author, member, Recommended.ACCEPTED, ago=70)
    for of in near[2:3]:
        recommend(club, member, of, Recommended.ACCEPTED, ago=40)


def be_read(club: Club, member: Member) -> None:
    """Who stands beside him in an introduction was recommended by somebody else."""
    beside = Introduction.objects.concerning(member).exclude(state=State.OVER)
    parties = Party.objects.filter(introduction__in=beside).exclude(member=member)
    for party in parties.select_related("member").order_by("pk"):
        for author in [one for one in ties_of(party.member) if one != member][:1]:
            recommend(club, author, party.member, Recommended.ACCEPTED, ago=90)


def recommend(
    club: Club, by: Member, of: Member, state: Recommended, *, ago: int
) -> None:
    if Recommendation.objects.filter(by=by, of=of).exists():
        return
    at = club.now - DAY * ago
    Recommendation.objects.create(
        by=by,
        of=of,
        state=state,
        before_name=state == Recommended.ACCEPTED,
        proposed_at=at,
        ends_at=at + WAITS,
        **club.deal("shared", by),
    )


def keep_a_journal(club: Club, member: Member, near: list[Member]) -> None:
    """A few deals of the last two years, each by a tie, and what he turned over."""
    for order in range(5):
        said = club.deal("deals", member)
        day = (club.now - DAY * (20 + 120 * order)).date()
        person = near[order % len(near)]
        note_deal(Noted(said["what"], day, said["amount"], person=person), by=member)
    for back, amount in enumerate(TURNOVERS):
        note_turnover(club.now.year - back, amount, by=member)


def ties_of(member: Member) -> list[Member]:
    """Some of his ties, always the same; the most lately made first."""
    sides = Side.objects.visible_to(member).select_related("other").order_by("-pk")
    return [side.other for side in sides[:7]]
