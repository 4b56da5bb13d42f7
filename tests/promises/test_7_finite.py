"""Finite: every page ends and says so; the day holds at most five gestures."""

from datetime import timedelta

import pytest

from tests import make
from tests.promises.calls import enter, pages_as_found
from tests.promises.reading import is_page, read, walk
from tests.promises.world import ROLES
from whispeer.members.states import EntryKind

KNOT = "#knot"
GESTURE = "passage gesture"
MOST = 5


@pytest.mark.parametrize("role", ROLES)
def test_every_page_ends_with_the_knot_and_says_so(role, world):
    endless = [
        path
        for path, page in pages_as_found(world, role)
        if page.source.count(KNOT) != 1 or 'id="end"' not in page.source
    ]
    assert endless == []


def test_no_page_grows_by_itself(world):
    """No feed: nothing is loaded when one reaches the end of the page."""
    for _path, page in pages_as_found(world, "owner"):
        assert "intersect" not in page.source
        assert "revealed" not in page.source


def test_a_long_list_is_read_in_pages_that_end(alice, client_of, now):
    """Everybody is found once, and the last page leads nowhere further."""
    others = [
        make.member(f"Ami {chr(97 + n // 26)}{chr(97 + n % 26)}") for n in range(70)
    ]
    for other in others:
        make.tie(alice, other)
    pages_of_people = [
        read(path, response)
        for path, response in walk(client_of(alice), "/network/")
        if is_page(response) and path.startswith("/network/") and "people" not in path
    ]
    text = " ".join(page.text for page in pages_of_people)
    assert [other.given_name for other in others if other.given_name not in text] == []


def gestures(client) -> list[str]:
    page: str = client.get("/").content.decode()
    return page.split(GESTURE)[1:]


def test_the_day_holds_at_most_five_gestures(alice, client_of, now):
    """However many there could be."""
    for number in range(40):
        other = make.member(
            f"Ami {chr(97 + number % 26)}",
            looking_for="quelqu’un qui sache lire un bail",
        )
        tie = make.tie(alice, other, named=True)
        make.entry(other, EntryKind.CURIOSITY, words="la reliure des livres anciens")
        make.event(tie, by=other, at=now - timedelta(days=200))
    assert 1 <= len(gestures(client_of(alice))) <= MOST


def test_what_was_let_pass_is_not_replaced(alice, bruno, client_of, now):
    client = client_of(alice)
    before = gestures(client)
    form = next(f for f in read("/", client.get("/")).forms if "let-pass" in f.action)
    client.post(form.action, form.body())

    assert len(gestures(client)) == len(before) - 1


def test_a_newcomer_has_something_to_do_and_an_end(client_of, now, db):
    newcomer = make.member("Nina", line="")
    client = client_of(newcomer)
    assert 1 <= len(gestures(client)) <= MOST
    assert client.get("/").content.decode().count(KNOT) == 1


def test_nothing_is_ever_nought(world, client_of, db):
    """Empty rooms explain themselves; they never say "0 something"."""
    nina = make.member("Nina", line="", language="fr")
    for path, response in walk(client_of(nina), "/"):
        if is_page(response):
            words = read(path, response).text.split()
            assert "0" not in words, path


def test_each_role_finds_its_way_without_getting_lost(world):
    """Every address a page names exists for whoever reads it."""
    lost = [
        f"{role} {path} {response.status_code}"
        for role in ROLES
        for path, response in walk(enter(world, role), "/")
        if response.status_code >= 400
    ]
    assert lost == []
