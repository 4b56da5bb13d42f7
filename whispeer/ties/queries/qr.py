"""A link as a drawing that a telephone reads."""

from typing import Any, NamedTuple

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET = 4  # modules left white all around, without which telephones miss it


class Drawing(NamedTuple):
    """One path, and the side of the square it lies in."""

    side: int
    path: str


def drawing(link: str) -> Drawing:
    """The modules of a QR code as one path, run by run."""
    code: QRCode[Any] = QRCode(border=QUIET, error_correction=ERROR_CORRECT_M)
    code.add_data(link)
    rows = code.get_matrix()
    runs = (run for y, row in enumerate(rows) for run in runs_of(row, y))
    return Drawing(side=len(rows), path="".join(runs))


def runs_of(row: list[bool], y: int) -> list[str]:
    """The dark runs of one row: M x y, so many to the right, one down, back."""
    runs, x = [], 0
    while x < len(row):
        start = x
        while x < len(row) and row[x]:
            x += 1
        if x > start:
            runs.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
        x += 1
    return runs
