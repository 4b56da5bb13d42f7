"""A member's own journal of deals, and each year's share as a picture for him alone."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from whispeer.ground.prepared import rows
from whispeer.introductions.models import Introduction
from whispeer.introductions.queries import told
from whispeer.introductions.queries.told import Made
from whispeer.introductions.states import State as IntroductionState
from whispeer.members.models import Member
from whispeer.ties.queries import exist, ties_by_name
from whispeer.ties.queries.people import existing_among
from whispeer.whispers.models import Whisper
from whispeer.whispers.models.deals import Deal, Turnover
from whispeer.whispers.states import State

YEARS = 8  # in the picture; the journal itself holds them all
OF_EACH = 20  # whispers and introductions to choose from, the last first
BAR = 280  # how long the whole of a year is drawn
ROW = 44


class Source(NamedTuple):
    """By which a deal may have come: the field that holds it, and what it is."""

    kind: str
    label: str
    row: Whisper | Introduction | Member

    @property
    def key(self) -> str:
        return f"{self.kind} {self.row.public_id}"


class Year(NamedTuple):
    """A year of the picture: what came through the network, of all that was turned over."""

    year: int
    through: int
    turnover: int | None
    sentence: str
    y: int  # where its line is drawn
    drawn: int  # how much of its bar

    @property
    def above(self) -> int:
        return self.y - 6

    @property
    def whole(self) -> int:
        return BAR


class Came(NamedTuple):
    """A deal, as the journal tells it."""

    public_id: uuid.UUID
    what: str
    day: date
    said: str  # roughly how much
    person: Member | None
    whisper: Whisper | None
    introduction: Introduction | None


class Journal(NamedTuple):
    deals: list[Came]
    years: list[Year]

    @property
    def drawn(self) -> list[Year]:
        return [one for one in self.years if one.turnover]

    @property
    def height(self) -> int:
        return ROW * len(self.drawn)


def journal(member: Member) -> Journal:
    mine = Deal.objects.visible_to(member)
    deals = list(mine.select_related("whisper", "introduction", "person"))
    people = [one.person_id for one in deals if one.person_id]
    existing = set(rows(existing_among, member.pk, people))
    told_as = [
        Came(
            one.public_id,
            one.what,
            one.day,
            euros(one.amount) if one.amount is not None else "",
            one.person if one.person_id in existing else None,
            one.whisper,
            one.introduction,
        )
        for one in deals
    ]
    turned = dict(Turnover.objects.visible_to(member).values_list("year", "amount"))
    return Journal(told_as, list(years(deals, turned)))


def years(deals: list[Deal], turned: dict[int, int]) -> Iterator[Year]:
    """The last ones of which something is known, the latest first."""
    through: dict[int, int] = dict.fromkeys(turned, 0)
    for one in deals:
        through[one.day.year] = through.get(one.day.year, 0) + (one.amount or 0)
    y = ROW // 2 + 4
    for year in sorted(through, reverse=True)[:YEARS]:
        whole = turned.get(year) or None
        part = min(through[year] / whole, 1) if whole else 0
        yield Year(
            year, through[year], whole, sentence(year, through[year], whole), y,
            round(part * BAR),
        )  # fmt: skip
        y += ROW if whole else 0


def sentence(year: int, through: int, whole: int | None) -> str:
    words = {"year": year, "through": euros(through), "turnover": euros(whole or 0)}
    if not whole:
        return (
            _("%(year)s: %(through)s came through your network.") % words
            if through
            else _("%(year)s: the amounts are not said.") % words
        )
    if through > whole:
        return (
            _(
                "%(year)s: what came through your network is more than the turnover you "
                "noted; one of the two will be wrong."
            )
            % words
        )
    if not through:
        return _("%(year)s: nothing you noted came through your network.") % words
    words["share"] = share(through, whole)
    return (
        _(
            "%(year)s: %(share)s of your turnover came through your network, %(through)s of "
            "%(turnover)s."
        )
        % words
    )


def share(through: int, whole: int) -> str:
    """As one would say it, since what it is made of was said roughly."""
    part = 100 * through / whole
    if part < 1:
        return _("a trace")
    return _("about %(part)s%%") % {"part": round(part)}


def euros(amount: int) -> str:
    """As the language writes them: €12,000, 12 000 €."""
    written = number_format(amount, 0, force_grouping=True)
    return _("€%(amount)s") % {"amount": written}


def known_turnover(member: Member, year: int) -> int | None:
    mine = Turnover.objects.visible_to(member).filter(year=year)
    return mine.values_list("amount", flat=True).first()


# ── By which a deal may have come ─────────────────────────────────────────────


def sources(member: Member, now: datetime, deal: Deal | None = None) -> list[Source]:
    """One's whispers that landed, introductions that came about, and ties.

    And what the deal names already, whatever became of it.
    """
    landed = Whisper.objects.by(member).filter(state=State.LANDED)
    visible = Introduction.objects.visible_to(member, now)
    made = visible.filter(state=IntroductionState.MADE).order_by("-made_at", "-pk")
    found = [
        *(whispered(one) for one in landed.order_by("-ended_at", "-pk")[:OF_EACH]),
        *(introduced(one, member, now) for one in made[:OF_EACH]),
        *(Source("person", one.name, one) for one in ties_by_name(member)),
    ]
    named = source_of(deal, member, now) if deal else None
    if named and named.key not in {one.key for one in found}:
        found.append(named)
    return [one for one in found if one.label]


def source_of(deal: Deal, member: Member, now: datetime) -> Source | None:
    if deal.whisper is not None:
        return whispered(deal.whisper)
    if deal.introduction is not None:
        visible = Introduction.objects.visible_to(member, now)
        one = visible.filter(pk=deal.introduction.pk).first()
        return introduced(one, member, now) if one else None
    person = deal.person
    if person is None or not exist(member, person):
        return None
    return Source("person", person.name, person)


def whispered(whisper: Whisper) -> Source:
    return Source("whisper", whisper.sentence, whisper)


def introduced(introduction: Introduction, member: Member, now: datetime) -> Source:
    one = told(introduction, member, now)
    if not isinstance(one, Made) or len(one.people) > 1:
        return Source("introduction", "", introduction)
    words = {"name": one.people[0].name}
    if one.through is None:
        return Source("introduction", _("You and %(name)s") % words, introduction)
    words["through"] = one.through.given_name
    said = _("You and %(name)s, thanks to %(through)s") % words
    return Source("introduction", said, introduction)


def choices_of(sources: list[Source]) -> list[tuple[str, Any]]:
    """As a list to choose from, the kinds apart; the first line chooses none."""
    kinds = {
        "whisper": _("Your whispers"),
        "introduction": _("Introductions"),
        "person": _("Your ties"),
    }
    groups = [
        (label, [(one.key, one.label) for one in sources if one.kind == kind])
        for kind, label in kinds.items()
    ]
    return [("", _("It is not said")), *(group for group in groups if group[1])]


def came_by(sources: list[Source], key: str) -> dict[str, Any]:
    """The way chosen, as the field of a deal that holds it."""
    return {one.kind: one.row for one in sources if one.key == key}


def as_written(deal: Deal) -> dict[str, Any]:
    """A deal as its form shows it."""
    row = deal.whisper or deal.introduction or deal.person
    kind = "person" if row is deal.person else type(row).__name__.lower()
    came = f"{kind} {row.public_id}" if row else ""
    return {
        "what": deal.what,
        "amount": deal.amount,
        "day": deal.day,
        "came": came,
    }
