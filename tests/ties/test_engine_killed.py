"""A process is killed while it writes, database and engine: both say the same after."""

import itertools
import os
import random
import signal
import sys
import time
import warnings

import numpy as np
import pytest
from django.db import connection

from tests import make
from whispeer.graph.arrays import STEPS
from whispeer.graph.introductions import introductions
from whispeer.ties import actions, engine
from whispeer.ties.models import Tie, TieChange

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


@pytest.fixture(autouse=True)
def engine_of_its_own(settings, tmp_path):
    settings.ENGINE = tmp_path / "engine"
    yield
    engine.OPENED.pop(settings.ENGINE, None)
    engine.WRITERS.pop(settings.ENGINE, None)


def live(people, now, seed, begun):
    """Take cards and let go, until somebody ends it; say so once it has begun."""
    chance = random.Random(seed)
    for turn in itertools.count():
        if turn == 1:
            os.write(begun, b"!")
        one, other = chance.sample(people, 2)
        first, second = sorted((one.pk, other.pk))
        tie = Tie.objects.filter(first=first, second=second).first()
        if tie is None:
            named = chance.random() < 0.5
            card = make.card(other, offered_at=now)
            actions.take_card(card, by=one, now=now, nameable=named)
        else:
            actions.let_go(tie, by=one, now=now)


def killed_while_writing(people, now, seed):
    """Let another process write for a moment, and kill it."""
    connection.close()  # not to be shared
    ready, begun = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of fork beside threads
        child = os.fork()
    if child == 0:
        try:
            live(people, now, seed, begun)
        finally:  # it must never go on with the tests
            os._exit(sys.exc_info()[0] is not None)
    os.close(begun)
    assert os.read(ready, 1) == b"!"
    os.close(ready)
    time.sleep(random.Random(seed).uniform(0, 0.1))
    os.kill(child, signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def in_the_engine(store):
    """Each half of a tie, by ids: its strength in steps, and whether it is open."""
    found = {}
    for row, member in enumerate(store.ids.tolist()):
        ties = store.row(row)
        ends = store.ids[ties.neighbours].tolist()
        steps = np.rint(ties.strengths * STEPS).astype(int).tolist()
        for other, step, open_ in zip(ends, steps, ties.open.tolist(), strict=True):
            found[member, other] = step, open_
    return found


def in_the_database(now):
    found = {}
    for bond in engine.all_bonds(now):
        found[bond.first, bond.second] = round(bond.strength_first * STEPS), bond.open
        found[bond.second, bond.first] = round(bond.strength_second * STEPS), bond.open
    return found


@pytest.mark.parametrize("kills", [4, pytest.param(100, marks=pytest.mark.soak)])
def test_after_each_kill_the_engine_says_what_the_database_says(now, kills):
    people = [make.member() for _ in range(12)]
    for one, other in itertools.pairwise(people[:6]):
        make.tie(one, other, named=True)
    engine.store(now)
    written = 0
    for seed in range(kills):
        killed_while_writing(people, now, seed)

        store = engine.store(now)
        assert in_the_engine(store) == in_the_database(now)
        assert store.generation == 1  # healed by the log, not built anew
        store.verify()
        for person in people:
            introductions(store, person.pk)
        written = TieChange.objects.count()
    assert written > kills
