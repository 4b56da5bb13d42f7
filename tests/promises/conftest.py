import pytest
from django.db import transaction

from tests.promises.calls import enter, forms_of
from tests.promises.founding import make_world
from tests.promises.world import World


@pytest.fixture
def world(db, settings) -> World:
    """Everything once, everybody signed in, every form known; nothing done yet."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    world = make_world()
    enter(world, "visitor")
    with transaction.atomic():
        forms_of(world)
        transaction.set_rollback(True)
    return world
