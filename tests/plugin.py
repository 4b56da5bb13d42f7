"""How the tests are run: on which database, with which settings, which of them.

Loaded before Django's settings (`-p tests.plugin` in pyproject.toml):

- `pytest` runs everything on SQLite, the engine and the browser included;
- `pytest --on postgresql` runs what touches the data on a private server;
- `pytest --soak` runs what is slow on purpose, and only that.
"""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres

TOUCHES_DATA = {"db", "transactional_db", "live_server"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NO_SERVER = "no PostgreSQL binaries (initdb, postgres) on this machine"
NO_BROWSER = "no Chromium on this machine"
LOOPBACK = "127.0.0.1,::1,localhost"

# Warnings of libraries that we cannot mend; ours are errors, without exception.
WARNINGS_OF_OTHERS = (
    # pytest-base-url, which pytest-playwright brings, is written for an older pytest.
    "ignore:Session-scoped fixtures defined as instance methods"
    ":pytest.PytestRemovedIn10Warning",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("whispeer")
    group.addoption("--on", choices=["sqlite", "postgresql"], default="sqlite")
    group.addoption("--soak", action="store_true", help="run the slow tests only")


# ── Before the settings are read ─────────────────────────────────────────────


class House:
    """What one run of the tests owns on this machine."""

    def __init__(self) -> None:
        # Asked to stop, the tests still clear up after themselves.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        self.folder = Path(tempfile.mkdtemp(prefix="whispeer-tests-"))
        self.server: postgres.Server | None = None

    def close(self) -> None:
        if self.server:
            self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


HOUSE = pytest.StashKey[House]()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Only the process a person started comes here; xdist's workers inherit."""
    house = early_config.stash[HOUSE] = House()
    early_config.add_cleanup(house.close)
    for name in [name for name in os.environ if name.startswith("WHISPEER_")]:
        del os.environ[name]  # a developer's own settings are not the tests'
    os.environ["WHISPEER_DATA"] = str(house.folder)
    os.environ["WHISPEER_DATABASE"] = "sqlite:///"
    if early_config.known_args_namespace.on == "postgresql":
        found = postgres.binaries()
        if found:
            house.server = postgres.Server(found)
            house.server.start()
            os.environ["WHISPEER_DATABASE"] = house.server.url
    return (yield)


# ── Once the settings are read ───────────────────────────────────────────────


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    # Read by pytest-socket: nothing leaves the machine.
    config.option.allow_hosts = LOOPBACK
    config.option.allow_unix_socket = True
    # Playwright keeps an event loop in the main thread; no view of ours is async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    for warning in WARNINGS_OF_OTHERS:
        config.addinivalue_line("filterwarnings", warning)
    fit_settings()


def fit_settings() -> None:
    """Each worker keeps its own things on disk; passwords cost nothing."""
    from django.conf import settings  # noqa: PLC0415 (not before the hook above)

    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    folder = Path(os.environ["WHISPEER_DATA"]) / worker
    folder.mkdir(exist_ok=True)
    settings.DATA = folder
    settings.ENGINE = folder / "engine"
    settings.STATIC_ROOT = folder / "static"
    settings.WHITENOISE_AUTOREFRESH = True  # files are looked up where they lie
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    default = settings.DATABASES["default"]
    if "sqlite3" in default["ENGINE"]:
        # A file, so that two threads meet as they do in a real house; its name must
        # be known before the database is made, or the live server takes it for memory.
        default["NAME"] = str(folder / "house.sqlite3")
        default.setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")


# ── Which tests ──────────────────────────────────────────────────────────────


def touches_data(item: pytest.Item) -> bool:
    if item.get_closest_marker("django_db") or item.get_closest_marker("both"):
        return True
    return bool(TOUCHES_DATA & set(getattr(item, "fixturenames", ())))


def is_wanted(item: pytest.Item, config: pytest.Config) -> bool:
    if (item.get_closest_marker("soak") is not None) != config.option.soak:
        return False
    if config.option.on == "sqlite":
        return True
    return touches_data(item) and item.get_closest_marker("browser") is None


def chromium() -> str | None:
    """The browser to drive: $CHROMIUM, or Debian's, or another one on the path."""
    named = os.environ.get("CHROMIUM")
    found = (shutil.which(name) for name in ([named] if named else BROWSERS))
    return next((path for path in found if path), None)


def reason_to_skip(item: pytest.Item, config: pytest.Config) -> str | None:
    if config.option.on == "postgresql" and not postgres.binaries():
        return NO_SERVER
    if item.get_closest_marker("browser") and not chromium():
        return NO_BROWSER
    return None


LEFT_OUT = pytest.StashKey[bool]()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    left_out = [item for item in items if not is_wanted(item, config)]
    items[:] = [item for item in items if is_wanted(item, config)]
    config.hook.pytest_deselected(items=left_out)
    config.stash[LEFT_OUT] = bool(left_out)
    for item in items:
        if reason := reason_to_skip(item, config):
            if os.environ.get("CI"):
                raise pytest.UsageError(f"In CI nothing is skipped: {reason}.")
            item.add_marker(pytest.mark.skip(reason=reason))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Where nothing touches the data, a run on PostgreSQL has nothing to fail."""
    nothing = exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED
    if nothing and session.config.stash.get(LEFT_OUT, False):
        session.exitstatus = pytest.ExitCode.OK
