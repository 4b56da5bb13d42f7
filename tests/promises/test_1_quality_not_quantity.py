"""Quality, not quantity: no page, answer, letter or table counts anybody."""

import re

import pytest
from django.apps import apps
from django.db import models

from tests import make
from tests.architecture.source import APPS
from tests.promises.calls import said
from tests.promises.oneself import SAID_OF_ONESELF
from tests.promises.reading import read, walk
from whispeer.ground.personal import Kind, declaration
from whispeer.members.models import Member
from whispeer.members.models.member import HourField
from whispeer.members.models.portrait import ClosenessField

# Numbers of ties that are no day, no hour and no year of the world below.
MINE, HIS = 37, 43
FIGURES = re.compile(
    rf"(?<![\w-])(?:{MINE}|{HIS}|{MINE + 1}|{HIS + 1}|{MINE - 1}|{HIS - 1})(?![\w-])"
    r"|trente-sept|trente-huit|trente-six|quarante-(?:deux|trois|quatre)"
    r"|thirty-(?:six|seven|eight)|forty-(?:two|three|four)",
    re.IGNORECASE,
)
WORDS = re.compile(
    r"\b\d+\s+(?:ties?|liens?|people|personnes?|members?|membres?|contacts?|relations?"
    r"|connections?|friends?|amis?|followers?|abonnés?|views?|vues?|likes?|points?)\b",
    re.IGNORECASE,
)


@pytest.fixture
def crowd(db, now) -> tuple[Member, Member]:
    """Somebody with many ties, and somebody with more, tied to each other."""
    mine = make.member("Anaïs", language="fr", trade="une relieuse")
    his = make.member("Basile", discoverability="by name")
    make.tie(mine, his, named=True)
    for person, many in ((mine, MINE), (his, HIS)):
        for number in range(many - 1):
            other = make.member(
                f"Personne {chr(97 + number % 26)}", trade="un menuisier"
            )
            make.tie(person, other, named=True)
    return mine, his


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_page_says_how_many_ties_anybody_has(language, crowd, client_of):
    """Not one's own either: not in words, figures, attributes, headers or answers."""
    mine, _his = crowd
    mine.language = language
    mine.save()
    told = {
        path: found
        for path, response in walk(client_of(mine), "/", "/me/export/")
        if (found := counted(path, response))
    }
    assert told == {}


def counted(path, response) -> list[str]:
    page = read(path, response)
    headers = " ".join(f"{name} {value}" for name, value in response.headers.items())
    spoken = " ".join([page.text, *(words for _name, words in page.said)])
    return FIGURES.findall(f"{headers} {spoken}") + WORDS.findall(spoken)


def test_what_one_takes_along_counts_nobody(crowd, client_of):
    mine, _his = crowd
    words = said(client_of(mine).get("/me/export/"))
    assert FIGURES.findall(words) == []


def test_no_table_keeps_a_number_about_a_person():
    """A number stands only where its class says that it tells nothing of anybody."""
    numbers = (models.IntegerField, models.FloatField, models.DecimalField)
    telling = [
        str(field)
        for model in apps.get_models()
        if model._meta.app_label in APPS and (told := declaration(model))
        for field in model._meta.local_fields
        if isinstance(field, numbers)
        and str(field) not in SAID_OF_ONESELF
        and not isinstance(field, ClosenessField | HourField)
        and told.kinds[field.name] is not Kind.TECHNICAL
    ]
    assert telling == []


def test_the_test_can_see_a_count():
    assert FIGURES.findall("Tu connais 37 personnes")
    assert WORDS.findall("12 liens")
    assert not FIGURES.findall("/network/people/37ab-4137-43/")
    assert not WORDS.findall("le 12")
