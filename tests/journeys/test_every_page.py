"""Every page as a picture: nothing refused, nothing asked elsewhere, open to everybody.

Each page is opened once in the suite, in one language, by day or by night, on a phone
or on a desk, turn by turn; all of them in all combinations with `--soak`.
"""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import pytest
from django.urls import resolve
from playwright.sync_api import expect

from tests.browser import accessibility
from tests.promises.calls import pages
from tests.promises.founding import make_world
from tests.promises.world import World
from whispeer.members.models import Member

LOOKS = tuple(product(("fr", "en"), ("light", "dark"), (390, 1280)))
WHO_LOOK = ("visitor", "owner", "tie", "reach", "stranger")
NARROWEST, WIDEST = 320, 1920


class View(NamedTuple):
    """A page, and somebody who can open it."""

    role: str
    path: str


def views(world: World) -> Iterator[View]:
    """Each kind of page once, as the first who finds it; the rooms as everybody."""
    seen = set()
    for role in WHO_LOOK:
        for path, _page in pages(world, role):
            kind = (resolve(path.split("?")[0]).view_name, room_of(role, path))
            if kind not in seen:
                seen.add(kind)
                yield View(role, path)
    yield View("visitor", "/offline/")
    yield View("owner", "/no-such-page/")


def room_of(role: str, path: str) -> str:
    """These differ from one reader to the next."""
    differs = path in {"/", "/network/"} or "/people/" in path or "/card/" in path
    return role if differs else ""


def fault(
    page, watch, world: World, view: View, look: tuple[str, str, int]
) -> list[str]:
    """What is wrong with one page in one look."""
    language, scheme, width = look
    page.goto(view.path)
    name = f"{view.role} {view.path} {language} {scheme} {width}"
    found = [*accessibility(page), *refused(watch, view)]
    wide = page.evaluate("document.documentElement.scrollWidth")
    found += [f"{wide} px wide"] if wide > width else []
    found += (
        [] if page.locator("html").get_attribute("lang") == language else ["language"]
    )
    return [f"{name}: {one}" for one in found]


def refused(watch, view: View) -> list[str]:
    """The browser notes a page that is not there; it was asked for."""
    complaints = list(watch.complaints)
    watch.complaints.clear()
    missing = "no-such-page" in view.path
    return [one for one in complaints if not (missing and "404" in one)]


def look_at(
    open_page, watch, world: World, seen: list[tuple[View, tuple[str, str, int]]]
) -> list[str]:
    wrong = []
    for view, look in seen:
        language, scheme, width = look
        Member.objects.update(language=language)
        page = open_page(language, scheme, width, by=world.roles[view.role])
        wrong += fault(page, watch, world, view, look)
        page.context.close()
    return wrong


@pytest.fixture
def house(transactional_db, live_server) -> World:
    return make_world()


@pytest.mark.browser
@pytest.mark.parametrize("half", [0, 1])
def test_every_page_is_well_made(half, house, open_page, watch):
    found = list(views(house))
    turns = [(view, LOOKS[(3 * n) % len(LOOKS)]) for n, view in enumerate(found)]
    wrong = look_at(open_page, watch, house, turns[half::2])
    assert not wrong, "\n".join(wrong)


@pytest.mark.browser
@pytest.mark.soak
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_page_is_well_made_in_every_look(look, house, open_page, watch):
    wrong = look_at(open_page, watch, house, [(view, look) for view in views(house)])
    assert not wrong, "\n".join(wrong)


@pytest.mark.browser
@pytest.mark.parametrize("width", [NARROWEST, WIDEST])
def test_no_page_has_to_be_pushed_sideways(width, house, open_page):
    page = open_page("fr", "light", width, by=house.owner)
    for view in views(house):
        if view.role == "owner" and "no-such" not in view.path:
            page.goto(view.path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (
                view.path
            )


@pytest.mark.browser
def test_every_page_works_without_scripts(house, open_page):
    """Signed in, through the rooms, and a gesture done: all of it plain HTML."""
    page = open_page("en", scripts=False, by=house.owner)
    for path in ("/", "/network/", "/me/"):
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
    page.goto("/network/cards/new/")
    page.get_by_label("Where did you meet").fill("At the Lyon fair, in the rain")
    page.locator("form.form button[type=submit]").click()
    page.wait_for_url("**/network/cards/*-*/")


@pytest.mark.browser
def test_the_browser_sees_what_it_should(house, open_page, watch):
    """The test of the test: an address elsewhere, an inline style, a nameless button."""
    page = open_page("en", by=house.owner)
    page.goto("/")
    page.evaluate("""() => {
      document.body.insertAdjacentHTML(
        "beforeend",
        '<button style="color: red"></button><img src="https://example.org/x.png">',
      );
    }""")
    page.wait_for_timeout(200)

    assert any("example.org" in one for one in watch.complaints)
    assert any("style" in one for one in watch.complaints)
    assert any("button-name" in one for one in accessibility(page))
    watch.complaints.clear()
