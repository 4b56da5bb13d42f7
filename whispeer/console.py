"""What the commands on plain files share: words in, words out, one sentence when refused."""

import argparse
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, NoReturn, TextIO

REFUSED: Final = 2
CLOSED: Final = 141  # as the shell counts it: nobody reads on
STOPPED: Final = 130  # the same, for an interruption


class Parser(argparse.ArgumentParser):
    """A parser that raises its errors, and takes no shortened options."""

    refusal: type[Exception] = ValueError

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would print."""
        raise self.refusal(message)


def answer(
    command: str,
    find: Callable[[], str],
    *,
    refusals: type[Exception],
    of: str,
) -> int:
    """Write what was found, or one sentence saying why there is nothing.

    Parameters
    ----------
    command : str
        As it is typed, before what it has to complain of.
    find : callable
        Reads the words after the command and gives the text of the answer.
    refusals : type
        What `find` raises when the words or the file make no sense.
    of : str
        What may be too large for the memory, such as "graph".

    Returns
    -------
    int
        The exit status: 0, `REFUSED`, `CLOSED` or `STOPPED`.
    """
    try:
        write(find(), sys.stdout)
    except SystemExit:  # help was asked for, and given
        return 0
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        silence_output()
        return CLOSED
    except MemoryError:
        complain(command, f"this {of} is too large for the memory of this machine")
    except OSError as error:
        silence_output()
        complain(command, f"the answer cannot be written ({error.strerror})")
    except refusals as error:
        complain(command, str(error))
    else:
        return 0
    return REFUSED


def write(text: str, out: TextIO) -> None:
    """Write a line, also where the output knows not all of the letters."""
    encoding = out.encoding or "utf-8"
    out.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    out.flush()


def complain(command: str, what: str) -> None:
    """Say on the error output, in one sentence, what is wrong."""
    sentence = " ".join(what.split()).removesuffix(".")
    write(f"{command}: {sentence}.", sys.stderr)


def silence_output() -> None:
    """Leave nothing to be written at exit, where it would fail once more."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
