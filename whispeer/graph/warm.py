"""Compile every loop of the store, of J1 to J5 now, so that nobody waits later."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from whispeer.graph import build
from whispeer.graph.assignment import Candidate, assign
from whispeer.graph.changes import Change, Writer
from whispeer.graph.compiled import MADE, edition, forget_others
from whispeer.graph.introductions import introductions
from whispeer.graph.paths import strongest_path
from whispeer.graph.rounds import coffee_round
from whispeer.graph.routing import Whisper, no_history, sketch, step, topic_of


def warm() -> None:
    """Ask each question once of a tiny graph; the compiled loops stay on disk.

    Notes
    -----
    Takes some 30 seconds on a new machine, at its first start, and half a second
    afterwards. Numba keeps what it compiled beside these files, or where
    ``NUMBA_CACHE_DIR`` says; what older versions of the engine left there goes.

    Examples
    --------
    >>> warm()
    """
    with TemporaryDirectory() as folder:
        members = build.Members([1, 2, 3, 10**9])
        store = build.generation(Path(folder), members, build.Ties([1, 2], [2, 3]))
        Writer(folder).apply([Change(1, 3, 10**9, 1.0, 1.0), Change(2, 1, 2, 0, 0)])
        introductions(store, 2)
        strongest_path(store, 2, 10**9)
        coffee_round(store, rng=np.random.default_rng(0))
        step(store, Whisper(1, 12.0), topic_of([3]), no_history([2]), 12.0)
        sketch(store, topic_of([2]), store.ids)
        store.verify()
    assign([Candidate(1, 2, 3, 1.0)])
    forget_others()
    mark = _mark()
    if mark is not None:
        for older in mark.parent.glob("*.warm"):
            older.unlink(missing_ok=True)
        mark.touch()


def is_warm() -> bool:
    """Tell whether this edition of the engine was made warm here; or cannot be.

    Returns
    -------
    bool
        True also where nothing is compiled, or nothing can be kept.

    Notes
    -----
    Constant: a file stands beside what is compiled.

    Examples
    --------
    >>> warm()
    >>> is_warm()
    True
    """
    mark = _mark()
    return mark is None or mark.exists()


def _mark() -> Path | None:
    """Return the file that says so, beside what is compiled; None where nothing is."""
    folders = (fast.stats.cache_path for fast in MADE)
    folder = next((folder for folder in folders if folder), None)
    return Path(folder) / f"{edition(Path(__file__))}.warm" if folder else None
