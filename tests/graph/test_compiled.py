"""What is kept of compiled code is that of the code as it is, whatever file changed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from whispeer.graph import compiled

ONE = """
from whispeer.graph.compiled import compiled

@compiled
def one(x):
    return x + 1
"""
TWO = """
from whispeer.graph.compiled import compiled
from whispeer.graph.parts import (
    one,
)

@compiled
def two(x):
    return one.one(x) * 10
"""
ASK = """
from whispeer.graph import compiled, two
print(two.two(1), two.two.stats.cache_hits.total())
compiled.forget_others()
"""


@pytest.fixture
def engine(tmp_path: Path) -> Path:
    """An engine of two files, one of which needs the other."""
    folder = tmp_path / "whispeer" / "graph"
    (folder / "parts").mkdir(parents=True)
    shutil.copy(compiled.__file__, folder)
    for package in (folder.parent, folder, folder / "parts"):
        (package / "__init__.py").touch()
    (folder / "parts" / "one.py").write_text(ONE)
    (folder / "two.py").write_text(TWO)
    return folder


def asked(engine: Path, **settings: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=engine.parents[1],
        env={**os.environ, "NUMBA_CACHE_DIR": str(engine / "kept"), **settings},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def kept(engine: Path) -> set[str]:
    return {path.name for path in (engine / "kept").rglob("*.nb*")}


def test_a_change_in_the_other_file_is_no_secret(engine):
    assert asked(engine) == "20 0"
    assert asked(engine) == "20 1"  # kept
    before = kept(engine)
    (engine / "parts" / "one.py").write_text(ONE.replace("+ 1", "+ 2"))

    assert asked(engine) == "30 0"
    after = kept(engine)
    assert after
    assert not before & after  # what nobody will use again is gone


def test_told_not_to_compile_it_answers_uncompiled(engine):
    code = "from whispeer.graph import two; print(two.two(1))"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=engine.parents[1],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
    )

    assert run.stdout == "20\n"


def test_an_edition_is_that_of_all_a_file_needs(engine, monkeypatch):
    monkeypatch.setattr(compiled, "HERE", engine)
    editions = []
    for text in (ONE, ONE.replace("+ 1", "+ 2"), ONE):
        (engine / "parts" / "one.py").write_text(text)
        compiled._code.cache_clear()
        compiled._needed.cache_clear()
        editions.append(compiled.edition(engine / "two.py"))
    compiled._code.cache_clear()
    compiled._needed.cache_clear()

    assert editions[0] == editions[2] != editions[1]
