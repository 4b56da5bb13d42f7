"""The result as a picture: SVG, readable in light and dark, with nothing from outside."""

from collections.abc import Iterator
from html import escape
from textwrap import wrap
from typing import Final

from whispeer.graph.simulation import bends, panels
from whispeer.graph.simulation.ink import LINE, STYLE, Shown, text
from whispeer.graph.simulation.report import Report

WIDTH: Final = 960
MARGIN: Final = 24
COLUMNS: Final = 2
GAP: Final = 28
PANEL: Final = (WIDTH - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS
LETTERS: Final = 136  # of a line of caveats
TITLE: Final = "Whispeer, in simulation"
PANELS: Final = (
    Shown("resolved", "Needs resolved within 14 days", as_share=True),
    Shown(
        "interruptions_per_resolved",
        "People disturbed for one need resolved",
        logarithmic=True,
    ),
    Shown("resolved_in_3_days", "Needs resolved within 3 days", as_share=True),
    Shown("isolated", "Members with fewer than 3 ties", as_share=True),
    Shown("new_bridges", "New ties across worlds, alive at the end"),
    Shown(
        "least_tied_fifth_resolved",
        "Needs resolved, of the fifth with the fewest ties",
        as_share=True,
    ),
)


def drawing(told: Report) -> str:
    """Draw a report.

    Parameters
    ----------
    told : Report

    Returns
    -------
    str
        An SVG of its own, 960 wide; the same report gives the same text.

    Notes
    -----
    Linear in what is drawn; some milliseconds. Source: M9.
    """
    under = (
        "{members} members, {weeks} weeks, {seeds} seeds, network {network}. "
        "Dots are means over seeds, lines their 95 % intervals."
    ).format(**told.setting)
    top = 96.0
    parts = [text(MARGIN, 40, TITLE, "title"), text(MARGIN, 62, under, "quiet")]
    drawn = [panels.panel(told, shown, PANEL) for shown in PANELS]
    top += _in_columns(parts, drawn, top, panels.HEIGHT + GAP)
    bent = told.sensitivity.items()
    drawn = [bends.curve(name, points, PANEL) for name, points in bent]
    top += _in_columns(parts, drawn, top, bends.HEIGHT + GAP)
    parts.append(text(MARGIN, top, "How far this may be believed", "head"))
    for line in _caveats(told):
        top += LINE
        parts.append(text(MARGIN, top, line, "quiet"))
    return _page(top + MARGIN, under, "".join(parts))


def _in_columns(parts: list[str], drawn: list[str], top: float, step: float) -> float:
    """Set drawings side by side; return how high they are."""
    for place, one in enumerate(drawn):
        x = MARGIN + place % COLUMNS * (PANEL + GAP)
        y = top + place // COLUMNS * step
        parts.append(f'<g transform="translate({x:.1f} {y:.1f})">{one}</g>')
    return -(-len(drawn) // COLUMNS) * step


def _page(height: float, under: str, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'width="{WIDTH}" height="{height:.0f}" role="img" aria-labelledby="t d">'
        f'<title id="t">{escape(TITLE)}</title><desc id="d">{escape(under)}</desc>'
        f"<style>{STYLE}</style>"
        f'<rect width="100%" height="100%" fill="var(--paper)"/>{body}</svg>\n'
    )


def _caveats(told: Report) -> Iterator[str]:
    for caveat in told.caveats:
        first, *more = wrap(caveat, LETTERS)
        yield f"· {first}"
        yield from more
