"""Builds the example club from a seed: people, ties, and half a year of what they lived.

Rows are written in bulk, since a club of several hundred people is made in seconds;
what an action would have seen to (both sides of a tie, its first event) is made here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from allauth.account.models import EmailAddress
from django.db import transaction

from whispeer.members.actions.stems import index_all
from whispeer.members.models import Detail, Entry, JoinRequest, Member, Portrait, Report
from whispeer.members.states import (
    Closeness,
    DetailKind,
    Discoverability,
    EntryKind,
)
from whispeer.ties.models import Event, Side, Thanks, Tie
from whispeer.ties.states import Lived
from whispeer.web.example import lives
from whispeer.web.example.lives import Deck, Life

HALF_A_YEAR = timedelta(days=182)
BATCH = 2000
LARGE = (
    20_000  # ties from which each is lived more briefly: a demo must not take an hour
)
WELCOMERS = 8  # one in this many people likes to welcome
AGREES = 0.92  # how many people let their ties be named

SHOWN = {
    EntryKind.OFFER: Closeness.WITHIN_REACH,
    EntryKind.ORDEAL: Closeness.TIE,
    EntryKind.CURIOSITY: Closeness.WITHIN_REACH,
}


@dataclass(frozen=True)
class Network:
    """Who is tied to whom, by number of person, and the world each mostly moves in."""

    pairs: Sequence[tuple[int, int]]
    worlds: Sequence[int]


@transaction.atomic
def build(network: Network, *, chance: Random, now: datetime) -> list[Member]:
    """Fill an empty house with a club; people come back in the network's order."""
    people = list(lives.lives(list(network.worlds), chance))
    members = make_members(people, chance, now)
    make_portraits(members, people, now)
    ties = make_ties(network, members, people, chance, now)
    make_events(ties, members, chance, now)
    make_requests(now)
    make_report(ties, now)
    return members


def make_members(people: list[Life], chance: Random, now: datetime) -> list[Member]:
    ways = [Discoverability.DESCRIBED] * 11 + [Discoverability.BY_NAME] * 7
    ways += [Discoverability.NOT_AT_ALL] * 2
    members = [
        Member(
            email=f"member-{number}@example.org",
            given_name=life.given_name,
            family_name=life.family_name,
            language=life.language,
            password="!",  # nobody signs in by password  # noqa: S106
            discoverability=chance.choice(ways),
            # By number, not by chance: it changes nothing of everybody's lives.
            welcomes=number % WELCOMERS == 1,
            is_steward=number == 0,
            joined_at=now - HALF_A_YEAR * (0.5 + chance.random() / 2),
        )
        for number, life in enumerate(people)
    ]
    Member.objects.bulk_create(members, BATCH)
    EmailAddress.objects.bulk_create(
        (
            EmailAddress(user=member, email=member.email, verified=True, primary=True)
            for member in members
        ),
        BATCH,
    )
    return members


def make_portraits(members: list[Member], people: list[Life], now: datetime) -> None:
    both = list(zip(members, people, strict=True))
    index_all(
        Portrait.objects.bulk_create((portrait(*one, now) for one in both), BATCH)
    )
    entries = Entry.objects.bulk_create(
        (
            Entry(
                member=member, kind=kind, words=words, shown=SHOWN[kind], written_at=now
            )
            for member, life in both
            for kind, sentences in (
                (EntryKind.OFFER, life.offers),
                (EntryKind.ORDEAL, life.ordeals),
                (EntryKind.CURIOSITY, life.curiosities),
            )
            for words in sentences
        ),
        BATCH,
    )
    index_all(entries)
    Detail.objects.bulk_create(
        (
            Detail(member=member, kind=DetailKind.EMAIL, value=member.email)
            for member in members
        ),
        BATCH,
    )


def portrait(member: Member, life: Life, now: datetime) -> Portrait:
    return Portrait(
        member=member,
        line=life.line,
        trade=life.trade,
        company=life.company,
        place=life.place,
        languages=[life.language],
        working_on=life.working_on,
        looking_for=life.looking_for,
        changed_at=now,
    )


