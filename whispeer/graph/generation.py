"""A graph on disk: one folder of flat files a generation, one file that names it.

```
current          "gen-000123", replaced at once by a rename
lock             held by the one who writes
gen-000123/
  header         magic, format, shape, checksums (immutable), and what lives
  words neighbours strengths ids order world sector place
```

All is little-endian and mapped shared, so every process sees the same bytes and
a change in one is seen by all. A generation that is not named by ``current`` does
not exist: whatever a build that was killed left behind is removed by the next.
"""

import errno
import json
import mmap
import os
import re
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from whispeer.graph.arrays import APPLIED, DTYPES, WRITING, Arrays, Shape
from whispeer.graph.errors import (
    DiskFull,
    ForeignFile,
    NewerFormat,
    NoGeneration,
    TornGeneration,
    WriterBusy,
)

try:
    import fcntl
except ImportError:  # not a POSIX system: one process at a time is on its own
    fcntl = None  # type: ignore[assignment]

MAGIC: Final = b"whispeer graph\n\0"
FORMAT: Final = 1
PAGE: Final = 4096  # what lives has a page of its own behind the header's
NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NAME: Final = re.compile(r"gen-(\d{6,})\Z")
LASTING: Final = frozenset({"ids", "order"})  # what no change touches


class Header(NamedTuple):
    """What a generation says of itself."""

    shape: Shape
    applied_seq: int  # at the build
    checksums: dict[str, int]  # of the files as they were built


def current(root: Path) -> Path:
    """Return the folder of the current generation.

    Raises
    ------
    NoGeneration
        If ``root`` has none.
    ForeignFile
        If its ``current`` does not name a generation.
    """
    try:
        name = (root / "current").read_text("ascii", "replace").strip()
    except FileNotFoundError:
        raise NoGeneration(f"{root}: holds no generation of the graph") from None
    if not NAME.match(name):
        raise ForeignFile(f"{root / 'current'}: does not name a generation")
    return root / name


def number(folder: Path) -> int:
    """Return the number of a generation.

    >>> number(Path("graph/gen-000123"))
    123
    """
    found = NAME.match(folder.name)
    return int(found[1]) if found else 0


def stamp(root: Path) -> tuple[int, int]:
    """Return what changes when a new generation becomes the current one."""
    try:
        status = os.stat(f"{root}/current")
    except FileNotFoundError:
        return 0, 0
    return status.st_ino, status.st_mtime_ns


@contextmanager
def begun(root: Path, shape: Shape) -> Iterator[tuple[Path, Arrays]]:
    """Make the files of a new generation, all zero, mapped for writing.

    Nothing is left of them if it does not come to be.

    Raises
    ------
    DiskFull
        If there is no room for them.
    """
    numbers = [number(path) for path in root.iterdir()]
    with suppress(NoGeneration, ForeignFile):
        numbers.append(number(current(root)))  # also where its folder is lost
    folder = root / f"gen-{max(numbers, default=0) + 1:06d}"
    try:
        folder.mkdir()
        (folder / "header").write_bytes(bytes(2 * PAGE))
        for name in DTYPES:
            if name != "live":
                size = shape.length(name) * DTYPES[name].itemsize
                _reserve(folder / name, size)
        yield folder, mapped(folder, shape, writable=True)
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            raise DiskFull(f"{root}: no room for a new generation") from None
        raise


def _reserve(path: Path, size: int) -> None:
    """Make a file of zeros whose room is taken.

    In a file with holes, writing to what is mapped would kill the process on the day
    the disk is full.
    """
    with path.open("wb") as file:
        if size and hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, size)
            return
        zeros = bytes(1 << 20)
        while size > 0:
            size -= file.write(zeros[:size])


def finish(folder: Path, arrays: Arrays, shape: Shape) -> None:
    """Write the header, push all to disk and make the generation the current one."""
    said = {
        "shape": shape._asdict(),
        "applied_seq": int(arrays.live[APPLIED]),
        "checksums": checksums(arrays, shape),
    }
    text = json.dumps(said).encode()
    head = MAGIC + FORMAT.to_bytes(4, "little") + len(text).to_bytes(4, "little") + text
    with (folder / "header").open("r+b") as file:
        file.write(head + zlib.crc32(head).to_bytes(4, "little"))
    for name in ("header", *DTYPES):
        if name != "live":
            _sync(folder / name)
    _sync(folder)
    _name_current(folder)


