"""How well a whisper fares from whom: a bounded search from those who declared."""

from collections.abc import Collection
from typing import Final, NamedTuple

import numpy as np

from whispeer.graph.arrays import Bools, Floats, Int64s
from whispeer.graph.constants import PATHS, WHISPERS, Whispers
from whispeer.graph.kernels import potential_field as fields
from whispeer.graph.kernels.potential import Terms, deepen
from whispeer.graph.kernels.potential_field import COUNT, GROWS, Field
from whispeer.graph.kernels.rows import TORN
from whispeer.graph.kernels.ways import Ways
from whispeer.graph.routing.bearing import asked_within, free_at
from whispeer.graph.routing.history import History, counts_at
from whispeer.graph.routing.reading import known_rows, steadily
from whispeer.graph.routing.topic import Topic
from whispeer.graph.store import TieStore

REACHED: Final = 2  # ties from who may ask, met with one from who declared


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


class Start(NamedTuple):
    """From where the field is looked at."""

    rows: Int64s  # (h,)
    ties: Int64s  # (h,) within how many ties of them it is, 2 at most


def start_of(rows: Int64s, hops: Int64s, terms: Terms) -> Start:
    """Look from holders who are so many ties from the seeker."""
    return Start(rows, np.where(hops < terms.hops, REACHED, 0))


def field_of(
    store: TieStore, known: Known, terms: Terms, start: Start, rules: Whispers
) -> Field:
    """Search from those who declared outward, as far as a whisper may go.

    Returns a field whose count of places is TORN when rows lead outside.

    Notes
    -----
    One tie from those who declared is met with two ties from who may ask: that is all
    a whisper of 3 hops needs, and linear in the ties of both. Further hops look at
    everybody on the way, stop where more than `rules.reach` ties would be walked, and
    hope no further than that.
    """
    ways, wide = Ways._make(store.arrays[:4]), terms.hops > REACHED + 1
    room, ties = (
        fields.room_around(ways, *start),
        fields.degrees(ways, known.topic),
    )
    state = min(room, ties)
    room += sum(rows.size for rows in (known[0], known[3], *known[5:]))
    field = _written(_blank(store, terms, room + (ties if wide else 0)), known)
    if state >= 0:
        fields.enclose(ways, field, *start)
    field.facts[GROWS] = wide
    if state >= 0 and ties <= rules.reach:
        state = fields.survey(ways, field)
        if state >= 0:
            field, state = _deepened(store, field, terms, rules)
    if state < 0:
        field.facts[COUNT] = state
    return field


def enclosed(store: TieStore, terms: Terms, start: Start) -> Int64s:
    """Return the rows from which the field is looked at, and all within their ties."""
    ways, found = Ways._make(store.arrays[:4]), [np.empty(0, np.int64)]

    def ask() -> int:
        room = fields.room_around(ways, *start)
        if room == TORN:
            return TORN
        field = _blank(store, terms, room)
        fields.enclose(ways, field, *start)
        found[0] = field.rows[: field.facts[COUNT]].copy()
        return room

    steadily(store, ask)
    return found[0]


def _deepened(
    store: TieStore, field: Field, terms: Terms, rules: Whispers
) -> tuple[Field, int]:
    """Look one tie further for each hop; return the field, and 0 or TORN."""
    ways, state = Ways._make(store.arrays[:4]), 0
    for level in range(1, terms.hops - 1):
        if level > 1:
            ties = fields.degrees(ways, field.rows[: field.facts[COUNT]])
            if ties > rules.reach:
                field.chance[level:] = field.chance[level - 1]
                field.asked[level:] = field.asked[level - 1]
                break
            field = _wider(store, field, terms, ties)
        state = min(state, deepen(ways, field, terms, level))
    return field, state


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
        facts=np.zeros(2, np.int64),
    )


def _written(field: Field, known: Known) -> Field:
    def places(rows: Int64s) -> tuple[Int64s, Bools]:
        here = rows >= 0
        found = np.empty(int(here.sum()), np.int64)
        fields.seated(field, rows[here], found)
        return found, here

    at, here = places(known.history)
    field.relay[at], field.helper[at] = known.relay[here], known.helper[here]
    at, here = places(known.topic)
    field.limit[at] = known.limit[here]
    field.closed[places(known.busy)[0]] = fields.BUSY
    field.closed[places(known.never)[0]] = fields.NEVER
    return field


def _wider(store: TieStore, field: Field, terms: Terms, more: int) -> Field:
    """Return a field with room for so many others."""
    used = int(field.facts[COUNT])
    if min(used + more, store.members) <= field.rows.size:
        return field
    wider = _blank(store, terms, used + more)
    fields.seated(wider, field.rows[:used], np.empty(used, np.int64))
    wider.facts[GROWS] = field.facts[GROWS]
    for name in ("relay", "helper", "limit", "closed", "near", "chance", "asked"):
        getattr(wider, name)[..., :used] = getattr(field, name)[..., :used]
    return wider
