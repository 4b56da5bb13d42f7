"""Luck keeps its surprise: a person is proposed in words, never as a match."""

import re

from tests.promises.calls import pages_as_found
from tests.promises.world import ROLES

MATCH = re.compile(
    r"\b(?:match(?:es|ed|ing)?|score|compatib\w+|recommended for you|mutual connections"
    r"|people you may know|recommandé pour toi|relations? en commun|affinité)\b",
    re.IGNORECASE,
)


def test_nobody_is_proposed_as_a_match(world):
    cold = {
        f"{role} {path}": found
        for role in ROLES
        for path, page in pages_as_found(world, role)
        if (found := MATCH.findall(page.text))
    }
    assert cold == {}


def test_at_most_three_people_are_proposed(world):
    """And nothing on the page leads to more of them."""
    for role in ("owner", "reach"):
        for path, page in pages_as_found(world, role):
            passing = [f for f in page.forms if "/suggestions/" in f.action]
            assert len(passing) <= 3, f"{role} {path}"
