"""The way of a whisper as a drawing: places below one another, each hung on where it came from.

The same places give the same drawing; a place that is added moves none from its branch.
What became of it somewhere is told by a form and by words, never by a size or a colour
alone.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from whispeer.whispers.queries.told import Place

WIDTH: Final = 320
ROW: Final = 60  # from one place to the next below
STEP: Final = 40  # from one holder to those he asked
LEFT, TOP = 20, 24
ROOM: Final = 26  # of a name, in letters; the words beside the drawing say it whole


class Mark(NamedTuple):
    """One place of the drawing, or of the list that says the same in words."""

    x: int
    y: int
    beside: int  # where its words begin
    state: str  # "seeker", "asked", "carried", "resting", "landed"
    name: str  # as much of it as has room
    told: str  # what became of it, in a word
    sentence: str  # the same as a whole sentence


class Trail(NamedTuple):
    """All that is drawn; `threads` by whether they are alive or slack."""

    height: int
    marks: tuple[Mark, ...]
    taut: str
    slack: str

    @property
    def title(self) -> str:
        return _("The way of the whisper: %(places)s") % {
            "places": " ".join(one.sentence for one in self.marks[1:])
        }


def trail_of(places: Sequence[Place]) -> Trail:
    """Draw where a whisper went.

    Parameters
    ----------
    places : sequence of Place
        In the order in which it came there; each after the place it came from.
    """
    at: dict[int | None, tuple[int, int]] = {None: (LEFT, TOP)}
    marks = [seeker()]
    taut: list[str] = []
    slack: list[str] = []
    said = ""
    for row, (key, depth) in enumerate(in_order(places), start=1):
        place = places[key]
        x, y = LEFT + STEP * depth, TOP + ROW * row
        at[key] = (x, y)
        thread = hung(at[place.after], (x, y))
        (slack if place.state == "resting" else taut).append(thread)
        drawn = mark(place, x, y, places)
        again = not place.name and drawn.sentence == said
        marks.append(drawn._replace(sentence=also()) if again else drawn)
        said = drawn.sentence
    height = TOP + ROW * len(places) + ROW // 2
    return Trail(height, tuple(marks), "".join(taut), "".join(slack))


def in_order(
    places: Sequence[Place], after: int | None = None, depth: int = 1
) -> Iterator[tuple[int, int]]:
    """Each place below the one it came from, with all that came of it."""
    for key, place in enumerate(places):
        if place.after == after:
            yield key, depth
            yield from in_order(places, key, depth + 1)


def hung(begin: tuple[int, int], end: tuple[int, int]) -> str:
    """Down from where it came, then over to where it went, as a thread bends."""
    (x, y), (u, v) = begin, end
    return f"M{x} {y + 9}V{v - 22}C{x} {v - 6} {x + 6} {v} {u - 9} {v}"


def seeker() -> Mark:
    you, asked = pgettext("on the way of a whisper", "you"), told("seeker")
    return Mark(LEFT, TOP, LEFT + 18, "seeker", you, asked, "")


def mark(place: Place, x: int, y: int, places: Sequence[Place]) -> Mark:
    name = place.name or pgettext("on the way of a whisper", "somebody")
    before = None if place.after is None else places[place.after]
    return Mark(
        x,
        y,
        x + 18,
        place.state,
        shortened(name),
        told(place.state),
        sentence(place, name, before),
    )


def shortened(name: str) -> str:
    return name if len(name) <= ROOM else f"{name[: ROOM - 1]}…"


def told(state: str) -> str:
    """What became of it there, in a word."""
    return {
        "seeker": pgettext("on the way of a whisper", "whispered"),
        "asked": pgettext("on the way of a whisper", "asked"),
        "carried": pgettext("on the way of a whisper", "carried"),
        "resting": pgettext("on the way of a whisper", "at rest"),
        "landed": pgettext("on the way of a whisper", "landed"),
    }[state]


def sentence(place: Place, name: str, before: Place | None) -> str:
    """Where it is, in a sentence that names nobody who may not be named."""
    words = {"name": name, "other": before.name if before else ""}
    if not place.name:
        return unnamed(place.state, words)
    return {
        "asked": _("%(name)s is asked."),
        "carried": _("%(name)s carries it further."),
        "resting": _("With %(name)s it rests."),
        "landed": _("With %(name)s it landed."),
    }[place.state] % words


def also() -> str:
    """In place of a sentence that would stand twice, as if by mistake."""
    return _("So it is with somebody else.")


def told_of(place: Place) -> str:
    """What became of it with somebody whom who carries it asked himself."""
    return sentence(place, place.name, None)


def unnamed(state: str, words: dict[str, str]) -> str:
    """Somebody whom the seeker does not know, after whom he knows."""
    if not words["other"]:
        return {
            "asked": _("Somebody is asked."),
            "carried": _("Somebody carries it."),
            "resting": _("With somebody it rests."),
            "landed": _("With somebody it landed."),
        }[state]
    return {
        "asked": _("Somebody %(other)s thought of is asked."),
        "carried": _("Somebody %(other)s thought of carries it further."),
        "resting": _("With somebody %(other)s thought of, it rests."),
        "landed": _("With somebody %(other)s thought of, it landed."),
    }[state] % words
