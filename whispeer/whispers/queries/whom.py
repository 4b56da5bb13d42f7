"""Whom one could ask next: the engine's proposals, among one's own ties, with the reason
in words that one may read already."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from itertools import islice

from django.utils.translation import gettext as _

from whispeer.graph import routing
from whispeer.ground.words import nearness, themes
from whispeer.members.models import Member
from whispeer.members.queries import SeenPortrait, portraits_as_seen, where
from whispeer.members.states import Closeness
from whispeer.ties.models import Side
from whispeer.ties.queries import ways_to, whom_one_may_ask, whom_one_may_meet
from whispeer.whispers import engine
from whispeer.whispers.models import Whisper
from whispeer.whispers.queries.told import Proposal

FEW = 5
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
    known = engine.known(whisper, now, without)
    if known is None:
        return []
    known = known._replace(whisper=as_if_carried(known.whisper, holder.pk))
    way = routing.ways(known.whisper).get(holder.pk)
    if way is None:
        return []
    worth = ranked(known, holder)
    keys = [*worth, *unfollowed(holder, known, way, now, worth)]
    people = may_be_asked_by(holder, whisper, keys)
    lived = set(known.topic.members.tolist())
    keys = sorted(
        (key for key in keys if key in people), key=lambda one: one not in lived
    )
    reasons = reasons_for(whisper, holder, keys)
    good = (key for key in keys if worth.get(key) or reasons[key])
    return [Proposal(people[key], reasons[key]) for key in islice(good, FEW)]


def ranked(known: engine.Known, holder: Member) -> dict[int, bool]:
    """Ties of the holder as the engine ranks them, and whether each is worth asking."""
    store, asked, topic, history, hour = known
    least = routing.least_value(history, hour)
    found = routing.candidates(store, asked, topic, history, hour)
    return {one.to: one.value >= least for one in found if one.by == holder.pk}


def unfollowed(
    holder: Member,
    known: engine.Known,
    way: Collection[int],
    now: datetime,
    ranked: Collection[int],
) -> list[int]:
    """The other ties of the holder, whom neither the seeker nor the way keeps out."""
    asked = known.whisper
    away = {*ranked, *asked.without, *way, *(one.to for one in asked.asks)}
    for member in way:
        away |= set(asked.apart.get(member, ()))
    away |= {member for member, asks in engine.borne(now) if not asks}
    sides = Side.objects.visible_to(holder).order_by("pk")
    return [key for key in sides.values_list("other", flat=True) if key not in away]


def as_if_carried(asked: routing.Whisper, holder: int) -> routing.Whisper:
    """Who was asked and has not answered thinks of somebody before he says so."""
    asks = tuple(
        ask._replace(answer=routing.Answer.RELAYS)
        if ask.to == holder and ask.answer is routing.Answer.OPEN
        else ask
        for ask in asked.asks
    )
    return asked._replace(asks=asks)


def may_be_asked_by(
    holder: Member, whisper: Whisper, keys: list[int]
) -> Mapping[int, Member]:
    """Those who are tied to the holder, and may meet the seeker, by their keys."""
    sides = Side.objects.visible_to(holder).filter(other__in=keys)
    may = whom_one_may_meet(whisper.by).filter(pk__in=sides.values("other"))
    if whisper.pk is not None:  # chosen already: each by himself, or by the holder
        may = may.exclude(pk__in=whisper.relays.filter(by=holder).values("to"))
    return {one.pk: one for one in whom_one_may_ask(holder, may)}


# ── Why, in words ─────────────────────────────────────────────────────────────


def reasons_for(whisper: Whisper, holder: Member, people: list[int]) -> dict[int, str]:
    """Of each the reason for which one would think of him; empty where there is none."""
    seen = portraits_as_seen(dict.fromkeys(people, Closeness.TIE))
    reasons = {key: own_reason(whisper, seen[key]) for key in people}
    silent = [key for key, reason in reasons.items() if not reason]
    if silent:
        reasons |= known_through(whisper, holder, silent)
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


def known_through(
    whisper: Whisper, holder: Member, silent: list[int]
) -> dict[int, str]:
    """Whom they lead to, where all ends of the way agreed that it may be named."""
    ways = ways_to(holder).filter(other__in=silent).order_by("pk")
    led = list(ways.values_list("other", "member")[: AROUND * FEW])
    seen = portraits_as_seen(dict.fromkeys((to for _, to in led), WITHIN))
    reasons = dict.fromkeys(silent, "")
    for through, to in led:
        reasons[through] = reasons[through] or reason_beyond(whisper, seen[to])
    return reasons


WITHIN = Closeness.WITHIN_REACH


def reason_beyond(whisper: Whisper, seen: SeenPortrait) -> str:
    """The same of somebody further on: said without telling him from others."""
    said = (one.words for one in (*seen.ordeals, *seen.offers))
    if closest(whisper, said):
        return _("knows somebody who has lived something close")
    if near(whisper.trade or whisper.sentence, seen.trade):
        return _("knows somebody in the trade")
    if whisper.place and engine.is_there(whisper.place, seen.place):
        return _("knows people %(where)s") % {"where": where(seen.place)}
    return ""


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
