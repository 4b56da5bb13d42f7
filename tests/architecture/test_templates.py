"""Templates: nothing inline, nothing from elsewhere, no figure of people."""

import re

from tests.architecture.source import PACKAGE, found_in, templates

INLINE = re.compile(
    r"""\sstyle\s*=                                       # an inline style
    | <style\b
    | <script\b(?![^>]*(?:\bsrc=|application/json))        # a script in the page
    | \son[a-z]+\s*=\s*["']                               # an inline handler
    | javascript:""",
    re.VERBOSE | re.IGNORECASE,
)
ELSEWHERE = re.compile(r"""(?:src|href|action|url)\s*=\s*["']?(?:https?:)?//[^"'\s]*""")
COUNTED = re.compile(
    r"\{\{[^}]*(?:\|\s*length|\.count\b|forloop\.(?:rev)?counter)[^}]*\}\}"
)
UNESCAPED = re.compile(r"\|\s*safe\b|\bautoescape\s+off")
CODE = re.compile(r"<!.*?>|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
SPOKEN_SHOUT = re.compile(r"(?<=\w)[\s\u202f\u00a0]?!(?!=)")
POST = re.compile(r"<form\b[^>]*method=[\"']?post", re.IGNORECASE)
TOKEN = re.compile(r"csrf_token|web/components/once\.html")
HTML = [path for path in templates() if path.suffix == ".html"]

# Help of a form's field is written by us or by Django, never by a person.
WRITTEN_BY_US = {"whispeer/web/templates/web/forms/help.html"}


def test_nothing_is_inline():
    assert found_in(HTML, INLINE) == []


def test_nothing_comes_from_elsewhere():
    assert found_in(templates(), ELSEWHERE) == []


def test_no_template_writes_how_many():
    assert found_in(HTML, COUNTED) == []


def test_nothing_is_marked_safe_by_hand():
    found = found_in(HTML, UNESCAPED)
    assert [line for line in found if line.split(":")[0] not in WRITTEN_BY_US] == []


def test_the_house_does_not_shout():
    """No exclamation mark in what the house says."""
    shouting = [
        path.name
        for path in HTML
        if SPOKEN_SHOUT.search(CODE.sub("", path.read_text()))
    ]
    assert shouting == []


def test_every_form_sends_its_token():
    """Django refuses a form without it; the person would lose what was typed."""
    missing = [
        str(path.relative_to(PACKAGE))
        for path in HTML
        if POST.search(path.read_text()) and not TOKEN.search(path.read_text())
    ]
    assert missing == []
