import pytest

from tests import make
from whispeer.members.models import Member


@pytest.fixture
def steward(db) -> Member:
    return make.steward("Solène", language="fr")
