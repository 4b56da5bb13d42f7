"""Nobody reads a page of a thousand lines: the ceilings of `style.md`.

A ceiling that hurts is a reason to think again about the cut. `make shape` prints what
`shape` returns: medians and the longest.
"""

import ast
from pathlib import Path
from statistics import median, quantiles

from tests.architecture.source import ROOT, Function, at, functions, kind_of, modules

FILE = 300
FUNCTION = 40
VIEW = 25
KERNEL = 50
ARGUMENTS = 6
OURS = ("whispeer", "tests", "benchmarks")


def length(function: Function) -> int:
    """Lines of a function without its docstring and decorators."""
    body = function.body
    said = ast.get_docstring(function) is not None and len(body) > 1
    first = body[1 if said else 0].lineno
    signature = body[0].lineno - function.lineno
    return signature + (function.end_lineno or first) - first + 1


def ceiling(path: Path) -> int:
    if "kernels" in path.parts or path.stem == "kernels":
        return KERNEL
    return VIEW if kind_of(path) == "views" else FUNCTION


def test_a_file_fits_on_a_few_screens():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in modules(*OURS)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > FILE
    }
    assert long == {}


def test_a_function_fits_on_one_screen():
    long = {
        at(path, function): length(function)
        for path in modules(*OURS)
        for function in functions(path)
        if length(function) > ceiling(path)
    }
    assert long == {}


def test_a_function_takes_few_arguments():
    many = [
        at(path, function)
        for path in modules("whispeer")
        if ceiling(path) != KERNEL  # a kernel takes arrays, each by its name
        for function in functions(path)
        if len(arguments(function)) > ARGUMENTS
    ]
    assert many == []


def arguments(function: Function) -> list[str]:
    taken = [*function.args.args, *function.args.kwonlyargs]
    return [one.arg for one in taken if one.arg not in {"self", "cls"}]


def shape(values: list[int]) -> str:
    ninth = round(quantiles(values, n=10)[-1])
    return (
        f"half {round(median(values))}, nine in ten {ninth}, never over {max(values)}"
    )


def test_half_of_the_code_is_short(record_property):
    files = [len(path.read_text().splitlines()) for path in modules()]
    bodies = [length(function) for path in modules() for function in functions(path)]
    record_property("files", shape(files))
    record_property("functions", shape(bodies))

    assert median(files) <= 100, shape(files)
    assert median(bodies) <= 10, shape(bodies)
