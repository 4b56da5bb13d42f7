"""Several at the same instant, each in a thread of his own: one clean end, gently told."""

from collections.abc import Callable
from datetime import timedelta
from itertools import cycle, islice
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.http import Http404

from tests import make
from whispeer.introductions import actions
from whispeer.introductions.models import Introduction
from whispeer.introductions.states import Kind, State
from whispeer.members.models import Block, Notice
from whispeer.ties import actions as ties
from whispeer.ties.models import Ask, Side, Tie
from whispeer.ties.queries import tie_between

Act = Callable[[], Any]


class Scene:
    """Alice, Bruno and Diane, new each time; what each could do at this instant."""

    def __init__(self, now, *, kind=Kind.ASKED, carried=True):
        self.now = now
        self.alice, self.bruno, self.diane = (
            make.member(name) for name in ("Alice", "Bruno", "Diane")
        )
        make.tie(self.alice, self.bruno, named=True)
        self.tie = make.tie(self.bruno, self.diane, named=True)
        if kind == Kind.OFFERED:
            self.one = actions.offer(
                self.alice, self.diane, by=self.bruno, words="…", now=now
            )
        else:
            to = self.diane if carried else None
            self.one = make.introduction(
                self.alice, self.bruno, to=to, about=self.diane, begun_at=now
            )
        self.end = self.one.ends_at
        self.before = self.end - timedelta(seconds=1)

    def fresh(self):
        return Introduction.objects.get(pk=self.one.pk)

    def yes(self, who=None):
        actions.say_yes(self.fresh(), by=who or self.diane, now=self.before)

    def yes_of_alice(self):
        self.yes(self.alice)

    def no(self):
        actions.decline(self.fresh(), by=self.diane, now=self.before)

    def end_comes(self):
        actions.close_overdue(now=self.end)

    def withdraw(self):
        by = self.bruno if self.one.kind == Kind.OFFERED else self.alice
        actions.withdraw(self.fresh(), by=by, now=self.before)

    def block(self):
        ties.block(self.alice, by=self.diane, now=self.before)

    def block_of_bruno(self):
        ties.block(self.bruno, by=self.diane, now=self.before)

    def let_go(self):
        ties.let_go(self.tie, by=self.bruno, now=self.before)

    def carry(self):
        actions.carry(self.fresh(), by=self.bruno, now=self.before)

    def rest(self):
        actions.let_rest(self.fresh(), by=self.bruno, now=self.before)

    def take_card(self):
        card = make.card(self.alice, offered_at=self.before)
        ties.take_card(card, by=self.diane, now=self.before)

    def check(self):
        """One end, one tie at most, nobody told twice or told both."""
        one = self.fresh()
        assert one.state in State
        tie = tie_between(self.alice, self.diane)
        pair = [self.alice, self.diane]
        assert Tie.objects.filter(first__in=pair, second__in=pair).count() <= 1
        if Block.objects.filter(by__in=pair, of__in=pair).exists():
            assert tie is None
        if tie is not None:
            assert Side.objects.filter(tie=tie).count() == 2
            # A card may have been there first; then nobody brought them together.
            assert (tie.introduced_by == self.bruno) == (one.state == State.MADE)
        told = list(
            Notice.objects.filter(
                about=str(one.public_id), kind__in=["made", "over"]
            ).values_list("member", flat=True)
        )
        assert len(told) == len(set(told))
        return one.state


