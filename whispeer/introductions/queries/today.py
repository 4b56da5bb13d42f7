"""What a member could do today for introductions: offer, follow, thank, care for a bridge."""

from datetime import datetime, timedelta

from whispeer.graph.constants import TIES
from whispeer.introductions.models import Introduction, Party
from whispeer.introductions.models.introductions import FOLLOWED_AFTER
from whispeer.introductions.queries.lists import go_between, mine, others, with_people
from whispeer.introductions.queries.told import Bridge, Follow, Thankable
from whispeer.introductions.queries.welcome import worlds_of
from whispeer.members.models import Member
from whispeer.ties.models import Event, Side, Thanks

FOLLOWED = timedelta(days=30)  # how long the question stands
THANKED = timedelta(days=30)
CARED = timedelta(days=7)  # how long a day of care lasts


def to_follow(member: Member, now: datetime) -> list[Follow]:
    """A fortnight after: did they talk? Who answered is not asked again."""
    unsaid = Party.objects.filter(member=member, talked=None).values("introduction")
    due = now - FOLLOWED_AFTER
    rows = (
        mine(member)
        .made_for(member)
        .filter(pk__in=unsaid, made_at__lte=due, made_at__gt=due - FOLLOWED)
    )
    return [
        follow(one, other, member)
        for one in with_people(rows).order_by("made_at", "pk")
        for other in others(one, member)
    ]


def follow(introduction: Introduction, other: Member, member: Member) -> Follow:
    return Follow(
        public_id=introduction.public_id,
        other=other,
        through=go_between(introduction, member),
        made_at=introduction.made_at or introduction.begun_at,
    )


def there(member: Member) -> set[int]:
    """Who may be named to a member as the one who brought him somewhere: his ties."""
    sides = Side.objects.visible_to(member)
    return set(sides.values_list("other", flat=True))


def to_thank(member: Member, now: datetime) -> list[Thankable]:
    """Who brought one to somebody lately, and has had no word of thanks since."""
    rows = mine(member).made_for(member).filter(parties__member=member)
    lately = rows.filter(through__isnull=False, made_at__gt=now - THANKED)
    brought = list(with_people(lately).order_by("made_at", "pk"))
    if not brought:
        return []
    sides = {
        side.other_id: side
        for side in Side.objects.visible_to(member).select_related("other", "tie")
    }
    said = Thanks.objects.filter(by=member, at__gt=now - THANKED).order_by("at")
    thanked = dict(said.values_list("tie", "at"))
    return [
        Thankable(side, other, one.made_at)
        for one in brought
        if (side := sides.get(one.through_id or 0)) and one.made_at
        if not (side.tie_id in thanked and thanked[side.tie_id] >= one.made_at)
        for other in others(one, member)
    ]


def bridges_to_care(member: Member, now: datetime) -> list[Bridge]:
    """Introduced ties between two worlds, around the days when such ties fade (M1)."""
    longest = timedelta(days=max(TIES.bridge_care)) + CARED
    sides = [
        side
        for side in Side.objects.visible_to(member)
        .filter(tie__introduced_by__isnull=False, tie__made_at__gt=now - longest)
        .select_related("other", "tie__introduced_by")
        .order_by("tie__made_at", "pk")
        if day_of_care(side, now)
    ]
    if not sides:
        return []
    lived = last_lived(sides)
    where = worlds_of([member, *(side.other for side in sides)], now)
    known = there(member)
    return [
        Bridge(side, by if by and by.pk in known else None, day_of_care(side, now))
        for side in sides
        if where[side.other_id] != where[member.pk]
        if now - lived.get(side.tie_id, side.tie.made_at) >= CARED
        for by in [side.tie.introduced_by]
    ]


def day_of_care(side: Side, now: datetime) -> int:
    """Which care is due now: 7, 30 or 90 days after they met, or none."""
    age = now - side.tie.made_at
    due = [
        day for day in TIES.bridge_care if timedelta(0) <= age - timedelta(day) < CARED
    ]
    return due[0] if due else 0


def last_lived(sides: list[Side]) -> dict[int, datetime]:
    events = Event.objects.filter(tie__in=[side.tie_id for side in sides], denied=False)
    return dict(events.order_by("at").values_list("tie", "at"))
