"""Damaged files, a full disk, two writers: refused by name, the old generation in use."""

import errno
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.graph.stored import picture, ring
from whispeer.graph import generation
from whispeer.graph.changes import Change, Writer
from whispeer.graph.errors import (
    DiskFull,
    ForeignFile,
    NewerFormat,
    TornGeneration,
    WriterBusy,
)
from whispeer.graph.introductions import introductions
from whispeer.graph.paths import strongest_path
from whispeer.graph.store import TieStore

# ── Generations ───────────────────────────────────────────────────────────────


def cut_short(folder: Path) -> None:
    path = folder / "neighbours"
    path.write_bytes(path.read_bytes()[:-4])


def newer(folder: Path) -> None:
    path = folder / "header"
    data = bytearray(path.read_bytes())
    data[len(generation.MAGIC)] = generation.FORMAT + 1
    path.write_bytes(data)


def flipped(folder: Path) -> None:
    path = folder / "strengths"
    data = bytearray(path.read_bytes())
    data[3] ^= 1
    path.write_bytes(data)


def foreign(folder: Path) -> None:
    (folder / "header").write_bytes(b"%PDF-1.7".ljust(2 * generation.PAGE, b"\0"))


DAMAGES = [
    (cut_short, TornGeneration, "neighbours"),
    (newer, NewerFormat, "format 2"),
    (flipped, TornGeneration, "strengths: wrong checksum"),
    (foreign, ForeignFile, "not a graph of Whispeer"),
    (shutil.rmtree, TornGeneration, "missing"),
]


@pytest.mark.parametrize(("damage", "error", "says"), DAMAGES)
def test_beside_a_damaged_new_generation_the_old_one_answers_on(
    tmp_path, damage, error, says
):
    old = ring(tmp_path)
    answers = introductions(old, 1), strongest_path(old, 1, 4), picture(old)
    ring(tmp_path)
    damage(generation.current(tmp_path))

    for ask in (old.fresh, lambda: TieStore.open(tmp_path), lambda: Writer(tmp_path)):
        with pytest.raises(error, match=says):
            ask()
    assert (introductions(old, 1), strongest_path(old, 1, 4), picture(old)) == answers
    assert ring(tmp_path).generation == 3  # and the next build mends it


# ── A full disk ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("call", ["posix_fallocate", "fsync"])
def test_on_a_full_disk_the_old_generation_stays_in_use(
    tmp_path, monkeypatch, code, call
):
    before = picture(ring(tmp_path))

    def full(*_: int) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full, raising=False)
        with pytest.raises(DiskFull, match="no room for a new generation"):
            ring(tmp_path)
    assert picture(TieStore.open(tmp_path)) == before
    assert [path.name for path in tmp_path.glob("gen-*")] == ["gen-000001"]
    assert ring(tmp_path).generation == 2


def test_where_room_cannot_be_reserved_it_is_taken(tmp_path, monkeypatch):
    monkeypatch.delattr(os, "posix_fallocate", raising=False)
    store = ring(tmp_path)

    size = (generation.current(tmp_path) / "neighbours").stat()
    assert size.st_blocks * 512 >= size.st_size == store.shape.slots * 4
    store.verify()


SMALL_DISK = """
import sys
import numpy as np
from tests.graph.stored import picture, ring
from whispeer.graph import build
from whispeer.graph.errors import DiskFull
from whispeer.graph.store import TieStore
before = picture(ring(sys.argv[1]))
ids = np.arange(300_000)
try:
    build.generation(sys.argv[1], build.Members(ids), build.Ties(ids[1:], ids[:-1]))
except DiskFull as error:
    assert picture(TieStore.open(sys.argv[1])) == before
    print("refused:", error)
"""


def test_a_disk_that_is_really_full_kills_nobody(tmp_path):
    """On a disk of two megabytes, in a room of its own; writing to it would be fatal."""
    mount = f"mount -t tmpfs -o size=2m none {tmp_path}"
    inside = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    if shutil.which("unshare") is None or subprocess.run([*inside, mount]).returncode:
        pytest.skip("no small disk can be mounted here")
    command = f'{mount} && exec {sys.executable} -c "$CODE" {tmp_path}'
    run = subprocess.run(
        [*inside, command],
        env={**os.environ, "CODE": SMALL_DISK},
        capture_output=True,
        text=True,
    )

    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("refused: ")


# ── Two writers ───────────────────────────────────────────────────────────────


def test_a_writer_of_another_process_is_not_disturbed(tmp_path):
    before = picture(ring(tmp_path))
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from whispeer.graph import generation\n"
        "with generation.locked(Path(sys.argv[1])):\n"
        "    print('mine', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(WriterBusy, match="somebody else is writing"):
            Writer(tmp_path).apply([Change(1, 1, 3, 1, 1)], wait=False)
        assert picture(TieStore.open(tmp_path)) == before
        other.kill()
    assert Writer(tmp_path).apply([Change(1, 1, 3, 1, 1)], wait=False) == 1


def test_two_builds_at_once_come_one_after_the_other(tmp_path):
    built: list[int] = []
    builds = [
        threading.Thread(target=lambda: built.append(ring(tmp_path).generation))
        for _ in range(4)
    ]
    for each in builds:
        each.start()
    for each in builds:
        each.join()

    assert len(built) == 4
    assert TieStore.open(tmp_path, check=True).generation == 4
    assert [path.name for path in tmp_path.glob("gen-*")] == ["gen-000004"]
