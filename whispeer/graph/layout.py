"""Where the points of a picture lie: in a ring by kind, in a sector by world.

A place depends on who somebody is, what kind of tie it is and which world he is of;
never on a strength. Each world has a direction of its own, each person a spot of his
own within his world, both drawn from their ids. From there they are pushed apart by
as little as keeps them from touching, so that who comes or goes moves only those
beside him.
"""

from collections.abc import Sequence
from math import asin, floor, pi
from typing import Final, NamedTuple

import numpy as np

from whispeer.graph.arrays import Floats, Int64s
from whispeer.graph.constants import PICTURE

TURN: Final = 2.0 * pi
RINGS: Final = (PICTURE.alive, PICTURE.cooling, PICTURE.asleep, PICTURE.contact)
RIM: Final = len(RINGS) - 1
FULL: Final = 0.92  # of a row; beyond, nobody more may lie in it
NOWHERE: Final = -1

# SplitMix64 (Steele, Lea and Flood 2014): from a number, one that looks random.
STEP: Final = np.uint64(0x9E3779B97F4A7C15)
MIX: Final = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1))


class Points(NamedTuple):
    """Who is to be drawn, one entry a point.

    Attributes
    ----------
    rings : int64 array, shape (p,)
        0 for the innermost ring to 3 for the rim.
    worlds : int64 array, shape (p,)
        -1 where there is none: on the rim, anywhere; elsewhere a world of its own.
    spots : float64 array, shape (p, 3)
        Three numbers in [0, 1) that belong to this person: where in his world, which
        row of his ring, and who makes way, the lesser first served.
    """

    rings: Int64s
    worlds: Int64s
    spots: Floats


class Sector(NamedTuple):
    """Where a world lies, in radians from 0 to 2 pi.

    Attributes
    ----------
    world : int
    begin, end : float
    """

    world: int
    begin: float
    end: float


def drawn_by(ids: Int64s, *salts: int) -> Floats:
    """Give each id a number in [0, 1) of its own; by other salts, another one.

    Examples
    --------
    >>> drawn_by(np.array([1, 2]), 5).round(3)
    array([0.337, 0.691])
    """
    numbers = _mixed(ids)
    for salt in salts:
        numbers = _mixed(numbers ^ _mixed(np.array([salt], np.int64)))
    return (numbers.view(np.uint64) >> np.uint64(11)).astype(np.float64) * 2.0**-53


def _mixed(numbers: Int64s) -> Int64s:
    mixed = numbers.astype(np.int64).view(np.uint64) + STEP
    for shift, factor in MIX:
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return mixed.view(np.int64)


def spread(
    wished: Floats, offsets: Floats, high: float, weights: Floats | None = None
) -> Floats:
    """Push apart, by as little as can be, what wishes to lie in order on a line.

    Parameters
    ----------
    wished : float64 array, shape (n,)
        Where each would lie, rising.
    offsets : float64 array, shape (n,)
        How far each must at least lie from the first, beginning with 0, rising;
        and so from one another.
    high : float
        The last place for the last one; the first lies at 0 at least.
    weights : float64 array, shape (n,), optional
        How heavy each is to move, above 0; equal where missing.

    Returns
    -------
    float64 array, shape (n,)
        The places of the least weighted sum of squares of moves.

    Notes
    -----
    O(n): isotonic regression by pooling adjacent violators (Ayer et al. 1955), cut
    at both ends. No place moves by more than the wish that moves most.

    Examples
    --------
    >>> spread(np.array([1.0, 1.0, 5.0]), np.array([0.0, 1.0, 2.0]), 9.0)
    array([0.5, 1.5, 5. ])
    """
    heavy = np.ones(wished.size) if weights is None else weights
    levels: list[float] = []
    masses: list[float] = []
    sizes: list[int] = []
    for level, mass in zip((wished - offsets).tolist(), heavy.tolist(), strict=True):
        size = 1
        while levels and levels[-1] > level:
            before = masses.pop()
            level = (level * mass + levels.pop() * before) / (mass + before)
            mass, size = mass + before, size + sizes.pop()
        levels.append(level)
        masses.append(mass)
        sizes.append(size)
    last = float(offsets[-1]) if offsets.size else 0.0
    lying = np.clip(np.repeat(np.array(levels), sizes), 0.0, max(high - last, 0.0))
    places: Floats = offsets + lying
    return places


