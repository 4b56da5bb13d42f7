"""What a simulation found, said for programs and for people, its caveats included."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from whispeer.graph.constants import Simulation
from whispeer.graph.simulation.arms import ARMS, WHISPEER, Arm
from whispeer.graph.simulation.caveats import caveats
from whispeer.graph.simulation.intervals import interval
from whispeer.graph.simulation.measures import MEASURES, START
from whispeer.graph.simulation.plan import CURVED, Curve, curves, seeds_of_curves
from whispeer.graph.simulation.runs import Found
from whispeer.graph.simulation.year import Run

Interval = dict[str, float | None]
Years = list[Mapping[str, float]]


class Report(NamedTuple):
    """What was found.

    Attributes
    ----------
    setting : dict
        Weeks, seeds, members, and where the network is from.
    start : dict
        Measures of ties before the first week, as ``{mean, low, high}``.
    arms : dict
        By arm, its measures likewise.
    gains : dict
        By arm, what Whispeer has more of than it, seed by seed, likewise.
    sensitivity : dict
        By assumption, a list of points: its value, and the arms it matters to.
    caveats : list of str
        How far all this may be believed.
    """

    setting: dict[str, Any]
    start: dict[str, Interval]
    arms: dict[str, dict[str, Interval]]
    gains: dict[str, dict[str, Interval]]
    sensitivity: dict[str, list[dict[str, Any]]]
    caveats: list[str]


def report(found: Found, given: Simulation, source: str) -> Report:
    """Put together what was found.

    Parameters
    ----------
    found : mapping
        Measures by run, of all `plan.runs`.
    given : Simulation
    source : str
        Where the network is from.
    """
    setting = {
        "weeks": given.weeks,
        "seeds": given.seeds,
        "seeds_of_curves": seeds_of_curves(given),
        "members": given.members,
        "network": source,
    }
    years = {arm.name: _years(found, arm, given, given.seeds) for arm in ARMS}
    arms = {name: _measured(year, MEASURES) for name, year in years.items()}
    ours = years[WHISPEER.name]
    sensitivity = {curve.name: _points(found, curve) for curve in curves(given)}
    return Report(
        setting,
        _measured(ours, START),
        arms,
        {name: _gain(ours, year) for name, year in years.items() if year is not ours},
        sensitivity,
        caveats(setting, arms, sensitivity, given),
    )


def _years(found: Found, arm: Arm, given: Simulation, seeds: int) -> Years:
    return [found[Run(arm, seed, given)] for seed in range(seeds)]


def _measured(years: Years, measures: Iterable[str]) -> dict[str, Interval]:
    return {
        measure.removeprefix("start_"): interval([year[measure] for year in years])
        for measure in measures
    }


def _gain(ours: Years, theirs: Years) -> dict[str, Interval]:
    """Compare seed by seed: what differs by chance alone then falls out."""
    return {
        measure: interval(
            [a[measure] - b[measure] for a, b in zip(ours, theirs, strict=True)]
        )
        for measure in MEASURES
    }


def _points(found: Found, curve: Curve) -> list[dict[str, Any]]:
    return [
        {
            "value": point.value,
            "arms": {
                arm.name: _measured(
                    _years(found, arm, point.given, seeds_of_curves(point.given)),
                    CURVED,
                )
                for arm in curve.arms
            },
        }
        for point in curve.points
    ]
