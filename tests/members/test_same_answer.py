"""Nobody learns from a page, or from a mail that comes or does not, who is a member."""

import re

import pytest

from tests import make

NOBODY = "nobody.here@example.org"
CHANGING = re.compile(r'value="[\w-]{20,}"')
NAME = {"given_name": "Ariane", "family_name": "Fil"}
WAYS = {
    "sign up": ("/account/signup/", "email", NAME),
    "forgotten": ("/account/password/reset/", "email", {}),
    "by code": ("/account/login/", "login", {}),
    "by password": ("/account/login/?with=password", "login", {"password": "a guess"}),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_known_address_is_answered_as_an_unknown_one(
    way, client_of, alice, settings, mailbox, run_tasks
):
    settings.OPEN = True
    make.address(alice)
    path, field, more = WAYS[way]

    answers = []
    for email in (alice.email, NOBODY):
        page = client_of().post(path, {field: email, **more}, follow=True)
        words = page.content.decode().replace(email, "…")
        answers.append((page.redirect_chain, page.status_code, CHANGING.sub("", words)))
        run_tasks()

    assert answers[0] == answers[1]
    letters = sorted(str(letter["To"]) for letter in mailbox)
    assert letters in ([], sorted([alice.email, NOBODY]))


def test_a_known_address_leaves_nothing_of_what_was_undone(client_of, alice, settings):
    settings.OPEN = True
    make.address(alice)

    client_of().post("/account/signup/", {"email": alice.email, **NAME})

    assert type(alice).objects.count() == 1
