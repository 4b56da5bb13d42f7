"""Alice seeks; Bruno is her tie, Diane his, Emile hers. Chantal is tied to nobody."""

import pytest

from tests import make
from whispeer.whispers.models import Words
from whispeer.whispers.states import Need

SENTENCE = "Je cherche qui a exporté du fromage au Japon."


@pytest.fixture
def diane(db, bruno):
    diane = make.member("Diane", family_name="Delmas", trade="une fromagère")
    make.tie(bruno, diane, named=True)
    return diane


@pytest.fixture
def emile(db, diane):
    emile = make.member("Emile", family_name="Etcheverry", trade="un douanier")
    make.tie(diane, emile, named=True)
    return emile


@pytest.fixture
def words():
    return Words(need=Need.HAND, sentence=SENTENCE)
