"""A generation on disk: what is built is read, what is damaged is refused."""

import json
import subprocess
import sys
import time
import zlib
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from whispeer.graph import build, generation
from whispeer.graph.arrays import DTYPES
from whispeer.graph.errors import (
    BadArray,
    BadStrength,
    DanglingTie,
    DuplicateMember,
    DuplicateTie,
    ForeignFile,
    GraphError,
    NewerFormat,
    NoGeneration,
    SelfTie,
    TornGeneration,
)
from whispeer.graph.introductions import introductions
from whispeer.graph.paths import strongest_path
from whispeer.graph.store import TieStore

MEMBERS = build.Members([10, 20, 30, 40], [1, 0, 1, 0], [5, 5, 6, -1], [7, 7, 8, 8])
TIES = build.Ties([10, 30, 40], [20, 20, 30], [0.5, 1.0, 0.2], [0.25, 1.0, 0.001])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    build.generation(tmp_path, MEMBERS, TIES, applied_seq=7)
    return tmp_path


def folder(root: Path) -> Path:
    return generation.current(root)


def test_what_is_built_on_disk_is_what_is_built_in_memory(root):
    mapped, memory = TieStore.open(root), build.in_memory(MEMBERS, TIES)
    for ours, theirs in zip(mapped.arrays[:-1], memory.arrays[:-1], strict=True):
        np.testing.assert_array_equal(ours, theirs)
    assert (mapped.members, mapped.ties, mapped.applied_seq) == (4, 6, 7)
    assert mapped.generation == 1
    mapped.verify()
    memory.verify()


def test_each_half_carries_its_own_sides_strength(root):
    store = TieStore.open(root)
    ten, twenty = store.row_of(10), store.row_of(20)

    assert store.row(ten).strengths.tolist() == [128 / 255]
    seen = dict(zip(*store.row(twenty)[:2], strict=True))
    assert seen[ten] == 64 / 255
    assert store.row(store.row_of(30)).strengths.min() == 1 / 255


def test_members_of_one_world_lie_together(root):
    store = TieStore.open(root)

    assert store.ids.tolist() == [20, 40, 10, 30]
    assert store.world.tolist() == [0, 0, 1, 1]


def test_a_reader_moves_to_the_new_generation_when_it_asks(root):
    store = TieStore.open(root)
    build.generation(root, build.Members([1, 2]), build.Ties([1], [2]))

    assert store.members == 4
    assert store.fresh().members == 2
    assert store.fresh().generation == 2
    assert [path.name for path in root.glob("gen-*")] == ["gen-000002"]
    assert introductions(store, 10)[0].member == 30


@pytest.mark.parametrize("name", ["ids", "words", "neighbours", "strengths"])
def test_a_flipped_byte_is_noticed(root, name):
    path = folder(root) / name
    data = bytearray(path.read_bytes())
    data[1] ^= 64
    path.write_bytes(data)

    with pytest.raises(TornGeneration, match=f"{name}: wrong checksum"):
        TieStore.open(root)


@pytest.mark.parametrize("name", ["words", "neighbours"])
def test_a_damaged_graph_never_crashes_a_question(root, name):
    path = folder(root) / name
    data = np.fromfile(path, "<i4")
    data[:8] = 2**31 - 1
    data.tofile(path)
    store = TieStore.open(root, check=False)

    for member in (10, 20, 30, 40):
        for ask in (introductions, lambda s, m: strongest_path(s, m, 30)):
            with suppress(TornGeneration):
                ask(store, member)
    with pytest.raises(TornGeneration):
        store.verify()


@pytest.mark.parametrize("name", ["header", "words", "strengths", "order"])
def test_a_truncated_or_missing_file_is_refused(root, name):
    path = folder(root) / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(TornGeneration, match=name):
        TieStore.open(root)
    path.unlink()
    with pytest.raises(TornGeneration, match=name):
        TieStore.open(root)


def test_a_foreign_file_is_refused(root):
    (folder(root) / "header").write_bytes(b"PK" + bytes(8190))
    with pytest.raises(ForeignFile, match="header"):
        TieStore.open(root)
    (root / "current").write_text("../../etc\n")
    with pytest.raises(ForeignFile, match="current"):
        TieStore.open(root)


def test_a_newer_format_is_refused(root):
    path = folder(root) / "header"
    data = bytearray(path.read_bytes())
    data[16] = 99
    path.write_bytes(data)

    with pytest.raises(NewerFormat, match="format 99"):
        TieStore.open(root)


def test_a_header_that_lies_about_its_shape_is_refused(root):
    path = folder(root) / "header"
    said = json.dumps({"shape": {}, "checksums": {}}).encode()
    head = generation.MAGIC + bytes([1, 0, 0, 0, len(said), 0, 0, 0]) + said
    data = head + zlib.crc32(head).to_bytes(4, "little")
    path.write_bytes(data.ljust(2 * generation.PAGE, b"\0"))

    with pytest.raises(TornGeneration, match="header"):
        TieStore.open(root)


def test_an_empty_folder_holds_no_generation(tmp_path):
    with pytest.raises(NoGeneration, match="holds no generation"):
        TieStore.open(tmp_path)


