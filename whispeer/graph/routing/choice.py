"""Whom to ask next."""

from typing import NamedTuple

from whispeer.graph.constants import WHISPERS, Whispers
from whispeer.graph.routing.history import History
from whispeer.graph.routing.topic import Topic
from whispeer.graph.routing.whisper import Kind, Whisper
from whispeer.graph.store import TieStore


class Candidate(NamedTuple):
    """Somebody who could be asked.

    Attributes
    ----------
    by, to : int
        External ids of a holder and of a tie of his; or of the seeker and a stranger.
    kind : Kind
    value : float
        v of M3: chance of success for one person disturbed, in (0, 1].
    chance : float
        That the whisper lands over him.
    free_at : float
        Hour from which he bears one more ask; now or earlier when he does now.
    asked_30d : int
        Asks he received in the last 30 days.
    """

    by: int
    to: int
    kind: Kind
    value: float
    chance: float
    free_at: float
    asked_30d: int


def candidates(
    store: TieStore,
    whisper: Whisper,
    topic: Topic,
    history: History,
    now: float,
    rules: Whispers = WHISPERS,
) -> list[Candidate]:
    """List whom the ties of the holders lead to, the most worth first.

    Each once, over the holder from whom asking him is worth most. Left out are those
    who were asked, the seeker, whom the seeker excluded, whom somebody on the way
    must be kept apart from, who bears no ask ever, closed ties, and whoever is more
    ties away than the whisper may go. Who is at his cap is listed: see `free_at`.

    The value is ``a`` of M3 for somebody who declared the experience (and may be found
    from so far); else ``P/(1 + E)``, where he may have lived it himself, or passes
    it on to the best two of his ties who can be asked, and E is how many are asked
    through him. Those are weighed likewise, as far as the whisper may go.

    Parameters
    ----------
    store : TieStore
    whisper : Whisper
    topic : Topic
    history : History
    now : float
        Hour.
    rules : Whispers

    Returns
    -------
    list of Candidate
        By falling value, equal ones by id.

    Raises
    ------
    UnknownMember
        If an id is not in the graph.
    BadNumber
        If somebody asked who did not hold the whisper.
    TornGeneration
        If the graph is damaged.
    """
    raise NotImplementedError


def strangers(
    whisper: Whisper,
    topic: Topic,
    history: History,
    now: float,
    rules: Whispers = WHISPERS,
) -> list[Candidate]:
    """List the members who declared the experience and let anyone ask.

    By falling value, which is ``a`` of M3 without trust; equal ones by id. None when
    the seeker did not agree.
    """
    raise NotImplementedError


def next_ask(
    found: list[Candidate], least: float, now: float, rules: Whispers = WHISPERS
) -> Candidate | None:
    """Choose whom to ask now.

    Among those who bear an ask now and are worth the disturbance, the one with the
    greatest value; of those within 5 % of it the least asked in 30 days, then the
    greater value, then the lesser id.

    Parameters
    ----------
    found : list of Candidate
    least : float
        vmin: see `estimates.least_value`.
    now : float
        Hour.
    rules : Whispers

    Returns
    -------
    Candidate or None
        None when there is nobody.
    """
    raise NotImplementedError
