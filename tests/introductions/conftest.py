"""Beside the cast: Diane, whom Bruno knows and Alice does not."""

import pytest

from tests import make
from tests.introductions.pages import PRAISE, REASON, WORDS
from whispeer.introductions import actions
from whispeer.introductions.models import Introduction
from whispeer.members.models import Member
from whispeer.ties import engine


@pytest.fixture(autouse=True)
def engine_of_its_own(settings, tmp_path):
    settings.ENGINE = tmp_path / "engine"
    yield
    engine.OPENED.pop(settings.ENGINE, None)
    engine.WRITERS.pop(settings.ENGINE, None)


@pytest.fixture
def diane(db, bruno) -> Member:
    diane = make.member(
        "Diane", family_name="Dumont", trade="une céramiste", place="Vienne"
    )
    make.tie(bruno, diane, named=True)
    return diane


@pytest.fixture
def suggestion(alice, bruno, diane, clock):
    return make.suggestion(alice, diane, bruno)


@pytest.fixture
def asked(alice, bruno, diane, now) -> Introduction:
    return make.introduction(alice, bruno, about=diane, begun_at=now, reason=REASON)


@pytest.fixture
def carried(alice, bruno, diane, now) -> Introduction:
    return make.introduction(
        alice, bruno, to=diane, about=diane, begun_at=now, reason=REASON, words=WORDS
    )


@pytest.fixture
def proposed(alice, bruno, now, clock):
    """Bruno writes of Alice."""
    return actions.recommend(alice, PRAISE, by=bruno, now=now)


@pytest.fixture
def accepted(proposed, alice, now):
    actions.accept(proposed, by=alice, now=now)
    proposed.refresh_from_db()
    return proposed
