import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from whispeer.ground.forms import Form, Gesture, Words, cleaned, refuse_unreadable

KEY = "4b1f9a52-7d0e-4a3e-9c57-0d9f3d0d1a11"


class Said(Form):
    words = Words(max_length=40)
    more = Words(max_length=200, lines=True, required=False)


def said(**fields):
    return Said({"key": KEY, **fields})


@pytest.mark.parametrize(
    "words",
    [
        "Élise",
        "e\u0301lise",
        "مرحبا",
        "שלום",
        "李明",
        "👩‍👩‍👧 famille",
        "a’b « c »",
        "naïve—test",
    ],
)
def test_people_write_in_any_language(words):
    form = said(words=words)
    assert form.is_valid(), form.errors


@pytest.mark.parametrize(
    "words", ["a\x00b", "a\x07b", "a\ud83db", "a\ue000b", "a\u202eb", "a\u2066b"]
)
def test_what_nobody_types_is_refused_in_words(words):
    form = said(words=words)
    assert not form.is_valid()
    codes = {error.code for error in form.errors.as_data()["words"]}
    assert codes <= {"turning", "unreadable"}


def test_a_line_is_one_line_and_a_page_may_have_several():
    assert not said(words="une\nligne").is_valid()
    form = said(words="une ligne", more="une\r\nautre\rligne")
    assert form.is_valid()
    assert form.cleaned_data["more"] == "une\nautre\nligne"


def test_spaces_around_words_are_nobodys():
    form = said(words="  Alice  ")
    assert form.is_valid()
    assert form.cleaned_data["words"] == "Alice"
    assert not said(words=" \u2003 ").is_valid()


def test_letters_are_composed_before_they_are_counted():
    assert said(words="e\u0301" * 40).is_valid()
    assert not said(words="é" * 41).is_valid()


@given(st.text(max_size=80))
def test_whatever_is_typed_is_kept_or_refused(words):
    """And what was kept is kept the same the second time."""
    kept = cleaned(words, lines=False)
    try:
        refuse_unreadable(kept, lines=False)
    except ValidationError:
        return
    assert cleaned(kept, lines=False) == kept
    kept.encode()


def test_a_form_without_its_key_comes_back_with_its_words():
    form = Said({"words": "Je relie des livres"})
    assert not form.is_valid()
    assert form["words"].value() == "Je relie des livres"
    assert form.has_error("__all__", "key")


def test_a_form_drawn_twice_has_two_keys_and_one_drawn_has_one():
    one, other = Said(), Said()
    assert one["key"].value() == one["key"].value()
    assert one["key"].value() != other["key"].value()


def test_a_form_that_did_not_pass_keeps_its_key():
    form = said(words="")
    assert not form.is_valid()
    assert form["key"].value() == KEY


def test_a_gesture_has_nothing_to_fill_in():
    assert [field.name for field in Gesture().visible_fields()] == []
    assert Gesture({"key": KEY}).is_valid()


def test_our_own_words_stand_for_those_of_the_framework():
    checks = {type(check).__name__ for check in Words().validators}
    assert "ProhibitNullCharactersValidator" not in checks
