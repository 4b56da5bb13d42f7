"""The rules of `style.md` that import-linter cannot see."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

from tests.architecture.source import (
    APPS,
    PACKAGE,
    ROOT,
    at,
    calls,
    functions,
    kind_of,
    modules,
    modules_of_kind,
    tree,
)

WRITES = {
    "bulk_create",
    "bulk_update",
    "create",
    "create_user",
    "delete",
    "get_or_create",
    "save",
    "update_or_create",
}
# What Playwright answers of a page as it stands, whether it has arrived or not.
AT_ONCE = {"all_text_contents", "inner_text", "is_checked", "is_hidden", "is_visible"}
# The querysets' methods that say who sees what; nothing else begins a reading.
SEEING = {"existing_for", "visible_to"}
# One word of these in a field's name, and the promise is broken.
COUNTING = {
    "badge", "count", "counter", "follower", "karma", "level", "like", "match",
    "number", "percent", "point", "popularity", "rank", "rating", "reach", "score",
    "star", "streak", "strength", "total", "view", "vote",
}  # fmt: skip


def test_a_view_does_not_write():
    wrong = [
        at(path, call)
        for path in modules_of_kind("views")
        for call, method in calls(path)
        if method in WRITES
    ]
    assert wrong == []


def test_a_test_waits_for_what_a_page_shows():
    """A page that is still arriving shows nothing: `expect` waits, these do not."""
    wrong = [
        at(path, asked)
        for path in modules("tests")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assert)
        for asked in ast.walk(node)
        if isinstance(asked, ast.Attribute) and asked.attr in AT_ONCE
    ]
    assert wrong == []


def test_a_view_reads_nothing_past_who_may_see_it():
    """`Model.objects` is followed at once by the rule of visibility."""
    paths = modules_of_kind("views", "forms")
    assert [line for path in paths for line in reads_past(path)] == []


def reads_past(path: Path) -> list[str]:
    seen = {
        call.func.value
        for call, method in calls(path)
        if method in SEEING and isinstance(call.func, ast.Attribute)
    }
    managers = [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in {"objects", "_default_manager"}
    ]
    return [at(path, node) for node in managers if node not in seen]


def test_a_page_shows_only_what_its_queries_name():
    """Templates get rows, not doors to all rows."""
    pages = [path for app in APPS for path in (PACKAGE / app).rglob("*.html")]
    assert [str(path) for path in pages if ".objects" in path.read_text()] == []


def floors() -> dict[str, int]:
    """Each app's height, as the import contract says it."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = contract["tool"]["importlinter"]["contracts"][0]["layers"]
    return {
        name.strip(" ()"): height
        for height, layer in enumerate(reversed(layers))
        for name in layer.split("|")
    }


def test_a_foreign_key_never_points_at_a_floor_above():
    """A string such as "whispers.Whisper" is invisible to import-linter."""
    height = floors()
    wrong = [
        str(field)
        for model in apps.get_models()
        if model._meta.app_label in APPS
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and height.get(app_of(field), 0) > height[model._meta.app_label]
    ]
    assert wrong == []


def app_of(field: models.Field[Any, Any]) -> str:
    related = field.related_model
    return (
        "" if related is None or isinstance(related, str) else related._meta.app_label
    )


def words_of(name: str) -> set[str]:
    words = set(name.lower().split("_"))
    return words | {word.removesuffix("s") for word in words}


def test_no_field_of_any_model_counts_or_ranks_people():
    fields = [
        str(field)
        for model in apps.get_models()
        if model._meta.app_label in APPS
        for field in model._meta.local_fields
        if words_of(field.name) & COUNTING
    ]
    assert fields == []


def test_nothing_that_answers_a_page_counts_rows():
    """No Count, no .count(): an action may keep a limit, a page never learns a number."""
    kinds = modules_of_kind("queries", "views", "forms", "emails")
    wrong = [
        at(path, node)
        for path in kinds
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.alias) and node.name == "Count")
        or (isinstance(node, ast.Attribute) and node.attr in {"Count", "count"})
    ]
    assert wrong == []


def test_the_engine_loads_no_framework():
    code = (
        "import sys, whispeer.graph; print([n for n in sys.modules if 'django' in n])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def imports_inside(path: Path) -> Iterator[ast.stmt]:
    for function in functions(path):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield node


def test_an_import_inside_a_function_says_why():
    unexplained = [
        at(path, node)
        for path in modules("whispeer", "benchmarks")
        for node in imports_inside(path)
        if not explained(path.read_text(encoding="utf-8").splitlines(), node.lineno)
    ]
    assert unexplained == []


def explained(lines: list[str], number: int) -> bool:
    """A reason on the line itself, after the rule's name, or in the comment above."""
    line, above = lines[number - 1], lines[number - 2]
    _, _, after = line.partition("PLC0415")
    return "PLC0415" in line and (bool(after.strip(" )")) or "#" in above)


def test_no_signal_is_received_and_no_view_is_a_class():
    wrong = [
        at(path, node)
        for path in modules()
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Name) and node.id == "receiver")
        or (isinstance(node, ast.Attribute) and node.attr == "as_view")
    ]
    assert wrong == []


def test_each_file_of_an_app_is_of_a_known_kind():
    """A new kind of file takes its place in the contract first."""
    names = {path.stem for path in PACKAGE.rglob("*.py")}
    assert not names & {
        "utils",
        "helpers",
        "core",
        "common",
        "misc",
        "services",
        "signals",
    }


def test_time_is_asked_of_the_one_clock():
    """Actions and queries receive the time; they never ask."""
    wrong = [
        at(path, call)
        for path in modules_of_kind("actions", "queries", "models", "states", "forms")
        for call, method in calls(path)
        if method in {"now", "today", "utcnow"}
    ]
    assert wrong == []


def test_every_write_says_who_and_when_by_name():
    """A verb and its object, then `by=` for who does it and `now=` for when."""
    wrong = [
        at(path, function)
        for path in modules_of_kind("actions")
        for function in functions(path)
        if is_write(function)
        and {"by", "now"} & {argument.arg for argument in positional(function)}
    ]
    assert wrong == []


def is_write(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any("atomic" in ast.unparse(said) for said in function.decorator_list)


def positional(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args]


def test_each_app_tells_its_rules():
    silent = [
        app
        for app in APPS
        if not ast.get_docstring(tree(PACKAGE / app / "__init__.py"))
    ]
    assert silent == []


def test_the_kinds_are_read_from_the_path():
    assert kind_of(PACKAGE / "ties" / "views" / "cards.py") == "views"
    assert kind_of(PACKAGE / "graph" / "paths.py") == ""
