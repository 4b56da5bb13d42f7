"""Introductions of the example club: one in each state around those one may sign in as."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import combinations, permutations
from random import Random

from django.db import transaction

from whispeer.introductions.actions.beginning import LASTS, ROOM
from whispeer.introductions.models import Carrying, Introduction, Party
from whispeer.introductions.states import Answer, Kind, State
from whispeer.members.models import Member
from whispeer.ties.actions import changes
from whispeer.ties.models import Ask, Event, Side, Suggestion, Tie
from whispeer.ties.states import Lived, SuggestionState
from whispeer.web.example import lives
from whispeer.web.example.lives import Deck

OTHERS = 8  # people beside the demo's own around whom something goes on
DAY = timedelta(days=1)
LATELY = timedelta(days=30)
LOOKED_AT = 12  # ties of somebody among whom two are looked for


class Club:
    """What the introductions of one club are made of."""

    def __init__(self, chance: Random, now: datetime) -> None:
        self.chance, self.now = chance, now
        self.deck = Deck(chance)

    def say(self, kind: str, member: Member) -> str:
        """A reason, or the words of who carries it, in the language of who speaks."""
        pile = lives.introductions(kind, member.language)
        return self.deck.deal(f"{kind} {member.language}", pile)

    def begin(self, kind: Kind, state: State, by: Member, ago: float) -> Introduction:
        begun = self.now - DAY * ago
        return Introduction(
            kind=kind, state=state, by=by, begun_at=begun, ends_at=begun + LASTS
        )


@transaction.atomic
def build(people: Iterable[Member], *, chance: Random, now: datetime) -> None:
    """Around each of these, and a few others, one introduction in each state."""
    club = Club(chance, now)
    around = list(people)
    settled = Member.objects.exclude(pk__in=[one.pk for one in around])
    for member in [*around, *settled.order_by("pk")[:OTHERS]]:
        ask_for_suggested(club, member)
        be_entrusted(club, member)
        be_asked(club, member)
        be_welcomed(club, member)
        offer(club, member)
        come_to_nothing(club, member)
        bring_together(club, member)


def ask_for_suggested(club: Club, member: Member) -> None:
    """The last of his suggestions is asked for, and waits with who is in the middle."""
    mine = Suggestion.objects.filter(member=member, state=SuggestionState.LIVE)
    last = mine.select_related("through", "about").order_by("-place").first()
    if last:
        mine.filter(pk=last.pk).update(state=SuggestionState.OVER)
        ask(club, member, last.through, last.about, ago=2)


def be_entrusted(club: Club, member: Member) -> None:
    """A tie asks him for somebody, and it waits with him."""
    led = Suggestion.objects.filter(through=member, state=SuggestionState.LIVE)
    one = led.select_related("member", "about").order_by("pk").first()
    if one:
        led.filter(pk=one.pk).update(state=SuggestionState.OVER)
        ask(club, one.member, member, one.about, ago=1)
        return
    tie = next(iter(ties_of(member)), None)
    if tie:
        ask(club, tie, member, None, ago=1)


def be_asked(club: Club, member: Member) -> None:
    """Somebody would meet him, and a tie carried it."""
    shown = Suggestion.objects.filter(about=member, state=SuggestionState.LIVE)
    one = shown.select_related("member", "through").order_by("pk").first()
    if one:
        shown.filter(pk=one.pk).update(state=SuggestionState.OVER)
        asked = ask(club, one.member, one.through, member, ago=5)
        carry(club, asked, member)


def be_welcomed(club: Club, member: Member) -> None:
    """The house brings a newcomer together with somebody who likes to welcome."""
    near = ties_of(member)
    if len(near) > 2:
        return
    willing = Member.objects.filter(welcomes=True, language=member.language)
    known = [member.pk, *(tie.pk for tie in near)]
    for welcomer in willing.exclude(pk__in=known).order_by("pk")[:2]:
        row = club.begin(Kind.WELCOME, State.CARRIED, member, ago=1)
        put(row, {member: Answer.AWAITED, welcomer: Answer.AWAITED})


def offer(club: Club, member: Member) -> None:
    """He brings two of his ties together; one of them said yes."""
    for one, other in combinations(ties_of(member), 2):
        if not Side.objects.filter(member=one, other=other).exists():
            row = club.begin(Kind.OFFERED, State.CARRIED, member, ago=4)
            row.through = member
            put(row, {one: Answer.YES, other: Answer.AWAITED})
            say(club, row)
            return


def come_to_nothing(club: Club, member: Member) -> None:
    """What he asked came to its end; nobody says why."""
    tie = next(reversed(ties_of(member)), None)
    if tie:
        row = ask(club, member, tie, None, ago=16)
        Introduction.objects.filter(pk=row.pk).update(
            state=State.OVER, told_at=row.ends_at
        )


def bring_together(club: Club, member: Member) -> None:
    """He owes one of his ties to another; and two others of them owe him theirs."""
    near = ties_of(member)
    tied = [(tie, two) for two in permutations(near, 2) if (tie := between(*two))]
    if not tied:
        return
    _, (middle, other) = tied[0]
    owed = between(member, other)
    if owed:
        make(club, owed, middle, ago=15)
    for tie, two in tied:
        if not {middle, other} & set(two):
            make(club, tie, member, ago=20)
            return


def between(one: Member, other: Member) -> Tie | None:
    """The tie of two, when nobody brought them together yet."""
    first, second = sorted((one, other), key=lambda member: member.pk)
    ties = Tie.objects.filter(first=first, second=second, introduced_by=None)
    return ties.select_related("first", "second").first()


def make(club: Club, tie: Tie, middle: Member, ago: float) -> None:
    """A tie came of an introduction: what was lived in it begins there."""
    made_at = club.now - DAY * ago
    Tie.objects.filter(pk=tie.pk).update(introduced_by=middle, made_at=made_at)
    Event.objects.filter(tie=tie, at__lt=made_at).delete()
    Event.objects.filter(tie=tie, kind=Lived.CARD).delete()
    Side.objects.filter(tie=tie).update(met="")
    row = club.begin(Kind.OFFERED, State.MADE, middle, ago=ago + 3)
    row.through, row.made_at, row.told_at = middle, made_at, made_at
    put(row, {tie.first: Answer.YES, tie.second: Answer.YES})
    say(club, row)
    changes.record(tie.first_id, tie.second_id, now=club.now)


def ask(
    club: Club, by: Member, through: Member, about: Member | None, ago: float
) -> Introduction:
    row = club.begin(Kind.ASKED, State.ENTRUSTED, by, ago)
    row.through, row.about, row.reason = through, about, club.say("reasons", by)
    put(row, {by: Answer.YES})
    Ask.objects.create(by=by, to=through, room=ROOM, heard=True, at=row.begun_at)
    return row


def carry(club: Club, row: Introduction, to: Member) -> None:
    row.state = State.CARRIED
    row.save(update_fields=["state"])
    say(club, row)
    Party.objects.create(introduction=row, member=to)


def put(row: Introduction, answers: dict[Member, Answer]) -> None:
    row.save()
    for member, answer in answers.items():
        party = Party.objects.create(introduction=row, member=member, answer=answer)
        if answer == Answer.YES:
            party.details.set(member.details.all())


def say(club: Club, row: Introduction) -> None:
    assert row.through is not None
    words, at = club.say("words", row.through), row.begun_at + DAY / 2
    Carrying.objects.create(introduction=row, by=row.through, words=words, at=at)


def ties_of(member: Member) -> list[Member]:
    """Some of his ties, always the same."""
    sides = Side.objects.visible_to(member).select_related("other").order_by("pk")
    return [side.other for side in sides[:LOOKED_AT]]
