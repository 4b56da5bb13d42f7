"""What one could do for one's ties today: at most one thing, and some days nothing (M7).

No account of deeds is kept: what was done lately is only asked for whether it is enough.

>>> from random import Random
>>> some = [Candidate(Deed.THANK, strength=0.5, rhythm=3.0)]
>>> drawn(some, [Random("Alice 2026-03-10").random()])
0
"""

from collections.abc import Sequence
from enum import StrEnum
from math import exp, log
from random import Random
from typing import NamedTuple

from whispeer.graph.constants import CARE


class Deed(StrEnum):
    """What one may do for somebody one is tied to."""

    ANSWER = "answer"
    INTRODUCE = "introduce"
    THANK = "thank"
    ASK = "ask"
    WAKE = "wake"
    BRIDGE = "bridge"
    ENCOURAGE = "encourage"

    @property
    def worth(self) -> float:
        """What it brings on average, for the effort it asks.

        >>> round(Deed.THANK.worth, 3)
        0.375
        """
        benefit, chance, minutes = getattr(CARE, self.value)
        return float(benefit * chance / (1.0 + minutes / CARE.effort))


class Candidate(NamedTuple):
    """A deed for one person, before the day's draw.

    Attributes
    ----------
    deed : Deed
        What one could do.
    strength : float
        s of M1 on the member's own side, 0 to 1.
    rhythm : float or None
        Silence in units of the tie's own gap; None of a tie that has no rhythm yet,
        which is as due as one at the edge of cooling.
    asleep : bool
        A sleeping tie is worth the same whatever is left of its strength.
    shown : int
        How often a deed for the same person was shown lately.
    """

    deed: Deed
    strength: float
    rhythm: float | None
    asleep: bool = False
    shown: int = 0


def value(candidate: Candidate) -> float:
    """Tell how much a candidate is worth proposing, V of M7.

    >>> fresh = Candidate(Deed.WAKE, strength=0.1, rhythm=9.0, asleep=True)
    >>> round(value(fresh), 3), round(value(fresh._replace(shown=1)), 3)
    (0.162, 0.081)
    """
    tie = CARE.asleep if candidate.asleep else CARE.least + candidate.strength
    due = 1.0
    if candidate.rhythm is not None:
        due = min(candidate.rhythm / CARE.due, CARE.most_due)
    return float(candidate.deed.worth * tie * due * CARE.again**candidate.shown)


def chances(candidates: Sequence[Candidate]) -> list[float]:
    """Give each candidate's chance of being the day's, by softmax.

    >>> chances([])
    []
    >>> chances([Candidate(Deed.ASK, 0.2, 1.0), Candidate(Deed.ASK, 0.2, 1.0)])
    [0.5, 0.5]
    """
    weights = [exp(value(one) / CARE.softmax) for one in candidates]
    total = sum(weights)
    return [weight / total for weight in weights]


def drawn(candidates: Sequence[Candidate], lots: Sequence[float]) -> int | None:
    """Draw the one of a day, each by its `chances`.

    Each has a lot of its own: who joins the others changes nothing, unless it is drawn
    itself (Gumbel's way to draw by softmax).

    Parameters
    ----------
    candidates : sequence of Candidate
        In any order.
    lots : sequence of float
        Of each, where its chance fell: more than 0 and less than 1.

    Returns
    -------
    int or None
        Which of them; None when there is none.
    """
    won = [
        value(one) / CARE.softmax - log(-log(lot))
        for one, lot in zip(candidates, lots, strict=True)
    ]
    return max(range(len(won)), key=won.__getitem__, default=None)


def is_empty_day(chance: Random) -> bool:
    """Tell whether nothing is proposed today, whatever there would be.

    >>> days = [Random(f"Alice {day}") for day in range(1000)]
    >>> 150 < sum(is_empty_day(day) for day in days) < 250
    True
    """
    return chance.random() < CARE.empty_day


def is_enough(deeds: int, minutes: float = 0.0) -> bool:
    """Tell whether somebody gave so much lately that nothing more is proposed.

    Parameters
    ----------
    deeds : int
        Done within the last 7 days.
    minutes : float
        Of help within them, where minutes were declared.

    >>> is_enough(4), is_enough(5), is_enough(0, minutes=120.0)
    (False, True, True)
    """
    return deeds >= CARE.most or minutes >= CARE.most_minutes
