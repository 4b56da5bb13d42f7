"""Whom one could ask next: the engine's proposals, among one's own ties, with the reason
in words that one may read already."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import takewhile

import numpy as np
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from whispeer.graph import routing
from whispeer.ground.prepared import rows
from whispeer.ground.words import nearness, themes
from whispeer.members.models import Member
from whispeer.members.queries import SeenPortrait, portraits_as_seen, where
from whispeer.members.states import Closeness
from whispeer.ties.models import Side
from whispeer.ties.queries import ways_to, whom_one_may_ask, whom_one_may_meet
from whispeer.ties.queries.people import ties_among
from whispeer.whispers import engine
from whispeer.whispers.models import Whisper
from whispeer.whispers.queries.told import Proposal

FEW = 5
AT_ONCE = 10  # ties a reason is looked for
AROUND = 30  # ties of ties looked at for a reason


def whom(
    whisper: Whisper,
    holder: Member,
    now: datetime,
    *,
    without: Collection[Member] = (),
) -> list[Proposal]:
    """A few of a holder's ties, the most worth first; `without` are those of a draft.

    Who is worth no disturbance is proposed only where there are words for it; and so
    are ties that may not be named, which the engine does not follow.
    """
    known = engine.known(whisper, now, holder=holder, without=without)
    if known is None:
        return []
    way = routing.ways(known.whisper).get(holder.pk)
    if way is None:
        return []
    worth = ranked(known, holder)
    others = unfollowed(holder, known, way, worth)
    people = may_be_asked_by(holder, whisper, [*worth, *others])
    near = set(known.topic.members[known.topic.hops >= len(way)].tolist())
    keys = [key for key in in_order(worth, others, near) if key in people]
    good: list[Proposal] = []
    while keys and len(good) < FEW:
        some, keys = keys[:AT_ONCE], keys[AT_ONCE:]
        reasons = reasons_for(whisper, holder, some, known)
        reached = (key for key in some if worth.get(key) or reasons[key])
        good += (Proposal(people[key], reasons[key]) for key in reached)
    return good[:FEW]


def ranked(known: engine.Known, holder: Member) -> dict[int, bool]:
    """Ties of the holder as the engine ranks them, and whether each is worth asking."""
    store, asked, topic, history, hour = known
    least = routing.least_value(history, hour)
    found = routing.candidates(store, asked, topic, history, hour)
    order = routing.ranked([one for one in found if one.by == holder.pk])
    return {one.to: one.value >= least for one in order}


def in_order(
    ranked: Collection[int], others: list[int], lived: Collection[int]
) -> list[int]:
    """As the engine ranks them. Of those whom it does not follow, who lived it comes
    before it goes on to those who did not."""
    first = list(takewhile(lambda key: key in lived, ranked))
    near, far = (
        [key for key in others if (key in lived) is so] for so in (True, False)
    )
    return [*first, *near, *list(ranked)[len(first) :], *far]


def unfollowed(
    holder: Member,
    known: engine.Known,
    way: Collection[int],
    ranked: Collection[int],
) -> list[int]:
    """The other ties of the holder, whom neither the seeker nor the way keeps out."""
    asked = known.whisper
    away = {*ranked, *asked.without, *way, *(one.to for one in asked.asks)}
    for member in way:
        away |= set(asked.apart.get(member, ()))
    tied = [key for key in rows(tied_to, holder.pk) if key not in away]
    # Who bears no ask ever; that a week is full is nobody's to see.
    none = set(rows(engine.who_bear_none, tied))
    return [key for key in tied if key not in none]


def tied_to(holder: int) -> QuerySet[Side, int]:
    sides = Side.objects.visible_to(Member(pk=holder)).order_by("pk")
    return sides.values_list("other", flat=True)


def may_be_asked_by(
    holder: Member, whisper: Whisper, keys: list[int]
) -> Mapping[int, Member]:
    """Those who are tied to the holder, and may meet the seeker, by their keys."""
    may = rows(tied_and_met_by, holder.pk, whisper.by_id, keys)
    if whisper.pk is not None:  # chosen already: each by himself, or by the holder
        chosen = set(whisper.relays.filter(by=holder).values_list("to", flat=True))
        may = [one for one in may if one.pk not in chosen]
    return {one.pk: one for one in whom_one_may_ask(holder, may)}


def tied_and_met_by(holder: int, seeker: int, keys: Sequence[int]) -> QuerySet[Member]:
    may = whom_one_may_meet(Member(pk=seeker))
    return may.filter(pk__in=ties_among(holder, keys))


# ── Why, in words ─────────────────────────────────────────────────────────────


def reasons_for(
    whisper: Whisper, holder: Member, people: list[int], known: engine.Known
) -> dict[int, str]:
    """Of each the reason for which one would think of him; empty where there is none."""
    seen = portraits_as_seen(dict.fromkeys(people, Closeness.TIE))
    reasons = {key: own_reason(whisper, seen[key]) for key in people}
    for look in (led_to_who_declared, led_there):
        silent = [key for key, reason in reasons.items() if not reason]
        if silent:
            reasons |= look(whisper, holder, silent, known)
    return reasons


def own_reason(whisper: Whisper, seen: SeenPortrait) -> str:
    """What his own portrait says to his ties that comes close to the need."""
    lived = closest(whisper, (one.words for one in seen.ordeals))
    if lived:
        return _("has lived something close: “%(words)s”") % {"words": lived}
    offered = closest(whisper, (one.words for one in seen.offers))
    if offered:
        return _("gladly helps with something close: “%(words)s”") % {"words": offered}
    if near(whisper.trade or whisper.sentence, seen.trade):
        return _("is in the trade: %(trade)s") % {"trade": seen.trade}
    at_work = closest(whisper, [seen.working_on])
    if at_work:
        return _("is at work on something close: “%(words)s”") % {"words": at_work}
    if whisper.place and engine.is_there(whisper.place, seen.place):
        return _("lives or works %(where)s") % {"where": where(seen.place)}
    return ""


def led_to_who_declared(
    whisper: Whisper, holder: Member, silent: list[int], known: engine.Known
) -> dict[int, str]:
    """Whether they know somebody close to the need, told from no other.

    All ends of the way agreed that it may be named.
    """
    store, topic = known.store, known.topic
    there = topic.members[topic.hops >= engine.HOPS[WITHIN]]
    tied = [store.row(store.row_of(one)).neighbours for one in silent if one in store]
    around = np.intersect1d(there, store.ids[np.concatenate([[], *tied]).astype(int)])
    ways = rows(ways_from, holder.pk, silent, around.tolist())
    seen = portraits_as_seen(dict.fromkeys((to for _, to in ways), WITHIN))
    return {through: reason_beyond(whisper, seen[to]) for through, to in ways[::-1]}


def ways_from(
    holder: int, through: Sequence[int], to: Sequence[int]
) -> QuerySet[Side, tuple[int, int]]:
    ways = ways_to(Member(pk=holder)).filter(other__in=through, member__in=to)
    return ways.order_by("pk").values_list("other", "member")


def reason_beyond(whisper: Whisper, seen: SeenPortrait) -> str:
    said = (one.words for one in (*seen.ordeals, *seen.offers))
    if closest(whisper, said):
        return _("knows somebody who has lived something close")
    return _("knows somebody in the trade")


def led_there(
    whisper: Whisper, holder: Member, silent: list[int], known: engine.Known
) -> dict[int, str]:
    """Whether they know people at the place that is sought."""
    if not whisper.place:
        return {}
    there = ways_to(holder).filter(
        other__in=silent, member__portrait__place_shown__lte=WITHIN
    )
    places = there.order_by("pk").values_list("other", "member__portrait__place")
    return {
        through: _("knows people %(where)s") % {"where": where(place)}
        for through, place in places[: AROUND * FEW]
        if engine.is_there(whisper.place, place)
    }


WITHIN = Closeness.WITHIN_REACH


def closest(whisper: Whisper, said: Iterable[str]) -> str:
    """The sentence that comes closest to the need, if one comes close."""
    sought = [words for words in (whisper.ordeal, whisper.sentence) if words]
    found = [
        (
            max((nearness(themes(one), themes(words)) for one in sought), default=0),
            words,
        )
        for words in said
        if words
    ]
    best, words = max(found, default=(0, ""), key=lambda one: one[0])
    return words if best else ""


def near(one: str, other: str) -> bool:
    return bool(one and other and nearness(themes(one), themes(other)))
