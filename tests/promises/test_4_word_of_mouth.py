"""Word of mouth, not broadcast: nobody writes to a stranger; declining is silent."""

import re

import pytest
from django.core import mail

from tests.conftest import all_tables_now, run_next_task, run_what_waits_for_commit
from tests.promises.access import Cell, table
from tests.promises.calls import enter, forms_of, pages, said
from tests.promises.test_each_write_has_one_effect import unlike_sessions
from tests.promises.world import ROLES

#: What says something to another person: only a tie may send it.
REACHES_SOMEBODY = ("ties:thank", "ties:met", "ties:naming", "ties:deny", "ties:let_go")
#: What one may do without anybody knowing.
SILENT = (
    "members:lift_block", "ties:block", "ties:deny", "ties:let_go",
    "ties:let_suggestion_pass", "ties:naming", "ties:withdraw_card", "web:let_pass",
)  # fmt: skip
LINK = re.compile(r"https?://[^/\s]+(/\S*)")


@pytest.mark.parametrize("route", REACHES_SOMEBODY)
def test_only_a_tie_reaches_somebody(route):
    may = {role for role in ROLES if table()[Cell(route, "POST", role)] == "allowed"}
    assert may == {"tie"}


def test_no_page_has_a_field_to_write_to_a_stranger(world):
    """On a page about somebody who is no tie, nothing can be typed."""
    _role, thank = forms_of(world)["ties:thank"]
    for role in ("stranger", "reach", "steward"):
        actions = {
            form.action for _path, page in pages(world, role) for form in page.forms
        }
        assert thank.action not in actions


def deliver() -> list[str]:
    """Do all that waits, and say what was posted."""
    while run_what_waits_for_commit() or run_next_task():
        pass
    return [str(letter.message()) for letter in mail.outbox]


@pytest.mark.parametrize("route", SILENT)
def test_nobody_is_told(route, world):
    """No letter leaves, and the other's pages say nothing of it."""
    role, form = forms_of(world)[route]
    answer = enter(world, role).post(form.action, form.body())

    assert answer.status_code == 302
    assert deliver() == []


def test_letting_a_suggestion_pass_leaves_no_trace_for_the_person(world):
    before = texts(world)
    role, form = forms_of(world)["ties:let_suggestion_pass"]
    enter(world, role).post(form.action, form.body())

    assert texts(world) == before


def texts(world) -> list[str]:
    """What is read on every page; the key of a telephone is another each time."""
    keys = re.compile(r"\b[A-Z2-7]{32}\b")
    return [keys.sub("", page.text) for _path, page in pages(world, "reach")]


def test_following_every_link_of_every_letter_changes_nothing(world, settings):
    """Mail scanners open all links, twice; a GET never changes state."""
    visitor = enter(world, "visitor")
    for path, name in (
        ("/account/login/", "login"),
        ("/account/password/reset/", "email"),
    ):
        visitor.post(path, {name: world.owner.email, "email": world.owner.email})
    letters = deliver()
    before = unlike_sessions(all_tables_now())
    for letter in letters:
        for path in LINK.findall(letter) * 2:
            enter(world, "visitor").get(path)

    assert unlike_sessions(all_tables_now()) == before


def test_a_stranger_finds_nobody(world):
    """No list of members, no search: a stranger's pages lead to no person."""
    paths = [path for path, _page in pages(world, "steward")]
    assert [path for path in paths if path.startswith("/network/people/")] == []
    assert said(enter(world, "steward").get("/network/?q=a&from=b"))
