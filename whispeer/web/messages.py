"""`whispeer messages`: the words of the house and their French.

The words are gathered from code and templates into `django.po`. `libraries.po` holds
those of Django and allauth that we say in our own voice: no gathering finds them. Both
are compiled into one catalogue. Nothing is ever guessed: no entry is fuzzy.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import allauth
import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

HOUSE = Path(__file__).parents[1]
FRENCH = HOUSE / "locale" / "fr" / "LC_MESSAGES"
OURS = FRENCH / "django.po"
OF_LIBRARIES = FRENCH / "libraries.po"
COMPILED = FRENCH / "django.mo"
LIBRARIES = (Path(django.__file__).parent, Path(allauth.__file__).parent)

HEADER = """msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "pgettext_lazy": ((1, "c"), 2),
}

BLANK = re.compile(r"%\(\w+\)[sd]")

#: What tells two entries apart: the English words and the context they are said in.
Key = tuple[str, str | None]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="whispeer messages")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--check", action="store_true", help="say what is missing, change nothing"
    )
    what.add_argument("--compile", action="store_true", help="compile, and no more")
    what.add_argument(
        "--merge",
        nargs="+",
        type=Path,
        default=[],
        metavar="FILE",
        help="take in translations written in other files",
    )
    options = parser.parse_args(arguments)
    if options.compile:
        compile_catalogues()
        return 0
    found = list(problems() if options.check else update(options.merge))
    if not options.check:
        compile_catalogues()
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


# ── Gathering ─────────────────────────────────────────────────────────────────


def gathered() -> Catalog:
    """Every word of code and templates that is meant to be translated."""
    catalog = Catalog(locale="fr")
    for path in sorted(HOUSE.rglob("*")):
        source = source_of(path)
        if source is not None:
            where = [(str(path.relative_to(HOUSE.parent)), 1)]
            for words, context in words_in(source):
                catalog.add(words, locations=where, context=context)
    return catalog


def source_of(path: Path) -> str | None:
    """A file as Python that calls gettext, or None where no words are."""
    if not path.is_file() or "__pycache__" in path.parts:
        return None
    if "templates" in path.parts:
        lines = templatize(path.read_text(encoding="utf-8")).splitlines()
        # A template's indentation means nothing to Python.
        return "\n".join(line.lstrip() for line in lines)
    return path.read_text(encoding="utf-8") if path.suffix == ".py" else None


def words_in(source: str) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """The words of each call of gettext, and the context they are said in."""
    found: Iterable[Any] = extract_python(BytesIO(source.encode()), KEYWORDS, [], {})
    for _, name, said, _ in found:
        parts = [said] if isinstance(said, str) else list(said or ())
        context = parts.pop(0) if "pgettext" in name else None
        words = tuple(parts[: 2 if name.startswith(("ng", "np")) else 1])
        if words and None not in words:
            yield (words if len(words) > 1 else words[0]), context


# ── Keeping ───────────────────────────────────────────────────────────────────


def update(fragments: Iterable[Path] = ()) -> Iterator[str]:
    """Write both catalogues anew with all the French there is; yield what clashes."""
    ours, libraries = gathered(), read(OF_LIBRARIES)
    for message in entries(read(OURS)):
        known = entry(ours, key_of(message))
        if known is not None and known.pluralizable == message.pluralizable:
            known.string = message.string
    for fragment in fragments:
        for message in entries(read(fragment)):
            yield from take(message, ours, libraries, fragment)
    write(ours, OURS)
    write(libraries, OF_LIBRARIES)


def take(
    message: Message, ours: Catalog, libraries: Catalog, source: Path
) -> Iterator[str]:
    """Put a translation where it belongs, unless another one is there already."""
    key = key_of(message)
    known = entry(ours, key) or entry(libraries, key)
    if known is None and key in words_of_libraries():
        libraries[message.id] = message
    elif known is None or known.pluralizable != message.pluralizable:
        yield f"{source}: not said so in the house: {key[0]!r}"
    elif not is_translated(known):
        known.string = message.string
    elif is_translated(message) and known.string != message.string:
        yield f"{source}: {key[0]!r} is already {known.string!r}, not {message.string!r}"


@cache
def words_of_libraries() -> frozenset[Key]:
    files = [
        file for library in LIBRARIES for file in library.rglob("fr/LC_MESSAGES/*.mo")
    ]
    catalogs = [read_mo(BytesIO(file.read_bytes())) for file in files]
    return frozenset(key_of(m) for catalog in catalogs for m in entries(catalog))


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="fr")
    catalog = Catalog(locale="fr")
    with path.open("rb") as file:
        for message in entries(read_po(file, locale="fr", ignore_obsolete=True)):
            catalog[message.id] = message
    return catalog


def entries(catalog: Catalog) -> Iterator[Message]:
    """All but the header."""
    return (message for message in catalog if message.id)


def write(catalog: Catalog, path: Path) -> None:
    """Sorted, without dates or line numbers: a change shows as that change alone."""
    body = BytesIO()
    write_po(
        body,
        catalog,
        width=88,
        sort_output=True,
        omit_header=True,
        include_lineno=False,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(HEADER.encode() + body.getvalue().strip() + b"\n")


def key_of(message: Message) -> Key:
    return (words_of(message)[0], message.context)


def words_of(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def entry(catalog: Catalog, key: Key) -> Message | None:
    return catalog.get(key[0], key[1])


def strings_of(message: Message) -> tuple[str, ...]:
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def is_translated(message: Message) -> bool:
    return all(strings_of(message)) and bool(strings_of(message))


# ── Checking ──────────────────────────────────────────────────────────────────


def problems() -> Iterator[str]:
    """What keeps a French reader from reading French, one line each."""
    ours, libraries, wanted = read(OURS), read(OF_LIBRARIES), gathered()
    for message in entries(wanted):
        if entry(ours, key_of(message)) is None:
            yield f"missing: {key_of(message)[0]!r} (run `make messages`)"
    for message in entries(ours):
        if entry(wanted, key_of(message)) is None:
            yield f"no longer said: {key_of(message)[0]!r} (run `make messages`)"
    for message in (*entries(ours), *entries(libraries)):
        yield from faults(message)


def faults(message: Message) -> Iterator[str]:
    words = key_of(message)[0]
    if not is_translated(message):
        yield f"not translated: {words!r}"
    elif message.fuzzy:
        yield f"fuzzy: {words!r}"
    elif blanks(strings_of(message)) != blanks(words_of(message)):
        yield f"not the same blanks: {words!r}"


def blanks(said: Iterable[str]) -> set[str]:
    """What is filled in: "one day" and "%(days)d days" have one blank together."""
    return {blank for words in said for blank in BLANK.findall(words)}


# ── Compiling ─────────────────────────────────────────────────────────────────


def compile_catalogues(*, only_stale: bool = False) -> None:
    """Write the catalogue Django reads; ours and the libraries' words in one."""
    sources = [path for path in (OURS, OF_LIBRARIES) if path.exists()]
    if only_stale and COMPILED.exists():
        changed = max((path.stat().st_mtime for path in sources), default=0.0)
        if COMPILED.stat().st_mtime >= changed:
            return
    both = read(OF_LIBRARIES)
    for message in entries(read(OURS)):
        both[message.id] = message
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    fresh = COMPILED.with_suffix(f".{os.getpid()}")
    with fresh.open("wb") as file:
        write_mo(file, both)
    fresh.replace(COMPILED)  # whoever reads meanwhile reads a whole file
