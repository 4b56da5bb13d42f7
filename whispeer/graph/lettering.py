"""Which names can be written beside the points of a picture, and where.

No name lies on another, nor on a point. Who finds no room for his name gets a shorter
one, and where that finds none either, no word: a list beside the picture has them all.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from whispeer.graph.arrays import Bools, Floats

SIDES: Final = ("start", "end", "middle", "middle")  # right, left, below, above
TALL: Final = 1.1  # of a line, in sizes of the type
BASE: Final = 0.3  # from the middle of a line down to where its letters stand
LETTER: Final = 0.56  # width of most letters, in sizes of the type; measured
CAPITAL: Final = 0.74
WIDE: Final = 1.05  # of a sign of a script whose signs are square
THIN: Final = frozenset(" ',.-:;ijlftI’")
NARROW: Final = 0.36
SQUARE: Final = "\u1100"  # where such scripts begin


class Word(NamedTuple):
    """A name that is written.

    Attributes
    ----------
    point : int
        Whose it is.
    text : str
    x, y : float
        Where its letters stand.
    anchor : str
        Which part of it lies at x, as SVG calls it: start, middle or end.
    """

    point: int
    text: str
    x: float
    y: float
    anchor: str


class _Wish(NamedTuple):
    """A name in one of the places it may stand in."""

    point: int
    text: str
    side: int


def lettering(
    places: Floats,
    names: Sequence[Sequence[str]],
    *,
    size: float,
    dot: float,
    edge: float,
) -> list[Word]:
    """Write a name beside as many points as have room for it.

    Parameters
    ----------
    places : float64 array, shape (p, 2)
        x and y of each point, y downwards.
    names : sequence of sequences of str
        For each point its names, the one to be preferred first; a point without any
        is only not written over.
    size : float
        Of the type, in the unit of the places.
    dot : float
        Radius of a point.
    edge : float
        Nothing is written beyond -edge and edge.

    Returns
    -------
    list of Word
        By point; first come, first served, full names before short ones.

    Notes
    -----
    O(w^2) for w wishes: 4 sides of 2 names for each point. Some 3 ms for 48 points.

    Examples
    --------
    >>> at = np.array([[0.0, 0.0], [4.0, 0.0]])
    >>> [word.text for word in lettering(at, [["Léa"], ["Karim"]], size=4, dot=1, edge=50)]
    ['Léa', 'Karim']
    >>> [word.anchor for word in lettering(at, [["Léa"], ["Karim"]], size=4, dot=1, edge=50)]
    ['end', 'start']
    """
    wishes = [
        _Wish(point, text, side)
        for rank in range(max(map(len, names), default=0))
        for point, own in enumerate(names)
        for text in own[rank : rank + 1]
        for side in range(len(SIDES))
    ]
    if not wishes:
        return []
    boxes = _boxes(places, wishes, size, dot)
    crossed = _meet(boxes, _dots(places, dot)).sum(axis=1)
    inside = (np.abs(boxes) <= edge).sum(axis=1)
    free: Bools = (crossed == 0) & (inside == boxes.shape[1])
    chosen = _chosen(wishes, boxes, free)
    return sorted(_word(wishes[at], boxes[at], size) for at in chosen)


def width_of(text: str) -> float:
    """Give how wide a text is at most, in sizes of its type.

    Examples
    --------
    >>> round(width_of("Léa"), 2)
    1.86
    """
    return sum(map(_width, text))


def _width(sign: str) -> float:
    if sign in THIN:
        return NARROW
    if sign >= SQUARE:
        return WIDE
    return CAPITAL if sign.isupper() or sign in "mw" else LETTER


def _boxes(places: Floats, wishes: Sequence[_Wish], size: float, dot: float) -> Floats:
    """Give left, top, right and bottom of each wish."""
    width = size * np.array([width_of(wish.text) for wish in wishes])
    tall, away = size * TALL, dot + size * 0.2
    side = np.array([wish.side for wish in wishes])
    x, y = places[[wish.point for wish in wishes]].T
    left = np.choose(side, [x + away, x - away - width, x - width / 2, x - width / 2])
    top = np.choose(side, [y - tall / 2, y - tall / 2, y + away, y - away - tall])
    return np.stack([left, top, left + width, top + tall], axis=1)


def _dots(places: Floats, dot: float) -> Floats:
    return np.concatenate([places - dot, places + dot], axis=1)


def _meet(some: Floats, others: Floats) -> Bools:
    """Tell which boxes of one kind lie on which of another."""
    left, top, right, bottom = (side[:, None] for side in some.T)
    meet: Bools = (left < others[:, 2]) & (others[:, 0] < right)
    meet &= (top < others[:, 3]) & (others[:, 1] < bottom)
    return meet


def _chosen(wishes: Sequence[_Wish], boxes: Floats, free: Bools) -> list[int]:
    """Grant wishes in their order, each where none before it stands."""
    points = np.array([wish.point for wish in wishes])
    open_ = free.copy()
    chosen = []
    for at in range(len(wishes)):
        if open_[at]:
            chosen.append(at)
            open_ &= ~_meet(boxes[at : at + 1], boxes)[0] & (points != points[at])
    return chosen


def _word(wish: _Wish, box: Floats, size: float) -> Word:
    left, top, right, bottom = box.tolist()
    x = (left, right, (left + right) / 2, (left + right) / 2)[wish.side]
    y = (top + bottom) / 2 + BASE * size
    return Word(wish.point, wish.text, x, y, SIDES[wish.side])
