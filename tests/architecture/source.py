"""The source as a tree: what the rules of `style.md` are read from."""

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "whispeer"
APPS = ("ground", "members", "ties", "introductions", "whispers", "steward", "web")
WRITTEN_BY_DJANGO = "migrations"
COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules(*folders: str) -> tuple[Path, ...]:
    """Every Python file of ours below these folders, migrations apart."""
    return tuple(
        path
        for folder in folders or ("whispeer",)
        for path in sorted((ROOT / folder).rglob("*.py"))
        if WRITTEN_BY_DJANGO not in path.parts
    )


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def kind_of(path: Path) -> str:
    """Which kind of file of an app this is: `views` for views.py and views/cards.py."""
    if not path.is_relative_to(PACKAGE):
        return ""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[1] if len(parts) > 1 and parts[0] in APPS else ""


def modules_of_kind(*kinds: str) -> list[Path]:
    return [path for path in modules() if kind_of(path) in kinds]


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Calls of methods, with the method's name."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr


def at(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def found_in(paths: Iterable[Path], pattern: re.Pattern[str]) -> list[str]:
    """Where a pattern stands, one line each; Django's comments are not the page."""
    found = []
    for path in paths:
        text = COMMENT.sub(blank, path.read_text(encoding="utf-8"))
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{path.relative_to(ROOT)}:{line}: {match.group().strip()}")
    return found


def blank(match: re.Match[str]) -> str:
    return "\n" * match.group().count("\n")


@cache
def templates() -> tuple[Path, ...]:
    return tuple(
        path
        for path in sorted(PACKAGE.rglob("templates/**/*"))
        if path.suffix in {".html", ".txt", ".js", ".webmanifest", ".svg"}
    )


@cache
def tracked() -> tuple[Path, ...]:
    """What the repository holds, and what is about to be added to it."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return tuple(path for path in paths if path.is_file())
