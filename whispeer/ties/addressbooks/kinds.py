"""What a mail or a phone is for, in one spelling: "work", "home fax", "cell"."""

import re
from typing import Final

# The words that mean the same, in the languages of the sheets we know.
_PLACES = {
    "home": ("home", "domicile", "privat", "privee", "prive", "personnel", "perso"),
    "work": (
        "work", "business", "bureau", "geschaftlich", "dienstlich", "professionnel",
        "professionnelle", "pro", "office",
    ),
    "other": ("other", "autre", "weitere", "weiteres"),
}  # fmt: skip
_MEANS = {
    "cell": (
        "cell", "cellular", "mobile", "mobil", "mobiltelefon", "mobilnummer", "handy",
        "portable", "gsm",
    ),
    "fax": ("fax", "telefax", "telecopie", "telecopieur"),
    "pager": ("pager", "radiomessagerie"),
    "car": ("car", "voiture", "autotelefon"),
    "isdn": ("isdn", "rnis"),
}  # fmt: skip
_PLACE: Final = {word: kind for kind, words in _PLACES.items() for word in words}
_MEAN: Final = {word: kind for kind, words in _MEANS.items() for word in words}

#: What a card writes as a TYPE; any other kind is a label somebody typed.
TYPES: Final = frozenset(
    (
        "home", "work", "other", "school", "assistant", "main", "iphone", "cell", "fax",
        "pager", "car", "isdn", "video", "modem", "bbs", "pcs", "text", "textphone",
        "tlx", "msg", "dom", "intl", "postal", "parcel",
    )
)  # fmt: skip
_SAY_NOTHING: Final = frozenset(("internet", "pref", "voice", "x400", "email"))
_APPLE = re.compile(r"_\$!<(.*)>!\$_")


def of_types(types: list[str]) -> str:
    """The kind that a card's types make together."""
    words: list[str] = []
    for one in types:
        word = one.strip().lower().removeprefix("x-")
        if word and word not in _SAY_NOTHING and word not in words:
            words.append(word)
    return " ".join(words)


def of_label(label: str) -> str:
    """The kind that Apple's label says."""
    found = _APPLE.fullmatch(label)
    return found[1] if found else label


def of_words(words: list[str]) -> str:
    """The kind that a heading or a label says, or nothing where it says none."""
    place = next((_PLACE[word] for word in words if word in _PLACE), "")
    mean = next((_MEAN[word] for word in words if word in _MEAN), "")
    return " ".join(filter(None, (place, mean)))


def types_of(kind: str) -> list[str] | None:
    """The types that write a kind, or None where it takes a label."""
    words = kind.split(" ")
    known = all(word in TYPES for word in words) and len(set(words)) == len(words)
    return words if known else None
