"""J1: who might be met, and through whom."""

import math
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from itertools import islice
from typing import Any, Final, Literal, NamedTuple

import numpy as np

from whispeer.graph.addresses import Addressed
from whispeer.graph.arrays import STEPS, Floats
from whispeer.graph.assignment import Candidate as Candidate
from whispeer.graph.assignment import assign as assign
from whispeer.graph.constants import INTRODUCTIONS, WORLDS
from whispeer.graph.errors import BadNumber, TornGeneration, WriterBusy
from whispeer.graph.kernels.introducing import introduce, unmoved
from whispeer.graph.kernels.ranking import Answer, Formula
from whispeer.graph.kernels.reach import (
    ALLOCATION,
    DEFAULT,
    NAMED,
    PATH,
    Asked,
    Scratch,
)
from whispeer.graph.kernels.rows import SMALL, TORN
from whispeer.graph.scratch import (
    answer_of_this_thread,
    enlarge,
    scratch_of_this_thread,
)
from whispeer.graph.store import TieStore

Score = Literal["path", "allocation", "default"]

SCORES: Final[Mapping[str, int]] = {
    "path": PATH,
    "allocation": ALLOCATION,
    "default": DEFAULT,
}
LINEAR: Final[Floats] = np.arange(STEPS + 1) / STEPS
FORMULA: Final = Formula(
    WORLDS.net,
    WORLDS.overlap,
    WORLDS.sector,
    WORLDS.place,
    WORLDS.net_alone,
    WORLDS.overlap_alone,
    INTRODUCTIONS.distance_weight,
    INTRODUCTIONS.hub_damping,
    math.ceil((INTRODUCTIONS.floor * STEPS) ** 2),
)
DAMPING: Final[Floats] = np.maximum(np.arange(4096), 1) ** -INTRODUCTIONS.hub_damping
NOBODY: Final = np.empty(0, np.int32)
UNCHANGED: Final = np.empty(0, np.float64)
PLAIN: Final = tuple(
    Addressed(Asked(NOBODY, NOBODY, UNCHANGED, curve, DAMPING, np.array(FORMULA)))
    for curve in (LINEAR, LINEAR, np.sqrt(LINEAR))  # by score
)
ATTEMPTS: Final = 50  # to read while rows move; a change takes microseconds


class Introduction(NamedTuple):
    """Somebody who might be met.

    Attributes
    ----------
    member : int
        External id of who might be met.
    through : tuple of int
        External ids of the best connectors, at most 3, best first.
    score : float
        The value sorted by.
    path_strength : float
        The greatest product of two strengths, in (0, 1].
    overlap : float
        Common ties over all ties of both, in [0, 1].
    """

    member: int
    through: tuple[int, ...]
    score: float
    path_strength: float
    overlap: float


