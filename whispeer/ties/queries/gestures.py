"""What a member could do today for his ties, and to keep them alive."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from whispeer.graph.constants import TIES
from whispeer.graph.strength import State
from whispeer.ground import moments
from whispeer.ground.gestures import Action, Draft, Gesture, Proposed
from whispeer.ground.words import meeting
from whispeer.members.models import Member
from whispeer.members.states import EntryKind
from whispeer.ties import engine
from whispeer.ties.queries.circle import THANKS_WITHIN, Circle, Happened
from whispeer.ties.queries.known import Known
from whispeer.ties.queries.selling import gestures_for_stewards
from whispeer.ties.states import Lived

JUST_MADE = timedelta(days=TIES.new_days)  # introduced: nothing had time to cool
FEW = 3  # below so many ties, the first gesture is to make one


def gestures_for(circle: Circle) -> list[Proposed]:
    known, mine = circle.known, circle.mine
    return [
        *needs(circle.member, known, mine),
        *curiosities(known, mine),
        *thanks_due(circle),
        *news(circle),
        *first_cards(known),
        *gestures_for_stewards(circle.member),
    ]


def needs(
    member: Member, known: list[Known], mine: list[tuple[str, str]]
) -> Iterator[Draft]:
    """What my ties are looking for, and the closest I have to give."""
    given = [words for kind, words in mine if kind != EntryKind.CURIOSITY]
    for one in known:
        need = one.looking_for
        if not need or need == member.portrait.looking_for:
            continue
        near, said = closest(need, given)
        yield Draft(
            kind="need answered" if near else "need",
            about=f"{one.address} {need}",
            written=partial(need_gesture, one, said),
            whom=str(one.public_id),
            for_somebody=True,
            nearest=near,
        )


def closest(words: str, sentences: list[str]) -> tuple[float, str]:
    """How near the nearest of some sentences comes, and that sentence; 0 and nothing."""
    near, said = max(
        ((meeting(words, one), one) for one in sentences), default=(0.0, "")
    )
    return (near, said) if near else (0.0, "")


def need_gesture(one: Known, said: str) -> Gesture:
    name = {"name": one.given_name}
    return Gesture(
        kind="need answered" if said else "need",
        about=f"{one.address} {one.looking_for}",
        kicker=_("For somebody"),
        title=one.looking_for,
        spoken=True,
        person_sentence=one.who,
        body=_("A few words from you might help %(name)s.") % name
        if said
        else _("Perhaps you have lived it. Perhaps you know somebody."),
        why=_("Why you: in your portrait you wrote") if said else "",
        said=said,
        actions=(Action(_("Write to %(name)s") % name, one.page, "primary"),),
    )


def curiosities(known: list[Known], mine: list[tuple[str, str]]) -> Iterator[Draft]:
    """A tie works on what I would love to hear about: to ask is already to give."""
    curious = [words for kind, words in mine if kind == EntryKind.CURIOSITY]
    for one in known:
        near, said = closest(one.working_on, curious)
        if near:
            yield Draft(
                kind="curiosity",
                about=f"{one.address} {one.working_on}",
                written=partial(curiosity_gesture, one, said),
                whom=str(one.public_id),
                for_somebody=True,
                nearest=near,
            )


def curiosity_gesture(one: Known, said: str) -> Gesture:
    ask = _("Ask %(name)s how it goes") % {"name": one.given_name}
    return Gesture(
        kind="curiosity",
        about=f"{one.address} {one.working_on}",
        kicker=_("Somebody is making something"),
        title=one.working_on,
        spoken=True,
        person_sentence=one.who,
        why=_("Why you: you would love to hear about"),
        said=said,
        actions=(Action(ask, one.page),),
    )


def thanks_due(circle: Circle) -> Iterator[Draft]:
    """We met lately and I have not said thank you since."""
    now = circle.now
    for one in circle.known:
        at = last_met(circle.lived[one.tie])
        if at is None or at < now - THANKS_WITHIN:
            continue
        if one.tie in circle.thanked and circle.thanked[one.tie] >= at:
            continue
        yield Draft(
            kind="thanks",
            about=f"{one.address} {at.date()}",
            written=partial(thanks_gesture, one, at, now),
            whom=str(one.public_id),
            for_somebody=True,
        )


def last_met(events: list[Happened]) -> datetime | None:
    met = (event.at for event in reversed(events) if event.kind == Lived.MET)
    return next(met, None)


def thanks_gesture(one: Known, met: datetime, now: datetime) -> Gesture:
    words = {"name": one.given_name, "when": moments.when(met, now)}
    return Gesture(
        kind="thanks",
        about=f"{one.address} {met.date()}",
        kicker=_("A thank-you"),
        title=_("You saw %(name)s %(when)s.") % words,
        person_sentence=one.who,
        body=_(
            "If something stayed with you, say so. Nobody but %(name)s will read it."
        )
        % words,
        actions=(Action(_("Write to %(name)s") % words, f"{one.page}#thank"),),
    )


def news(circle: Circle) -> Iterator[Draft]:
    """A tie that has fallen silent is an asset, not a debt."""
    now = circle.now
    for one in circle.known:
        events = circle.lived[one.tie]
        if not events and now - one.made_at < JUST_MADE:
            continue
        if events and not engine.may_have_cooled(events[-1].at, now):
            continue
        if engine.state(events, now) in {State.COOLING, State.ASLEEP}:
            yield Draft(
                kind="news",
                about=str(one.address),
                written=partial(
                    news_gesture, one, events[-1].at if events else None, now
                ),
                whom=str(one.public_id),
            )


def news_gesture(one: Known, last: datetime | None, now: datetime) -> Gesture:
    words = {"name": one.given_name}
    title = _("%(name)s, whom you have not seen for a long time.") % words
    if last:
        words["since"] = moments.since(last, now)
        title = _("%(name)s, whom you have not seen %(since)s.") % words
    return Gesture(
        kind="news",
        about=str(one.address),
        kicker=_("Keeping in touch"),
        title=title,
        person_sentence=one.who,
        body=one.where,
        sign="rest",
        actions=(Action(_("Give a sign to %(name)s") % words, one.page),),
    )


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
