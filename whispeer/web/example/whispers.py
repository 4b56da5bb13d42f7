"""Whispers of the example club: in each state around those one may sign in as."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction

from whispeer.members.models import Member
from whispeer.ties.models import Side
from whispeer.web.example import lives
from whispeer.web.example.lives import Deck
from whispeer.whispers.engine import EXPIRES, LASTS
from whispeer.whispers.models import Guest, Relay, Whisper, Yes
from whispeer.whispers.states import State, Step, Told

DAY = timedelta(days=1)


class Club:
    """What the whispers of one club are made of."""

    def __init__(self, around: list[Member], chance: Random, now: datetime) -> None:
        self.around, self.now, self.deck = around, now, Deck(chance)

    def deal(self, kind: str, member: Member) -> Any:
        pile: list[Any] = lives.read("whispers")[member.language][kind]
        return self.deck.deal(f"{kind} {member.language}", pile)

    def begin(self, by: Member, *, ago: float, **fields: Any) -> Whisper:
        opened = self.now - DAY * ago
        return Whisper.objects.create(
            by=by,
            hops=3,
            town_told=Told.THIRD,
            opened_at=opened,
            ends_at=opened + LASTS,
            **dict(self.deal("needs", by)),
            **fields,
        )

    def ask(
        self, to: Member | None, of: Whisper | Relay, state: Step, *, ago: float
    ) -> Relay:
        """A step of the way: by who seeks, or by who carries it; to nobody of here."""
        after = of if isinstance(of, Relay) else None
        whisper = of.whisper if isinstance(of, Relay) else of
        by = after.to if after and after.to else whisper.by
        asked = self.now - DAY * ago
        said_yes = state not in {Step.ASKED, Step.RESTS}
        relay = Relay.objects.create(
            whisper=whisper,
            by=by,
            to=to,
            after=after,
            state=state,
            line=self.deal("lines", by) if after else "",
            chosen_at=asked,
            asked_at=asked,
            ends_at=asked + EXPIRES,
            answered_at=asked + DAY / 4 if said_yes else None,
        )
        if to and state in {Step.HELPS, Step.LANDED}:
            word = self.deal("words", to)
            Yes.objects.create(relay=relay, by=to, word=word, at=asked + DAY / 4)
        return relay

    def welcome(self, relay: Relay) -> None:
        """Who has no account said by the link that he can help, and how to reach him."""
        guest = self.deal("guests", relay.by)
        Guest.objects.create(relay=relay, at=relay.chosen_at + DAY / 4, **guest)


@transaction.atomic
def build(around: list[Member], *, chance: Random, now: datetime) -> None:
    """Around each: on its way, helped, entrusted, landed over him, landed outside."""
    club = Club(around, chance, now)
    for member in around:
        near = ties_of(member)
        if near:
            be_asked(club, member, near[-1])
        if len(near) > 2:
            seek(club, member, near)
            be_helped(club, member, near[1])
            carry_one_home(club, member, near)
            land_past_the_wall(club, member, near[2])


def be_asked(club: Club, member: Member, tie: Member) -> None:
    """What a tie of a tie is looking for, passed on to him; or a tie's own."""
    further = others_of(tie, member)
    if not further:
        club.ask(member, club.begin(tie, ago=1), Step.ASKED, ago=0.25)
        return
    carried = club.ask(tie, club.begin(further[0], ago=2), Step.CARRIES, ago=2)
    club.ask(member, carried, Step.ASKED, ago=0.25)


def seek(club: Club, member: Member, near: list[Member]) -> None:
    """His own: one carries it, one lets it rest; further on one is asked, one is full."""
    own = club.begin(member, ago=5)
    club.ask(near[1], own, Step.RESTS, ago=4.5)
    carried = club.ask(near[0], own, Step.CARRIES, ago=3.5)
    further = others_of(near[0], member)
    for one in further[:1]:
        club.ask(one, carried, Step.ASKED, ago=0.5)
    for one in [one for one in further[1:] if one not in club.around][:1]:
        one.full_until = club.now + DAY * 5
        one.save()
        club.ask(one, carried, Step.AT_DOOR, ago=0.3)


def be_helped(club: Club, member: Member, tie: Member) -> None:
    """Somebody further on would help him, and waits for his answer."""
    own = club.begin(member, ago=3)
    carried = club.ask(tie, own, Step.CARRIES, ago=2.5)
    for one in others_of(tie, member)[:1]:
        club.ask(one, carried, Step.HELPS, ago=1)


def carry_one_home(club: Club, member: Member, near: list[Member]) -> None:
    """A tie's that landed over him, and for which all were thanked."""
    seeker, helper = near[0], near[2]
    landed_at = club.now - DAY * 6
    ended = club.begin(
        seeker,
        ago=10,
        state=State.LANDED,
        ended_at=landed_at,
        thanks=club.deal("thanks", seeker),
        thanked_at=landed_at + DAY,
    )
    carried = club.ask(member, ended, Step.CARRIES, ago=9)
    club.ask(helper, carried, Step.LANDED, ago=8)


def land_past_the_wall(club: Club, member: Member, tie: Member) -> None:
    """His own, which a tie handed to somebody without an account, who helped."""
    landed_at = club.now - DAY * 3
    own = club.begin(member, ago=8, state=State.LANDED, ended_at=landed_at)
    carried = club.ask(tie, own, Step.CARRIES, ago=7)
    club.welcome(club.ask(None, carried, Step.LANDED, ago=4))


def others_of(tie: Member, member: Member) -> list[Member]:
    """Those a tie could think of whom the member does not know."""
    known = {member.pk, *(one.pk for one in ties_of(member))}
    return [one for one in ties_of(tie) if one.pk not in known]


def ties_of(member: Member) -> list[Member]:
    """Some of his ties, always the same; the most lately made first."""
    sides = Side.objects.visible_to(member).select_related("other").order_by("-pk")
    return [side.other for side in sides[:7]]
