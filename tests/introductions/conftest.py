"""Beside the cast: Diane, whom Bruno knows and Alice does not."""

import pytest

from tests import make
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
