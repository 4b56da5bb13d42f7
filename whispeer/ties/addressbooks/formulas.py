"""Cells that a spreadsheet would run, and the apostrophe that keeps it from running.

A spreadsheet set to another separator cuts a cell in two: what follows a separator or
a line's end is guarded as the beginning is. Taking the guard off is exact: whatever
was guarded comes back as it was, apostrophes of its own included.
"""

import re
from typing import Final

_SIGNS: Final = r"=+\-@\uff1d\uff0b\uff0d\uff20"
_BEGINNING = re.compile(rf"\A(['\"]*[{_SIGNS}\t\r\n])")
_WITHIN = re.compile(rf"([;,|\t\r\n]\"*)('*[{_SIGNS}])")
_GUARDED = re.compile(rf"\A'(['\"]*[{_SIGNS}\t\r\n])")
_GUARDED_WITHIN = re.compile(rf"([;,|\t\r\n]\"*)'('*[{_SIGNS}])")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs."""
    return _BEGINNING.sub(r"'\1", _WITHIN.sub(r"\1'\2", cell))


def unguarded(cell: str) -> str:
    """The cell as it was before."""
    if "'" not in cell:
        return cell
    return _GUARDED_WITHIN.sub(r"\1\2", _GUARDED.sub(r"\1", cell))
