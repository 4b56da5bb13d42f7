"""How Today says what one could do for a tie: in words, with the story of the tie."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from whispeer.ground import moments
from whispeer.ground.gestures import Action, Gesture
from whispeer.ground.prepared import rows
from whispeer.ties.models import Thanks
from whispeer.ties.queries.circle import Happened
from whispeer.ties.queries.known import Known
from whispeer.ties.states import Lived

STOPS = ".!?… "  # with which somebody's own words may end

# What it is called and about is said by its draft, with which it is proposed.
Written: TypeAlias = Callable[[], Gesture]


def need(one: Known, said: str) -> Gesture:
    name = {"name": one.given_name}
    return Gesture(
        kicker=_("For somebody"),
        title=one.looking_for,
        spoken=True,
        person_sentence=one.who,
        body=_("A few words from you might help %(name)s.") % name,
        why=_("Why you: in your portrait you wrote"),
        said=said,
        actions=(Action(_("Write to %(name)s") % name, one.page, "primary"),),
    )


def curiosity(one: Known, said: str) -> Gesture:
    ask = _("Ask %(name)s how it goes") % {"name": one.given_name}
    return Gesture(
        kicker=_("Somebody is making something"),
        title=one.working_on,
        spoken=True,
        person_sentence=one.who,
        why=_("Why you: you would love to hear about"),
        said=said,
        actions=(Action(ask, one.page),),
    )


def thanks(one: Known, last: Happened, now: datetime) -> Gesture:
    words = {"name": one.given_name, "when": moments.when(last.at, now)}
    title = _("You saw %(name)s %(when)s.") % words
    if last.kind == Lived.HELP:
        title = _("%(name)s helped you %(when)s.") % words
    return Gesture(
        kicker=_("A thank-you"),
        title=title,
        person_sentence=one.who,
        body=_(
            "If something stayed with you, say so. Nobody but %(name)s will read it."
        )
        % words,
        actions=(Action(_("Write to %(name)s") % words, f"{one.page}#thank"),),
    )


def wake(one: Known, by: Known | None, lived: list[Happened], now: datetime) -> Gesture:
    """With its story: how it began, and what was said in it, or is worked on today."""
    words = {"name": one.given_name}
    thanked = rows(words_of_thanks, one.tie)
    why, said = _("These days %(name)s works on") % words, one.working_on
    if thanked:
        ((by_member, said),) = thanked
        theirs = by_member == one.member
        why = _("%(name)s once wrote to you") if theirs else _("You once wrote")
        why %= words
    return Gesture(
        kicker=_("A tie asleep, and not broken"),
        title=silence(one, lived, now),
        person_sentence=one.who,
        body=story(one, by, lived, now),
        why=why if said else "",
        said=said,
        sign="rest",
        actions=(Action(_("Give a sign to %(name)s") % words, one.page),),
    )


def words_of_thanks(tie: int) -> QuerySet[Thanks, tuple[int, str]]:
    """The last ones that the two of a tie read."""
    last = Thanks.objects.filter(tie=tie).order_by("-at", "-pk")
    return last.values_list("by", "words")[:1]


def story(one: Known, by: Known | None, lived: list[Happened], now: datetime) -> str:
    """How it began, and the last thing the two lived together."""
    told = [f"{one.where.rstrip(STOPS)}."] if one.met else []
    if by:
        told.append(_("%(name)s brought you together.") % {"name": by.given_name})
    both = [event for event in lived if event.kind != Lived.THANKS]
    if len(both) > 1 and both[-1].kind in LAST:
        when = {"when": moments.when(both[-1].at, now)}
        told.append(LAST[both[-1].kind]() % when)
    return " ".join(told)


LAST: dict[str, Callable[[], str]] = {
    Lived.HELP: lambda: _("The last time one of you helped the other was %(when)s."),
    Lived.TALKED: lambda: _("The last time you talked was %(when)s."),
}


def encouragement(one: Known, lived: list[Happened], now: datetime) -> Gesture:
    words = {"name": one.given_name}
    return Gesture(
        kicker=_("A word of encouragement"),
        title=silence(one, lived, now),
        person_sentence=one.who,
        body=one.where,
        why=_("These days %(name)s works on") % words if one.working_on else "",
        said=one.working_on,
        sign="rest",
        actions=(Action(_("Give a sign to %(name)s") % words, one.page),),
    )


def silence(one: Known, lived: list[Happened], now: datetime) -> str:
    words = {"name": one.given_name}
    if not lived:
        return _("%(name)s, whom you have not seen for a long time.") % words
    words["since"] = moments.since(lived[-1].at, now)
    return _("%(name)s, whom you have not seen %(since)s.") % words


def onward(one: Known, by: Known) -> Gesture:
    """Help that goes on to somebody else; asked once."""
    words = {"name": one.given_name, "by": by.given_name}
    return Gesture(
        kicker=_("Help that goes on"),
        title=_("To whom could this be useful?"),
        person_sentence=one.who,
        body=_("%(by)s helped you. What you learnt there may be of use to %(name)s.")
        % words,
        why=_("%(name)s wrote") % words if one.looking_for else "",
        said=one.looking_for,
        sign="cross",
        actions=(Action(_("Write to %(name)s") % words, one.page),),
    )
