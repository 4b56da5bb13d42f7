"""Whom to ask next."""

from math import inf
from typing import Any, NamedTuple

import numpy as np

from whispeer.graph.arrays import Bools, Floats, Int64s
from whispeer.graph.constants import WHISPERS, Whispers
from whispeer.graph.kernels.potential import Terms
from whispeer.graph.kernels.potential_field import COUNT
from whispeer.graph.kernels.routing_edges import Edges, gather
from whispeer.graph.kernels.rows import TORN
from whispeer.graph.kernels.ways import Ways
from whispeer.graph.routing.bearing import asked_within, free_at
from whispeer.graph.routing.estimates import help_chance
from whispeer.graph.routing.history import NEVER, History, counts_at
from whispeer.graph.routing.potential import (
    Known,
    field_of,
    known_of,
    start_of,
    terms_of,
)
from whispeer.graph.routing.reading import known_rows, steadily
from whispeer.graph.routing.topic import Topic
from whispeer.graph.routing.trust import trust_of_rows
from whispeer.graph.routing.whisper import Kind, Whisper, ways
from whispeer.graph.store import TieStore


class Candidate(NamedTuple):
    """Somebody who could be asked.

    Attributes
    ----------
    by, to : int
        External ids of a holder and of a tie of his; or of the seeker and a stranger.
    kind : Kind
    value : float
        v of M3: chance of success for one person disturbed, in (0, 1].
    chance : float
        That the whisper lands over him.
    free_at : float
        Hour from which he bears one more ask; now or earlier when he does now.
    asked_30d : int
        Asks he received in the last 30 days.
    """

    by: int
    to: int
    kind: Kind
    value: float
    chance: float
    free_at: float
    asked_30d: int


def candidates(
    store: TieStore,
    whisper: Whisper,
    topic: Topic,
    history: History,
    now: float,
    rules: Whispers = WHISPERS,
) -> list[Candidate]:
    """List whom the ties of the holders lead to, the most worth first.

    Each once, over the holder from whom asking him is worth most. Left out are those
    who were asked, the seeker, whom the seeker excluded, whom somebody on the way
    must be kept apart from, who bears no ask ever, closed ties, and whoever is more
    ties away than the whisper may go. Who is at his cap is listed: see `free_at`.

    The value is ``a`` of M3 for somebody who declared the experience (and may be found
    from so far); else ``P/(1 + E)``, where he may have lived it himself, or passes
    it on to the best two of his ties who can be asked, and E is how many are asked
    through him. Those are weighed likewise, as far as the whisper may go.

    Parameters
    ----------
    store : TieStore
    whisper : Whisper
    topic : Topic
    history : History
    now : float
        Hour.
    rules : Whispers

    Returns
    -------
    list of Candidate
        By falling value, equal ones by id.

    Raises
    ------
    UnknownMember
        If an id is not in the graph.
    BadNumber
        If somebody asked who did not hold the whisper.
    TornGeneration
        If the graph is damaged.

    Notes
    -----
    Linear in the ties that are walked, at most `rules.reach` for each further hop.
    Source: M3.
    """
    found = ways(whisper)
    never = {*found, *whisper.without, *(ask.to for ask in whisper.asks)}
    known = known_of(store, topic, history, never, now, rules)
    rows = np.array([store.row_of(member) for member in found], np.int64)
    hops = np.array([len(way) - 1 for way in found.values()], np.int64)
    terms = terms_of(store, topic, min(whisper.hops, rules.hops), rules)
    edges = _edges(store, known, terms, rows, hops, rules)
    kept = _together(store, whisper, found, edges)
    edges = Edges._make(column[kept] for column in edges)
    chance = _with_trust(store, known, edges, rows[0], rules)
    value = chance / edges.asked
    by, to = store.ids[rows[edges.holder]], store.ids[edges.row]
    order = np.lexsort((by, -value, to))
    best = order[np.flatnonzero(np.diff(to[order], prepend=to[order[:1]] - 1))]
    best = best[np.lexsort((to[best], -value[best]))]
    kinds = [Kind.HELP if one else Kind.RELAY for one in edges.declared[best]]
    listed = (by[best], to[best], kinds, value[best], chance[best])
    return _listed(listed, history, now, rules)