def _name_current(folder: Path) -> None:
    new = folder.parent / "current.new"
    new.write_text(folder.name + "\n")
    _sync(new)
    os.replace(new, folder.parent / "current")
    _sync(folder.parent)


def sweep(root: Path) -> None:
    """Remove every generation but the current one.

    Who still has an old one mapped keeps it until he lets it go.
    """
    kept = current(root)
    for path in root.iterdir():
        if NAME.match(path.name) and path != kept:
            shutil.rmtree(path, ignore_errors=True)


def read_header(folder: Path) -> Header:
    """Read and check the header of a generation.

    Raises
    ------
    ForeignFile, NewerFormat, TornGeneration
        If it is not ours, not yet ours, or no longer whole.
    """
    path = folder / "header"
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise TornGeneration(f"{path}: is missing") from None
    start = len(MAGIC)
    if data[:start] != MAGIC:
        raise ForeignFile(f"{path}: is not a graph of Whispeer")
    version = int.from_bytes(data[start : start + 4], "little")
    if version > FORMAT:
        raise NewerFormat(f"{path}: format {version}, this engine reads {FORMAT}")
    end = start + 8 + int.from_bytes(data[start + 4 : start + 8], "little")
    if zlib.crc32(data[:end]) != int.from_bytes(data[end : end + 4], "little"):
        raise TornGeneration(f"{path}: wrong checksum")
    try:
        said = json.loads(data[start + 8 : end])
        return Header(Shape(**said["shape"]), said["applied_seq"], said["checksums"])
    except (ValueError, KeyError, TypeError):
        raise TornGeneration(f"{path}: does not say what it should") from None


def check(folder: Path, header: Header, arrays: Arrays) -> None:
    """Compare the files with their checksums, as far as nothing has changed since.

    Raises
    ------
    TornGeneration
        If a file is not what was built.
    """
    live = arrays.live
    untouched = live[APPLIED] == header.applied_seq and not live[WRITING]
    for name, value in checksums(arrays, header.shape).items():
        if (untouched or name in LASTING) and value != header.checksums.get(name):
            raise TornGeneration(f"{folder / name}: wrong checksum")


def mapped(folder: Path, shape: Shape, *, writable: bool) -> Arrays:
    """Map the files of a generation.

    Raises
    ------
    TornGeneration
        If a file is missing or has another size than the header says.
    """
    return Arrays(**{name: _map(folder, name, shape, writable) for name in DTYPES})


def _map(folder: Path, name: str, shape: Shape, writable: bool) -> np.ndarray:
    path = folder / ("header" if name == "live" else name)
    dtype, length = DTYPES[name], shape.length(name)
    start = PAGE if name == "live" else 0
    size = 2 * PAGE if name == "live" else length * dtype.itemsize
    if not path.is_file() or path.stat().st_size != size:
        raise TornGeneration(f"{path}: is missing or not {size} bytes long")
    if size == 0:
        return np.zeros(0, dtype)
    access = mmap.ACCESS_WRITE if writable else mmap.ACCESS_READ
    with path.open("r+b" if writable else "rb") as file:
        view = mmap.mmap(file.fileno(), size, access=access)
    return np.frombuffer(view, dtype, length, start)


def checksums(arrays: Arrays, shape: Shape) -> dict[str, int]:
    """Return the CRC-32 of each array, the room kept for later left out."""
    ends = {"neighbours": shape.ties, "strengths": shape.ties}
    return {
        name: zlib.crc32(getattr(arrays, name)[: ends.get(name, shape.members)])
        for name in DTYPES
        if name != "live"
    }


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(root: Path, name: str = "lock", *, wait: bool = True) -> Iterator[None]:
    """Hold the lock of the one who writes; a crash releases it.

    Raises
    ------
    WriterBusy
        If somebody else holds it and ``wait`` is false.
    """
    handle = os.open(root / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        if fcntl is not None:
            flags = fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB
            try:
                fcntl.flock(handle, flags)
            except BlockingIOError:
                raise WriterBusy(f"{root}: somebody else is writing") from None
        yield
    finally:
        os.close(handle)
