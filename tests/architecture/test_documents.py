"""Documents that can be checked are checked."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.architecture.source import APPS, PACKAGE, ROOT, modules

DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PAGES = [*sorted(DOCS.rglob("*.md")), *sorted(ROOT.glob("*.md"))]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|<img[^>]+src=\"([^\"]+)\"")
WORDS = (
    "Member",
    "Portrait",
    "Offer",
    "Ordeal",
    "Curiosity",
    "Card",
    "Tie",
    "Thanks",
    "Steward",
)


def settings_read() -> set[str]:
    """Every variable of the environment that the code asks for."""
    asked = re.compile(r"""(?:read|read_flag|needed)\(\s*["'](\w+)["']""")
    named = re.compile(r"\bWHISPEER_[A-Z_]+\b")
    found: set[str] = set()
    for path in modules("whispeer"):
        text = path.read_text(encoding="utf-8")
        found |= set(named.findall(text))
        if path.name == "settings.py":
            found |= {f"WHISPEER_{name}" for name in asked.findall(text)}
    return found - {"WHISPEER_"}


def reference(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def test_every_setting_is_described():
    described = reference("settings.md")
    assert sorted(name for name in settings_read() if name not in described) == []


def test_no_setting_is_described_that_does_not_exist():
    described = set(re.findall(r"\bWHISPEER_[A-Z_]+\b", reference("settings.md")))
    assert sorted(described - settings_read()) == []


def commands() -> set[str]:
    ours = {name for name, app in get_commands().items() if app.startswith("whispeer.")}
    main = (PACKAGE / "__main__.py").read_text(encoding="utf-8")
    parsers = re.compile(
        r"""add_parser\(\s*["']([\w-]+)["']|^\s+["']([\w-]+)["']:""", re.MULTILINE
    )
    return ours | {first or second for first, second in parsers.findall(main)}


def test_every_command_is_described():
    described = reference("commands.md")
    assert sorted(name for name in commands() if name not in described) == []


def test_every_app_and_every_word_is_described():
    described = reference("vocabulary.md")
    assert [word for word in WORDS if f"{word}" not in described] == []
    assert [app for app in APPS if f"`{app}`" not in described] == []


def links() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        for pair in LINK.findall(page.read_text(encoding="utf-8")):
            target = (pair[0] or pair[1]).split("#")[0]
            if target and "://" not in target and not target.startswith("mailto:"):
                yield page, target


def test_every_link_leads_somewhere():
    broken = [
        f"{page.relative_to(ROOT)} -> {target}"
        for page, target in links()
        if not (page.parent / target).exists()
    ]
    assert broken == []


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"]
)
def test_the_page_a_newcomer_looks_for_is_there(name):
    assert (ROOT / name).read_text(encoding="utf-8").strip()


def test_contributing_stays_under_eighty_lines():
    assert len((ROOT / "CONTRIBUTING.md").read_text().splitlines()) < 80


def test_the_version_is_read_from_the_changelog():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"(?m)^## \[\d+\.\d+\.\d+\]", changelog)
