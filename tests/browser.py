"""A real browser in front of the real pages; whatever it complains of fails the test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

from tests.plugin import chromium
from whispeer.members.models import Member

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Not even a name is looked up elsewhere.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
)
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`Refused by the policy: ${event.violatedDirective} ${event.blockedURI}`);
});
"""
HEIGHT = 844


class Watch:
    """What a page did that none of ours may do."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.complaints: list[str] = []

    def over(self, context: BrowserContext) -> None:
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("request", self.note_request)
        context.on("console", self.note_console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def note_request(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.complaints.append(f"asked {request.url}")

    def note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"console: {message.text}")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": chromium(), "headless": True, "args": list(ARGUMENTS)}


@pytest.fixture
def watch(live_server) -> Iterator[Watch]:
    watch = Watch(live_server.url)
    yield watch
    assert watch.complaints == []


@pytest.fixture
def open_page(new_context, live_server, watch) -> Callable[..., Page]:
    """A fresh browser: in which language, by day or night, how wide, scripts or none."""

    def open_page(
        language: str = "fr",
        scheme: str = "light",
        width: int = 1280,
        scripts: bool = True,
        by: Member | None = None,
    ) -> Page:
        context = new_context(
            base_url=live_server.url,
            locale=language,
            color_scheme=scheme,
            viewport={"width": width, "height": HEIGHT},
            java_script_enabled=scripts,
            reduced_motion="reduce",
            service_workers="block",
        )
        watch.over(context)
        page: Page = context.new_page()
        if by is not None:
            sign_in(page, by)
        return page

    return open_page


@pytest.fixture
def page(open_page) -> Page:
    page: Page = open_page()
    return page


def sign_in(page: Page, member: Member) -> None:
    """Open a session without its form; the form has tests of its own."""
    client = Client()
    client.force_login(member)
    name = settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    page.context.add_cookies(
        [{"name": name, "value": value, "domain": "localhost", "path": "/"}]
    )


def accessibility(page: Page) -> list[str]:
    """What axe finds wrong, one line each; an empty list is the only good answer."""
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
