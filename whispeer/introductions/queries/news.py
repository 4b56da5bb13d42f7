"""What Today says of what ended, well or not: the mail of the day said that it is there."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from whispeer.ground.gestures import Action, Gesture
from whispeer.introductions.queries.room import Room
from whispeer.introductions.queries.told import Begun, Made
from whispeer.introductions.states import Kind

NEWS = timedelta(days=7)  # how long it is said


def news_in(read: Room, now: datetime) -> list[Gesture]:
    return [
        *(came_about(one) for one in read.made if now - one.made_at < NEWS),
        *(over(one) for one in read.begun if is_told(one) and is_fresh(one, now)),
    ]


def is_told(one: Begun) -> bool:
    """Who only carried it is told of a success alone."""
    return one.mine or not one.people


def is_fresh(one: Begun, now: datetime) -> bool:
    return one.is_over and now - one.ends_at < NEWS


def came_about(one: Made) -> Gesture:
    """All said yes: for the two, and for who brought them together."""
    names = [person.given_name for person in one.people]
    words = {"name": names[0], "other": names[-1]}
    title, body = _("You and %(name)s are tied."), _("The house brought you together.")
    if len(names) > 1:
        title = _("%(name)s and %(other)s know each other, thanks to you.")
        body = _("The rest is theirs, and you are out of it.")
    elif one.kind == Kind.WHISPERED:
        body = _("A whisper went from one of you to the other.")
    elif one.through:
        body = _("%(through)s brought you together.")
        words["through"] = one.through.given_name
    return Gesture(
        kind="came about",
        about=str(one.public_id),
        kicker=_("It came about"),
        title=title % words,
        body=body % words,
        is_news=True,
        sign="cross",
        actions=(to_open(one),),
        whom=str(one.people[0].public_id if len(names) == 1 else one.public_id),
    )


def over(one: Begun) -> Gesture:
    """The same for a no, a silence, a full week and an end."""
    return Gesture(
        kind="over",
        about=str(one.public_id),
        kicker=_("An introduction"),
        title=_("Not this time."),
        person_sentence=what_was_begun(one),
        body=_("Nobody has to explain a no, nor a silence, and nobody will."),
        is_news=True,
        sign="rest",
        actions=(to_open(one),),
        whom=str(one.public_id),
    )


def what_was_begun(one: Begun) -> str:
    if one.people:
        words = {"name": one.people[0].given_name, "other": one.people[-1].given_name}
        if len(one.people) == 1:  # the other one has left the house
            return _("You would have introduced %(name)s to somebody.") % words
        return _("You would have brought %(name)s and %(other)s together.") % words
    if one.through is None:
        return _("You had said yes to a welcome.")
    words = {"name": one.through.given_name}
    if one.mine:
        return _("You had asked %(name)s for somebody.") % words
    return _("You had said yes to %(name)s.") % words


def to_open(one: Begun | Made) -> Action:
    return Action(_("Open it"), one.page)
