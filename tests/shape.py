"""`make shape`: half of the files and functions, nine in ten, and the longest."""

import sys

from tests.architecture.source import ROOT, at, functions, modules
from tests.architecture.test_sizes import OURS, length, shape

SHOWN = 8


def describe(kind: str, sizes: dict[str, int]) -> str:
    longest = sorted(sizes.items(), key=lambda item: -item[1])[:SHOWN]
    lines = "".join(f"  {size:4} {where}\n" for where, size in longest)
    return f"{kind}: {shape(list(sizes.values()))}\n{lines}"


def main() -> None:
    files = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in modules(*OURS)
    }
    bodies = {
        at(path, function): length(function)
        for path in modules(*OURS)
        for function in functions(path)
    }
    sys.stdout.write(describe("Files", files) + describe("Functions", bodies))


if __name__ == "__main__":
    main()
