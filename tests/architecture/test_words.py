"""The words: every one has its French, set as French is set; English as English is."""

import re

from tests.architecture.source import APPS, PACKAGE
from whispeer.web import messages

NARROW, WIDE = "\u202f", "\u00a0"
# What stands before these in French is a narrow space that does not break.
BEFORE = re.compile(rf"(?<![{NARROW}{WIDE}\d/])[:;!?](?=\s|$|»)")
WITHIN = re.compile(rf"«(?!{NARROW})|(?<!{NARROW})»")
STRAIGHT = re.compile(r"(?<=\w)'(?=\w)|\"")
CODE = re.compile(r"%\([a-z_]+\)s|%[a-z]|<[^>]*>|&\w+;|https?:\S+|\{[^}]*\}|\b\w:\w\b")


def catalogue():
    for path in (messages.OURS, messages.OF_LIBRARIES):
        yield from messages.entries(messages.read(path))


def french():
    for message in catalogue():
        for words in messages.strings_of(message):
            yield CODE.sub("x", words)


def english():
    for message in messages.entries(messages.read(messages.OURS)):
        for words in messages.words_of(message):
            yield CODE.sub("x", words)


def test_every_word_has_its_french():
    """None missing, none empty, none guessed, and each keeps its blanks."""
    assert list(messages.problems()) == []


def test_french_is_set_as_french():
    """A narrow space that does not break before : ; ! ? and within « »."""
    wrong = [
        words for words in french() if BEFORE.search(words) or WITHIN.search(words)
    ]
    assert wrong == []


def test_apostrophes_and_quotes_are_curly():
    assert [words for words in french() if STRAIGHT.search(words)] == []
    assert [words for words in english() if STRAIGHT.search(words)] == []


def test_the_house_does_not_shout():
    shouting = re.compile(r"\w[\s\u202f]?!")
    assert [words for words in (*french(), *english()) if shouting.search(words)] == []


def test_the_house_says_tu():
    """One person is spoken to; two together may be `vous`, and theirs is `votre`."""
    formal = re.compile(
        r"\bveuillez\b|\bvotre (?:compte|mot de passe|adresse|e-mail|profil|portrait)\b"
        r"|\bvous (?:devez|pouvez|avez reçu|recevez)\b",
        re.IGNORECASE,
    )
    assert [words for words in french() if formal.search(words)] == []


def test_no_sentence_is_sewn_together_in_code():
    """A translated string is whole: nothing is added to it with a plus sign."""
    sewn = re.compile(r"""_\(\s*["'][^)]*["']\s*\)\s*\+|\+\s*_\(|_\(f["']""")
    wrong = [
        str(path.relative_to(PACKAGE))
        for app in APPS
        for path in (PACKAGE / app).rglob("*.py")
        if sewn.search(path.read_text(encoding="utf-8"))
    ]
    assert wrong == []
