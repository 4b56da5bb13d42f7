"""What a member could do today for his ties, and to keep them alive."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from whispeer.graph.constants import TIES
from whispeer.graph.strength import State
from whispeer.ground import moments
from whispeer.ground.gestures import Action, Gesture
from whispeer.ground.words import meeting
from whispeer.members.models import Entry, Member, Portrait
from whispeer.members.queries import Description, readable
from whispeer.members.states import Closeness, EntryKind
from whispeer.ties import engine
from whispeer.ties.models import Event, Side, Thanks
from whispeer.ties.states import Lived

THANKS_WITHIN = timedelta(days=30)
JUST_MADE = timedelta(days=TIES.new_days)  # introduced: nothing had time to cool
FEW = 3  # below so many ties, the first gesture is to make one


class Known(NamedTuple):
    """Somebody one is tied to, and what one knows of him."""

    side: Side
    portrait: Portrait
    events: list[Event]


def gestures_for(member: Member, now: datetime) -> list[Gesture]:
    known = ties_with_portraits(member)
    return [
        *needs(member, known),
        *curiosities(member, known),
        *thanks_due(member, known, now),
        *news(known, now),
        *first_cards(known),
    ]


def ties_with_portraits(member: Member) -> list[Known]:
    """One's ties with their portraits and what was lived: three queries, whoever many."""
    sides = list(Side.objects.visible_to(member).select_related("other", "tie"))
    others = [side.other_id for side in sides]
    portraits = {p.member_id: p for p in Portrait.objects.filter(member__in=others)}
    lived: dict[int, list[Event]] = {side.tie_id: [] for side in sides}
    for event in Event.objects.filter(tie__in=lived, denied=False):
        lived[event.tie_id].append(event)
    return [
        Known(side, portraits[side.other_id], lived[side.tie_id])
        for side in sides
        if side.other_id in portraits
    ]


def page_of(side: Side) -> str:
    return reverse("ties:person", args=[side.other.public_id])


def said_to_ties(known: Known, part: str) -> str:
    return readable(known.portrait, part, Closeness.TIE)


def who(known: Known) -> str:
    """Karim Benali, un cuisinier à Lyon."""
    what = Description(said_to_ties(known, "trade"), said_to_ties(known, "place"))
    if not (what.trade or what.place):
        return known.side.other.name
    words = {"name": known.side.other.name, "description": what}
    return _("%(name)s, %(description)s.") % words


def needs(member: Member, known: list[Known]) -> Iterator[Gesture]:
    """What my ties are looking for; first the needs I have something for."""
    mine = Entry.objects.filter(
        member=member, kind__in=[EntryKind.OFFER, EntryKind.ORDEAL]
    )
    sentences = [entry.words for entry in mine]
    for one in known:
        need = said_to_ties(one, "looking_for")
        if not need or need == member.portrait.looking_for:
            continue
        best = max(sentences, key=lambda mine: meeting(mine, need), default="")
        near = meeting(best, need)
        yield need_gesture(one, need, best if near else "", near)


def need_gesture(one: Known, need: str, said: str, near: float) -> Gesture:
    name = one.side.other.given_name
    return Gesture(
        kind="need answered" if said else "need",
        about=f"{one.side.tie.public_id} {need}",
        kicker=_("For somebody"),
        title=need,
        spoken=True,
        person_sentence=who(one),
        body=_("A few words from you might help %(name)s.") % {"name": name}
        if said
        else _("Perhaps you have lived it. Perhaps you know somebody."),
        why=_("Why you: in your portrait you wrote") if said else "",
        said=said,
        actions=(
            Action(
                _("Write to %(name)s") % {"name": name}, page_of(one.side), "primary"
            ),
        ),
        whom=str(one.side.other.public_id),
        for_somebody=True,
        nearest=near,
    )


def curiosities(member: Member, known: list[Known]) -> Iterator[Gesture]:
    """A tie works on what I would love to hear about: to ask is already to give."""
    mine = [
        entry.words
        for entry in Entry.objects.filter(member=member, kind=EntryKind.CURIOSITY)
    ]
    for one in known:
        work = said_to_ties(one, "working_on")
        best = max(mine, key=lambda words: meeting(words, work), default="")
        if not work or not meeting(best, work):
            continue
        name = one.side.other.given_name
        yield Gesture(
            kind="curiosity",
            about=f"{one.side.tie.public_id} {work}",
            kicker=_("Somebody is making something"),
            title=work,
            spoken=True,
            person_sentence=who(one),
            why=_("Why you: you would love to hear about"),
            said=best,
            actions=(
                Action(
                    _("Ask %(name)s how it goes") % {"name": name}, page_of(one.side)
                ),
            ),
            whom=str(one.side.other.public_id),
            for_somebody=True,
        )


def thanks_due(member: Member, known: list[Known], now: datetime) -> Iterator[Gesture]:
    """We met lately and I have not said thank you since."""
    thanked = dict(
        Thanks.objects.filter(by=member, at__gte=now - THANKS_WITHIN)
        .order_by("at")
        .values_list("tie_id", "at")
    )
    for one in known:
        met = [event.at for event in one.events if event.kind == Lived.MET]
        if not met or met[-1] < now - THANKS_WITHIN:
            continue
        if one.side.tie_id in thanked and thanked[one.side.tie_id] >= met[-1]:
            continue
        words = {"name": one.side.other.given_name, "when": moments.when(met[-1], now)}
        yield Gesture(
            kind="thanks",
            about=f"{one.side.tie.public_id} {met[-1].date()}",
            kicker=_("A thank-you"),
            title=_("You saw %(name)s %(when)s.") % words,
            person_sentence=who(one),
            body=_(
                "If something stayed with you, say so. Nobody but %(name)s will read it."
            )
            % words,
            actions=(
                Action(_("Write to %(name)s") % words, f"{page_of(one.side)}#thank"),
            ),
            whom=str(one.side.other.public_id),
            for_somebody=True,
        )


def news(known: list[Known], now: datetime) -> Iterator[Gesture]:
    """A tie that has fallen silent is an asset, not a debt."""
    for one in known:
        if not one.events and now - one.side.tie.made_at < JUST_MADE:
            continue
        if engine.state(one.events, now) not in {State.COOLING, State.ASLEEP}:
            continue
        last = one.events[-1].at if one.events else None
        words = {
            "name": one.side.other.given_name,
            "since": moments.since(last, now) if last else "",
        }
        yield Gesture(
            kind="news",
            about=str(one.side.tie.public_id),
            kicker=_("Keeping in touch"),
            title=_("%(name)s, whom you have not seen %(since)s.") % words
            if last
            else _("%(name)s, whom you have not seen for a long time.") % words,
            person_sentence=who(one),
            body=met_in_words(one.side),
            sign="rest",
            whom=str(one.side.other.public_id),
            actions=(Action(_("Give a sign to %(name)s") % words, page_of(one.side)),),
        )


def met_in_words(side: Side) -> str:
    """Where they met, as this side wrote it."""
    return _("You met: %(where)s") % {"where": side.met} if side.met else ""


def first_cards(known: list[Known]) -> Iterator[Gesture]:
    """A newcomer begins with one person he already trusts."""
    if len(known) >= FEW:
        return
    yield Gesture(
        kind="card",
        about="first",
        kicker=_("A first thread"),
        title=_("Whom will you see this week whom you trust?"),
        body=_(
            "Give this person your card: a link or a drawing to scan, for one person. "
            "A network begins there."
        ),
        sign="eyeon",
        actions=(Action(_("Make a card"), reverse("ties:new_card")),),
    )