def sectors_of(points: Points) -> list[Sector]:
    """Give every world its sector, by direction; the rim alone makes none.

    A world's direction belongs to its id: it is the same in every picture, and
    moves only as far as other worlds push it. Its width grows with its people, but
    more slowly than they, and shrinks where the circle is full, to what they need.
    """
    inner = points.rings != RIM
    worlds = np.unique(points.worlds[inner])
    if not worlds.size:
        return []
    middles = _directions(worlds)
    order = np.lexsort((worlds, middles))
    worlds, middles = worlds[order], middles[order]
    people = (points.worlds[inner][:, None] == worlds).sum(axis=0).astype(np.float64)
    widths = _widths(points, worlds, people)
    offsets = np.concatenate([[0.0], np.cumsum(widths[:-1])])
    high = TURN - float(widths[-1])
    begins = spread(middles - widths / 2, offsets, high, people)
    return [
        Sector(int(world), float(begin), float(begin + width))
        for world, begin, width in zip(worlds, begins, widths, strict=True)
    ]


def _directions(worlds: Int64s) -> Floats:
    return TURN * drawn_by(worlds, 0)


def _widths(points: Points, worlds: Int64s, people: Floats) -> Floats:
    needs = np.zeros(worlds.size)
    for ring in range(RIM):
        inside = points.worlds[points.rings == ring]
        count = (inside[:, None] == worlds).sum(axis=0)
        room = PICTURE.apart / sum(RINGS[ring]) / PICTURE.filled
        needs = np.maximum(needs, count * room)
    wishes = np.maximum(needs, PICTURE.width * people**PICTURE.growth)
    spare = wishes.sum() - needs.sum()
    share = min(1.0, (TURN - needs.sum()) / spare) if spare > 0 else 1.0
    widths: Floats = needs + share * (wishes - needs)
    return widths


def places_of(points: Points, sectors: Sequence[Sector]) -> Floats:
    """Give every point its place.

    Returns
    -------
    float64 array, shape (p, 2)
        x and y in the unit disc, all 0.055 apart at least.

    Notes
    -----
    O(p log p) for p points, at most 150 of them.
    """
    # Whose world has nobody within lies where it would begin.
    width = np.full(points.worlds.size, PICTURE.width)
    begin = np.clip(_directions(points.worlds) - width / 2, 0.0, TURN - width)
    free = (points.rings == RIM) & (points.worlds == NOWHERE)
    begin[free], width[free] = 0.0, TURN
    for sector in sectors:
        there = (points.worlds == sector.world) & ~free
        begin[there], width[there] = sector.begin, sector.end - sector.begin
    inner = PICTURE.margin + (1.0 - 2.0 * PICTURE.margin) * points.spots[:, 0]
    wished = begin + width * inner
    places = np.zeros((points.rings.size, 2))
    for ring, radii in enumerate(RINGS):
        members = np.flatnonzero(points.rings == ring)
        rows = _rows(points, members, width, radii)
        for row, radius in enumerate(radii):
            mine = members[rows == row]
            mine = mine[np.lexsort((points.spots[mine, 2], wished[mine]))]
            angle = _step(radius)
            offsets = angle * np.arange(mine.size)
            angles = spread(wished[mine], offsets, TURN - angle)
            places[mine, 0] = radius * np.cos(angles)
            places[mine, 1] = radius * np.sin(angles)
    return places


def _step(radius: float) -> float:
    """Give the angle under which two points of a row just do not touch."""
    return 2.0 * asin(PICTURE.apart / 2.0 / radius) * (1.0 + 1e-9)


def _rows(
    points: Points, members: Int64s, width: Floats, radii: Sequence[float]
) -> Int64s:
    """Give each of a ring's points a row: the one he is drawn to, or one with room."""
    steps = [_step(radius) for radius in radii]
    most = [floor(FULL * TURN / step) for step in steps]
    held = [0] * len(radii)
    of_world: dict[tuple[int, int], int] = {}
    edges = np.cumsum(radii) / sum(radii)
    drawn = np.searchsorted(edges[:-1], points.spots[members, 1], side="right")
    rows = np.zeros(members.size, np.int64)
    for at in np.argsort(points.spots[members, 2], kind="stable").tolist():
        member, first = members[at], int(drawn[at])
        world = int(points.worlds[member])
        near = sorted(range(len(radii)), key=lambda row: (abs(row - first), -row))
        open_ = [row for row in near if held[row] < most[row]]
        roomy = [
            row
            for row in open_
            if of_world.get((world, row), 0)
            < PICTURE.filled * width[member] / steps[row]
        ]
        row = (roomy or open_)[0]
        rows[at] = row
        held[row] += 1
        of_world[world, row] = of_world.get((world, row), 0) + 1
    return rows
