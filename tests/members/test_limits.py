"""Limits of attempts hold whichever process answers, and are forgotten in time."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection

from tests import make
from tests.members.trying import was_heard
from whispeer.ground.limits import prune

LOGIN = "/account/login/?with=password"
FAILURES = 5  # allauth's: for one address, in five minutes


def start_trying(email: str, times: int) -> subprocess.Popen[str]:
    name = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-m", "tests.members.trying", name, email, str(times)]
    return subprocess.Popen(
        command, env=os.environ, stdout=subprocess.PIPE, encoding="utf-8"
    )


@pytest.mark.both
def test_several_processes_keep_one_limit_together(transactional_db, client):
    alice = make.member("Alice")
    make.address(alice)

    tried = [start_trying(alice.email, 4) for _ in range(3)]
    heard = sum(one.communicate()[0].count("heard") for one in tried)
    sent = {"login": alice.email, "password": make.PASSWORD}
    here = client.post(LOGIN, sent)

    assert 1 <= heard <= FAILURES
    assert here.status_code == 200, "the right one comes too late"


def test_it_was_the_limit_that_kept_her_out(client, alice):
    make.address(alice)
    guess = {"login": alice.email, "password": "a guess"}
    heard = [was_heard(client.post(LOGIN, guess)) for _ in range(FAILURES + 1)]

    assert heard == [True] * FAILURES + [False]


def test_no_flood_of_addresses_makes_room_for_another_try(client, alice, settings):
    """A cache that is full drops rows; it must not be full so soon."""
    make.address(alice)
    for _ in range(FAILURES):
        client.post(LOGIN, {"login": alice.email, "password": "a guess"})
    for which in range(400):
        cache.set(f"allauth:rl:another:{which}", [1.0], 300)

    late = client.post(LOGIN, {"login": alice.email, "password": make.PASSWORD})

    assert late.status_code == 200


@pytest.mark.both
def test_what_no_limit_looks_at_any_more_is_forgotten(db, now):
    cache.set("old", 1, -60)
    cache.set("young", 1, 60)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ground_cache SET expires = %s WHERE cache_key LIKE %s",
            [connection.ops.adapt_datetimefield_value(now), "%old"],
        )

    prune(now + timedelta(seconds=30))

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM ground_cache")
        assert [key for (key,) in cursor.fetchall()] == [":1:young"]
