"""What a mail or a phone is for, in one spelling: "work", "home fax", "cell"."""

import re
from typing import Final

from whispeer.ties.addressbooks.texts import plain

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
        "portable", "gsm", "movil", "cellulare", "celular", "telemovel", "mobiel",
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
_SAID: Final = {"cell": "Mobile"}
_GOOGLE = re.compile(r"\A(?:\* ?)+")
_APPLE = re.compile(r"_\$!<(.*)>!\$_")


def of_types(types: list[str]) -> str:
    """The kind that a card's types make together."""
    words: list[str] = []
    for one in types:
        word = one.strip().lower().removeprefix("x-")
        if word and word not in _SAY_NOTHING and word not in words:
            words.append(word)
    return _one_spelling(" ".join(words), words)


def of_label(label: str) -> str:
    """The kind that a label says; Apple and Google mark those that they made."""
    found = _APPLE.fullmatch(label)
    said = _GOOGLE.sub("", found[1] if found else label)
    return _one_spelling(said, plain(said).split())


def _one_spelling(said: str, words: list[str]) -> str:
    """The one spelling of a kind, where each of its words is one we know."""
    known = of_words(words)
    return known if len(known.split()) == len(words) else said


def label_of(kind: str) -> str:
    """A kind as Google writes it, where it is read again as what it was."""
    written = " ".join(_SAID.get(word, word.capitalize()) for word in kind.split())
    return written if of_label(written) == kind else kind


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
