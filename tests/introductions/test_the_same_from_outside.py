"""A no, a silence, a full week, an expiry, a block: for who asked they are one thing."""

from datetime import timedelta

import pytest

from tests import make
from tests.introductions.reading import told
from whispeer.introductions import actions
from whispeer.introductions.models import Introduction
from whispeer.members.models import Member, Notice
from whispeer.ties import actions as ties
from whispeer.ties.models import Side
from whispeer.web.leaving import leave

HOURS = (
    0,
    1,
    30,
    24 * 13,
    24 * 14 - 1,
    24 * 14,
    24 * 14 + 1,
    24 * 20,
    24 * 28,
    24 * 40,
)


class Story:
    """Alice asks Bruno for Diane; what happens then differs."""

    def __init__(self, now):
        self.now = now
        self.alice, self.bruno = make.member("Alice"), make.member("Bruno")
        self.diane = make.member("Diane", trade="une céramiste")
        make.tie(self.alice, self.bruno, named=True)
        make.tie(self.bruno, self.diane, named=True)

    def ask(self, about, at=None):
        asked = actions.ask(
            by=self.alice,
            through=self.bruno,
            about=self.diane if about else None,
            reason="…",
            now=at or self.now,
        )
        self.introduction, self.about = asked, asked.about_id

    def carry(self):
        to = None if self.introduction.about else self.diane
        actions.carry(self.introduction, by=self.bruno, to=to, now=self.now)

    def parted(self, one, other):
        side = Side.objects.get(member=one, other=other)
        ties.let_go(side.tie, by=one, now=self.now)

    def seen_by_alice(self, at):
        """All she can read, be mailed, or try: with ids that are her own."""
        notices = Notice.objects.filter(member=self.alice).order_by("pk")
        return (
            [neutral(one) for one in told(self.alice, at)],
            list(notices.values_list("kind", "left_at", "room")),
            # After the end it says whether a way leads there now, as it says to anybody.
            self.may_ask_again(at) if at < self.introduction.ends_at else None,
            refused(lambda: self.withdraw(at)),
        )

    def may_ask_again(self, at):
        """Of somebody who left there is no page any more on which to ask."""
        if self.about is None or Member.objects.filter(pk=self.about).exists():
            return refused(lambda: self.ask(self.about is not None, at))
        return "AlreadyAsked"

    def withdraw(self, at):
        row = Introduction.objects.get(pk=self.introduction.pk)
        actions.withdraw(row, by=self.alice, now=at)


def neutral(one):
    said = vars(one) | {"public_id": None, "through": one.through.given_name}
    return type(one).__name__, tuple(said.items())


def refused(act):
    """What an attempt answers; it leaves nothing behind."""
    try:
        with make.undone():
            act()
    except Exception as refusal:
        return type(refusal).__name__
    return "accepted"


def no(story):
    story.carry()
    actions.decline(story.introduction, by=story.diane, now=story.now)


def silence(story):
    story.carry()


def rest(story):
    actions.let_rest(story.introduction, by=story.bruno, now=story.now)


def nothing(story):
    """The one in the middle never looks."""


def a_full_week(story):
    """It was over before it was begun: see `full`."""


def block_by_who_is_asked(story):
    story.carry()
    ties.block(story.alice, by=story.diane, now=story.now)


def block_before_it_is_carried(story):
    ties.block(story.alice, by=story.diane, now=story.now)


def block_of_the_one_in_the_middle(story):
    story.carry()
    ties.block(story.bruno, by=story.diane, now=story.now)


def let_go(story):
    story.carry()
    story.parted(story.bruno, story.diane)


def leaving(story):
    story.carry()
    leave(story.diane, now=story.now)


CAUSES = (
    no,
    silence,
    rest,
    nothing,
    a_full_week,
    block_by_who_is_asked,
    block_before_it_is_carried,
    block_of_the_one_in_the_middle,
    let_go,
    leaving,
)


@pytest.mark.parametrize("about", [True, False], ids=["for her", "for anybody"])
def test_whatever_happened_who_asked_reads_the_same_at_every_moment(about, now, db):
    stories = {}
    for cause in CAUSES:
        story = stories[cause.__name__] = Story(now)
        if cause is a_full_week:
            make.ask(story.bruno)
            make.ask(story.bruno)
        story.ask(about)
        if about or cause is not block_before_it_is_carried:
            cause(story)

    for hours in HOURS:
        at = now + timedelta(hours=hours)
        actions.close_overdue(now=at)
        actions.follow_all(now=at)
        seen = {name: story.seen_by_alice(at) for name, story in stories.items()}
        assert set(map(str, seen.values())) == {str(seen["silence"])}, hours


def test_who_carried_it_reads_the_same_after_a_no_as_in_a_silence(now, db):
    stories = [Story(now), Story(now)]
    for story in stories:
        story.ask(about=True)
        story.carry()
    actions.decline(stories[0].introduction, by=stories[0].diane, now=now)
    for hours in HOURS:
        at = now + timedelta(hours=hours)
        actions.close_overdue(now=at)
        one, other = (told(story.bruno, at) for story in stories)
        assert [type(x) for x in one] == [type(x) for x in other]
        assert [getattr(x, "is_over", None) for x in one] == [
            getattr(x, "is_over", None) for x in other
        ]
        assert [len(x.people) for x in one] == [len(x.people) for x in other]


def test_the_end_is_told_once_however_often_the_clock_comes(now, db):
    story = Story(now)
    story.ask(about=True)
    end = story.introduction.ends_at
    actions.close_overdue(now=end - timedelta(seconds=1))
    assert not Notice.objects.filter(member=story.alice).exists()
    actions.close_overdue(now=end)
    actions.close_overdue(now=end + timedelta(hours=1))
    assert Notice.objects.filter(member=story.alice, kind="over").count() == 1


def test_after_the_end_a_no_is_forgotten_and_a_silence_remains(now, db):
    story = Story(now)
    story.ask(about=True)
    no(story)
    actions.close_overdue(now=story.introduction.ends_at)
    answers = story.introduction.parties.values_list("answer", flat=True)
    assert sorted(answers) == ["awaited", "yes"]


def test_what_ended_long_ago_is_forgotten(now, db):
    story = Story(now)
    story.ask(about=True)
    actions.close_overdue(now=story.introduction.ends_at)
    actions.close_overdue(now=now + timedelta(days=400))
    assert not Introduction.objects.exists()