def make_ties(
    network: Network,
    members: list[Member],
    people: list[Life],
    chance: Random,
    now: datetime,
) -> list[Tie]:
    pairs = [
        sorted(pair, key=lambda number: members[number].pk) for pair in network.pairs
    ]
    ties = Tie.objects.bulk_create(
        (
            Tie(
                first=members[first],
                second=members[second],
                made_at=now - HALF_A_YEAR * (0.02 + 0.98 * chance.random()),
            )
            for first, second in pairs
        ),
        BATCH,
    )
    named = [chance.random() < AGREES for _ in members]
    deck = Deck(chance)
    Side.objects.bulk_create(
        (
            Side(
                tie=tie,
                member=members[mine],
                other=members[theirs],
                met=where_met(network, mine, theirs, people[mine].language, deck),
                nameable=named[mine],
            )
            for tie, (first, second) in zip(ties, pairs, strict=True)
            for mine, theirs in ((first, second), (second, first))
        ),
        BATCH,
    )
    return ties


def where_met(
    network: Network, mine: int, theirs: int, language: str, deck: Deck
) -> str:
    """Where two people met, as one of them tells it."""
    one, other = network.worlds[mine], network.worlds[theirs]
    phrases = lives.meeting_places(one, other, language)
    return deck.deal(f"{one == other} {one} {language}", phrases)


def make_events(
    ties: list[Tie], members: list[Member], chance: Random, now: datetime
) -> None:
    """A card at the beginning, meetings since, and thanks for some of them."""
    language = {member.pk: member.language for member in members}
    deck, events, thanks = Deck(chance), [], []
    most = 12 if len(ties) < LARGE else 2
    for tie in ties:
        events.append(event(tie, Lived.CARD, tie.first_id, tie.made_at))
        for at in meetings(tie.made_at, chance, now, most):
            by = chance.choice((tie.first_id, tie.second_id))
            events.append(event(tie, Lived.MET, by, at))
            if chance.random() < 0.15:
                words = deck.deal(language[by], lives.thanks(language[by]))
                after = at + (now - at) * chance.random() / 4
                thanks.append(Thanks(tie=tie, by_id=by, words=words, at=after))
                events.append(event(tie, Lived.THANKS, by, after))
    Event.objects.bulk_create(events, BATCH)
    Thanks.objects.bulk_create(thanks, BATCH)


def event(tie: Tie, kind: Lived, by: int, at: datetime) -> Event:
    return Event(tie=tie, kind=kind, by_id=by, at=at, day=at.date())


def meetings(
    since: datetime, chance: Random, now: datetime, most: int
) -> list[datetime]:
    """Some pairs see each other every other week, most now and then, a few never again."""
    gap = chance.choice((14, 30, 45, 60, 90, 400))
    days = {
        (since + timedelta(days=gap * chance.uniform(0.5, 1.5) * step)).replace(
            hour=chance.randint(9, 19), minute=0, second=0, microsecond=0
        )
        for step in range(1, most + 1)
    }
    by_day = {day.date(): day for day in sorted(days) if since < day < now}
    return list(by_day.values())


def make_requests(now: datetime) -> None:
    JoinRequest.objects.create(
        email="nadia@example.com",
        given_name="Nadia",
        heard_from="Une voisine d’atelier",
        offer="Relire un bail commercial avant signature.",
        asked_at=now - timedelta(days=2),
    )
    JoinRequest.objects.create(
        email="owen@example.com",
        given_name="Owen",
        heard_from="Somebody at the fair",
        offer="I have closed a shop and opened another.",
        language="en",
        asked_at=now - timedelta(days=1),
    )


def make_report(ties: list[Tie], now: datetime) -> None:
    """One that the steward finds waiting, about others."""
    told = next(
        (tie for tie in ties if not (tie.first.is_steward or tie.second.is_steward)),
        None,
    )
    if told:
        Report.objects.create(
            by=told.first,
            of=told.second,
            room="ties",
            words="Depuis le salon, des messages tous les soirs, après deux refus clairs.",
            at=now - timedelta(days=1),
        )
