"""What is read of a portrait depends on how close one is, part by part."""

import pytest

from tests import make
from whispeer.members import queries
from whispeer.members.models import Member
from whispeer.members.states import Closeness, EntryKind, Part

ALL = list(Closeness)
LISTS = {
    "offers": EntryKind.OFFER,
    "ordeals": EntryKind.ORDEAL,
    "curiosities": EntryKind.CURIOSITY,
}


@pytest.mark.parametrize("shown", ALL)
@pytest.mark.parametrize("part", list(Part))
def test_a_part_is_read_from_its_own_closeness_on(alice, part, shown):
    words = ["fr"] if part == Part.LANGUAGES else "les mots d’Alice"
    setattr(alice.portrait, part, words)
    setattr(alice.portrait, f"{part}_shown", shown)

    read = {c for c in ALL if getattr(queries.portrait_as_seen(alice, c), part)}

    assert read == {c for c in ALL if c >= shown}


@pytest.mark.parametrize("shown", ALL)
@pytest.mark.parametrize("name", LISTS)
def test_a_sentence_is_read_from_its_own_closeness_on(alice, name, shown):
    written = make.entry(alice, LISTS[name], shown=shown)

    seen = {c: getattr(queries.portrait_as_seen(alice, c), name) for c in ALL}

    assert seen == {c: (written,) if c >= shown else () for c in ALL}


@pytest.mark.parametrize("shown", ALL)
def test_a_detail_is_read_from_its_own_closeness_on(alice, shown):
    written = make.detail(alice, shown=shown)

    seen = {c: queries.portrait_as_seen(alice, c).details for c in ALL}

    assert seen == {c: (written,) if c >= shown else () for c in ALL}


def test_a_stranger_reads_the_line_of_a_new_portrait_and_no_more(alice):
    make.entry(alice)
    make.detail(alice)

    seen = queries.portrait_as_seen(alice, Closeness.STRANGER)

    assert seen == queries.SeenPortrait(line=alice.portrait.line)


def test_languages_are_named_in_the_language_of_who_reads(alice, settings):
    alice.portrait.languages = ["fr", "kab", "klingon"]

    assert queries.names_of_languages(["fr"]) == ("français",)
    seen = queries.portrait_as_seen(alice, Closeness.SELF)
    assert seen.languages == ("français", "kabyle", "klingon")


def test_many_portraits_are_read_in_three_queries(
    alice, bruno, chantal, django_assert_num_queries
):
    people = (alice, bruno, chantal)
    for person in people:
        make.entry(person)
        make.detail(person)

    with django_assert_num_queries(3):
        seen = queries.portraits_as_seen(
            {person.pk: Closeness.TIE for person in people}
        )

    assert all(seen[person.pk].offers for person in people)
    assert all(seen[person.pk].details for person in people)


def test_a_list_of_people_brings_all_that_a_portrait_reads(
    alice, bruno, django_assert_num_queries
):
    people = list(queries.with_portraits(Member.objects.all()))

    with django_assert_num_queries(0):
        for person in people:
            queries.portrait_as_seen(person, Closeness.SELF)


@pytest.mark.parametrize(
    ("name", "before_a_vowel"),
    [
        ("Léa", False),
        ("Élise", True),
        ("Hélène", True),
        ("Hassan", False),
        ("Yves", True),
        ("Yasmine", False),
        ("Œnone", True),
        ("نورة", False),
        ("", False),
    ],
)
def test_french_elides_before_a_vowel(name, before_a_vowel):
    assert queries.elides(name) == before_a_vowel


def test_a_person_is_described_without_a_name(alice):
    alice.portrait.place = "Villeurbanne"

    described = queries.description(alice).as_known_to("Léa")

    assert "une relieuse" in described
    assert "Villeurbanne" in described
    assert "Léa" in described
    assert "Alice" not in described


def test_a_description_says_only_what_is_within_reach(alice):
    alice.portrait.place = "Villeurbanne"
    alice.portrait.place_shown = Closeness.TIE
    alice.portrait.trade_shown = Closeness.SELF

    described = queries.description(alice).as_known_to("Léa")

    assert "relieuse" not in described
    assert "Villeurbanne" not in described
