"""What is made at install, not kept in the repository: fonts cut to size, one sprite.

`build` writes them below `static/built/`: the four fonts of the house reduced to the
Latin letters people here write with, and the thread's signs together with the few
icons of lucide we use.
"""

import shutil
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

BUILT = Path(__file__).parent / "static" / "built"
SIGNS = Path(__file__).parent / "signs.svg"
ICONS = ("copy", "download", "printer", "share-2")
SVG = "http://www.w3.org/2000/svg"

# Basic Latin, Latin-1, Latin Extended-A, Romanian's commas below; combining accents
# so that a decomposed name still composes; quotes, dashes, the euro, arrows, the minus.
LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x218, 0x21C),
    *range(0x300, 0x305),
    *(0x306, 0x307, 0x308, 0x30A, 0x30B, 0x30C, 0x323, 0x326, 0x327, 0x328),
    *(0x2BC, 0x2009, 0x200B, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2018, 0x2019),
    *(0x201A, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x202F, 0x2032, 0x2033),
    *(0x2039, 0x203A, 0x20AC, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x1E9E),
)
NARROW = (0x2009, 0x202F)
FEATURES = (
    "kern",
    "mark",
    "mkmk",
    "ccmp",
    "locl",
    "liga",
    "calt",
    "rlig",
    "rvrn",
    "case",
)
FIGURES = ("onum", "lnum", "pnum", "tnum")
SMALL_CAPITALS = ("smcp", "c2sc")


@dataclass(frozen=True)
class Face:
    """One file of a family, and what is kept of it."""

    name: str
    source: Path
    features: tuple[str, ...]
    narrow: int  # width of the narrow space, in thousandths of an em
    weights: tuple[int, int] | int | None = None


VOLLKORN = Path(str(files("fontpkg_vollkorn")))
ALEGREYA_SANS = Path(str(files("fontpkg_alegreya_sans")))
FACES = (
    Face(
        "vollkorn-roman",
        VOLLKORN / "files" / "Vollkorn[wght].ttf",
        FEATURES + FIGURES + SMALL_CAPITALS,
        narrow=140,
        weights=(400, 600),
    ),
    Face(
        "vollkorn-italic",
        VOLLKORN / "files" / "Vollkorn-Italic[wght].ttf",
        FEATURES + FIGURES,
        narrow=140,
        weights=400,
    ),
    Face(
        "alegreya-sans-regular",
        ALEGREYA_SANS / "files" / "AlegreyaSans-Regular.ttf",
        FEATURES + FIGURES,
        narrow=110,
    ),
    Face(
        "alegreya-sans-bold",
        ALEGREYA_SANS / "files" / "AlegreyaSans-Bold.ttf",
        FEATURES + FIGURES,
        narrow=110,
    ),
)
# Neither family reserves its name: the reduced fonts may keep it, the licence goes along.
LICENCES = {"OFL-Vollkorn.txt": VOLLKORN, "OFL-AlegreyaSans.txt": ALEGREYA_SANS}


def build(target: Path = BUILT) -> None:
    """Write the fonts, their licences and the sprite."""
    fonts = target / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        cut(face).save(fonts / f"{face.name}.woff2")
    for name, package in LICENCES.items():
        shutil.copyfile(package / "LICENSE", fonts / name)
    (target / "sprite.svg").write_text(sprite(), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """`whispeer assets`: build them where the pages look for them."""
    build(Path(arguments[0]) if arguments else BUILT)
    return 0


def cut(face: Face) -> TTFont:
    """The face with our letters, our features and our weights only."""
    font = TTFont(face.source)
    if face.weights is not None:
        font = instancer.instantiateVariableFont(font, {"wght": face.weights})
        font = read_again(font)
    set_narrow_spaces(font, face.narrow)
    set_non_breaking_hyphen(font)
    options = subset.Options(
        hinting=False,
        layout_features=list(face.features),
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],  # the last two say the licence
    )
    reducer = subset.Subsetter(options)
    reducer.populate(unicodes=LETTERS)
    reducer.subset(font)
    font.flavor = "woff2"
    return font


def read_again(font: TTFont) -> TTFont:
    """The font as a file would hold it: what the instancer emptied is filled in."""
    file = BytesIO()
    font.save(file)
    return TTFont(file)


def set_narrow_spaces(font: TTFont, width: int) -> None:
    """Give French its fine space before `; ! ?` and inside « »: a word space is too wide."""
    width = width * font["head"].unitsPerEm // 1000
    glyph = font.getBestCmap()[NARROW[0]]
    font["hmtx"][glyph] = (width, 0)
    if "HVAR" in font:  # the width stays the same at each weight
        font["gvar"].variations[glyph] = []
        del font["HVAR"]
    for code in NARROW:
        point_to(font, code, glyph)


def set_non_breaking_hyphen(font: TTFont) -> None:
    """Where the font has none, the hyphen stands for the one that keeps words together."""
    letters = font.getBestCmap()
    if 0x2011 not in letters:
        point_to(font, 0x2011, letters[ord("-")])


def point_to(font: TTFont, code: int, glyph: str) -> None:
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = glyph


def sprite() -> str:
    """One file with all signs and icons, each a symbol with an id."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(SIGNS.read_text(encoding="utf-8"))  # noqa: S314
    root.extend(icon(name) for name in ICONS)
    for element in root.iter():
        element.text = element.tail = None
        if element.tag == f"{{{SVG}}}symbol":
            element.set("overflow", "visible")  # a sign may reach out of the gutter
    return ElementTree.tostring(root, encoding="unicode")


def icon(name: str) -> ElementTree.Element:
    """One of lucide's drawings as a symbol; colour and stroke come from the page."""
    archive = Path(str(files("lucide"))) / "lucide.zip"
    with ZipFile(archive) as drawings:
        drawing: Any = ElementTree.fromstring(drawings.read(f"{name}.svg"))  # noqa: S314
    symbol = ElementTree.Element(
        f"{{{SVG}}}symbol", {"id": name, "viewBox": "0 0 24 24"}
    )
    symbol.extend(drawing)
    return symbol
