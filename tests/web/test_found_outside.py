"""What engines of search may find of a house: what is for everybody, and nothing more."""

import re

import pytest

from tests import make
from whispeer.ties.queries.links import card_path


def may_be_gathered(rules: str, path: str) -> bool:
    """As RFC 9309 says: the longest rule that matches; `$` is the end."""
    longest = (0, True)
    for word, rule in re.findall(r"^(Allow|Disallow): (\S+)$", rules, re.MULTILINE):
        pattern = re.escape(rule).replace(r"\$", "$")
        if re.match(pattern, path):
            longest = max(longest, (len(rule), word == "Allow"))
    return longest[1]


@pytest.fixture
def rules(client, db):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    return answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/", "/charter/", "/join/", "/static/web/whispeer.css"]
)
def test_what_is_for_everybody_may_be_found(rules, path):
    assert may_be_gathered(rules, path)


@pytest.mark.parametrize(
    "path", ["/?x", "/me/", "/network/", "/whispers/", "/account/"]
)
def test_rooms_are_nobodys_to_gather(rules, path):
    assert not may_be_gathered(rules, path)


def test_a_link_that_is_given_by_hand_is_not_gathered(rules, alice):
    assert not may_be_gathered(rules, card_path(make.card(alice)))


def test_pages_say_what_the_house_is_in_the_words_of_their_reader(client, alice):
    said = re.compile(r'<meta name="description" content="([^"]{40,})">')
    english, french = (
        said.search(client.get("/", headers={"accept-language": one}).content.decode())
        for one in ("en", "fr")
    )
    assert english
    assert french
    assert english[1] != french[1]
    client.force_login(alice)
    assert said.search(client.get("/").content.decode())
