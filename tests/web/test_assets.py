"""What is built at install: every letter people here write with, every sign a page uses."""

import gzip
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from whispeer.web import assets

WEB = Path(assets.__file__).parent
TEMPLATES = sorted(WEB.parent.glob("*/templates/**/*.html"))
STYLES = (WEB / "static" / "web" / "whispeer.css").read_text()

FRENCH = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ"
NEIGHBOURS = "ÄÖßĄŁŻžčšřďťňőűğşıİÅØåøÞðñÑãõĽțȘ"
SIGNS = "«»‹›’‘“”„–—…€°·−←→\u00a0\u202f\u2011"
SYMBOL = "{http://www.w3.org/2000/svg}symbol"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    target: Path = tmp_path_factory.mktemp("built")
    assets.build(target)
    return target


@pytest.fixture
def cut(built) -> Callable[[str], TTFont]:
    """The face as a browser gets it."""
    return lambda name: TTFont(built / "fonts" / f"{name}.woff2")


@cache
def symbols() -> set[str]:
    root = ElementTree.fromstring(assets.sprite())
    return {symbol.attrib["id"] for symbol in root.iter(SYMBOL)}


faces = pytest.mark.parametrize("name", [face.name for face in assets.FACES])


@faces
def test_every_letter_of_french_is_there(name, cut):
    letters = cut(name).getBestCmap()

    assert [sign for sign in FRENCH + SIGNS if ord(sign) not in letters] == []


@faces
def test_names_of_the_neighbours_are_written_right(name, cut):
    letters = cut(name).getBestCmap()

    assert [sign for sign in NEIGHBOURS if ord(sign) not in letters] == []


@faces
def test_the_fine_space_is_finer_than_a_word_space(name, cut):
    font = cut(name)
    letters, widths = font.getBestCmap(), font["hmtx"]
    fine, word = widths[letters[0x202F]][0], widths[letters[0x20]][0]

    assert 0 < fine < word


def test_small_capitals_and_both_kinds_of_figures_are_kept(cut):
    features = {
        record.FeatureTag
        for record in cut("vollkorn-roman")["GSUB"].table.FeatureList.FeatureRecord
    }

    assert {"smcp", "onum", "lnum"} <= features


def test_the_roman_keeps_the_weights_we_use(cut):
    axis = cut("vollkorn-roman")["fvar"].axes[0]

    assert (axis.minValue, axis.maxValue) == (400, 600)


def test_the_styles_ask_for_the_fonts_that_are_built():
    asked = set(re.findall(r'url\("\.\./built/fonts/(.+?)\.woff2"\)', STYLES))

    assert asked == {face.name for face in assets.FACES}


def test_every_sign_a_page_uses_is_in_the_sprite():
    used = {
        name
        for path in TEMPLATES
        for name in re.findall(r"sprite\.svg' %}#([a-z0-9-]+)", path.read_text())
    }
    signs = {
        name
        for path in TEMPLATES
        for name in re.findall(r'thread\.html" with sign="(\w+)"', path.read_text())
    }
    icons = {
        name
        for path in TEMPLATES
        for name in re.findall(r'icon\.html" with name="([\w-]+)"', path.read_text())
    }

    assert used | signs | icons <= symbols()


def test_signs_and_icons_take_their_colours_from_the_page():
    """A drawing with a style of its own would be refused, or wrong by night."""
    drawing = assets.sprite()

    assert "style" not in drawing
    assert not re.search(r"#[0-9a-f]{3,6}\b", drawing)


def test_building_writes_all_of_it(built):
    written = {str(path.relative_to(built)) for path in built.rglob("*.*")}

    assert written == {
        "sprite.svg",
        *(f"fonts/{face.name}.woff2" for face in assets.FACES),
        *(f"fonts/{name}" for name in assets.LICENCES),
    }


def test_the_styles_stay_light():
    assert len(gzip.compress(STYLES.encode())) < 8_000
