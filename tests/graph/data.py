"""Where the real graphs lie; a test that needs an absent one is skipped, aloud."""

from pathlib import Path

import pytest

GRAPHS = Path(__file__).parents[3] / "shared" / "data" / "graphs"


def real(name: str) -> Path:
    path = GRAPHS / f"{name}.edges.gz"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return path
