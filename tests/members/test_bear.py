"""How much one bears in a week, and whether anyone here may ask."""

import re

import pytest
from django.urls import reverse

from tests import make

PATH = reverse("members:bearing")


def send(client, **said):
    return client.post(PATH, {"key": make.fresh_key(), **said})


@pytest.mark.parametrize("asks", [0, 1, 2])
@pytest.mark.parametrize("anyone", [True, False])
def test_one_says_how_much_one_bears_and_from_whom(alice, client_of, asks, anyone):
    said = {"asks_a_week": asks} | ({"asked_by_anyone": "on"} if anyone else {})

    assert send(client_of(alice), **said).status_code == 302
    alice.refresh_from_db()
    assert (alice.asks_a_week, alice.asked_by_anyone) == (asks, anyone)


@pytest.mark.parametrize("asks", ["", "3", "-1", "deux", "1e9"])
def test_what_is_no_choice_changes_nothing(alice, client_of, asks):
    answer = send(client_of(alice), asks_a_week=asks, asked_by_anyone="on")

    assert answer.status_code == 200
    alice.refresh_from_db()
    assert (alice.asks_a_week, alice.asked_by_anyone) == (2, False)


def test_the_page_shows_what_was_chosen(alice, client_of):
    send(client_of(alice), asks_a_week=1, asked_by_anyone="on")
    page = client_of(alice).get(PATH).content.decode()

    assert re.search(r'value="1"[^>]* checked', page)
    assert re.search(r'name="asked_by_anyone"[^>]* checked', page)
    assert PATH in client_of(alice).get(reverse("members:privacy")).content.decode()
    assert PATH in client_of(alice).get(reverse("members:me")).content.decode()