@pytest.mark.parametrize(
    ("ties", "error", "word"),
    [
        (build.Ties([1], [3]), DanglingTie, "3 is no member"),
        (build.Ties([1], [10**15]), DanglingTie, "no member"),
        (build.Ties([1], [1]), SelfTie, "member 1"),
        (build.Ties([1, 2], [2, 1]), DuplicateTie, "tied twice"),
        (build.Ties([1], [2], [float("nan")]), BadStrength, "nan"),
        (build.Ties([1], [2], [1.5]), BadStrength, "1.5"),
        (build.Ties([1], [2], [1.0], [0.0]), BadStrength, "0.0"),
        (build.Ties([1], [2], [1.0, 1.0]), BadArray, "strength_ab"),
        (build.Ties([1], [2, 3]), BadArray, "b has 2"),
        (build.Ties([1.5], [2.0]), BadArray, "whole numbers"),
    ],
)
def test_bad_pairs_are_refused_and_the_old_generation_stays(root, ties, error, word):
    with pytest.raises(error, match=word):
        build.generation(root, build.Members([1, 2]), ties)

    assert TieStore.open(root).members == 4
    assert len(list(root.glob("gen-*"))) == 1


def test_a_member_given_twice_is_refused():
    with pytest.raises(DuplicateMember, match="member 2"):
        build.in_memory(build.Members([2, 1, 2]), build.Ties([1], [2]))


def test_sparse_ids_are_found_as_dense_ones_are():
    ids = [-(2**62), 5, 2**62]
    store = build.in_memory(build.Members(ids), build.Ties(ids[:2], ids[1:]))

    assert [store.row_of(i) for i in ids] == [0, 1, 2]
    with pytest.raises(DanglingTie):
        build.in_memory(build.Members(ids), build.Ties([5], [6]))


def test_nobody_at_all_is_a_graph_too(tmp_path):
    empty = build.generation(tmp_path, build.Members([]), build.Ties([], []))

    assert (empty.members, empty.ties) == (0, 0)
    assert 1 not in empty
    empty.verify()


def test_all_errors_are_errors_of_the_graph():
    assert issubclass(TornGeneration, GraphError)
    assert issubclass(GraphError, ValueError)


def test_a_directed_tie_takes_less_than_five_point_six_bytes():
    """At the size that counts, with the room a build keeps by itself."""
    members, ties = 5_000_000, 500_000_000
    shape = build.shape_for(members, ties, build.Room())
    size = sum(shape.length(name) * dtype.itemsize for name, dtype in DTYPES.items())
    assert size / ties <= 5.6


def test_importing_the_engine_loads_no_django_and_compiles_nothing():
    code = (
        "import sys, whispeer.graph.introductions, whispeer.graph.paths\n"
        "import whispeer.graph.changes, whispeer.graph.build\n"
        "from whispeer.graph.kernels import ranking, meeting, moving, building\n"
        "assert not any(name.split('.')[0] == 'django' for name in sys.modules)\n"
        "for part in (ranking, meeting, moving, building):\n"
        "    for kernel in vars(part).values():\n"
        "        assert not getattr(kernel, 'signatures', None), kernel\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_without_numba_the_same_functions_answer_the_same(tmp_path):
    code = (
        "import sys; sys.modules['numba'] = None\n"
        "import warnings; warnings.simplefilter('error')\n"
        "from whispeer.graph import build, introductions, paths, changes\n"
        "store = build.small([(1, 2, 0.5), (2, 3, 0.7), (3, 4, 0.9), (2, 4, 0.1)])\n"
        "changes.apply(store, [changes.Change(1, 1, 4, 0.3, 0.4)])\n"
        "store.verify()\n"
        "print(introductions.introductions(store, 1))\n"
        "print(paths.strongest_path(store, 1, 3))\n"
    )
    run = [sys.executable, "-c", code]
    plain = subprocess.run(run, check=True, capture_output=True, text=True)
    run[2] = code.replace("sys.modules['numba'] = None", "")
    fast = subprocess.run(run, check=True, capture_output=True, text=True)

    assert plain.stdout == fast.stdout
    assert "member=3" in plain.stdout


BUILDER = """
import sys
import numpy as np
from whispeer.graph import build
n = 60_000
a = np.arange(n - 1)
print("ready", flush=True)
while True:
    build.generation(sys.argv[1], build.Members(np.arange(n)), build.Ties(a, a + 1))
"""


@pytest.mark.parametrize("kills", [2, pytest.param(40, marks=pytest.mark.soak)])
def test_a_build_that_is_killed_leaves_the_old_generation_in_use(root, kills):
    chance = np.random.default_rng(3)
    for _ in range(kills):
        builder = subprocess.Popen(
            [sys.executable, "-c", BUILDER, str(root)], stdout=subprocess.PIPE
        )
        assert builder.stdout is not None
        builder.stdout.readline()
        time.sleep(chance.uniform(0, 0.4))
        builder.kill()
        builder.wait()
        builder.stdout.close()

        store = TieStore.open(root, check=True)
        assert store.members in {4, 60_000}
    build.generation(root, MEMBERS, TIES)
    assert [path.name for path in root.glob("gen-*")] == [folder(root).name]


def test_opening_takes_as_long_for_many_as_for_few(root, tmp_path):
    many = tmp_path / "many"
    ends = np.arange(100_000)
    ties = build.Ties(ends[1:], ends[:-1], np.full(99_999, 0.5))
    build.generation(many, build.Members(ends), ties)

    def seconds(folder: Path) -> float:
        begun = time.perf_counter()
        TieStore.open(folder, check=False)
        return time.perf_counter() - begun

    few, lots = zip(*((seconds(root), seconds(many)) for _ in range(20)), strict=True)
    assert min(lots) < 5 * min(few)
