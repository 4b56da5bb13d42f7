"""Five people do whatever they may, in any order; after each step nobody knows too much."""

from collections import defaultdict
from datetime import timedelta
from itertools import combinations

import pytest
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests import make
from tests.conftest import TUESDAY
from tests.introductions.reading import people_in, told, words_in
from whispeer.introductions import actions, queries
from whispeer.introductions.models import Introduction
from whispeer.introductions.states import Answer, Kind, State
from whispeer.members import actions as members
from whispeer.members.models import Block, Member, Notice
from whispeer.members.states import Discoverability
from whispeer.ties import actions as ties
from whispeer.ties.models import Ask, Side, Tie
from whispeer.ties.queries import are_tied, tie_between
from whispeer.ties.queries.circle import Circle

FIVE = range(5)
PAIRS = st.sampled_from(list(combinations(FIVE, 2)))
SOMEBODY = st.sampled_from(FIVE)
REFUSALS = (
    actions.AlreadyAsked,
    actions.AlreadyOffered,
    actions.IntroductionOver,
    actions.TooManyToday,
    Http404,
)
ENDS = {State.MADE, State.OVER}


class Lives(RuleBasedStateMachine):
    """Ties come and go by themselves; introductions by the actions of the room."""

    def __init__(self):
        super().__init__()
        self.undone = make.undone()
        self.undone.__enter__()
        self.now = TUESDAY
        self.withdrawn, self.ended = set(), {}
        self.met = defaultdict(set)  # whom each was ever tied to: he knows those names

    def teardown(self):
        self.undone.__exit__(None, None, None)

    @initialize()
    def five_people_three_ties(self):
        """A name is a canary: it holds a sign that stands nowhere else."""
        self.people = [
            make.member(f"Zk{n}prénom", family_name=f"Zk{n}nom", trade="un luthier")
            for n in FIVE
        ]
        for one, other in ((0, 1), (1, 2), (2, 3)):
            make.tie(self.people[one], self.people[other], named=True)

    # ── What anybody may try ─────────────────────────────────────────────────

    def attempt(self, act, *said, **named):
        """A refusal has a name, and leaves nothing behind."""
        try:
            with transaction.atomic():
                return act(*said, **named, now=self.now)
        except REFUSALS:
            return None

    def row(self, data):
        rows = list(Introduction.objects.order_by("pk"))
        return data.draw(st.sampled_from(rows))

    def a_place_in(self, introduction, data):
        """Mostly one of its people: a stranger's attempt is drawn too, but seldom."""
        inside = [introduction.by, introduction.through, introduction.about]
        inside += [party.member for party in introduction.parties.all()]
        known = [one for one in inside if one is not None]
        return data.draw(st.sampled_from([*known, *known, *self.people]))

    @rule(pair=PAIRS, named=st.booleans())
    def tie(self, pair, named):
        one, other = (self.people[place] for place in pair)
        apart = Block.objects.filter(by__in=[one, other], of__in=[one, other])
        if not apart.exists() and tie_between(one, other) is None:
            make.tie(one, other, named=named)

    @rule(by=SOMEBODY, through=SOMEBODY, about=st.none() | SOMEBODY)
    def ask(self, by, through, about):
        self.attempt(
            actions.ask,
            by=self.people[by],
            through=self.people[through],
            about=None if about is None else self.people[about],
            reason="Un motif.",
        )

    @rule(by=SOMEBODY, pair=PAIRS)
    def offer(self, by, pair):
        one, other = (self.people[place] for place in pair)
        self.attempt(actions.offer, one, other, by=self.people[by], words="Un mot.")

    @precondition(lambda self: Introduction.objects.exists())
    @rule(data=st.data(), to=SOMEBODY)
    def carry(self, data, to):
        one = self.row(data)
        by, to = self.a_place_in(one, data), self.people[to]
        self.attempt(actions.carry, one, by=by, to=to, words="Un mot.")

    @precondition(lambda self: Introduction.objects.exists())
    @rule(data=st.data())
    def say_yes(self, data):
        one = self.row(data)
        made = self.attempt(actions.say_yes, one, by=self.a_place_in(one, data))
        if made:
            people = [party.member for party in one.parties.order_by("pk")]
            tie = tie_between(*people)
            assert tie is not None
            assert tie.introduced_by == one.through

    @precondition(lambda self: Introduction.objects.exists())
    @rule(data=st.data())
    def decline(self, data):
        one = self.row(data)
        self.attempt(actions.decline, one, by=self.a_place_in(one, data))

    @precondition(lambda self: Introduction.objects.exists())
    @rule(data=st.data())
    def let_rest(self, data):
        one = self.row(data)
        self.attempt(actions.let_rest, one, by=self.a_place_in(one, data))

    @precondition(lambda self: Introduction.objects.exists())
    @rule(data=st.data())
    def withdraw(self, data):
        one = self.row(data)
        self.attempt(actions.withdraw, one, by=self.a_place_in(one, data))
        one.refresh_from_db()
        if one.state == State.OVER and one.told_at and one.told_at < one.ends_at:
            self.withdrawn.add(one.pk)

    @precondition(lambda self: Introduction.objects.exists())
    @rule(data=st.data(), talked=st.booleans())
    def say_talked(self, data, talked):
        one = self.row(data)
        by = self.a_place_in(one, data)
        self.attempt(actions.say_talked, one, by=by, talked=talked)

    @rule(pair=PAIRS)
    def let_go(self, pair):
        one, other = (self.people[place] for place in pair)
        tie = tie_between(one, other)
        if tie is not None:
            self.attempt(ties.let_go, tie, by=one)

    @rule(by=SOMEBODY, of=SOMEBODY)
    def block(self, by, of):
        if by != of:
            self.attempt(ties.block, self.people[of], by=self.people[by])

    @rule(by=SOMEBODY, of=SOMEBODY)
    def lift_block(self, by, of):
        members.lift_block(self.people[of], by=self.people[by])

    @rule(of=SOMEBODY, choice=st.sampled_from(Discoverability))
    def be_heard_of(self, of, choice):
        members.change_discoverability(choice, by=self.people[of])

    @rule(hours=st.sampled_from([1, 30, 24 * 6, 24 * 8, 24 * 14]))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)
        actions.close_overdue(now=self.now)
        actions.follow_all(now=self.now)

    # ── What holds after each step ───────────────────────────────────────────

    def exist_for_each_other(self, one, other):
        pair = [one, other]
        return not Block.objects.filter(by__in=pair, of__in=pair).exists()

    @invariant()
    def a_tie_has_two_sides(self):
        for tie in Tie.objects.all():
            sides = {(side.member_id, side.other_id) for side in tie.sides.all()}
            assert sides == {
                (tie.first_id, tie.second_id),
                (tie.second_id, tie.first_id),
            }
        for member, other in Side.objects.values_list("member", "other"):
            self.met[member].add(other)

    @invariant()
    def nobody_reads_a_name_before_its_time(self):
        for reader in getattr(self, "people", []):
            said = told(reader, self.now)
            known = {
                one
                for one in self.people
                if one.pk in self.met[reader.pk]
                and self.exist_for_each_other(reader, one)
            }
            assert people_in(said) <= known
            words = words_in(said)
            for other in set(self.people) - known - {reader}:
                assert other.given_name not in words
                assert other.family_name not in words

    @invariant()
    def who_asked_reads_one_sentence_until_the_end_and_another_after(self):
        asked = Introduction.objects.filter(kind=Kind.ASKED).exclude(state=State.MADE)
        for one in asked:
            there = self.exist_for_each_other(one.by, one.through)
            shown = self.now < one.ends_at + timedelta(days=14)
            expected = there and shown and one.pk not in self.withdrawn
            begun = {
                each.public_id: each.is_over
                for each in queries.room(Circle(one.by, self.now)).begun
            }
            assert (one.public_id in begun) == expected
            if expected:
                assert begun[one.public_id] == (self.now >= one.ends_at)

    @invariant()
    def what_was_asked_for_and_is_over_asks_nobody(self):
        over = Introduction.objects.filter(kind=Kind.ASKED, state=State.OVER)
        gone = set(over.values_list("public_id", flat=True))
        for reader in getattr(self, "people", []):
            read = queries.room(Circle(reader, self.now))
            asking = [*read.asked, *read.entrusted]
            assert not {one.public_id for one in asking} & gone

    @invariant()
    def an_end_is_for_good(self):
        for pk, state in Introduction.objects.values_list("pk", "state"):
            if pk in self.ended:
                assert state == self.ended[pk]
            if state in ENDS:
                self.ended[pk] = state

    @invariant()
    def what_is_made_has_two_who_said_yes(self):
        for one in Introduction.objects.filter(state=State.MADE):
            answers = one.parties.values_list("answer", flat=True)
            assert list(answers) == [Answer.YES, Answer.YES]

    @invariant()
    def each_hears_one_end_and_hears_it_once(self):
        ends = Notice.objects.filter(kind__in=["made", "over"])
        heard = list(ends.values_list("member", "about"))
        assert len(heard) == len(set(heard))

    @invariant()
    def nobody_is_asked_more_than_twice_in_a_week(self):
        asked = defaultdict(list)
        for to, at in Ask.objects.filter(heard=True).values_list("to", "at"):
            asked[to].append(at)
        for moments in asked.values():
            for at in moments:
                week = [one for one in moments if at <= one < at + timedelta(days=7)]
                assert len(week) <= 2

    @invariant()
    def nobody_meets_who_blocked_him(self):
        for by, of in Block.objects.values_list("by", "of"):
            one, other = Member.objects.get(pk=by), Member.objects.get(pk=of)
            assert not are_tied(one, other)


def live(examples, steps):
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_whatever_five_people_do_nobody_knows_too_much(clock, db):
    live(examples=5, steps=14)


@pytest.mark.soak
def test_whatever_five_people_do_for_long_nobody_knows_too_much(clock, db):
    live(examples=100, steps=40)
