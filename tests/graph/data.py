"""Graphs to ask about: a small club, and real ones, which may be absent."""

from pathlib import Path

import pytest

GRAPHS = Path(__file__).parents[3] / "shared" / "data" / "graphs"


CLUB = """\
# ana knows ben and eve, who both know cem; cem knows dora
ana ben 0.5
ben cem
cem dora 0.4
ana eve
eve cem 0.2
"""


def real(name: str) -> Path:
    """Where a real graph lies; a test that needs an absent one is skipped, aloud."""
    path = GRAPHS / f"{name}.edges.gz"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return path


def refused(result):
    """Give the one sentence in which a command refused to answer."""
    status, out, err = result
    assert (status, out) == (2, "")
    assert err.endswith(".\n")
    assert err.count("\n") == 1
    assert err.startswith("whispeer graph: ")
    return err
