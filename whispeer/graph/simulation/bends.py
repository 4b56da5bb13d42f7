"""A curve: what two measures become when one assumption is another."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

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

PLOT: Final = 110  # height of what is drawn
HEIGHT: Final = PLOT + 4 * LINE
LEFT: Final = 36  # width kept for figures
RESOLVED: Final = Shown("resolved", "needs resolved", as_share=True)
DISTURBED: Final = Shown(
    "interruptions_per_resolved", "people disturbed for one", logarithmic=True
)
ISOLATED: Final = Shown("isolated", "with fewer than 3 ties", as_share=True)
BRIDGES: Final = Shown("new_bridges", "new ties across worlds")
CURVES: Final = {
    "relay_yes": ("If a tie asked to relay says yes ...", (RESOLVED, DISTURBED)),
    "stranger_yes": ("If a stranger says yes ...", (RESOLVED, DISTURBED)),
    "good_meeting": ("If a coffee is good by this law ...", (ISOLATED, BRIDGES)),
    "declared": ("If of what they lived people tell ...", (RESOLVED, DISTURBED)),
}


def curve(name: str, points: Sequence[Mapping[str, Any]], width: float) -> str:
    """Draw the curve over one assumption: two plots, side by side."""
    head, measures = CURVES[name]
    arms = list(points[0]["arms"])
    parts = [text(0, 0, head, "head")]
    half = width / len(measures)
    for place, shown in enumerate(measures):
        drawn = _plot(points, shown, half - LEFT - LINE)
        x = place * half + LEFT
        parts.append(f'<g transform="translate({x:.1f} {2 * LINE})">{drawn}</g>')
    for place, arm in enumerate(arms):
        y = HEIGHT - LINE / 2
        parts.append(text(LEFT + place * half, y, name_of(arm), kind_of(arm)))
    return "".join(parts)


def _plot(points: Sequence[Mapping[str, Any]], shown: Shown, width: float) -> str:
    lines = {
        arm: [point["arms"][arm][shown.measure] for point in points]
        for arm in points[0]["arms"]
    }
    scale = Scale.of(shown, [one for line in lines.values() for one in line])
    steps = [width * at / max(len(points) - 1, 1) for at in range(len(points))]
    lowest = 1.0 if shown.logarithmic else 0.0
    parts = [
        text(0, -8, shown.head, "quiet"),
        text(-6, 8, shown.written(scale.high), "quiet right"),
        text(-6, PLOT, shown.written(lowest), "quiet right"),
        path("hair", f"M0 0V{PLOT}H{width:.1f}"),
    ]
    for x, point in zip(steps, points, strict=True):
        value = point["value"]
        said = value if isinstance(value, str) else f"{value:.0%}"
        parts.append(text(x, PLOT + 16, said, "quiet middle"))
    for arm, line in lines.items():
        parts.append(_line(steps, line, scale, kind_of(arm)))
    return "".join(parts)


def _line(
    steps: Sequence[float], line: Sequence[Mapping[str, Any]], scale: Scale, kind: str
) -> str:
    def y(value: float) -> float:
        return PLOT * (1 - scale.at(value))

    known = [
        (x, one) for x, one in zip(steps, line, strict=True) if one["mean"] is not None
    ]
    way = "L".join(f"{x:.1f} {y(one['mean']):.1f}" for x, one in known)
    parts = [path(kind, f"M{way}")] if known else []
    for x, one in known:
        parts.append(dot(kind, x, y(one["mean"]), 3))
        if one["low"] is not None:
            ends = f"M{x:.1f} {y(one['low']):.1f}V{y(one['high']):.1f}"
            parts.append(path(kind, ends))
    return "".join(parts)
