"""`whispeer graph bench`: the engine beside its rivals, measured on this machine.

The measuring needs other libraries, and a server of the tests: it lies in `benchmarks`,
which comes with the source and not with the package. Here it is only run, each job as
a program of its own, and what it found is passed on.
"""

import argparse
import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import whispeer
from whispeer.graph.command.words import Answer, Parser, whole_number
from whispeer.graph.errors import GraphError
from whispeer.graph.files import read

SOURCE = Path(whispeer.__file__).parents[1]
RIVALS: Final = ("igraph", "networkit", "networkx", "psycopg", "rustworkx")
AS_JSON: Final = ["--json"]
JOBS: Final = {  # those that take a file, with what each is told
    "engine": AS_JSON,
    "rounds": [],
    "routing": ["--members"],  # no drawn ones beside it
    "picture": AS_JSON,
}


class NoBenchmarks(GraphError):
    """What measures is not here, or could not measure."""


def add(commands: Any) -> None:
    """Add the command."""
    says = "how the engine does beside its rivals"
    parser: Parser = commands.add_parser("bench", help=says, description=says)
    parser.set_defaults(run=_bench)
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="lines `a b [strength]`; without it, a drawn network at full size",
    )
    parser.add_argument(
        "--members",
        type=whole_number,
        metavar="N",
        help="members of a drawn network (5000000 where there is no file)",
    )
    parser.add_argument(
        "--ties",
        type=whole_number,
        default=100,
        metavar="N",
        help="ties each of them has in the mean (%(default)s)",
    )
    parser.add_argument("--json", action="store_true", help="answer for programs")


def _bench(wish: argparse.Namespace) -> Answer:
    _refuse_without()
    found: dict[str, Any] = {}
    lines: list[str] = []
    with TemporaryDirectory() as folder:
        if wish.file is not None:
            read(wish.file)  # or say why not, before the rivals do
            for job, words in JOBS.items():
                told = Path(folder, f"{job}.json")
                said = [str(told)] if words == AS_JSON else []
                text = _run(job, str(Path(wish.file).resolve()), *words, *said)
                found[job] = json.loads(told.read_text()) if said else text
                lines += [*text, ""]
        if wish.file is None or wish.members is not None:
            size = ["--members", str(wish.members or 5_000_000)]
            found["scale"] = _run("scale", folder, *size, "--ties", str(wish.ties))
            lines += [*found["scale"], ""]
    return Answer({"file": wish.file} | found, lines[:-1])


def _refuse_without() -> None:
    """Refuse where the benchmarks or a rival are missing."""
    if not (SOURCE / "benchmarks" / "engine.py").is_file():
        raise NoBenchmarks("the benchmarks come with the source, not with the package")
    missing = [name for name in RIVALS if find_spec(name) is None]
    if missing:
        raise NoBenchmarks(
            f"{', '.join(missing)}: not installed; `pip install -e .[rivals]` does it"
        )


def _run(job: str, *words: str) -> list[str]:
    sys.stderr.write(f"measuring: {job}\n")
    run = subprocess.run(  # noqa: S603 (a program of ours, and a file that was read)
        [sys.executable, "-m", f"benchmarks.{job}", *words],
        cwd=SOURCE,
        capture_output=True,
        text=True,
    )
    if run.returncode:
        last = (run.stderr.strip().splitlines() or ["it does not say why"])[-1]
        raise NoBenchmarks(f"benchmarks.{job} failed: {last}")
    return run.stdout.splitlines()
