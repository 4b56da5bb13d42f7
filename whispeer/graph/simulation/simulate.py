"""The whole simulation: all arms, all seeds, all curves."""

from whispeer.graph.constants import SIMULATION, Simulation
from whispeer.graph.simulation.people import refuse_few
from whispeer.graph.simulation.plan import runs
from whispeer.graph.simulation.report import Report, report
from whispeer.graph.simulation.runs import Heard, all_of, nobody_hears
from whispeer.graph.simulation.year import Graph


def simulate(
    given: Simulation = SIMULATION,
    graph: Graph | None = None,
    *,
    source: str = "made up",
    heard: Heard = nobody_hears,
    processes: int | None = None,
) -> Report:
    """Simulate a network through all arms, and report what came of it.

    Parameters
    ----------
    given : Simulation
        All assumptions; weeks, seeds and members too.
    graph : Graph, optional
        The network; None: one is made up for each seed.
    source : str
        Where the network is from, in words.
    heard : callable
        Told after each run how many are done, and of how many.
    processes : int, optional
        As in `runs.all_of`; the report does not depend on it.

    Returns
    -------
    Report

    Raises
    ------
    BadNumber
        Too few members to make a network up.

    Notes
    -----
    O(seeds x weeks x members). Source: M9. Same assumptions, same report.
    """
    if graph is None:
        refuse_few(given.members)
    found = all_of(runs(given), graph, heard=heard, processes=processes)
    return report(found, given, source)
