"""Alice seeks; Bruno is her tie, Diane his, Emile hers. Chantal is tied to nobody."""

import pytest

from tests import make
from tests.whispers import pages
from whispeer.members.models import Member
from whispeer.ties import engine
from whispeer.whispers.models import Relay, Whisper, Words
from whispeer.whispers.states import Need

SENTENCE = "Je cherche qui a exporté du fromage au Japon."


@pytest.fixture(autouse=True)
def a_tuesday(clock):
    """Everybody joined before it; by night nobody is asked."""


@pytest.fixture(autouse=True)
def engine_of_its_own(settings, tmp_path):
    settings.ENGINE = tmp_path / "engine"
    yield
    engine.OPENED.pop(settings.ENGINE, None)
    engine.WRITERS.pop(settings.ENGINE, None)


@pytest.fixture
def diane(db, bruno) -> Member:
    diane = make.member("Diane", family_name="Delmas", trade="une fromagère")
    make.tie(bruno, diane, named=True)
    return diane


@pytest.fixture
def emile(db, diane) -> Member:
    emile = make.member("Emile", family_name="Etcheverry", trade="un douanier")
    make.tie(diane, emile, named=True)
    return emile


@pytest.fixture
def hands(bruno, diane, emile) -> list[Member]:
    """Over whom it may come, from Alice's own tie to the third person."""
    return [bruno, diane, emile]


@pytest.fixture
def fanny(db, alice) -> Member:
    """Another tie of Alice's."""
    fanny = make.member("Fanny", family_name="Fabre", trade="une avocate")
    make.tie(alice, fanny)
    return fanny


@pytest.fixture
def words() -> Words:
    return Words(need=Need.HAND, sentence=SENTENCE, hops=3)


@pytest.fixture
def whispered(alice, bruno, now) -> Whisper:
    return make.whisper(alice, sentence=pages.SENTENCE, context="Au printemps.")


@pytest.fixture
def asked(whispered, bruno) -> Relay:
    return make.relay(whispered, bruno)
