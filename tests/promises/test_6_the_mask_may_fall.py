"""The mask may fall: who looks after the house reads nothing, and a block is complete."""

import pytest
from django.apps import apps
from django.db import models

from tests.promises.access import names
from tests.promises.calls import pages_as_found
from tests.promises.stewards import is_for_stewards
from tests.promises.world import BY_A_LINK, TOKEN
from whispeer.ground.personal import Kind, declaration


def test_a_steward_reads_nobody(world):
    """Not a word of anybody's but his own and what was said to the house, on any page."""
    steward = world.member("steward")
    own = {
        canary.token
        for canary in world.canaries
        if steward in canary.owners
        or is_for_stewards(steward, canary.row, canary.field)
    }
    for path, page in pages_as_found(world, "steward"):
        if not path.startswith(BY_A_LINK):
            assert set(TOKEN.findall(page.source)) <= own, path


def test_there_is_no_room_where_an_operator_reads_private_texts():
    assert not apps.is_installed("django.contrib.admin")
    assert [route for route, _pattern in names() if "admin" in route] == []


def test_what_is_sealed_is_readable_by_no_query():
    """A sealed field holds bytes the server has no key for."""
    readable = [
        f"{model._meta.label}.{name}"
        for model in apps.get_models()
        if (told := declaration(model))
        for name, kind in told.kinds.items()
        if kind is Kind.SEALED
        and not isinstance(model._meta.get_field(name), models.BinaryField)
    ]
    assert readable == []


@pytest.mark.parametrize("role", ["blocked", "blocker"])
def test_a_block_leaves_nothing_of_the_other_anywhere(role, world):
    """Even with the person's own card in hand."""
    other = {c.token for c in world.canaries if world.owner in c.owners}
    allowed = world.known[role, False]
    for path, page in pages_as_found(world, role):
        if not path.startswith("/invitation/"):
            assert set(TOKEN.findall(page.source)) & other <= allowed, path
