"""M9: a year of a network in simulation, to see whether all this does better than a feed.

Weekly steps, seeded: people with experiences and needs, ties that fade, seven ways to
look after a need. Whom to ask and when to stop, whom to introduce, who has coffee with
whom, and how ties fade is decided by the functions the application calls; what people
answer is assumed, by `constants.SIMULATION`. `docs/explanation/simulation.md` tells it.
"""

from whispeer.graph.simulation.drawing import drawing as drawing
from whispeer.graph.simulation.report import Report as Report
from whispeer.graph.simulation.simulate import simulate as simulate
from whispeer.graph.simulation.year import Graph as Graph
from whispeer.graph.simulation.year import Run as Run
from whispeer.graph.simulation.year import live as live
