"""The picture of one's surroundings as lines, points and words of a drawing.

A tie lives or sleeps by the form of its thread and of its point, never by a size: the
thread of who is asleep hangs slack, and the point is open.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import cos, sin
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from whispeer.graph.layout import Sector
from whispeer.graph.lettering import lettering
from whispeer.graph.picture import MEMBER, Kind, Picture
from whispeer.graph.strength import State
from whispeer.ties.queries.known import Known
from whispeer.ties.queries.rim import Far

RADIUS: Final = 100.0  # of the disc, in units of the drawing
DOT: Final = 1.3
SIZES: Final = (7.6, 3.8, 1.9)  # of the type: on a phone, at a desk, looked at closely
DISTANCES: Final = ("1", "2", "3")  # as the style sheet calls these sizes
INNER, OUTER = 0.2, 0.88  # of a world, in radii of the disc
SLACK: Final = {Kind.ALIVE: 0.0, Kind.COOLING: 0.07, Kind.ASLEEP: 0.2}


Places: TypeAlias = tuple[tuple[float, float], ...]


class Sky(NamedTuple):
    """All that is drawn, put into words of a drawing here: a template is slower by far.

    `names` for each size of type, from a phone to close by.
    """

    worlds: str
    threads: list[tuple[str, str]]  # all of one kind as one path
    dots: SafeString
    names: list[tuple[str, SafeString]]


def sky(
    found: Picture,
    people: Mapping[int, Known],
    states: Mapping[int, State],
    rim: Mapping[int, Far],
) -> Sky:
    """Draw what the engine placed, as far as these people go."""
    ids, ties = found.ids.tolist(), ties_in(found)
    drawn = [place for place in range(ties) if ids[place] in people]
    further = [place for place in range(ties, len(ids)) if ids[place] in rim]
    shown = [people[ids[place]] for place in drawn]
    far = [rim[ids[place]] for place in further]
    stand = [states[ids[place]].value for place in drawn] + ["contact"] * len(far)
    every = [*drawn, *further]
    places = [(x, y) for x, y in (RADIUS * found.places[every]).round(1).tolist()]
    of_worlds = set(found.worlds[drawn].tolist())
    called = [(one.given_name, initials(one)) for one in shown]
    called += [one.called for one in far]
    written = names(tuple(places), tuple(called), tuple(stand))
    return Sky(
        worlds="".join(wedge(one) for one in found.sectors if one.world in of_worlds),
        threads=list(threads(found).items()),
        dots=dots(shown, stand, places) + diamonds(far, places[len(shown) :]),
        names=list(zip(DISTANCES, written, strict=True)),
    )


def ties_in(found: Picture) -> int:
    """How far the ties go among the points; behind them stand the contacts."""
    return int(np.searchsorted(found.kinds, Kind.CONTACT))


def wedge(sector: Sector) -> str:
    """A world: a part of the ring around the middle."""
    begin, end = sector.begin + 0.02, sector.end - 0.02
    large = int(end - begin > np.pi)
    near, far = INNER * RADIUS, OUTER * RADIUS

    def at(radius: float, angle: float) -> str:
        return f"{radius * cos(angle):.1f} {radius * sin(angle):.1f}"

    return (
        f"M{at(near, begin)}L{at(far, begin)}A{far} {far} 0 {large} 1 {at(far, end)}"
        f"L{at(near, end)}A{near} {near} 0 {large} 0 {at(near, begin)}Z"
    )


def dots(
    shown: list[Known], stand: list[str], places: list[tuple[float, float]]
) -> SafeString:
    """People as points, each of which leads to a page."""
    return format_html_join(
        "",
        '<a href="{}" aria-label="{}"><circle class="hit" cx="{}" cy="{}" r="2.6"/>'
        '<circle class="dot {}" cx="{}" cy="{}" r="1.3"/></a>',
        (
            (one.page, one.name, x, y, state, x, y)
            for one, state, (x, y) in zip(shown, stand, places, strict=False)
        ),
    )


def diamonds(far: list[Far], places: list[tuple[float, float]]) -> SafeString:
    """Who is at the rim: another form, without a thread."""
    return format_html_join(
        "",
        '<a href="{}" aria-label="{}"><circle class="hit" cx="{}" cy="{}" r="2.6"/>'
        '<path class="dot contact" d="M{} {}l1.5 -1.5l1.5 1.5l-1.5 1.5Z"/></a>',
        (
            (one.page, one.name, x, y, round(x - 1.5, 1), y)
            for one, (x, y) in zip(far, places, strict=True)
        ),
    )


def threads(found: Picture) -> dict[str, str]:
    """One's own, then those between one's people, by what they are."""
    paths: dict[str, str] = {}
    kinds, places = found.kinds.tolist(), (RADIUS * found.places).tolist()
    for (one, other), bridge in zip(
        found.threads.tolist(), found.bridges.tolist(), strict=True
    ):
        own = one == MEMBER
        slack = SLACK[Kind(kinds[other])] if own else 0.0
        names = ("tie", "bridge" * bridge, "own" * own)
        called = " ".join(filter(None, names))
        path = hung((0.0, 0.0) if own else places[one], places[other], slack)
        paths[called] = paths.get(called, "") + path
    return paths


def hung(begin: Sequence[float], end: Sequence[float], slack: float) -> str:
    """A thread from one point to another, straight or hanging to its left."""
    (x, y), (u, v) = begin, end
    if not slack:
        return f"M{x:.1f} {y:.1f}L{u:.1f} {v:.1f}"
    a, b = (x + u) / 2 - slack * (v - y), (y + v) / 2 + slack * (u - x)
    return f"M{x:.1f} {y:.1f}Q{a:.1f} {b:.1f} {u:.1f} {v:.1f}"


@lru_cache(maxsize=256)
def names(
    places: Places, shown: tuple[tuple[str, str], ...], stand: tuple[str, ...]
) -> list[SafeString]:
    """Names as many as have room, for each size of type; nobody's upon another's.

    They are set anew when somebody comes, goes or stands otherwise, and else kept.
    """
    middle = np.array([*places, (0.0, 0.0)])
    return [
        format_html_join(
            "",
            '<text x="{}" y="{}" text-anchor="{}" class="{}">{}</text>',
            (
                (f"{x:.1f}", f"{y:.1f}", anchor, stand[point], text)
                for point, text, x, y, anchor in lettering(
                    middle, [*shown, ()], size=size, dot=DOT, edge=RADIUS
                )
            ),
        )
        for size in SIZES
    ]


def initials(one: Known) -> str:
    return f"{one.given_name[:1]}{one.family_name[:1]}"
