"""Bruno reads of two of his ties whom he could bring together, and why."""

from datetime import timedelta

import pytest

from tests import make
from whispeer.introductions import actions, queries
from whispeer.members.states import Closeness, EntryKind
from whispeer.ties.queries.circle import Circle

NEED = "Quelqu’un qui a traversé un redressement judiciaire"
LIVED = "Deux ans de redressement judiciaire, et l’atelier tient encore"


@pytest.fixture
def needy(alice):
    alice.portrait.looking_for = NEED
    alice.portrait.save()
    return alice


def test_a_need_meets_what_somebody_lived(needy, bruno, diane, now):
    make.entry(diane, EntryKind.ORDEAL, words=LIVED)
    (pair,) = queries.to_offer(Circle(bruno, now))

    assert (pair.one.member, pair.other.member) == (needy.pk, diane.pk)
    assert (pair.said, pair.answered) == (NEED, LIVED)
    assert needy.given_name in pair.reason
    assert diane.given_name in pair.reason


def test_a_curiosity_meets_what_somebody_works_on(alice, bruno, diane, now):
    make.entry(alice, EntryKind.CURIOSITY, words="Les fours à bois japonais")
    diane.portrait.working_on = "Un four à bois japonais derrière l’atelier"
    diane.portrait.save()
    (pair,) = queries.to_offer(Circle(bruno, now))
    assert (pair.one.member, pair.other.member) == (alice.pk, diane.pk)


def test_what_ties_may_not_read_brings_nobody_together(needy, bruno, diane, now):
    make.entry(diane, EntryKind.ORDEAL, words=LIVED, shown=Closeness.SELF)
    assert queries.to_offer(Circle(bruno, now)) == []


def test_two_who_are_tied_are_not_brought_together(needy, bruno, diane, now):
    make.entry(diane, EntryKind.ORDEAL, words=LIVED)
    make.tie(needy, diane)
    assert queries.to_offer(Circle(bruno, now)) == []


def test_two_who_may_not_meet_are_not_brought_together(needy, bruno, diane, now):
    make.entry(diane, EntryKind.ORDEAL, words=LIVED)
    make.block(diane, needy)
    assert queries.to_offer(Circle(bruno, now)) == []


def test_two_who_were_offered_are_not_proposed_again(needy, bruno, diane, now):
    make.entry(diane, EntryKind.ORDEAL, words=LIVED)
    actions.offer(needy, diane, by=bruno, words="", now=now)
    assert queries.to_offer(Circle(bruno, now + timedelta(days=20))) == []


def test_it_is_only_for_who_is_tied_to_both(needy, diane, chantal, bruno, now):
    make.entry(diane, EntryKind.ORDEAL, words=LIVED)
    make.tie(chantal, diane)
    assert queries.to_offer(Circle(chantal, now)) == []
    assert queries.to_offer(Circle(needy, now)) == []


def test_with_many_ties_a_few_queries_and_three_pairs(
    bruno, now, django_assert_max_num_queries
):
    for n in range(8):
        one, other = make.member(f"Un{n}", looking_for=NEED), make.member(f"Deux{n}")
        make.entry(other, EntryKind.ORDEAL, words=LIVED)
        make.tie(bruno, one)
        make.tie(bruno, other)
    with django_assert_max_num_queries(12):
        pairs = queries.to_offer(Circle(bruno, now))
    assert len(pairs) == 3
    people = [one.member for pair in pairs for one in (pair.one, pair.other)]
    assert len(set(people)) == 6
