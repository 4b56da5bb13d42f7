"""`make shape`: half of the files and functions, nine in ten, and the longest."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parents[1]
SHOWN = 8

Sized = tuple[int, str]


def sources() -> Iterator[Path]:
    for folder in ("whispeer", "tests", "benchmarks"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def functions(path: Path) -> Iterator[Sized]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            where = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
            yield node.end_lineno - node.lineno + 1, where


def describe(kind: str, sized: list[Sized]) -> str:
    lines = [size for size, _ in sized]
    nine_in_ten = quantiles(lines, n=10)[-1]
    longest = "".join(
        f"\n  {size:4} {where}" for size, where in sorted(sized, reverse=True)[:SHOWN]
    )
    return f"{kind}: half {median(lines):.0f}, nine in ten {nine_in_ten:.0f}{longest}\n"


def main() -> None:
    paths = list(sources())
    files = [
        (
            len(path.read_text(encoding="utf-8").splitlines()),
            str(path.relative_to(ROOT)),
        )
        for path in paths
    ]
    sys.stdout.write(describe("Files", [file for file in files if file[0]]))
    sys.stdout.write(
        describe("Functions", [f for path in paths for f in functions(path)])
    )


if __name__ == "__main__":
    main()
