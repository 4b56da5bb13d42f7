"""Tasks that the tests of the worker hand to it; what they did is seen on disk."""

import threading
import time
from pathlib import Path

from whispeer.ground.tasks import task

LET_GO = threading.Event()


@task()
def write(path: str, words: str) -> None:
    with Path(path).open("a") as file:
        file.write(f"{words}\n")


@task()
def begin_and_dawdle(path: str) -> None:
    """The first time it never ends; the second time it does."""
    file = Path(path)
    again = file.exists()
    with file.open("a") as lines:
        lines.write("again\n" if again else "begun\n")
    if not again:
        time.sleep(600)


@task()
def wait_to_be_let_go(path: str) -> None:
    Path(path).touch()
    LET_GO.wait(60)


@task()
def stumble(path: str) -> None:
    """Fails once."""
    file = Path(path)
    if not file.exists():
        file.write_text("fell\n")
        raise RuntimeError("Chantal Cordier, chantal@example.org")
    file.write_text("stood\n")
