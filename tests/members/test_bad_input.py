"""Whatever is typed, the page comes back with it and says what to look at again."""

from unicodedata import normalize

import pytest
from django.urls import reverse
from django.utils.html import escape

from tests import make
from whispeer.members.models import Detail, Entry
from whispeer.members.states import Closeness, Part

UNREADABLE = [
    "un mot\x00",
    "un\x07mot",
    "un mot \u202eà l’envers",
    "un mot \u2066isolé",
    "un \ue000mot",
    "un \uffffmot",
]
READABLE = [
    "Zoë 🧵 aime les fils",
    "👩🏽\u200d🔧 et 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "أجلّد الكتب في ليون",
    "אני כורכת ספרים",
    "中文",
    "<script>alert('non')</script>",
    "{{ user.email }} {% now %}",
    "' OR 1=1 --",
    "e\u0301te\u0301",
]


@pytest.fixture
def pages(alice):
    """Each form of the portrait that takes words: its address, and its field."""
    return {
        "part": (reverse("members:part", args=["trade"]), "words"),
        "sentence": (reverse("members:part", args=["line"]), "words"),
        "new entry": (reverse("members:new_entry", args=["offer"]), "words"),
        "entry": (
            reverse(
                "members:entry", args=[make.entry(alice, words="Déjà là").public_id]
            ),
            "words",
        ),
        "detail": (reverse("members:new_detail"), "value"),
    }


NAMES = ["part", "sentence", "new entry", "entry", "detail"]


def send(client, page, typed, **changed):
    address, field = page
    sent = {"key": make.fresh_key(), "shown": 2, "kind": "other", field: typed}
    return client.post(address, {**sent, **changed})


@pytest.mark.parametrize("typed", [*UNREADABLE, "trop long " * 400])
@pytest.mark.parametrize("name", NAMES)
def test_what_no_reader_could_read_comes_back(
    alice, client_of, pages, all_tables, name, typed
):
    client, before = client_of(alice), all_tables()

    answer = send(client, pages[name], typed)

    assert answer.status_code == 200
    assert answer.context["form"].errors[pages[name][1]]
    assert answer.context["form"][pages[name][1]].value() == typed
    assert all_tables()["members.Entry"] == before["members.Entry"]
    assert all_tables()["members.Portrait"] == before["members.Portrait"]
    assert not Detail.objects.exists()


@pytest.mark.parametrize("typed", READABLE)
@pytest.mark.parametrize("name", NAMES)
def test_every_language_and_every_sign_is_welcome_and_shown_as_typed(
    alice, client_of, pages, name, typed
):
    client = client_of(alice)

    assert send(client, pages[name], typed).status_code == 302

    page = client.get(reverse("members:me")).content.decode()
    assert escape(normalize("NFC", typed)) in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("shown", ["", "9", "-1", "two", "2.0", "\x00", "٢"])
@pytest.mark.parametrize("name", NAMES)
def test_readers_that_do_not_exist_are_asked_again(
    alice, client_of, pages, name, shown
):
    answer = send(client_of(alice), pages[name], "Des mots", shown=shown)

    assert answer.status_code == 200
    assert answer.context["form"].errors["shown"]
    assert answer.context["form"][pages[name][1]].value() == "Des mots"


@pytest.mark.parametrize("key", ["", "not a key", "\x00"])
@pytest.mark.parametrize("name", NAMES)
def test_without_its_key_a_form_comes_back_whole(alice, client_of, pages, name, key):
    answer = send(client_of(alice), pages[name], "Des mots", key=key)

    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()
    assert answer.context["form"][pages[name][1]].value() == "Des mots"


@pytest.mark.parametrize("name", NAMES)
def test_a_form_sent_twice_has_one_effect(alice, client_of, pages, name):
    client, key = client_of(alice), make.fresh_key()

    first = send(client, pages[name], "Des mots", key=key)
    second = send(client, pages[name], "Des mots", key=key)

    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]
    assert Entry.objects.filter(words="Des mots").count() <= 1
    assert Detail.objects.count() <= 1


@pytest.mark.parametrize("languages", [["xx"], ["fr", "\x00"], ["français"]])
def test_a_language_nobody_offered_is_asked_again(alice, client_of, languages):
    page = reverse("members:part", args=["languages"])
    shown = int(Closeness.TIE)

    answer = client_of(alice).post(
        page, {"key": make.fresh_key(), "words": languages, "shown": shown}
    )

    assert answer.status_code == 200
    assert answer.context["form"].errors["words"]


@pytest.mark.parametrize("part", list(Part))
def test_a_visitor_is_sent_to_the_door(client, db, part):
    address = reverse("members:part", args=[part])

    assert client.post(address, {"words": "x"}).url.startswith("/account/login/")
