"""What a coffee of two is worth: worlds apart with some common ground, nobody left out.

Rounds (J3) take these as weights. All columns are numpy arrays, one entry a pair.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from whispeer.graph.arrays import Floats, Int64s
from whispeer.graph.constants import COFFEES, WORLDS
from whispeer.graph.errors import BadArray


class Sides(NamedTuple):
    """What is known of members; one entry a member.

    Attributes
    ----------
    ties : int array, shape (n,)
        Alive ties.
    waited : int array, shape (n,)
        Rounds in a row in which they took part and found nobody.
    held, proposed : int array, shape (n,)
        Coffees that took place, and those that were proposed.
    """

    ties: npt.ArrayLike
    waited: npt.ArrayLike
    held: npt.ArrayLike
    proposed: npt.ArrayLike


class Couples(NamedTuple):
    """What is known of pairs; one entry a pair.

    Attributes
    ----------
    ends : int array, shape (m, 2)
        Places in `Sides`.
    distance : float array, shape (m,)
        Dw of M2, 0 to 1.
    ground : float array, shape (m,)
        Common ground, 0 to 1.
    needed : bool array, shape (m,)
        Whether one lived what the other needs now.
    """

    ends: Int64s
    distance: npt.ArrayLike
    ground: npt.ArrayLike
    needed: npt.ArrayLike


def distance(
    worlds: npt.ArrayLike,
    overlap: npt.ArrayLike,
    sectors: npt.ArrayLike | None = None,
    places: npt.ArrayLike | None = None,
) -> Floats:
    """Return how far apart two live: Dw of M2, 0 to 1.

    Parameters
    ----------
    worlds : bool array, shape (m,)
        Whether their worlds differ.
    overlap : float array, shape (m,)
        Common ties over all ties of both, in [0, 1].
    sectors, places : bool array, shape (m,), optional
        Whether their trades, and their places, differ. Without both, worlds and
        overlap count for all.

    Examples
    --------
    >>> distance([False, True], [1.0, 0.0]).tolist()
    [0.0, 1.0]
    >>> distance([True], [0.5], [False], [True]).round(2).tolist()
    [0.65]
    """
    differ, rest = np.asarray(worlds, np.float64), 1.0 - np.asarray(overlap)
    if sectors is None or places is None:
        alone: Floats = WORLDS.net_alone * differ + WORLDS.overlap_alone * rest
        return alone
    near = WORLDS.net * differ + WORLDS.overlap * rest
    lives = WORLDS.sector * np.asarray(sectors) + WORLDS.place * np.asarray(places)
    found: Floats = near + lives
    return found


def common_ground(
    world: npt.ArrayLike,
    ties: npt.ArrayLike,
    theme: npt.ArrayLike,
    stage: npt.ArrayLike = False,
) -> Floats:
    """Return how much two have in common, 0 to 1.

    Parameters
    ----------
    world, theme, stage : bool array, shape (m,)
        Whether they share their world, something they lived, their stage.
    ties : int array, shape (m,)
        Common ties; more than 4 count as 4.

    Examples
    --------
    >>> common_ground([True, False], [9, 1], [False, True], [True, True]).round(2)
    array([0.88, 0.42])
    """
    found = (
        COFFEES.ground_world * np.asarray(world)
        + COFFEES.ground_tie * np.minimum(ties, COFFEES.ground_ties)
        + COFFEES.ground_theme * np.asarray(theme)
        + COFFEES.ground_stage * np.asarray(stage)
    )
    whole: Floats = np.minimum(found, 1.0)
    return whole


def bell(ground: npt.ArrayLike) -> Floats:
    """Return 1 at the best ground, less with less and with more of it.

    Lane et al. 2021: encounters pay where interests partly overlap.

    Examples
    --------
    >>> bell([0.35, 0.1, 0.6]).round(3).tolist()
    [1.0, 0.368, 0.368]
    """
    away = (np.asarray(ground) - COFFEES.bell_centre) / COFFEES.bell_width
    found: Floats = np.exp(-(away**2))
    return found


def appeal(couples: Couples, sides: Sides) -> Floats:
    """Return what a coffee of each pair is worth.

    Parameters
    ----------
    couples : Couples
    sides : Sides

    Returns
    -------
    float array, shape (m,)
        In [0, 1].

    Raises
    ------
    BadArray
        If columns differ in length, or an end is nobody.

    Notes
    -----
    Source: M4. O(m + n).

    Examples
    --------
    >>> new = Sides(ties=[1, 9], waited=[3, 0], held=[0, 0], proposed=[0, 0])
    >>> far = Couples(np.array([[0, 1]]), distance=[1.0], ground=[0.35], needed=[True])
    >>> appeal(far, new).round(3).tolist()
    [0.83]
    """
    known = [np.asarray(column) for column in sides]
    ends = np.asarray(couples.ends, np.int64).reshape(-1, 2)
    apart, ground, needed = (np.asarray(column) for column in couples[1:])
    _check(known, ends, (apart, ground, needed))
    ties, waited, held, proposed = known
    shows, missed = COFFEES.prior_shows
    reliable = (shows + held) / (shows + missed + proposed)
    left_out = np.minimum(waited, COFFEES.waits) / COFFEES.waits
    share = COFFEES.anyhow + (1 - COFFEES.anyhow) * bell(ground)
    worth: Floats = (
        COFFEES.bridge * apart * share
        + COFFEES.isolated * (ties < COFFEES.few_ties)[ends].mean(axis=1)
        + COFFEES.need * needed
        + COFFEES.wait * left_out[ends].mean(axis=1)
        + COFFEES.reliable * reliable[ends].mean(axis=1)
    )
    return worth


def _check(
    known: list[npt.NDArray[np.generic]],
    ends: Int64s,
    columns: tuple[npt.NDArray[np.generic], ...],
) -> None:
    members = known[0].size
    if any(column.shape != (members,) for column in known):
        raise BadArray("what is known of members differs in length")
    if any(column.shape != (len(ends),) for column in columns):
        raise BadArray("what is known of pairs differs in length")
    if ends.size and not (ends.min() >= 0 and ends.max() < members):
        raise BadArray(f"a pair leads outside the {members} members")
