"""The cast and the tools: Alice acts, Bruno is her tie, Chantal must see nothing."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from tests import make
from tests.browser import browser_type_launch_args, open_page, page, watch
from tests.mailbox import Mailbox, post_office
from whispeer.ground.tasks import TaskContext
from whispeer.members.models import Member

__all__ = ["browser_type_launch_args", "open_page", "page", "watch"]

# A Tuesday morning in Lyon, far from midnight and from the changes of the clocks.
TUESDAY = datetime(2026, 3, 10, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """The language of the last page answered is not the one of the next test."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def own_limits(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test commits to the cache, which is no model's table, ends with it."""
    marked = request.node.get_closest_marker("django_db")
    names = {"transactional_db", "live_server"}
    commits = not names.isdisjoint(request.fixturenames) or bool(
        marked and marked.kwargs.get("transaction")
    )
    if commits:
        request.getfixturevalue("transactional_db")
    yield
    if commits:
        cache.clear()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Time stands still; `clock.shift(timedelta(days=1))` lets it pass."""
    with time_machine.travel(TUESDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def now(clock) -> datetime:
    """The instant at which the test takes place, for the pages too."""
    return TUESDAY


@pytest.fixture
def alice(db) -> Member:
    return make.member("Alice", family_name="Aubert", trade="une relieuse")


@pytest.fixture
def bruno(db, alice) -> Member:
    bruno = make.member("Bruno", family_name="Bianchi", trade="un menuisier")
    make.tie(alice, bruno, named=True)
    return bruno


@pytest.fixture
def chantal(db) -> Member:
    return make.member("Chantal", family_name="Cordier", trade="une libraire")


@pytest.fixture
def client_of(db) -> Callable[..., Client]:
    """A browser in which somebody is signed in; nobody, when nobody is given."""

    def client_of(member: Member | None = None, **options: Any) -> Client:
        client = Client(**options)
        if member is not None:
            client.force_login(member)
        return client

    return client_of


@pytest.fixture(scope="session")
def mail_server() -> Iterator[Mailbox]:
    with post_office() as mailbox:
        yield mailbox


@pytest.fixture
def mailbox(mail_server, settings) -> list[EmailMessage]:
    """What arrived, through SMTP, at a private server; read it after `run_tasks()`."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = mail_server.address
    settings.EMAIL_USE_TLS = False
    messages: list[EmailMessage] = mail_server.messages
    messages.clear()
    return messages


@pytest.fixture
def run_tasks(db) -> Callable[[], None]:
    """Do, here and now, the work that was put off until after the commit."""

    def run_tasks() -> None:
        while run_what_waits_for_commit() or run_next_task():
            pass

    return run_tasks


def run_what_waits_for_commit() -> bool:
    """A test never commits: what would follow is called as if it had."""
    waiting, connection.run_on_commit = connection.run_on_commit, []
    for waits in waiting:
        waits[1]()
    return bool(waiting)


def run_next_task() -> bool:
    row = DBTaskResult.objects.ready().first()
    if row is None:
        return False
    row.claim("tests")
    task, told = row.task, row.task_result
    context = [TaskContext(task_result=told)] if task.takes_context else []
    row.set_successful(task.call(*context, *told.args, **told.kwargs))
    return True


@pytest.fixture
def all_tables(db) -> Callable[[], dict[str, str]]:
    """A digest of every row of every table: equal before and after, nothing changed."""
    return all_tables_now


def all_tables_now() -> dict[str, str]:
    return {
        model._meta.label: digest_of(model._meta.db_table)
        for model in apps.get_models(include_auto_created=True)
    }


def digest_of(table: str) -> str:
    with connection.cursor() as cursor:
        quoted = connection.ops.quote_name(table)
        cursor.execute(f"SELECT * FROM {quoted} ORDER BY 1")
        return hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()
