"""What is simulated: all arms, and the curves over three assumptions and a fourth."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final, NamedTuple

from whispeer.graph.constants import SIMULATION, Simulation
from whispeer.graph.simulation.arms import (
    ARMS,
    DIRECTORY,
    HYBRID,
    RANDOM,
    WHISPEER,
    Arm,
)
from whispeer.graph.simulation.year import Run


class Point(NamedTuple):
    """One value of an assumption, and what the network is then like."""

    value: float | str
    given: Simulation


class Curve(NamedTuple):
    """An assumption that is varied, and the arms it matters to most."""

    name: str
    says: str
    arms: tuple[Arm, ...]
    points: tuple[Point, ...]


RELAY_YES: Final = (0.35, 0.5, 0.65, 0.8)
STRANGER_YES: Final = (0.05, 0.15, 0.25)
DECLARED: Final = (0.3, 1.0)


def curves(given: Simulation) -> tuple[Curve, ...]:
    """Say what is varied, one assumption at a time, the others as they are.

    Those strangers who opted in say yes more often by the same factor throughout.
    """
    flat = (given.good_meeting_flat, given.good_meeting_flat)
    return (
        _curve("relay_yes", "a tie asked to relay says yes", RELAY_YES, given),
        _curve("stranger_yes", "a stranger asked says yes", STRANGER_YES, given),
        Curve(
            "good_meeting",
            "what makes a coffee good",
            (RANDOM, WHISPEER),
            (
                Point("bell", given),
                Point("flat", replace(given, good_meeting=flat)),
            ),
        ),
        _curve("declared", "what people lived they told Whispeer", DECLARED, given),
    )


CURVED: Final = ("resolved", "interruptions_per_resolved", "isolated", "new_bridges")
ARMS_OF: Final = {
    "relay_yes": (RANDOM, WHISPEER),
    "stranger_yes": (DIRECTORY, HYBRID),
    "declared": (DIRECTORY, WHISPEER),
}


def _curve(name: str, says: str, values: tuple[float, ...], given: Simulation) -> Curve:
    def points() -> Iterator[Point]:
        for value in values:
            changed: dict[str, Any] = {name: value}
            yield Point(value, replace(given, **changed))

    return Curve(name, says, ARMS_OF[name], tuple(points()))


def seeds_of_curves(given: Simulation) -> int:
    """Count the seeds of a curve: two in five, since a curve is many years."""
    return min(max(-(-2 * given.seeds // 5), 2), given.seeds)


def runs(given: Simulation = SIMULATION) -> Iterator[Run]:
    """List every year to be simulated; the same one may come twice."""
    for seed in range(given.seeds):
        for arm in ARMS:
            yield Run(arm, seed, given)
    for seed in range(seeds_of_curves(given)):
        for curve in curves(given):
            for point in curve.points:
                for arm in curve.arms:
                    yield Run(arm, seed, point.given)
