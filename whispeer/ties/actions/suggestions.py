"""Every fortnight: whom could each member's people bring him to, over the whole network."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q

from whispeer.graph.assignment import Candidate, Caps, assign
from whispeer.graph.constants import INTRODUCTIONS
from whispeer.graph.introductions import introductions
from whispeer.graph.store import TieStore
from whispeer.ground.words import nearness, themes
from whispeer.members.models import Entry, Member, Portrait
from whispeer.members.states import Closeness, Discoverability, EntryKind
from whispeer.ties import engine
from whispeer.ties.actions.moves import move
from whispeer.ties.models import Suggestion, is_newcomer
from whispeer.ties.queries.boundaries import pairs_apart
from whispeer.ties.states import SUGGESTION_NEXT, SuggestionState

LASTS = timedelta(days=14)
# An introducer can be asked twice a week: four times while a suggestion lives.
CAPS = Caps(introducer=2 * INTRODUCTIONS.introducer_7d)
FORGOTTEN = timedelta(days=365)
WIDE = 40  # candidates looked at for each member before the sharing out


class Facts:
    """What decides beside the graph: who may be heard of, needs, languages, the past."""

    def __init__(self) -> None:
        self.hidden = set(
            Member.objects.filter(
                Q(discoverability=Discoverability.NOT_AT_ALL) | Q(is_active=False)
            ).values_list("pk", flat=True)
        )
        # Known only to who invited them, or at rest: nobody is brought to them, nor they.
        self.withheld = set(
            Member.objects.filter(
                Q(is_newcomer("pk")) | Q(frozen_at__isnull=False)
            ).values_list("pk", flat=True)
        )
        self.hidden |= self.withheld
        self.apart: dict[int, set[int]] = defaultdict(set)
        for one, other in pairs_apart():
            self.apart[one].add(other)
            self.apart[other].add(one)
        self.shown = {
            (member, about): times
            for member, about, times in Suggestion.objects.values_list(
                "member", "about"
            )
            .annotate(times=Count("pk"))
            .order_by()
        }
        self.languages: dict[int, set[str]] = {}
        self.needs: dict[int, Mapping[str, float]] = {}
        for member, spoken, own, need in Portrait.objects.values_list(
            "member", "languages", "member__language", "looking_for"
        ):
            self.languages[member] = set(spoken) or {own}
            self.needs[member] = themes(need)
        self.lived: dict[int, dict[str, float]] = defaultdict(dict)
        for member, words in Entry.objects.filter(
            kind__in=[EntryKind.OFFER, EntryKind.ORDEAL],
            shown__lte=Closeness.WITHIN_REACH,
        ).values_list("member", "words"):
            self.lived[member] |= themes(words)

    def may_be_told(self, member: int, about: int) -> bool:
        """Hard conditions: they exist for each other and share a language."""
        return (
            about not in self.hidden
            and about not in self.apart[member]
            and bool(
                self.languages.get(member, set()) & self.languages.get(about, set())
            )
        )

    def factor(self, member: int, about: int) -> float:
        """M2: a need that meets an experience, and fatigue of what was shown before."""
        met = nearness(self.needs[member], self.lived[about]) or nearness(
            self.needs[about], self.lived[member]
        )
        boost = INTRODUCTIONS.need_boost if met else 1.0
        times = self.shown.get((member, about), 0)
        return float(boost * INTRODUCTIONS.shown_decay**times)


def candidates(store: TieStore, facts: Facts) -> Iterator[Candidate]:
    """For each member, those his ties lead to who may be told of, with their score."""
    for member in facts.languages:
        if member not in store or member in facts.withheld:
            continue
        without = [other for other in facts.apart[member] if other in store]
        for found in introductions(store, member, limit=WIDE, without=without):
            if facts.may_be_told(member, found.member):
                score = found.score * facts.factor(member, found.member)
                for through in found.through:
                    yield Candidate(member, found.member, through, score)


def renew(now: datetime) -> None:
    """Share out suggestions anew: nobody gets, or is shown, more than his share."""
    store = engine.store(now)
    shares = assign(candidates(store, Facts()), caps=CAPS)
    with transaction.atomic():
        live = Suggestion.objects.exclude(state=SuggestionState.OVER)
        move(live, SUGGESTION_NEXT, SuggestionState.OVER)
        Suggestion.objects.filter(shown_from__lt=now - FORGOTTEN).delete()
        Suggestion.objects.bulk_create(suggestions(shares, now), 2000)


def suggestions(shares: list[Candidate], now: datetime) -> Iterator[Suggestion]:
    places: dict[int, int] = defaultdict(int)
    for share in shares:
        yield Suggestion(
            member_id=share.member,
            about_id=share.about,
            through_id=share.through,
            place=places[share.member],
            shown_from=now,
            expires_at=now + LASTS,
        )
        places[share.member] += 1


@transaction.atomic
def end_suggestions(about: Member, *, by: Member) -> None:
    """What was suggested is asked for now: it is no longer shown, whatever comes of it."""
    shown = Suggestion.objects.filter(member=by, about=about)
    move(shown, SUGGESTION_NEXT, SuggestionState.OVER)


@transaction.atomic
def let_suggestion_pass(suggestion: Suggestion, *, by: Member) -> None:
    """Not this one: it goes, and nobody learns of it."""
    mine = Suggestion.objects.filter(pk=suggestion.pk, member=by)
    move(mine, SUGGESTION_NEXT, SuggestionState.LET_PASS)
