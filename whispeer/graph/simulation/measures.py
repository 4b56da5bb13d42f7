"""What is measured of a simulated year."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from whispeer.graph.arrays import Bools, Floats, Int64s
from whispeer.graph.constants import COFFEES, Simulation
from whispeer.graph.simulation.needs import DAY
from whispeer.graph.simulation.ties import Ties
from whispeer.graph.simulation.town import WEEK, Quest, Town

FIFTH: Final = 5
TWENTIETH: Final = 20
INSTANT: Final = 1e-6  # hours; what a week later is, is not within the week
MEASURES: Final = {  # what each says, for tables and pictures
    "resolved": "needs resolved within 14 days",
    "interruptions_per_resolved": "people disturbed for one need resolved",
    "hours_p50": "hours to help, half of those resolved",
    "hours_p90": "hours to help, nine in ten of those resolved",
    "resolved_in_3_days": "needs resolved within 3 days",
    "isolated": "members with fewer than 3 ties",
    "silent": "members without contact for 28 days",
    "new_bridges": "new ties across worlds, alive at the end",
    "gini_asks": "inequality of what members bear (Gini)",
    "top_20th_asks": "share borne by the busiest twentieth",
    "most_asked_in_7_days": "most that anybody was asked in 7 days",
    "asks_a_week": "asks for needs, per member and week",
    "other_asks_a_week": "asks for introductions, per member and week",
    "least_tied_fifth_resolved": "needs resolved, least-tied fifth",
    "least_tied_fifth_isolated": "with fewer than 3 ties, least-tied fifth",
    "least_tied_fifth_ties": "ties of a member, least-tied fifth",
    "least_tied_fifth_asks": "share of all asks borne, least-tied fifth",
}
START: Final = (
    "start_isolated",
    "start_silent",
    "start_least_tied_fifth_isolated",
    "start_least_tied_fifth_ties",
)


def least_tied(ties: Ties) -> Bools:
    """Tell who belongs to the fifth with the fewest ties; of equals, the first."""
    degrees = ties.degrees()
    fewest = np.zeros(degrees.size, np.bool_)
    many = max(degrees.size // FIFTH, 1)
    fewest[np.argsort(degrees, kind="stable")[:many]] = True
    return fewest


def of_ties(
    ties: Ties, fifth: Bools, day: float, given: Simulation
) -> dict[str, float]:
    """Measure how people are tied on a day."""
    degrees = ties.degrees()
    isolated = degrees < COFFEES.few_ties
    silent = day - ties.last_contact() > given.silent_days
    return {
        "isolated": float(isolated.mean()),
        "silent": float(silent.mean()),
        "new_bridges": float(ties.bridges()),
        "least_tied_fifth_isolated": float(isolated[fifth].mean()),
        "least_tied_fifth_ties": float(degrees[fifth].mean()),
    }


def of_quests(quests: Sequence[Quest], fifth: Bools) -> dict[str, float]:
    """Measure what became of needs; not a number where there is nothing to measure."""
    began = np.array([quest.need.hour for quest in quests])
    hours = np.array([quest.resolved for quest in quests]) - began
    seekers = np.array([quest.seeker for quest in quests], np.int64)
    asks = sum(quest.asks for quest in quests)
    found = np.isfinite(hours)
    return {
        "resolved": _mean(found),
        "interruptions_per_resolved": float(asks / found.sum())
        if found.any()
        else np.nan,
        "hours_p50": _quantile(hours[found], 0.5),
        "hours_p90": _quantile(hours[found], 0.9),
        "resolved_in_3_days": _mean(hours <= 3 * DAY),
        "least_tied_fifth_resolved": _mean(found[fifth[seekers]]),
    }


def of_load(town: Town, fifth: Bools) -> dict[str, float]:
    """Measure who bears the asks."""
    borne = np.array([len(hours) for hours in town.borne])
    weeks = town.given.weeks * borne.size
    busiest = -(-borne.size // TWENTIETH)
    return {
        "gini_asks": gini(borne),
        "top_20th_asks": _share(np.sort(borne)[-busiest:], borne),
        "most_asked_in_7_days": float(max(map(_most_in_a_week, town.borne))),
        "asks_a_week": float(borne.sum() / weeks),
        "other_asks_a_week": town.other_asks / weeks,
        "least_tied_fifth_asks": _share(borne[fifth], borne),
    }


def gini(values: Int64s) -> float:
    """Give the Gini coefficient: 0 when all bear the same, near 1 when one bears all.

    >>> gini(np.array([1, 1, 1, 1])), gini(np.array([0, 0, 0, 4]))
    (0.0, 0.75)
    """
    ordered = np.sort(values)
    total, count = int(ordered.sum()), ordered.size
    if not total:
        return 0.0
    ranks = np.arange(1, count + 1)
    return float(2 * (ranks * ordered).sum() / (count * total) - (count + 1) / count)


def _most_in_a_week(hours: Sequence[float]) -> int:
    """Count the most asks within any 7 days."""
    ordered = np.sort(np.array(hours))
    first = np.searchsorted(ordered, ordered - WEEK + INSTANT, side="right")
    return int((np.arange(ordered.size) - first + 1).max(initial=0))


def _share(part: Int64s, whole: Int64s) -> float:
    return float(part.sum() / whole.sum()) if whole.sum() else np.nan


def _mean(values: Bools) -> float:
    return float(values.mean()) if values.size else np.nan


def _quantile(values: Floats, share: float) -> float:
    return float(np.quantile(values, share)) if values.size else np.nan
