"""The arms of the simulation: how a need is looked after, and how people meet."""

from typing import Final, NamedTuple


class Arm(NamedTuple):
    """One way for a network to be.

    Attributes
    ----------
    name : str
        In answers.
    says : str
        In a sentence for people.
    asks : str
        How somebody is looked for: a key of `year.WAYS`.
    meets : tuple of str
        How people come to meet: keys of `year.MEETINGS`.
    """

    name: str
    says: str
    asks: str
    meets: tuple[str, ...] = ()


FEED: Final = Arm("feed", "a post that some of one's ties see", "post")
BROADCAST: Final = Arm("broadcast", "a message to all one's ties", "message")
DIRECTORY: Final = Arm("directory", "strangers found by name, one a day", "directory")
RANDOM: Final = Arm(
    "random", "three random relays at each step, random coffees", "relays", ("chance",)
)
WHISPER: Final = Arm("whisper", "whispers alone", "whisper")
WHISPEER: Final = Arm(
    "whispeer",
    "whispers, rounds, introductions, care",
    "whisper",
    ("round", "introductions", "care"),
)
HYBRID: Final = Arm(
    "whispeer_and_strangers",
    "the same, then strangers who opted in",
    "whisper_and_strangers",
    ("round", "introductions", "care"),
)
ARMS: Final = (FEED, BROADCAST, DIRECTORY, RANDOM, WHISPER, WHISPEER, HYBRID)
