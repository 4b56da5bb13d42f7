"""The words of the house are gathered, kept, checked and compiled without gettext."""

import gettext

import pytest

from whispeer.web import messages

PYTHON = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext

LATER = gettext_lazy("Not this time")

def say(name, days):
    _("Hello %(name)s") % {"name": name}
    ngettext("one day", "%(days)d days", days)
    pgettext("a woman", "known to %(name)s")
    _(name)
"""
TEMPLATE = """{% comment %}{% translate "not this" %}{% endcomment %}
    <p>{% translate 'One' %} {% translate "an apostrophe’s" context "a sign" %}
  {% blocktranslate trimmed with name=tie.name %}
      Write to
      {{ name }}, 45 % of it
  {% endblocktranslate %}
{% blocktranslate count n=n %}a tie{% plural %}{{ n }} ties{% endblocktranslate %}
{% include "x.html" with title=_("Two") %}{{ _("Three") }}{{ x|default:_("Four") }}</p>
"""


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A small house: one module, one template, no translation yet."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "say.py").write_text(PYTHON)
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    french = tmp_path / "locale"
    monkeypatch.setattr(messages, "HOUSE", tmp_path)
    monkeypatch.setattr(messages, "FRENCH", french)
    monkeypatch.setattr(messages, "OURS", french / "django.po")
    monkeypatch.setattr(messages, "OF_LIBRARIES", french / "libraries.po")
    monkeypatch.setattr(messages, "COMPILED", french / "django.mo")
    return tmp_path


def fragment(house, *entries):
    file = house / "fragment.po"
    file.write_text("\n\n".join(entries))
    return str(file)


HELLO = 'msgid "Hello %(name)s"\nmsgstr "Bonjour %(name)s"'


def test_words_are_found_wherever_they_are_said(house):
    found = {(m.id, m.context) for m in messages.entries(messages.gathered())}

    assert found == {
        ("Not this time", None),
        ("Hello %(name)s", None),
        (("one day", "%(days)d days"), None),
        ("known to %(name)s", "a woman"),
        ("One", None),
        ("an apostrophe’s", "a sign"),
        ("Write to %(name)s, 45 %% of it", None),
        (("a tie", "%(n)s ties"), None),
        ("Two", None),
        ("Three", None),
        ("Four", None),
    }


def test_what_is_not_translated_is_said(house, capsys):
    messages.main(["--merge", fragment(house, HELLO)])

    assert messages.main(["--check"]) == 1
    said = capsys.readouterr().out
    assert "not translated: 'One'" in said
    assert "Hello" not in said


def test_translations_are_kept_when_words_are_gathered_anew(house):
    messages.main(["--merge", fragment(house, HELLO)])
    before = messages.OURS.read_text()
    messages.main([])

    assert 'msgstr "Bonjour %(name)s"' in before
    assert messages.OURS.read_text() == before


def test_what_is_no_longer_said_is_said_and_then_gone(house, capsys):
    messages.main(["--merge", fragment(house, HELLO)])
    (house / "say.py").write_text("")
    messages.main(["--check"])
    said = capsys.readouterr().out
    messages.main([])

    assert "no longer said: 'Hello %(name)s'" in said
    assert "Hello" not in messages.OURS.read_text()


def test_two_translations_that_differ_are_reported(house, capsys):
    messages.main(["--merge", fragment(house, HELLO)])
    status = messages.main(["--merge", fragment(house, HELLO.replace("jour", "soir"))])

    assert status == 1
    assert "is already 'Bonjour %(name)s'" in capsys.readouterr().out
    assert "Bonsoir" not in messages.OURS.read_text()


def test_a_word_of_a_library_is_kept_though_nobody_here_says_it(house):
    words = 'msgid "This field is required."\nmsgstr "Il manque ceci."'
    assert messages.main(["--merge", fragment(house, words)]) == 0
    messages.main([])

    assert "Il manque ceci." in messages.OF_LIBRARIES.read_text()
    assert "Il manque ceci." not in messages.OURS.read_text()


def test_a_word_of_nobody_is_reported(house, capsys):
    words = 'msgid "Never said"\nmsgstr "Jamais dit"'

    assert messages.main(["--merge", fragment(house, words)]) == 1
    assert "Never said" in capsys.readouterr().out


def test_a_blank_that_went_missing_is_reported(house, capsys):
    wrong = HELLO.replace("Bonjour %(name)s", "Bonjour")
    messages.main(["--merge", fragment(house, wrong)])
    messages.main(["--check"])

    assert "not the same blanks: 'Hello %(name)s'" in capsys.readouterr().out


def test_django_reads_what_is_compiled(house):
    plural = 'msgid "one day"\nmsgid_plural "%(days)d days"\n'
    plural += 'msgstr[0] "un jour"\nmsgstr[1] "%(days)d jours"'
    woman = 'msgctxt "a woman"\nmsgid "known to %(name)s"\nmsgstr "connue de %(name)s"'
    library = 'msgid "This field is required."\nmsgstr "Il manque ceci."'
    messages.main(["--merge", fragment(house, HELLO, plural, woman, library)])
    with messages.COMPILED.open("rb") as file:
        french = gettext.GNUTranslations(file)

    assert french.gettext("Hello %(name)s") == "Bonjour %(name)s"
    assert french.ngettext("one day", "%(days)d days", 0) == "un jour"
    assert french.ngettext("one day", "%(days)d days", 2) == "%(days)d jours"
    assert french.pgettext("a woman", "known to %(name)s") == "connue de %(name)s"
    assert french.gettext("This field is required.") == "Il manque ceci."


def test_nothing_is_compiled_that_is_fresh(house):
    messages.main(["--merge", fragment(house, HELLO)])
    before = messages.COMPILED.stat().st_mtime_ns
    messages.compile_catalogues(only_stale=True)

    assert messages.COMPILED.stat().st_mtime_ns == before
