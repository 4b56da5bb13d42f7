"""What `whispeer serve`, `worker`, `demo` and `manage` are told on the command line.

No setting is read before the environment is as the command wants it: what needs them
is imported when it is called.
"""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

DEMO = Path(__file__).parents[2] / "var" / "demo"
SEED = 2026


def serve(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="whispeer serve")
    add_place(parser)
    parser.add_argument(
        "--no-worker",
        action="store_true",
        help="tasks and clock run elsewhere, in `whispeer worker`",
    )
    parser.add_argument(
        "--processes", type=at_least_one, default=1, help="how many serve (1)"
    )
    options = parser.parse_args(arguments)
    os.environ["WHISPEER_PORT"] = str(options.port)
    serving: Any = opened("whispeer.web.serving")
    code: int = serving.serve(
        options.host,
        options.port,
        with_worker=not options.no_worker,
        processes=options.processes,
    )
    return code


def work(arguments: list[str]) -> int:
    argparse.ArgumentParser(prog="whispeer worker").parse_args(arguments)
    serving: Any = opened("whispeer.web.serving")
    code: int = serving.work()
    return code


def demo(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="whispeer demo")
    add_place(parser)
    parser.add_argument(
        "--network",
        type=Path,
        metavar="FILE",
        help="the ties of the club, from a file, instead of a made-up network",
    )
    parser.add_argument("--seed", type=int, default=SEED, help=f"of chance ({SEED})")
    parser.add_argument(
        "--fresh", action="store_true", help="build the club anew, forgetting this one"
    )
    parser.add_argument(
        "--build-only", action="store_true", help="build the club and serve nothing"
    )
    options = parser.parse_args(arguments)
    settle_demo(options.port)
    demonstration: Any = opened("whispeer.web.demonstration")
    wanted = demonstration.Club(options.seed, options.network, options.fresh)
    code: int = (
        demonstration.build(wanted)
        if options.build_only
        else demonstration.demo(options.host, options.port, wanted)
    )
    return code


def manage(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "whispeer.settings")
    execute_from_command_line(["whispeer manage", *arguments])
    return 0


def add_place(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port",
        type=port,
        default=os.environ.get("WHISPEER_PORT", "8000"),
        help="where to listen (%(default)s)",
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen at (127.0.0.1)"
    )


def port(words: str) -> int:
    number = int(words)
    if not 0 < number < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return number


def at_least_one(words: str) -> int:
    number = int(words)
    if number < 1:
        raise argparse.ArgumentTypeError("at least one")
    return number


def settle_demo(port: int) -> None:
    """The demo has a place of its own: no setting of a real house reaches it."""
    for name in [name for name in os.environ if name.startswith("WHISPEER_")]:
        if name != "WHISPEER_DATA":
            del os.environ[name]
    os.environ.setdefault("WHISPEER_DATA", str(DEMO))
    os.environ["WHISPEER_DEMO"] = "1"
    os.environ["WHISPEER_DEBUG"] = "0"
    os.environ["WHISPEER_PORT"] = str(port)


def opened(module: str) -> Any:
    """A module that needs the settings, once they are read; a sentence when they fail."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "whispeer.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        sys.exit(f"whispeer: {error}")
    return import_module(module)
