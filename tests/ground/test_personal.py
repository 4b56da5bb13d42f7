import pytest
from django.contrib.sessions.models import Session
from django.db import models
from django.test.utils import isolate_apps

from whispeer.ground.personal import Erased, Kind, Personal, declaration, unclassified


def test_a_field_is_in_one_class():
    with pytest.raises(ValueError, match="declared twice"):
        Personal(public=("line",), private=("line",))


def test_only_what_is_classified_is_exported():
    with pytest.raises(ValueError, match="of no class"):
        Personal(private=("line",), exported=("line", "trade"))


@isolate_apps("whispeer.ground")
def test_a_new_field_that_says_nothing_is_found():
    class Diary(models.Model):
        words = models.TextField()
        mood = models.TextField()

        personal = Personal(technical=("id",), private=("words",))

        class Meta:
            app_label = "ground"

        def __str__(self) -> str:
            return "diary"

    assert list(unclassified(Diary)) == ["ground.Diary.mood"]


@isolate_apps("whispeer.ground")
def test_a_declaration_of_no_field_is_found():
    class Diary(models.Model):
        personal = Personal(technical=("id",), private=("gone",))

        class Meta:
            app_label = "ground"

        def __str__(self) -> str:
            return "diary"

    assert list(unclassified(Diary)) == ["ground.Diary.gone"]


@isolate_apps("whispeer.ground")
def test_a_table_does_not_inherit_what_another_said():
    class Diary(models.Model):
        personal = Personal(technical=("id",))

        class Meta:
            app_label = "ground"

        def __str__(self) -> str:
            return "diary"

    class Journal(Diary):
        class Meta:
            app_label = "ground"

        def __str__(self) -> str:
            return "journal"

    assert declaration(Journal) is None
    assert list(unclassified(Journal)) == ["ground.Journal.diary_ptr"]


def test_what_libraries_keep_is_said_for_them():
    said = declaration(Session)
    assert said is not None
    assert said.erased is Erased.BY_AGE
    assert set(said.kinds.values()) == {Kind.TECHNICAL}
