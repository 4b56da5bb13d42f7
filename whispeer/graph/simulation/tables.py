"""A report as lines for people."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any, Final

from whispeer.graph.simulation.arms import ARMS
from whispeer.graph.simulation.plan import CURVED
from whispeer.graph.simulation.report import Report

Table = Callable[[list[str], list[list[str]]], list[str]]
WIDTH: Final = 96
SHARES: Final = frozenset(
    {
        "resolved",
        "resolved_in_3_days",
        "isolated",
        "silent",
        "gini_asks",
        "top_20th_asks",
        "least_tied_fifth_resolved",
        "least_tied_fifth_isolated",
        "least_tied_fifth_asks",
    }
)
BLOCKS: Final = (
    (
        "Needs",
        {
            "resolved": "resolved",
            "interruptions_per_resolved": "disturbed for one",
            "hours_p50": "hours, half",
            "hours_p90": "hours, 9 in 10",
            "resolved_in_3_days": "within 3 days",
        },
    ),
    (
        "Ties, at the end",
        {
            "isolated": "under 3 ties",
            "silent": "silent 28 days",
            "new_bridges": "new bridges",
        },
    ),
    (
        "The fifth with the fewest ties at the start",
        {
            "least_tied_fifth_resolved": "resolved",
            "least_tied_fifth_isolated": "under 3 ties",
            "least_tied_fifth_ties": "ties",
            "least_tied_fifth_asks": "share of asks borne",
        },
    ),
    (
        "What people bear",
        {
            "asks_a_week": "asks a week",
            "other_asks_a_week": "for introductions",
            "most_asked_in_7_days": "most in 7 days",
            "gini_asks": "Gini",
            "top_20th_asks": "busiest 20th",
        },
    ),
)
GAINS: Final = {
    "resolved": "resolved",
    "interruptions_per_resolved": "disturbed for one",
    "isolated": "under 3 ties",
    "new_bridges": "new bridges",
    "least_tied_fifth_resolved": "resolved, least tied",
}


def lines(told: Report, table: Table) -> list[str]:
    """Say a report in tables, then its caveats.

    Parameters
    ----------
    told : Report
    table : callable
        Sets rows under heads.
    """
    setting = told.setting
    said = [
        "{members} members, {weeks} weeks, {seeds} seeds, network {network}.".format(
            **setting
        ),
        "A mean over seeds, and after ± the half of its 95 % interval.",
    ]
    said += ["", *table(["arm", "what it is"], [[arm.name, arm.says] for arm in ARMS])]
    for title, columns in BLOCKS:
        rows = [_row(arm.name, "", told.arms[arm.name], columns) for arm in ARMS]
        if any(measure in told.start for measure in columns):
            rows.insert(0, _row("(at the start)", "", told.start, columns))
        said += ["", title, *table(["arm", "", *columns.values()], rows)]
    rows = [_row(f"less {name}", "", gain, GAINS) for name, gain in told.gains.items()]
    title = "Whispeer less the others, seed by seed"
    said += ["", title, *table(["", "", *GAINS.values()], rows)]
    for name, points in told.sensitivity.items():
        heads = [name, "arm", *(measure.replace("_", " ") for measure in CURVED)]
        title = f"If {name} were otherwise, {setting['seeds_of_curves']} seeds"
        said += ["", title, *table(heads, list(_points(points)))]
    return [*said, "", "How far this may be believed", *_caveats(told.caveats)]


def _row(
    name: str, says: str, measures: Mapping[str, Any], columns: Iterable[str]
) -> list[str]:
    return [name, says, *(written(one, measures.get(one)) for one in columns)]


def _points(points: Sequence[Mapping[str, Any]]) -> Iterator[list[str]]:
    for point in points:
        for arm, measures in point["arms"].items():
            yield _row(str(point["value"]), arm, measures, CURVED)


def written(measure: str, line: Mapping[str, Any] | None) -> str:
    """Write a mean and the half of its interval."""
    if line is None:
        return ""
    if line["mean"] is None:
        return "none"
    scale, digits = (100, 0) if measure in SHARES else (1, 1)
    if abs(line["mean"]) < 1 and scale == 1:
        digits = 2
    if abs(line["mean"]) >= 100:
        digits = 0
    said = f"{scale * line['mean']:.{digits}f}"
    if line["low"] is not None:
        said += f" ±{scale * (line['high'] - line['low']) / 2:.{digits}f}"
    return f"{said} %" if scale == 100 else said


def _caveats(caveats: Iterable[str]) -> Iterator[str]:
    for caveat in caveats:
        first, *more = wrap(caveat, WIDTH)
        yield f"- {first}"
        yield from (f"  {line}" for line in more)
