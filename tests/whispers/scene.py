"""Five people around one whisper, new each time; what each could do at this instant."""

from datetime import timedelta

from django.shortcuts import get_object_or_404

from tests import make
from whispeer.introductions.models import Introduction
from whispeer.members.models import Block, Member, Notice
from whispeer.ties import actions as ties
from whispeer.ties.queries import tie_between
from whispeer.web import leaving
from whispeer.whispers import actions
from whispeer.whispers.models import Relay, Whisper
from whispeer.whispers.states import State, Step

SECOND = timedelta(seconds=1)


class Scene:
    """Alice asked Bruno, who passed it on to Diane; Fanny was asked too, and waits."""

    def __init__(self, now):
        self.now = now
        self.alice, self.bruno, self.diane, self.emile, self.fanny = (
            make.member(name) for name in ("Alice", "Bruno", "Diane", "Emile", "Fanny")
        )
        make.tie(self.alice, self.bruno, named=True)
        make.tie(self.alice, self.fanny, named=True)
        self.tie = make.tie(self.bruno, self.diane, named=True)
        make.tie(self.diane, self.emile, named=True)
        self.whisper = make.whisper(self.alice, opened_at=now, hops=3, again_at=now)
        self.first = make.relay(self.whisper, self.bruno, state=Step.CARRIES)
        self.second = make.relay(self.whisper, self.diane, after=self.first)
        self.other = make.relay(self.whisper, self.fanny)
        assert self.second.ends_at is not None
        self.end = self.second.ends_at
        self.before = self.end - SECOND
        for member, relay in ((self.diane, self.second), (self.fanny, self.other)):
            about = str(relay.public_id)
            Notice.objects.create(
                member=member, room="whispers", kind="waits", about=about, left_at=now
            )

    def fresh(self, relay):
        rows = Relay.objects.select_related("whisper__by", "by", "to")
        return get_object_or_404(rows, pk=relay.pk)

    def helps(self):
        actions.help_with(self.fresh(self.second), by=self.diane, now=self.before)

    def fanny_helps(self):
        actions.help_with(self.fresh(self.other), by=self.fanny, now=self.before)

    def accepts(self):
        actions.accept(self.fresh(self.second), by=self.alice, now=self.before)

    def accepts_fanny(self):
        actions.accept(self.fresh(self.other), by=self.alice, now=self.before)

    def not_this_one(self):
        actions.not_this_one(self.fresh(self.second), by=self.alice, now=self.before)

    def carries(self):
        relay = self.fresh(self.second)
        actions.carry(relay, self.emile, by=self.diane, now=self.before, line="…")

    def rests(self):
        actions.let_rest(self.fresh(self.second), by=self.diane, now=self.before)

    def too_much(self):
        actions.say_too_much(self.fresh(self.second), by=self.diane, now=self.before)

    def recalls(self):
        whisper = get_object_or_404(Whisper, pk=self.whisper.pk)
        actions.recall(whisper, by=self.alice, now=self.before)

    def blocks(self):
        ties.block(self.diane, by=self.alice, now=self.before)

    def lets_go(self):
        ties.let_go(self.tie, by=self.bruno, now=self.before)

    def bruno_leaves(self):
        leaving.leave(Member.objects.get(pk=self.bruno.pk), now=self.before)

    def alice_leaves(self):
        leaving.leave(Member.objects.get(pk=self.alice.pk), now=self.before)

    def diane_leaves(self):
        leaving.leave(Member.objects.get(pk=self.diane.pk), now=self.before)

    def time_passes(self):
        actions.go_on_all(now=self.end + SECOND)

    def the_end_comes(self):
        actions.close_overdue(now=self.whisper.ends_at + SECOND)

    def diane_is_here(self):
        return Member.objects.filter(pk=self.diane.pk).exists()

    def waits(self):
        people = [self.alice, self.bruno, self.diane, self.emile, self.fanny]
        keys = [one.pk for one in people]
        return Notice.objects.filter(member__in=keys, kind="waits", room="whispers")

    def check(self):
        """One state, one landing at most, nobody told twice, nobody left waiting."""
        whisper = Whisper.objects.filter(pk=self.whisper.pk).first()
        for notice in Notice.objects.filter(kind__in=["made", "over"]):
            same = Notice.objects.filter(member=notice.member, about=notice.about)
            assert len({one.kind for one in same} & {"made", "over"}) < 2
        if whisper is None:
            assert not Relay.objects.filter(whisper=self.whisper.pk).exists()
            assert not self.waits().exists()
            return None
        relays = list(whisper.relays.all())
        landed = [one for one in relays if one.state == Step.LANDED]
        assert len(landed) <= 1
        if landed:
            assert whisper.state in {State.LANDED, State.RECALLED}
        elif self.diane_is_here():
            assert whisper.state != State.LANDED
        if whisper.state != State.UNDER_WAY:
            live = {Step.CHOSEN, Step.ASKED, Step.CARRIES, Step.HELPS}
            assert not live & {one.state for one in relays}
            assert not self.waits().exists()
        if whisper.state == State.RECALLED:
            assert whisper.sentence == ""
            introduced = Introduction.objects.filter(by=self.alice.pk)
            assert landed or not introduced.exists()
        blocked = Block.objects.filter(by=self.alice.pk).exists()
        tied = tie_between(self.alice, self.diane) is not None
        assert not (blocked and tied)
        if tied:
            assert whisper.state in {State.LANDED, State.RECALLED}
        return whisper.state
