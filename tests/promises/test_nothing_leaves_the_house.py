"""No request leaves the house's own origin; every answer says so to the browser."""

import re

import pytest

from tests.promises.access import METHODS, Cell, names
from tests.promises.calls import address, contents, enter, pages_as_found
from tests.promises.reading import read, walk
from tests.promises.test_closed_by_default import send
from tests.promises.world import ROLES

ROUTES = sorted(route for route, _pattern in names())
ELSEWHERE = re.compile(r"^(?:[a-z][a-z+.-]*:)?//|^(?:http|https|ftp|ws|wss|data|blob):")


def policy_of(response) -> dict[str, list[str]]:
    header = response.headers["Content-Security-Policy"]
    directives = (part.split() for part in header.split(";"))
    return {name: sources for name, *sources in directives}


@pytest.mark.parametrize("route", ROUTES)
def test_every_answer_forbids_what_is_not_ours(route, world):
    """Whatever the method, whoever asks, even when it is refused."""
    for role in ("visitor", "owner"):
        for method in METHODS:
            cell = Cell(route, method, role)
            answer = send(world, enter(world, role), cell, address(world, route))
            told = policy_of(answer)
            assert told["default-src"] == ["'none'"], cell
            assert told["frame-ancestors"] == ["'none'"], cell
            assert {one for all_of in told.values() for one in all_of} <= {
                "'none'",
                "'self'",
            }
            assert answer.headers["X-Content-Type-Options"] == "nosniff", cell
            assert answer.headers["Referrer-Policy"] == "same-origin", cell
            assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", cell


@pytest.mark.parametrize(
    "path", ["/no-such-page/", "/static/no-such-file.css", "/me", "/network/people/x/"]
)
def test_so_does_what_is_not_there(path, world):
    for role in ("visitor", "owner"):
        answer = enter(world, role).get(path)
        assert policy_of(answer)["default-src"] == ["'none'"]


def test_a_page_of_somebodys_is_kept_by_nobody_on_the_way(world):
    for path, response in walk(enter(world, "owner"), "/"):
        assert "no-store" in response.headers["Cache-Control"], path


@pytest.mark.parametrize("role", ROLES)
def test_every_file_a_page_asks_for_is_ours_and_there(role, world):
    wrong = []
    found = {
        asset for _path, page in pages_as_found(world, role) for asset in page.assets
    }
    for asset in sorted(found):
        path = asset.split("#")[0]
        if ELSEWHERE.search(asset):
            wrong.append(f"elsewhere: {asset}")
        elif path and not is_there(enter(world, role).get(path)):
            wrong.append(f"missing: {asset}")
    assert wrong == []


def is_there(answer) -> bool:
    return bool(contents(answer)) and answer.status_code == 200


def test_styles_and_scripts_name_no_other_house(world):
    for _path, page in pages_as_found(world, "visitor"):
        for asset in page.assets:
            path = asset.split("#")[0]
            if path.endswith((".css", ".js")):
                answer = enter(world, "visitor").get(path)
                text = contents(answer).decode()
                assert not re.search(
                    r"url\(['\"]?(?:https?:)?//|@import|https?://(?!www\.w3\.org)\w",
                    text,
                )


def test_cookies_are_for_this_house_alone(world):
    client = enter(world, "visitor")
    client.get("/account/login/")
    for cookie in client.cookies.values():
        assert cookie["samesite"] in {"Lax", "Strict"}, cookie.key
        assert not cookie["domain"], cookie.key


def test_links_that_lead_out_are_only_those_people_wrote(world):
    for role in ("visitor", "stranger"):
        for path, page in pages_as_found(world, role):
            out = [link for link in page.links if ELSEWHERE.search(link)]
            assert out == [], path


def test_the_reader_sees_what_a_page_asks_for(world):
    page = read("/", enter(world, "visitor").get("/charter/"))
    assert any(asset.endswith(".css") for asset in page.assets)
    assert any(asset.endswith(".js") for asset in page.assets)
