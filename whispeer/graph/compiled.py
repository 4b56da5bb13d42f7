"""How loops are compiled: by numba, lazily; or not at all where it is missing."""

import re
from collections.abc import Callable
from functools import cache
from hashlib import blake2s
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar

import numpy as np

try:
    import numba
except ImportError:  # no wheel for this platform: the same functions, uncompiled
    COMPILED = False
else:
    COMPILED = not numba.config.DISABLE_JIT  # type: ignore[attr-defined]

MADE: Final[list[Any]] = []
KEPT: Final = re.compile(r"_([0-9a-f]{12})-\d+\.py\d+(\.\d+)?\.nb[ci]$")

P = ParamSpec("P")
R = TypeVar("R")

HERE: Final = Path(__file__).parent
IMPORT: Final = re.compile(
    r"^from whispeer\.graph(\S*) import (\([^)]*\)|.*)", re.MULTILINE
)


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile ``function`` when it is first called, and keep the result on disk.

    The interpreter's lock is released while it runs. Nothing is compiled at
    import. Where no folder for the cache can be written, each process compiles
    for itself.

    What is kept bears the `edition` of the code it was made from. Numba looks at the
    file of a function alone, and would go on using what it made of another file that
    has changed since.
    """
    if not COMPILED:
        return function
    made_from = edition(Path(function.__code__.co_filename))
    function.__qualname__ = f"{function.__qualname__}_{made_from}"
    try:
        fast: Callable[P, R] = numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # "cannot cache function": a read-only installation
        fast = numba.njit(nogil=True)(function)
    MADE.append(fast)
    return fast


def edition(path: Path) -> str:
    """Return what changes when a file changes, or one of the engine that it needs."""
    found, ahead = {path}, [path]
    while ahead:
        new = _needed(ahead.pop()) - found
        found |= new
        ahead += new
    code = b"".join(_code(each) for each in sorted(found))
    return blake2s(code, digest_size=6).hexdigest()


def forget_others() -> None:
    """Remove what other editions of the engine left on disk."""
    ours = {edition(path) for path in HERE.rglob("*.py")}
    for folder in {fast.stats.cache_path for fast in MADE} - {None}:
        for path in Path(folder).glob("*.nb[ci]"):
            made_from = KEPT.search(path.name)
            if made_from is None or made_from[1] not in ours:
                path.unlink(missing_ok=True)


@cache
def _code(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


@cache
def _needed(path: Path) -> frozenset[Path]:
    """Return the files of the engine that a file imports from."""
    files = set()
    for module, names in IMPORT.findall(_code(path).decode()):
        folder = HERE.joinpath(*module.split("."))
        files |= {folder.with_suffix(".py")}
        if folder.is_dir():
            files |= {folder / f"{name}.py" for name in re.findall(r"\w+", names)}
    return frozenset(file for file in files if file.is_file())


def _wide(value: Any) -> int:
    return np.int64(value)  # type: ignore[return-value]


def _never_negative(value: Any) -> int:
    return np.uint64(value)  # type: ignore[return-value]


def _plain(value: Any) -> int:
    return int(value)


# Widen an element of an array before computing with it: left alone, narrow types
# overflow uncompiled, and unsigned ones turn into floats compiled.
whole: Callable[[Any], int] = compiled(_wide) if COMPILED else _plain

# A slot known not to be negative: left alone, each look into an array first asks
# whether to count from its end. To index with, not to compute with.
slot: Callable[[Any], int] = compiled(_never_negative) if COMPILED else _plain
