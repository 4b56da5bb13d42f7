"""How well a whisper fares from whom: a bounded search from those who declared."""

from collections.abc import Collection
from typing import NamedTuple

import numpy as np

from whispeer.graph.arrays import Bools, Floats, Int64s
from whispeer.graph.constants import PATHS, WHISPERS, Whispers
from whispeer.graph.kernels import potential
from whispeer.graph.kernels.potential import COUNT, Field, Terms
from whispeer.graph.kernels.rows import TORN
from whispeer.graph.kernels.ways import Ways
from whispeer.graph.routing.history import History, asked_within, counts_at, free_at
from whispeer.graph.routing.reading import known_rows
from whispeer.graph.routing.topic import Topic
from whispeer.graph.store import TieStore


class Known(NamedTuple):
    """What is known of members, by row."""

    history: Int64s  # (k,) rows; -1 for who is no longer a member
    relay: Floats  # (k,) r of M3, before the tie's strength
    helper: Floats  # (k,) a of M3, before trust
    topic: Int64s  # (d,) rows, -1 likewise
    limit: Int64s  # (d,)
    busy: Int64s  # (b,) rows of those not to count on now, -1 likewise
    never: Int64s  # (e,) rows of those who must not be asked, -1 likewise


def known_of(
    store: TieStore,
    topic: Topic,
    history: History,
    never: Collection[int],
    now: float,
    rules: Whispers = WHISPERS,
) -> Known:
    """Gather what is known of members before any tie is looked at."""
    free = free_at(history, now, rules)
    tired = rules.fatigue ** asked_within(history, now, 7)
    relay_yes, relay_asked, help_yes, help_asked = counts_at(history, now, rules)
    relay = (rules.prior_relay[0] + relay_yes) / (sum(rules.prior_relay) + relay_asked)
    helper = (rules.prior_helper[0] + help_yes) / (sum(rules.prior_helper) + help_asked)
    return Known(
        known_rows(store, history.members),
        relay * tired,
        helper * tired,
        known_rows(store, topic.members),
        np.asarray(topic.hops, np.int64),
        known_rows(store, history.members[free > now + rules.stagger]),
        known_rows(store, [*never, *history.members[free == np.inf].tolist()]),
    )


def terms_of(store: TieStore, topic: Topic, hops: int, rules: Whispers) -> Terms:
    """Write the formulas of M3 in numbers."""
    relay, help_ = rules.relay_strength, rules.helper_trust
    return Terms(
        hops=hops,
        decay=PATHS.hop_decay,
        relay=rules.prior_relay[0] / sum(rules.prior_relay),
        helper=rules.prior_helper[0] / sum(rules.prior_helper),
        relay_low=relay[0] / relay[2],
        relay_high=relay[1] / relay[2],
        help_low=help_[0] / help_[2],
        help_high=help_[1] / help_[2],
        path_low=rules.path_strength[0],
        path_high=rules.path_strength[1],
        least=rules.least_chance,
        most=rules.most_chance,
        base=len(topic.members) / store.members,
        prior=rules.sketch_prior,
        far=rules.sketch_far,
        hidden=(1 - topic.share) / topic.share,
    )


def field_of(store: TieStore, known: Known, terms: Terms, rules: Whispers) -> Field:
    """Search from those who declared outward, as far as a whisper may go.

    Returns a field whose `facts` hold TORN when rows lead outside.

    Notes
    -----
    Two ties less than the whisper may go: the rest is met from the holders. Linear in
    the ties of those who declared for 3 hops; further hops stop where more than
    `rules.reach` ties would be walked, and hope no further than that.
    """
    ways = Ways._make(store.arrays[:4])
    begun = sum(rows.size for rows in (known[0], known[3], *known[5:]))
    field = _written(_blank(store, terms, begun), known)
    ties = potential.degrees(ways.words, ways.neighbours.size, field, True)
    if ties > rules.reach:
        return field
    field = _wider(store, field, terms, ties)
    if potential.survey(ways.words, ways.neighbours, field) == TORN:
        field.facts[COUNT] = TORN
    for level in range(1, terms.hops - 1):
        ties = potential.degrees(ways.words, ways.neighbours.size, field, False)
        if ties > rules.reach and level > 1:
            field.chance[level:], field.asked[level:] = (
                field.chance[level - 1],
                field.asked[level - 1],
            )
            break
        field = _wider(store, field, terms, ties if level > 1 else 0)
        if potential.deepen(ways, field, terms, level) == TORN:
            field.facts[COUNT] = TORN
    return field


def _blank(store: TieStore, terms: Terms, places: int) -> Field:
    places = max(min(places, store.members), 1)
    levels = max(terms.hops - 1, 1)
    return Field(
        table=np.zeros(1 << (2 * places).bit_length(), np.int64),
        rows=np.empty(places, np.int64),
        relay=np.full(places, terms.relay),
        helper=np.full(places, terms.helper),
        limit=np.zeros(places, np.int64),
        closed=np.zeros(places, np.int64),
        near=np.zeros(places, np.int64),
        chance=np.zeros((levels, places)),
        asked=np.zeros((levels, places)),
        top=np.zeros((places, 4)),
        facts=np.zeros(1, np.int64),
    )


def _written(field: Field, known: Known) -> Field:
    def places(rows: Int64s) -> tuple[Int64s, Bools]:
        here = rows >= 0
        found = np.empty(int(here.sum()), np.int64)
        potential.seated(field, rows[here], found)
        return found, here

    at, here = places(known.history)
    field.relay[at], field.helper[at] = known.relay[here], known.helper[here]
    at, here = places(known.topic)
    field.limit[at] = known.limit[here]
    field.closed[places(known.busy)[0]] = potential.BUSY
    field.closed[places(known.never)[0]] = potential.NEVER
    return field


def _wider(store: TieStore, field: Field, terms: Terms, more: int) -> Field:
    """Return a field with room for so many others."""
    used = int(field.facts[COUNT])
    if min(used + more, store.members) <= field.rows.size:
        return field
    wider = _blank(store, terms, used + more)
    potential.seated(wider, field.rows[:used], np.empty(used, np.int64))
    for name in ("relay", "helper", "limit", "closed", "near", "chance", "asked"):
        getattr(wider, name)[..., :used] = getattr(field, name)[..., :used]
    return wider
