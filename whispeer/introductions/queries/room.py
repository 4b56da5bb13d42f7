"""All that a page needs of a member's introductions, read at once.

What concerns him is a handful of rows: they are read once, and each rule of visibility
is asked once, and only where a row may be in that place.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import cached_property

from whispeer.introductions.models import Introduction
from whispeer.introductions.models.introductions import (
    FOLLOWED_AFTER,
    IntroductionQuerySet,
)
from whispeer.introductions.queries import lists
from whispeer.introductions.queries.told import (
    Asked,
    Begun,
    Entrusted,
    Follow,
    Made,
    Thankable,
)
from whispeer.introductions.states import State
from whispeer.members.models import Member
from whispeer.ties.models import Side, Thanks

FOLLOWED = timedelta(days=30)  # how long the question stands
THANKED = timedelta(days=30)


class Room:
    """A member's introductions by the place he has in each, as words and people.

    `near` are his ties, where they were read already.
    """

    def __init__(
        self, member: Member, now: datetime, near: Iterable[Member] | None = None
    ) -> None:
        self.member, self.now = member, now
        if near is not None:
            self.near = {one.pk for one in near}

    @cached_property
    def near(self) -> set[int]:
        sides = Side.objects.visible_to(self.member)
        return set(sides.values_list("other", flat=True))

    @cached_property
    def rows(self) -> list[Introduction]:
        mine = lists.with_people(lists.mine(self.member))
        return list(mine.order_by("ends_at", "pk"))

    @property
    def live(self) -> list[Introduction]:
        waiting = [one for one in self.rows if one.state != State.MADE]
        return [one for one in waiting if one.ends_at > self.now]

    @property
    def entrusted(self) -> list[Entrusted]:
        mine = [one for one in self.live if one.through_id == self.member.pk]
        return [
            lists.entrusted(one)
            for one in seen(mine, lambda every: every.entrusted_to(self.member, self.now))
        ]

    @property
    def asked(self) -> list[Asked]:
        return [
            lists.asked(one, self.member)
            for one in seen(
                self.live, lambda every: every.asked_of(self.member, self.now)
            )
        ]

    @property
    def begun(self) -> list[Begun]:
        late = self.now - lists.AFTER_THE_END
        waiting = [one for one in self.rows if one.state != State.MADE]
        lately = [one for one in waiting if one.ends_at > late]
        visible = seen(lately, lambda every: every.awaited_by(self.member))
        return [lists.begun(one, self.member, self.now) for one in reversed(visible)]

    @cached_property
    def come_about(self) -> list[Introduction]:
        """Those that came about, the latest last."""
        rows = [one for one in self.rows if one.state == State.MADE]
        visible = seen(rows, lambda every: every.made_for(self.member))
        return sorted(visible, key=lambda one: (made_at(one), one.pk))

    @property
    def made(self) -> list[Made]:
        late = self.now - lists.LATELY
        return [
            lists.made(one, self.member, self.near)
            for one in reversed(self.come_about)
            if made_at(one) > late
        ]

    @property
    def follows(self) -> list[Follow]:
        """A fortnight after: did they talk? Who answered is not asked again."""
        due = self.now - FOLLOWED_AFTER
        return [
            Follow(
                public_id=one.public_id,
                other=other,
                through=lists.go_between(one, self.near),
                made_at=made_at(one),
            )
            for one in self.come_about
            if due - FOLLOWED < made_at(one) <= due and self.is_unsaid(one)
            for other in lists.others(one, self.member)
        ]

    def is_unsaid(self, introduction: Introduction) -> bool:
        """Is the member one of the two, and did he not answer yet?"""
        parties = introduction.parties.all()
        own = [one for one in parties if one.member_id == self.member.pk]
        return any(one.talked is None for one in own)

    @property
    def thankables(self) -> list[Thankable]:
        """Who brought one to somebody lately, and has had no word of thanks since."""
        lately = [
            one
            for one in self.come_about
            if one.through_id in self.near and made_at(one) > self.now - THANKED
        ]
        if not lately:
            return []
        through = [one.through_id for one in lately]
        sides = Side.objects.visible_to(self.member).filter(other__in=through)
        by_other = {
            side.other_id: side for side in sides.select_related("other", "tie")
        }
        since = Thanks.objects.filter(by=self.member, at__gt=self.now - THANKED)
        thanked = dict(since.order_by("at").values_list("tie", "at"))
        return [
            Thankable(side, other, made_at(one))
            for one in lately
            if (side := by_other.get(one.through_id or 0))
            if not (side.tie_id in thanked and thanked[side.tie_id] >= made_at(one))
            for other in lists.others(one, self.member)
        ]


def made_at(introduction: Introduction) -> datetime:
    return introduction.made_at or introduction.begun_at


def seen(
    candidates: list[Introduction],
    rule: Callable[[IntroductionQuerySet], IntroductionQuerySet],
) -> list[Introduction]:
    """Those among the rows that the rule lets a reader see."""
    if not candidates:
        return []
    among = Introduction.objects.filter(pk__in=[one.pk for one in candidates])
    visible = set(rule(among).order_by().values_list("pk", flat=True))
    return [one for one in candidates if one.pk in visible]