def introductions(
    store: TieStore,
    member: int,
    *,
    limit: int = INTRODUCTIONS.limit,
    score: Score = "default",
    factors: Mapping[int, float] | None = None,
    without: Collection[int] = (),
) -> list[Introduction]:
    """List whom a member might meet, best first.

    Candidates are the friends of friends that open ties lead to, own ties and
    oneself left out. For a member ``a``, a connector ``b``, a candidate ``c``:

    ============== =======================================================
    ``path``       greatest ``s_ab s_bc`` over all connectors
    ``allocation`` sum over connectors of ``s_ab s_bc / k_b``
    ``default``    R of M2: worlds apart, hubs damped, floor 0.15
    ============== =======================================================

    Parameters
    ----------
    store : TieStore
        The graph.
    member : int
        External id of the one who would meet somebody.
    limit : int
        How many to list at most, 1 or more.
    score : {"default", "path", "allocation"}
        What to sort by.
    factors : mapping of int to float, optional
        What to multiply the score of an external id by, 0 or more: 1.5 where a
        need meets an experience, 0.5 for each time it was shown.
    without : collection of int
        External ids never to list.

    Returns
    -------
    list of Introduction
        Best first; equal scores by external id.

    Raises
    ------
    UnknownMember
        If an id is not in the graph.
    BadNumber
        If the limit, the score or a factor makes no sense.
    TornGeneration
        If the graph is damaged.
    WriterBusy
        If it changes faster than it can be read.

    Notes
    -----
    Linear in the number of two-tie paths, 6 to 12 ns each; memory of 30 bytes a
    candidate, kept by the thread. Scores are sums of integers, rounded to 40
    significant bits: they do not depend on any order, and equal ones are equal.

    Examples
    --------
    >>> from whispeer.graph import build
    >>> store = build.small([(1, 2, 1.0), (2, 3, 1.0), (3, 4, 1.0)])
    >>> introductions(store, 1, score="path")
    [Introduction(member=3, through=(2,), score=1.0, path_strength=1.0, overlap=0.5)]
    """
    row = store.row_of(member)
    if limit < 1:
        raise BadNumber(f"limit {limit} is not 1 or more")
    if score not in SCORES:
        raise BadNumber(f"score {score!r} is none of {', '.join(SCORES)}")
    asked = _asked(store, score, factors, without)
    answer = answer_of_this_thread(min(limit, store.shape.rows), INTRODUCTIONS.through)
    scratch, held = _ask(store, row, SCORES[score], asked, answer)
    return _listed(answer.arrays, held, int(scratch.need[NAMED]))


def _ask(
    store: TieStore,
    row: int,
    score: int,
    asked: Addressed[Asked],
    answer: Addressed[Answer],
) -> tuple[Scratch, int]:
    """Put the best candidates into the answer; return how many.

    A row that moves while it is read makes the reading begin again.
    """
    held, graph = TORN, store.lines.address
    for _ in range(ATTEMPTS):
        begun = store.settled()
        scratch = scratch_of_this_thread()
        held = introduce(
            graph, scratch.address, answer.address, asked.address, row, score
        )
        if held == SMALL:
            enlarge(scratch.arrays)
        elif (not begun & 1 and begun == store.settled()) or (
            held >= 0 and unmoved(graph, scratch.address, answer.address, row, held)
        ):
            break
    else:
        if held >= 0:
            raise WriterBusy(f"{store.where}: changes faster than it can be read")
    if held < 0:
        raise TornGeneration(f"{store.where}: ties around row {row} lead outside")
    return scratch.arrays, held


_introduction: Final[Any] = partial(tuple.__new__, Introduction)  # in half the time


def _listed(answer: Answer, held: int, fewest: int) -> list[Introduction]:
    """Make a list of the first lines, each of which names so many at least."""
    many = answer.products.shape[1]
    through: Iterable[tuple[int, ...]] = zip(
        *[iter(answer.connectors.ravel().tolist())] * many, strict=True
    )
    if fewest < many:
        through = (
            ids[:named]
            for ids, named in zip(through, answer.named.tolist(), strict=True)
        )
    lines = zip(
        answer.ids.tolist(),
        through,
        answer.scores.tolist(),
        answer.strengths.tolist(),
        answer.overlaps.tolist(),
        strict=True,
    )
    found = list(map(_introduction, islice(lines, held)))
    if fewest == 0:  # half a tie, of which a writer that died left out the rest
        found = [one for one in found if one.through]
    return found


def _asked(
    store: TieStore,
    score: str,
    factors: Mapping[int, float] | None,
    without: Collection[int],
) -> Addressed[Asked]:
    plainly = PLAIN[SCORES[score]]
    if not factors and not without:
        return plainly
    rows, values = NOBODY, UNCHANGED
    if factors:
        rows, values = store.rows_of(list(factors)), np.array(list(factors.values()))
        order = np.argsort(rows)
        rows, values = rows[order], values[order].astype(np.float64)
        if not (np.isfinite(values).all() and values.min() >= 0):
            raise BadNumber("a factor is not a number, or below 0")
    avoided = store.rows_of(list(without)) if without else NOBODY
    return Addressed(Asked(avoided, rows, values, *plainly.arrays[3:]))
