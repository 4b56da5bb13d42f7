"""Both languages complete: no English on a French page, no French on an English one."""

import re
from functools import cache

import pytest
from django.core import mail

from tests.promises.calls import enter, pages
from tests.promises.reading import Page, is_page, read
from tests.promises.test_4_word_of_mouth import deliver
from tests.promises.world import ROLES, World
from whispeer.members.models import Member
from whispeer.web import messages

BLANK = re.compile(r"%\(\w+\)[sd]|%[sd]")
TAG = re.compile(r"<[^>]+>")
# A word or two may be the same in both, or somebody's own.
ENOUGH_LETTERS = 4


@cache
def said_in(language: str) -> tuple[re.Pattern[str], ...]:
    """Every sentence of the house in one language that says it otherwise in the other."""
    sentences = set()
    for path in (messages.OURS, messages.OF_LIBRARIES):
        for message in messages.entries(messages.read(path)):
            ours, theirs = messages.words_of(message), messages.strings_of(message)
            for english, french in zip(ours, theirs, strict=False):
                if plain(english) != plain(french):
                    sentences.add(plain(english if language == "en" else french))
    return tuple(re.compile(pattern(one)) for one in sentences if is_telling(one))


def plain(words: str) -> str:
    return re.sub(r"\s+", " ", TAG.sub("", words)).strip()


def is_telling(words: str) -> bool:
    return len(re.sub(r"\W", "", BLANK.sub("", words))) >= ENOUGH_LETTERS


def pattern(words: str) -> str:
    return ".+".join(re.escape(part) for part in BLANK.split(words))


def foreign(page: Page, language: str) -> list[str]:
    """Sentences of the other language, wherever a person reads or hears them."""
    spoken = {plain(words) for words in page.spoken}
    other = said_in("en" if language == "fr" else "fr")
    own = said_in(language)
    return [
        words
        for words in spoken
        if words
        and any(one.fullmatch(words) for one in other)
        and not any(one.fullmatch(words) for one in own)
    ]


def speak(world: World, language: str) -> None:
    """Everybody chose a language; a visitor's comes from the browser."""
    Member.objects.update(language=language)
    enter(world, "visitor").defaults["HTTP_ACCEPT_LANGUAGE"] = language


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_page_speaks_one_language(language, role, world):
    speak(world, language)
    found = pages(world, role)
    wrong = {path: words for path, page in found if (words := foreign(page, language))}

    assert found
    assert wrong == {}
    assert {page.language for _path, page in found} == {language}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_goes_wrong_is_said_in_the_same_language(language, world):
    speak(world, language)
    client = enter(world, "owner")
    answers = {
        "no such page": client.get("/network/people/"),
        "not a way": client.get("/network/people/0/"),
        "not this way": client.post("/me/"),
        "nothing typed": client.post("/network/cards/new/", {"met": "\x00"}),
    }
    for name, answer in answers.items():
        if is_page(answer) and answer.content:  # a refused method says nothing
            page = read("/", answer)
            assert page.language == language, name
            assert foreign(page, language) == [], name


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_letter_speaks_the_language_of_whoever_reads_it(language, world):
    """The one who asks for a code has chosen no language yet; the account has."""
    speak(world, language)
    visitor = enter(world, "visitor")
    for path in ("/account/login/", "/account/password/reset/"):
        visitor.post(path, {"login": world.owner.email, "email": world.owner.email})
    deliver()

    assert mail.outbox
    for letter in mail.outbox:
        page = Page("/", "")
        page.spoken = [str(letter.subject), *str(letter.body).splitlines()]
        assert foreign(page, language) == []


def test_the_test_can_see_a_sentence_left_behind():
    page = Page("/", "<p>Skip to the text</p><p>Alice</p>")
    assert foreign(page, "fr") == ["Skip to the text"]
    assert foreign(page, "en") == []
