"""Somebody is found by the beginnings of words, a page at a time, each once."""

import pytest

from tests import make
from whispeer.ground.prepared import in_sql
from whispeer.ties import actions, queries
from whispeer.ties.models import Contact, ContactWord
from whispeer.ties.queries import contacts, searching


def names(member, start=None, words=""):
    return [one.name for one in queries.contacts_of(member, start, words).contacts]


@pytest.mark.parametrize(
    "words",
    [
        "zoe",
        "ZOLA",
        "imprimerie",
        "zola lyon",
        "zoe@example",
        "example.org",
        "06 12 34",
        "lyon 100",
    ],
)
def test_somebody_is_found_by_folded_words(alice, words):
    make.contact(
        alice,
        "Zoé Zola",
        organization="Imprimerie de Lyon, 100 %",
        emails=["zoe@example.org"],
        phones=["06 12 34 56 78"],
    )
    make.contact(alice, "Malik Sow")

    assert names(alice, words=words) == ["Zoé Zola"]


@pytest.mark.parametrize(
    "words", ["%", "_oe", "zo%", "---", "()", "\x00", "ola", "zoe sow"]
)
def test_what_nobody_answers_to_finds_nobody(alice, words):
    make.contact(alice, "Zoé Zola", phones=["06 12 34 56 78"])
    make.contact(alice, "Malik Sow")

    assert names(alice, words=words) == []


def test_what_is_changed_merged_or_undone_is_found_as_it_is_now(alice, now):
    zoe = make.contact(alice, "Zoé Zola")
    double = make.contact(alice, "Zoé Zola", organization="Imprimerie")
    actions.merge_contacts(zoe, double, chosen=set(), by=alice, now=now)
    assert names(alice, words="imprim") == ["Zoé Zola"]

    actions.edit_contact(zoe, {"organization": "Reliure"}, by=alice, now=now)
    assert names(alice, words="imprim") == []
    assert names(alice, words="reliure zola") == ["Zoé Zola"]

    actions.remove_contact(zoe, by=alice)
    assert not ContactWord.objects.exists()


def test_a_word_of_many_is_found_a_page_at_a_time(alice):
    """As many have it as are looked at down the list, and more."""
    for n in range(130):
        make.contact(alice, f"Autre {n:03}")
    for n in range(50):
        make.contact(alice, f"Zoé {n:03}", emails=[f"zoe{n}@example.org"])

    found, start = [], None
    for _ in range(3):
        page = queries.contacts_of(alice, start, "zoe")
        found += [one.name for one in page.contacts]
        start = page.next_from
    assert found == [f"Zoé {n:03}" for n in range(50)]
    assert start is None
    assert names(alice, words="autre zoe") == []


@pytest.fixture
def short_looks(monkeypatch):
    """A house that looks at a few at a time, as at thousands in a long list."""
    in_sql.cache_clear()
    for name, few in {"LOOKED_AT": 3, "NEAR": 4, "STEPS": (2, 8)}.items():
        monkeypatch.setattr(searching, name, few)
    for pages in (searching, contacts):
        monkeypatch.setattr(pages, "A_PAGE", 2)
    yield
    in_sql.cache_clear()


@pytest.mark.parametrize("left_out", [None, "Zoé 05 Zola", "Zoé 07 Sow"])
@pytest.mark.parametrize(
    "words", ["zo", "zo sow", "re zo", "zoe 05", "an zo", "zola sow"]
)
def test_page_by_page_everybody_is_found_once(alice, short_looks, words, left_out):
    for n in range(14):
        family = "Sow" if n % 3 else "Zola"
        place = "Zone" if n % 2 else "Anvers"
        make.contact(alice, f"Zoé {n:02} {family}", organization=f"Reliure {place}")
    but = Contact.objects.filter(full_name=left_out).first()
    beginnings = words.split()

    seen, start = [], None
    for _ in range(30):
        page = queries.contacts_of(alice, start, words, but)
        seen += [one.name for one in page.contacts]
        start = page.next_from
        if start is None:
            break

    def has(contact, begins):
        return contact.words.filter(word__startswith=begins).exists()

    everybody = Contact.objects.filter(member=alice).order_by("by_name", "pk")
    assert seen == [
        one.name
        for one in everybody
        if all(has(one, word) for word in beginnings) and one != but
    ]


def test_those_a_file_only_proposes_are_not_found(alice):
    for n in range(130):
        make.contact(alice, f"Autre {n:03}")
    waits = make.contact_import(alice)
    make.contact(alice, "Zoé Zola", source=waits, state="proposed")

    assert names(alice, words="zola") == []
