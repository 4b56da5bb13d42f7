"""The engine follows the database: at once, after a crash, and from nothing."""

import shutil
from datetime import timedelta

import pytest

from tests import make
from whispeer.graph.introductions import introductions
from whispeer.ties import actions, engine
from whispeer.ties.actions import changes
from whispeer.ties.models import Side, Tie, TieChange
from whispeer.ties.states import Lived


@pytest.fixture(autouse=True)
def engine_of_its_own(settings, tmp_path):
    settings.ENGINE = tmp_path / "engine"
    yield
    engine.OPENED.pop(settings.ENGINE, None)
    engine.WRITERS.pop(settings.ENGINE, None)


def near(member, now):
    store = engine.store(now)
    row = store.row(store.row_of(member.pk))
    return set(store.ids[row.neighbours].tolist())


def test_a_store_that_never_was_is_built_from_the_database(alice, bruno, chantal, now):
    assert near(alice, now) == {bruno.pk}
    assert near(chantal, now) == set()


def test_a_deleted_store_is_built_again_by_itself(alice, bruno, now, settings):
    near(alice, now)
    shutil.rmtree(settings.ENGINE)

    assert near(alice, now) == {bruno.pk}


def test_a_damaged_store_is_built_again_by_itself(alice, bruno, now, settings):
    near(alice, now)
    engine.OPENED.clear()
    generation = next(settings.ENGINE.glob("gen-*"))
    (generation / "header").write_bytes(b"not a header at all")

    assert near(alice, now) == {bruno.pk}


def test_a_tie_made_now_is_seen_by_whoever_looks(alice, bruno, chantal, now, run_tasks):
    near(alice, now)
    card = make.card(chantal)
    actions.take_card(card, by=alice, now=now)
    run_tasks()

    assert near(alice, now) == {bruno.pk, chantal.pk}
    assert near(chantal, now) == {alice.pk}


def test_a_change_whose_process_died_is_applied_by_the_next_who_looks(
    alice, bruno, chantal, now
):
    near(alice, now)
    actions.take_card(make.card(chantal), by=alice, now=now)
    # What would follow the commit never runs: the process is gone.

    assert near(alice, now) == {bruno.pk, chantal.pk}


def test_a_newcomer_of_after_the_build_is_in_the_graph_once_tied(alice, bruno, now):
    near(alice, now)
    diane = make.member("Diane")
    actions.take_card(make.card(diane), by=alice, now=now)

    assert near(diane, now) == {alice.pk}


def test_a_tie_let_go_is_forgotten_at_once(alice, bruno, now, run_tasks):
    near(alice, now)
    actions.let_go(Tie.objects.get(), by=alice, now=now)
    run_tasks()

    assert near(alice, now) == set()
    assert near(bruno, now) == set()


def test_a_block_is_forgotten_by_the_engine_too(alice, bruno, now):
    near(alice, now)
    actions.block(by=bruno, of=alice, now=now)

    assert near(alice, now) == set()


def test_only_ties_that_both_agreed_to_name_are_ways(alice, bruno, chantal, now):
    make.tie(bruno, chantal, named=True)
    found = introductions(engine.store(now), alice.pk, score="path")
    assert [one.member for one in found] == [chantal.pk]

    side = Side.objects.get(member=bruno, other=chantal)
    actions.name_tie(side, by=bruno, nameable=False, now=now)

    assert introductions(engine.store(now), alice.pk, score="path") == []


def test_strength_is_per_side_and_grows_with_what_is_lived(alice, bruno, now):
    tie = Tie.objects.get()
    faint = next(engine.bonds([tie], now))
    for days in (1, 8, 15, 22):
        make.event(tie, alice, Lived.MET, at=now - timedelta(days=days))

    lived = next(engine.bonds([tie], now))

    assert lived.strength_first > faint.strength_first
    assert lived.strength_second > faint.strength_second
    assert faint.strength_first == pytest.approx(1 / 255)


def test_what_the_other_denies_counts_for_nothing(alice, bruno, now):
    tie = Tie.objects.get()
    make.event(tie, alice, Lived.MET, at=now - timedelta(days=1), denied=True)

    assert next(engine.bonds([tie], now)).strength_first == pytest.approx(1 / 255)


def test_a_database_put_back_is_the_truth(alice, bruno, chantal, now):
    actions.take_card(make.card(chantal), by=alice, now=now)
    near(alice, now)
    TieChange.objects.all().delete()
    Tie.objects.filter(sides__member=chantal).delete()

    assert near(alice, now) == {bruno.pk}


def test_the_log_holds_pairs_in_order_and_no_strength(alice, bruno, chantal, now):
    changes.record(chantal.pk, alice.pk, now=now)
    changes.record(alice.pk, bruno.pk, now=now)

    log = list(TieChange.objects.all())

    assert [change.seq for change in log] == [1, 2]
    assert (log[0].first, log[0].second) == (alice.pk, chantal.pk)
    assert {field.name for field in TieChange._meta.fields} == {
        "seq", "first", "second", "at"
    }  # fmt: skip


def test_a_replay_of_the_whole_log_ends_at_the_truth(
    alice, bruno, chantal, now, settings
):
    engine.store(now)
    for _ in range(3):
        tie = actions.take_card(make.card(chantal), by=alice, now=now)
        actions.let_go(tie, by=alice, now=now)
    actions.take_card(make.card(chantal), by=alice, now=now)

    engine.catch_up(now)

    assert near(alice, now) == {bruno.pk, chantal.pk}
    engine.opened().verify()
