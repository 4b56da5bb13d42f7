"""Who of the three may still be brought together, and what one may know of another."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, F, OuterRef

from whispeer.introductions.models import Introduction, Party
from whispeer.introductions.states import Kind, State
from whispeer.members.models import Block, Member
from whispeer.members.states import Discoverability
from whispeer.ties.models import Side, bounded_between
from whispeer.ties.queries import are_tied, may_meet, ways_to


def may_go_on(one: Member, other: Member, through: Member | None) -> bool:
    """Both are tied to who is in the middle, may meet, and are not tied yet."""
    carried = through is None or (are_tied(through, one) and are_tied(through, other))
    return carried and may_meet(one, other) and not are_tied(one, other)


def may_ask_for(by: Member, about: Member, through: Member) -> bool:
    """May a member have heard of somebody through this tie, by name or described?"""
    ways = ways_to(by).filter(member=about, other=through)
    hidden = about.discoverability == Discoverability.NOT_AT_ALL
    return not hidden and not are_tied(by, about) and ways.exists()


def are_seen_tied(viewer: Member, one: Member, other: Member) -> bool:
    """Are two tied, as far as a tie of theirs may know: both agreed to be named.

    Were he told of the others, he would learn of ties, or blocks, that are not his to
    know; what he carries there simply comes to nothing.
    """
    named = Side.objects.named().filter(member=one, other=other)
    return named.filter(other__in=Member.objects.existing_for(viewer)).exists()


def may_be_carried_to(introduction: Introduction, member: Member) -> list[Member]:
    """The ties to whom a member may carry what he is entrusted with, by given name."""
    if introduction.about is not None:
        return [introduction.about]
    asker = introduction.by
    known = Side.objects.named().filter(member=asker).values("other")
    sides = (
        Side.objects.visible_to(member)
        .exclude(other=asker)
        .exclude(other__in=known)
        .select_related("other__portrait")
        .order_by("other__given_name", "other__family_name", "other__pk")
    )
    return [side.other for side in sides]


def people_of(introduction: Introduction) -> list[Member]:
    """The two, in the order in which they came in."""
    parties = introduction.parties.select_related("member__portrait").order_by("pk")
    return [party.member for party in parties]


def impossible() -> set[int]:
    """The carried ones whose people were parted, or met by themselves, meanwhile."""
    awaited = Party.objects.filter(introduction__state=State.CARRIED)
    carried = Side.objects.filter(
        member=OuterRef("introduction__through"), other=OuterRef("member")
    )
    untied = awaited.filter(~Exists(carried), introduction__through__isnull=False)
    two = awaited.annotate(other=F("introduction__parties__member"))
    pairs = two.exclude(other=F("member"))
    apart = Block.objects.filter(by=OuterRef("member"), of=OuterRef("other"))
    tied = Side.objects.filter(member=OuterRef("member"), other=OuterRef("other"))
    never = bounded_between("member", "other")
    gone = [
        untied,
        *(pairs.filter(one) for one in (Exists(apart), Exists(tied), never)),
    ]
    return {pk for rows in gone for pk in rows.values_list("introduction", flat=True)}


def is_asked(by: Member, through: Member, about: Member | None, now: datetime) -> bool:
    """Was the same asked, and its end has not come? Withdrawn or not: C is spared."""
    asked = Introduction.objects.filter(by=by, kind=Kind.ASKED, ends_at__gt=now)
    same = asked.filter(about=about) if about else asked.filter(through=through)
    return same.filter(about=about).exclude(state=State.MADE).exists()


def is_offered(by: Member, two: Iterable[Member], now: datetime) -> bool:
    """Does this member already bring these two together?"""
    brought = Introduction.objects.filter(through=by, ends_at__gt=now)
    for one in two:
        brought = brought.filter(parties__member=one)
    return brought.exists()