RACES: dict[str, tuple[dict[str, Any], tuple[str, ...], set[State]]] = {
    "yes and no": ({}, ("yes", "no"), {State.MADE, State.OVER}),
    "yes and yes again": ({}, ("yes", "yes", "yes"), {State.MADE}),
    "yes and the end": ({}, ("yes", "end_comes"), {State.MADE, State.OVER}),
    "no and the end": ({}, ("no", "end_comes", "end_comes"), {State.OVER}),
    "yes and a block": (
        {},
        ("yes", "block"),
        {State.MADE, State.CARRIED, State.OVER},
    ),
    "yes and a block of the one in the middle": (
        {},
        ("yes", "block_of_bruno"),
        {State.MADE, State.CARRIED, State.OVER},
    ),
    "yes and a tie let go": (
        {},
        ("yes", "let_go"),
        {State.MADE, State.CARRIED, State.OVER},
    ),
    "yes and withdrawn": ({}, ("yes", "withdraw"), {State.MADE, State.OVER}),
    "yes and a card": ({}, ("yes", "take_card"), {State.MADE, State.CARRIED}),
    "everything": (
        {},
        ("yes", "no", "end_comes", "block"),
        {State.MADE, State.OVER},
    ),
    "carried and let rest": (
        {"carried": False},
        ("carry", "rest"),
        {State.CARRIED, State.OVER},
    ),
    "carried twice": ({"carried": False}, ("carry", "carry"), {State.CARRIED}),
    "carried and the end": (
        {"carried": False},
        ("carry", "end_comes"),
        {State.OVER},
    ),
    "both say yes": (
        {"kind": Kind.OFFERED},
        ("yes", "yes_of_alice"),
        {State.MADE},
    ),
    "one says yes, the other no": (
        {"kind": Kind.OFFERED},
        ("yes_of_alice", "no"),
        {State.OVER},
    ),
    "both say yes at the end": (
        {"kind": Kind.OFFERED},
        ("yes", "yes_of_alice", "end_comes"),
        {State.MADE, State.OVER},
    ),
    "both say yes while it is withdrawn": (
        {"kind": Kind.OFFERED},
        ("yes", "yes_of_alice", "withdraw"),
        {State.MADE, State.OVER},
    ),
}
# What who comes second is told: gently, and never an error of the house.
GENTLE = (actions.IntroductionOver, Http404, ties.CardOver, ties.CardUnknown)


def at_once(*acts: Act) -> list[Exception]:
    """Let go at the same instant; what each was refused with."""
    start, refusals = Barrier(len(acts)), []

    def run(act: Act) -> None:
        start.wait()
        try:
            act()
        except Exception as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


def run_race(name, now):
    said, names, ends = RACES[name]
    scene = Scene(now, **said)
    refusals = at_once(*(getattr(scene, act) for act in names))
    assert [one for one in refusals if not isinstance(one, GENTLE)] == [], name
    state = scene.check()
    assert state in ends, (name, state)
    if state == State.CARRIED:
        actions.close_overdue(now=scene.end)
        assert scene.check() == State.OVER
    return state


def full_week(now):
    """One place left, and three who ask at once."""
    bruno = make.member("Bruno")
    make.ask(bruno, at=now - timedelta(days=1))
    friends = [make.member(f"Ami{n}") for n in range(3)]
    for friend in friends:
        make.tie(friend, bruno)

    def asking(friend):
        return lambda: actions.ask(by=friend, through=bruno, reason="…", now=now)

    assert at_once(*map(asking, friends)) == []
    assert Ask.objects.filter(to=bruno, heard=True).count() == 2
    asked = Introduction.objects.filter(through=bruno)
    assert asked.filter(state=State.ENTRUSTED).count() == 1


def asked_twice(now):
    alice, bruno = make.member("Alice"), make.member("Bruno")
    make.tie(alice, bruno)

    def ask():
        actions.ask(by=alice, through=bruno, reason="…", now=now)

    refusals = at_once(ask, ask)
    assert [type(one) for one in refusals] == [actions.AlreadyAsked]


@pytest.mark.parametrize("name", RACES)
def test_whoever_comes_first_there_is_one_end(name, now, transactional_db):
    for _ in range(2):
        run_race(name, now)


def test_the_last_place_of_a_week_is_taken_once(now, transactional_db):
    full_week(now)


def test_the_same_asked_twice_at_once_is_asked_once(now, transactional_db):
    asked_twice(now)


@pytest.mark.soak
def test_a_thousand_races_have_one_end_each(now, transactional_db):
    for name in islice(cycle(RACES), 1000):
        run_race(name, now)
    for _ in range(50):
        full_week(now)
        asked_twice(now)
