"""What a room proposes on Today: one thing to do, never a thing to keep up with."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias


def key_of(kind: str, about: str) -> str:
    """What is stored when a gesture is let pass; it tells nobody what it was."""
    return hashlib.sha256(f"{kind} {about}".encode()).hexdigest()


class Action(NamedTuple):
    """A way to do it: a page to open. What changes something is a form there."""

    label: str
    url: str
    style: str = "secondary"


@dataclass(frozen=True)
class Gesture:
    """One thing somebody could do today.

    `kind` and `about` make its key: let pass, it does not come back for a while.
    `whom` is the person it concerns: a day proposes one thing for each.
    `for_somebody` says that it helps another person; one of these comes first.
    `of_the_day` is the one that the house thought of: beside it one may say that the
    week is full.
    """

    kicker: str
    title: str
    kind: str = ""
    about: str = ""
    person_sentence: str = ""
    body: str = ""
    why: str = ""
    said: str = ""  # the member's own words, quoted beside `why`
    spoken: bool = False  # the title is somebody's own words
    is_news: bool = False  # nothing is asked: it is read, rather than let pass
    sign: str = "loop"
    actions: tuple[Action, ...] = ()
    whom: str = ""
    for_somebody: bool = False
    of_the_day: bool = False

    @property
    def key(self) -> str:
        return key_of(self.kind, self.about)

    def write(self) -> "Gesture":
        return self


@dataclass(frozen=True)
class Draft:
    """A gesture before its words: of many, a day chooses a few, and only they are written."""

    kind: str
    about: str
    written: Callable[[], Gesture]
    whom: str = ""
    for_somebody: bool = False
    of_the_day: bool = False

    @property
    def key(self) -> str:
        return key_of(self.kind, self.about)

    def write(self) -> Gesture:
        return replace(
            self.written(),
            kind=self.kind,
            about=self.about,
            whom=self.whom,
            for_somebody=self.for_somebody,
            of_the_day=self.of_the_day,
        )


Proposed: TypeAlias = Gesture | Draft
