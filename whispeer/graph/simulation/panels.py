"""A panel: one measure, a dot and its interval for each arm."""

from collections.abc import Mapping
from typing import Any, Final

from whispeer.graph.simulation.arms import ARMS
from whispeer.graph.simulation.ink import (
    LINE,
    Scale,
    Shown,
    dot,
    kind_of,
    name_of,
    path,
    text,
)
from whispeer.graph.simulation.report import Report

NAMES: Final = 168  # width kept for the names of arms
FIGURES: Final = 56  # and for figures
HEIGHT: Final = (len(ARMS) + 1) * LINE


def panel(told: Report, shown: Shown, width: float) -> str:
    """Draw one measure of all arms."""
    lines = {arm.name: told.arms[arm.name][shown.measure] for arm in ARMS}
    scale = Scale.of(shown, lines.values())
    head = shown.head
    if shown.measure in told.start:
        before = told.start[shown.measure]["mean"]
        head = f"{head} (at the start: {shown.written(before)})"
    parts = [text(0, 0, head, "head")]
    for row, (arm, line) in enumerate(lines.items(), 1):
        y = row * LINE + 4.0
        parts.append(text(0, y, name_of(arm), kind_of(arm)))
        parts.append(text(width, y, shown.written(line["mean"]), "right"))
        parts.append(_whisker(line, scale, (width, y - 4), kind_of(arm)))
    return "".join(parts)


def _whisker(
    line: Mapping[str, Any], scale: Scale, corner: tuple[float, float], kind: str
) -> str:
    right, y = corner[0] - FIGURES, corner[1]

    def x(value: float) -> float:
        return NAMES + scale.at(value) * (right - NAMES)

    drawn = path("hair", f"M{NAMES} {y:.1f}H{right:.1f}")
    if line["low"] is not None:
        ends = f"M{x(line['low']):.1f} {y:.1f}H{x(line['high']):.1f}"
        drawn += path(f"{kind} thick", ends)
    if line["mean"] is not None:
        drawn += dot(kind, x(line["mean"]), y)
    return drawn
