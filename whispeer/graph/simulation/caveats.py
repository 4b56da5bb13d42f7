"""How far a simulation may be believed; printed with its result, never hidden."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from whispeer.graph.constants import Simulation

ALWAYS: Final = (
    "How people answer is assumed, not observed: a tie asked to relay says yes "
    "{given.relay_yes:.0%} of the time, one who lived it {given.helper_yes:.0%}, a "
    "stranger {given.stranger_yes:.0%}, a reader of a post who lived it "
    "{given.feed_answer:.0%}; `constants.SIMULATION` gives each number with its source.",
    "People say yes by the same law by which the engine weighs whom to ask: it knows "
    "the shape of the truth, and only learns each one's own rate. Everybody answers in "
    "the end, be it no.",
    "Whoever holds a whisper takes the first proposal, as soon as its turn has come; an "
    "ask to somebody whose week is full waits at his door, and may be spent there.",
    "All arms share the same optimistic honesty: nobody lies, no trust is betrayed, "
    "nobody leaves, and help is taken for good help. A tie costs no time: who has more "
    "of them neglects none.",
    "A message to all is answered as readily as a post one has read, since it is "
    "addressed to nobody in particular; answered like an ask from one to one it would "
    "resolve more.",
    "Hours count needs that were resolved, and no others: an arm that resolves few "
    "looks fast. Compare the share resolved within 3 days.",
    "Intervals tell how much chance there is between simulated networks, not how far "
    "the model is from people.",
)
MADE_UP: Final = (
    "The network is made up: worlds of 10 to 80, some 11 ties each, 15 % newcomers. A "
    "real one of entrepreneurs will differ."
)
GIVEN: Final = (
    "The network is {network}; the past of its ties and what its members lived are "
    "made up. Mail or messages are not a network of entrepreneurs."
)


def caveats(
    setting: Mapping[str, Any],
    arms: Mapping[str, Any],
    sensitivity: Mapping[str, Sequence[Mapping[str, Any]]],
    given: Simulation,
) -> list[str]:
    """Say how far the result may be believed, with the figures that bear on it."""
    network = MADE_UP
    if setting["network"] != "made up":
        network = GIVEN.format(**setting)
    return [
        "This is a simulation under stated assumptions, not an experiment.",
        network,
        *(one.format(given=given) for one in ALWAYS),
        _strangers(sensitivity["stranger_yes"], arms),
        _law(sensitivity["good_meeting"]),
        _declared(sensitivity["declared"]),
        _least_tied(arms),
    ]


def _strangers(points: Sequence[Mapping[str, Any]], arms: Mapping[str, Any]) -> str:
    last = points[-1]
    theirs = _mean(last["arms"]["directory"], "interruptions_per_resolved")
    ours = _mean(arms["whispeer"], "interruptions_per_resolved")
    return (
        f"If strangers say yes {last['value']:.0%} of the time, a directory disturbs "
        f"{theirs} people for a need resolved, and Whispeer {ours}: the way over trust "
        "owes its advantage to strangers' reluctance."
    )


def _law(points: Sequence[Mapping[str, Any]]) -> str:
    told = ", ".join(
        f"{point['value']}: {_mean(point['arms']['whispeer'], 'new_bridges')} against "
        f"{_mean(point['arms']['random'], 'new_bridges')}"
        for point in points
    )
    return (
        "That coffees are best over some common ground is assumed (bell). New bridges "
        f"of Whispeer and of random coffees ({told}); the flat law is the one to trust."
    )


def _declared(points: Sequence[Mapping[str, Any]]) -> str:
    told = ", ".join(
        f"{point['value']:.0%}: {_mean(point['arms']['whispeer'], 'resolved')}"
        for point in points
    )
    return (
        "Everybody has told Whispeer all that he lived. Needs resolved where people "
        f"told a part only ({told})."
    )


def _least_tied(arms: Mapping[str, Any]) -> str:
    ours, theirs, both = (
        _mean(arms[arm], "least_tied_fifth_resolved")
        for arm in ("whispeer", "directory", "whispeer_and_strangers")
    )
    return (
        "Who has few ties has few ways out. Of the needs of the least-tied fifth "
        f"Whispeer resolves {ours}, a directory {theirs}, Whispeer with strangers who "
        f"opted in {both}."
    )


def _mean(measures: Mapping[str, Any], name: str) -> str:
    value = measures[name]["mean"]
    if value is None:
        return "none"
    if name.endswith("resolved") and not name.startswith("interruptions"):
        return f"{value:.0%}"
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