def strangers(
    whisper: Whisper,
    topic: Topic,
    history: History,
    now: float,
    rules: Whispers = WHISPERS,
) -> list[Candidate]:
    """List the members who declared the experience and let anyone ask.

    By falling value, which is ``a`` of M3 without trust; equal ones by id. None when
    the seeker did not agree.
    """
    if not whisper.strangers:
        return []
    never = {whisper.seeker, *whisper.without, *(ask.to for ask in whisper.asks)}
    never |= set(whisper.apart.get(whisper.seeker, ()))
    to = np.asarray(topic.members)[np.asarray(topic.anyone, np.bool_)]
    to = to[~np.isin(to, np.array(list(never), np.int64))]
    counts, week = counts_at(history, now, rules), asked_within(history, now, 7)
    yes, asked, tired = (_of(history, to, x, 0) for x in (counts[2], counts[3], week))
    chance = help_chance(yes, asked, 0.0, tired, rules)
    order = np.lexsort((to, -chance))
    to, chance = to[order], chance[order]
    by = np.full(to.size, whisper.seeker)
    listed = (by, to, [Kind.STRANGER] * to.size, chance, chance)
    return [one for one in _listed(listed, history, now, rules) if one.free_at < inf]


def _edges(
    store: TieStore,
    known: Known,
    terms: Terms,
    rows: Int64s,
    hops: Int64s,
    rules: Whispers,
) -> Edges:
    """Weigh all ties of the holders, given how far from the seeker each is."""
    reading = Ways._make(store.arrays[:4])
    start = start_of(rows, hops, terms)
    edges = [_no_edges(0)]

    def ask() -> int:
        field = field_of(store, known, terms, start, rules)
        edges[0] = _no_edges(sum(store.degree(row) for row in rows.tolist()))
        if field.facts[COUNT] == TORN:
            return TORN
        return gather(reading, field, terms, rows, hops, edges[0])

    count = steadily(store, ask)
    return Edges._make(column[:count] for column in edges[0])


def _no_edges(size: int) -> Edges:
    return Edges(
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.bool_),
        np.empty(size),
        np.empty(size),
    )


def _together(
    store: TieStore, whisper: Whisper, found: dict[int, tuple[int, ...]], edges: Edges
) -> Bools:
    """Tell which ties lead to nobody who must be kept apart from who is on the way."""
    kept = np.ones(edges.row.size, np.bool_)
    for place, way in enumerate(found.values()):
        away = {one for member in way for one in whisper.apart.get(member, ())}
        if away:
            rows = known_rows(store, away)
            kept &= (edges.holder != place) | ~np.isin(edges.row, rows)
    return kept


def _with_trust(
    store: TieStore, known: Known, edges: Edges, seeker: int, rules: Whispers
) -> Floats:
    """Return the chances, those of who declared by the trust that leads to them."""
    rows = np.unique(edges.row[edges.declared])
    trust = trust_of_rows(store, seeker, rows, rules=rules)
    helper = np.full(rows.size, rules.prior_helper[0] / sum(rules.prior_helper))
    _, here, there = np.intersect1d(rows, known.history, return_indices=True)
    helper[here] = known.helper[there]
    a, b, c = rules.helper_trust
    will = np.clip(helper * (a + b * trust) / c, rules.least_chance, rules.most_chance)
    chance = edges.chance.copy()
    chance[edges.declared] = will[np.searchsorted(rows, edges.row[edges.declared])]
    return chance


def _of(history: History, members: Int64s, column: Any, missing: float) -> Any:
    """Return a column of the history for members; `missing` for who is not in it."""
    if not history.members.size:
        return np.full(members.size, missing)
    place = np.searchsorted(history.members, members)
    place = np.minimum(place, history.members.size - 1)
    return np.where(history.members[place] == members, column[place], missing)


def _listed(
    columns: tuple[Any, ...], history: History, now: float, rules: Whispers
) -> list[Candidate]:
    by, to, kinds, value, chance = columns
    free = _of(history, to, free_at(history, now, rules), NEVER)
    month = _of(history, to, asked_within(history, now, 30), 0)
    rest = (one.tolist() for one in (value, chance, free, month.astype(np.int64)))
    return list(map(Candidate, by.tolist(), to.tolist(), kinds, *rest))
