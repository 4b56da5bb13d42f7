"""Coffees: two who opted in meet; if it was good, they keep in touch."""

from math import exp

from whispeer.graph.constants import PRESENCE
from whispeer.graph.simulation.town import Town


class RandomCoffee:
    """Once a fortnight, who opted in is paired at random, whoever he is."""

    def __init__(self, town: Town) -> None:
        self.town = town

    def hold(self, day: float) -> None:
        """Pair, and let them meet."""
        pool = self.town.some(self.town.given.coffee_opt_in)
        order = self.town.rng.permutation(pool).tolist()
        for a, b in zip(order[::2], order[1::2], strict=False):
            have_coffee(self.town, a, b, day)


def have_coffee(town: Town, a: int, b: int, day: float) -> None:
    """Let two have coffee, if both come; a good one leaves a tie.

    How likely it is good has a bell over their common ground: neither too little nor
    too much of it. That law is assumed; with both ends equal it is flat.
    """
    if not town.says_yes(town.given.coffee_held):
        return
    low, high = town.given.good_meeting
    good = low + (high - low) * bell(common_ground(town, a, b), town)
    if town.ties.tied(a, b) or town.says_yes(good):
        town.ties.live(a, b, day, PRESENCE.meeting)


def common_ground(town: Town, a: int, b: int) -> float:
    """Give how much two have in common, 0 to 0.88: world, ties, what they lived."""
    world, tie, theme = town.given.ground
    people, near = town.people, town.ties.near
    common = min(len(near[a].keys() & near[b].keys()), town.given.ground_ties)
    return (
        world * bool(people.world[a] == people.world[b])
        + tie * common
        + theme * bool(people.lived[a] & people.lived[b])
    )


def bell(ground: float, town: Town) -> float:
    """Give 1 at the best ground, less on both sides."""
    centre, width = town.given.bell
    return exp(-(((ground - centre) / width) ** 2))
