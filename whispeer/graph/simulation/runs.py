"""All runs of a simulation, over the processors there are."""

import os
import signal
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Final, TypeAlias

from whispeer.graph.errors import ProcessLost
from whispeer.graph.simulation.year import Graph, Run, live

SHORT: Final = 100_000  # weeks of members; some 10 s

Found: TypeAlias = Mapping[Run, Mapping[str, float]]
Heard: TypeAlias = Callable[[int, int], None]


def nobody_hears(done: int, all_: int) -> None:
    """Let runs be done without a word."""


def processors() -> int:
    """Count the processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _worth(todo: list[Run]) -> int:
    """Tell how many processes pay: a short simulation is over before one begins."""
    work = sum(run.given.members * run.given.weeks for run in todo)
    return processors() if work > SHORT else 1


def all_of(
    runs: Iterable[Run],
    network: Graph | None = None,
    *,
    heard: Heard = nobody_hears,
    processes: int | None = None,
) -> Found:
    """Simulate many years, each once.

    Parameters
    ----------
    runs : iterable of Run
        In any order; the same run twice is simulated once.
    network : Graph, optional
        As in `live`.
    heard : callable
        Told after each run how many are done, and of how many.
    processes : int, optional
        How many to use; None: one a processor, or one alone where there is little
        to do. What is found does not depend on it.

    Returns
    -------
    dict
        Measures by run.

    Raises
    ------
    ProcessLost
        If one of them was ended from outside.
    """
    todo = list(dict.fromkeys(runs))
    wanted = min(processes or _worth(todo), len(todo))
    if wanted <= 1:
        return _one_by_one(todo, network, heard)
    try:
        return _side_by_side(todo, network, wanted, heard)
    except BrokenProcessPool:
        raise ProcessLost(
            "a process of the simulation was ended from outside"
        ) from None


def _side_by_side(
    todo: list[Run], network: Graph | None, processes: int, heard: Heard
) -> Found:
    found: dict[Run, Mapping[str, float]] = {}
    # Not forked: what a parent holds open, threads included, stays with it.
    pool = ProcessPoolExecutor(
        processes,
        mp_context=get_context("spawn"),
        initializer=_end_with_parent,
    )
    with pool:
        futures = {
            pool.submit(partial(live, network=network), run): run for run in todo
        }
        try:
            for done, future in enumerate(as_completed(futures), 1):
                found[futures[future]] = future.result()
                heard(done, len(todo))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return {run: found[run] for run in todo}


def _end_with_parent() -> None:
    """Let an interruption end this process at once, and so the end of its parent."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _one_by_one(todo: list[Run], network: Graph | None, heard: Heard) -> Found:
    found = {}
    for done, run in enumerate(todo, 1):
        found[run] = live(run, network)
        heard(done, len(todo))
    return found
