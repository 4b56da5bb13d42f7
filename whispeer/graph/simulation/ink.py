"""What pictures of a simulation share: figures, scales, marks."""

from collections.abc import Iterable, Mapping
from html import escape
from math import log10
from typing import Any, Final, NamedTuple

OURS: Final = frozenset({"whisper", "whispeer", "whispeer_and_strangers"})
LINE: Final = 20  # of a row of text
STYLE: Final = """
:root{--paper:#f5f3ec;--ink:#1a2632;--quiet:#5b6570;--hair:#cdcabd;--thread:#b3261e}
@media(prefers-color-scheme:dark){:root{--paper:#141c25;--ink:#ece7da;--quiet:#a9b2bb;
--hair:#37434f;--thread:#f27a62}}
text{font:13px system-ui,sans-serif;fill:var(--ink)}
.title{font-size:20px;font-weight:600}.head{font-weight:600}text.quiet{fill:var(--quiet)}
.ours{stroke:var(--thread);fill:var(--thread)}text.ours{stroke:none}
.theirs{stroke:var(--quiet);fill:var(--quiet)}text.theirs{stroke:none}
path.ours,path.theirs,path.hair{fill:none}.thick{stroke-width:3}.hair{stroke:var(--hair)}
.right{text-anchor:end}.middle{text-anchor:middle}
""".replace("\n", "")


class Shown(NamedTuple):
    """A measure as it is shown: its head, and how its figures are written."""

    measure: str
    head: str
    as_share: bool = False
    logarithmic: bool = False

    def written(self, value: float | None) -> str:
        """Write a figure."""
        if value is None:
            return "none"
        if self.as_share:
            return f"{value:.0%}"
        return f"{value:.3g}" if value < 1000 else f"{value:.0f}"


class Scale(NamedTuple):
    """Where a figure lies, from 0 to 1."""

    high: float
    logarithmic: bool

    @classmethod
    def of(cls, shown: Shown, lines: Iterable[Mapping[str, Any]]) -> "Scale":
        """Make a scale that holds all means and intervals."""
        ends = [end for line in lines for end in line.values() if end is not None]
        if shown.as_share:
            return cls(1.0, logarithmic=False)
        least = 10.0 if shown.logarithmic else 1e-9
        return cls(max([*ends, least]), shown.logarithmic)

    def at(self, value: float) -> float:
        """Give the place of a figure; a logarithmic scale begins at 1."""
        if self.logarithmic:
            share = log10(max(value, 1.0)) / log10(self.high)
        else:
            share = value / self.high
        return min(max(share, 0.0), 1.0)


def kind_of(arm: str) -> str:
    """Tell our arms from the others."""
    return "ours" if arm in OURS else "theirs"


def name_of(arm: str) -> str:
    """Write the name of an arm."""
    return arm.replace("_", " ")


def text(x: float, y: float, said: str, kind: str = "") -> str:
    """Write some words."""
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}">{escape(said)}</text>'


def path(kind: str, drawn: str) -> str:
    """Draw a line."""
    return f'<path class="{kind}" d="{drawn}"/>'


def dot(kind: str, x: float, y: float, radius: float = 4) -> str:
    """Draw a dot."""
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"/>'
