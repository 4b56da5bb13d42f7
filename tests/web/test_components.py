"""The components: what a reader of screens is told, and that nobody's words become code."""

import re
from html.parser import HTMLParser

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import override

from whispeer.ground.forms import Form, Gesture, Words
from whispeer.ground.gestures import Action
from whispeer.ground.gestures import Gesture as Proposed

SCRIPT = "<script>alert('ink')</script>"


class Need(Form):
    need = Words(label="What you are looking for", help_text="As at table.", lines=True)
    place = Words(label="Place", required=False, max_length=10)
    to = forms.ChoiceField(
        label="To whom", widget=forms.RadioSelect, choices=[("1", "Léa"), ("2", "Hugo")]
    )
    named = forms.BooleanField(label="My name may travel", help_text="Off at first.")


class Elements(HTMLParser):
    """Every element of a fragment, with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def named(self, name: str) -> list[dict[str, str]]:
        return [attrs for _, attrs in self.found if attrs.get("name") == name]

    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.found if "id" in attrs]


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def sent(**words: str) -> Need:
    return Need({"key": "5f3f6a9e-4f6c-4d57-9d2b-6f0a4c1f2b11", **words})


def drawn(form: forms.Form) -> Elements:
    return Elements(str(form))


def test_each_field_has_its_label():
    page = drawn(Need())
    labels = {attrs["for"] for tag, attrs in page.found if tag == "label"}
    fields = {
        attrs["id"]
        for tag, attrs in page.found
        if tag in {"input", "textarea", "select"} and attrs.get("type") != "hidden"
    }

    assert fields == labels


def test_help_is_told_with_its_field():
    page = drawn(Need())

    assert page.named("need")[0]["aria-describedby"] == "id_need_helptext"
    assert page.named("named")[0]["aria-describedby"] == "id_named_helptext"
    assert {"id_need_helptext", "id_named_helptext"} <= set(page.ids())


def test_a_mistake_is_told_with_its_field():
    page = drawn(sent(place="much further than this"))
    need, place = page.named("need")[0], page.named("place")[0]

    assert need["aria-invalid"] == place["aria-invalid"] == "true"
    assert need["aria-describedby"] == "id_need_helptext id_need_error"
    assert place["aria-describedby"] == "id_place_error"


@pytest.mark.parametrize("form", [Need(), sent(), sent(place="much further than this")])
def test_all_that_is_pointed_at_is_there_once(form):
    page = drawn(form)
    pointed = {
        name
        for _, attrs in page.found
        for name in attrs.get("aria-describedby", "").split()
    } | {attrs["href"][1:] for tag, attrs in page.found if tag == "a"}

    assert pointed <= set(page.ids())
    assert len(page.ids()) == len(set(page.ids()))


def test_what_was_typed_is_still_there():
    html = str(sent(need="Somebody who has exported cheese", place="x" * 30))

    assert "Somebody who has exported cheese" in html
    assert "x" * 30 in html


def test_choices_are_one_group_with_its_question():
    page = drawn(sent())
    groups = [attrs for tag, attrs in page.found if tag == "fieldset"]

    assert groups == [
        {
            "class": "field",
            "id": "id_to",
            "tabindex": "-1",
            "aria-describedby": "id_to_error",
        }
    ]


def test_the_top_of_the_form_leads_to_each_mistake():
    html = str(sent())
    page = Elements(html)
    links = [attrs["href"] for tag, attrs in page.found if tag == "a"]

    assert links == ["#id_need", "#id_to", "#id_named"]
    assert 'role="alert"' in html


def test_what_concerns_the_whole_form_is_said_at_its_top():
    html = str(Need({"need": "x", "to": "1", "named": "on"}))

    assert html.index("grown old") < html.index("id_need")


def test_the_key_is_drawn_without_an_id():
    html = str(Gesture())

    assert re.fullmatch(
        r'<input type="hidden" name="key" value="[0-9a-f-]{36}">', html.strip()
    )


def test_one_may_leave_some_fields_empty():
    html = str(Need())

    assert html.count("(if you like)") == 1


def test_a_form_that_asks_nothing_does_not_say_so_at_each_field():
    class Portrait(Form):
        all_optional = True
        place = Words(label="Place", required=False)

    assert "(if you like)" not in str(Portrait())


def test_nobodys_words_become_code():
    form = sent(need=SCRIPT, place=SCRIPT)
    person = {"name": SCRIPT, "line": SCRIPT, "note": SCRIPT}
    gesture = Proposed(
        kind="x", about="x", kicker="x", title=SCRIPT, why="x", said=SCRIPT, spoken=True
    )
    pages = [
        str(form),
        render_to_string("web/components/person.html", person),
        render_to_string("web/components/gesture.html", {"gesture": gesture}),
        render_to_string("web/components/letter.html", {"text": SCRIPT}),
        render_to_string("web/components/notice.html", {"text": SCRIPT}),
    ]

    assert [page for page in pages if "<script" in page] == []


@pytest.mark.parametrize(("first", "primary"), [(True, 1), (False, 0)])
def test_only_the_first_gesture_has_a_primary_button(first, primary):
    actions = (Action("Write", "/w/", "primary"), Action("Pass it on", "/p/"))
    gesture = Proposed(kind="x", about="x", kicker="x", title="x", actions=actions)
    html = render_to_string(
        "web/components/gesture.html", {"gesture": gesture, "first": first, "id": 1}
    )

    assert html.count("button--primary") == primary
    assert html.count("button--secondary") == 2 - primary


def test_a_thread_is_not_read_aloud():
    html = render_to_string("web/components/thread.html", {"sign": "loop"})

    assert 'aria-hidden="true"' in html


def test_below_the_knot_there_is_no_thread():
    knot = render_to_string("web/components/thread.html", {"sign": "knot"})

    assert "thread__run" not in knot


@pytest.mark.parametrize("name", ["500.html", "413.html", "web/offline.html"])
def test_a_page_for_bad_days_needs_nobody(name):
    html = render_to_string(name)

    assert "#knot" in html
    assert "csrf" not in html
