"""What a whisper is while it goes from hand to hand."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from whispeer.graph.constants import WHISPERS, Whispers
from whispeer.graph.errors import BadNumber

NOBODY: Final[frozenset[int]] = frozenset()
FROM_NOBODY: Final[Mapping[int, Collection[int]]] = MappingProxyType({})
DAY: Final = 24.0


class Urgency(StrEnum):
    """How soon the seeker would like to be helped."""

    CALM = "calm"
    NORMAL = "normal"
    URGENT = "urgent"


class Kind(StrEnum):
    """What somebody is asked for."""

    RELAY = "relay"  # to pass it on; he may have lived it himself, and say so
    HELP = "help"  # he declared that he lived it, and a tie of his asks; he may relay
    STRANGER = "stranger"  # he declared it, and lets anyone here ask


class Answer(StrEnum):
    """What became of an ask."""

    OPEN = "open"
    NO = "no"
    SILENT = "silent"  # it expired
    RELAYS = "relays"
    HELPS = "helps"


class Ask(NamedTuple):
    """One person is asked by one other.

    Attributes
    ----------
    by, to : int
        External ids. `by` is a tie of `to`, or the seeker where `to` is a stranger.
    sent : float
        Hour of delivery.
    kind : Kind
    answer : Answer
    ended : float
        Hour of the answer, or of expiry; of no meaning while open.
    """

    by: int
    to: int
    sent: float
    kind: Kind
    answer: Answer = Answer.OPEN
    ended: float = 0.0


class Whisper(NamedTuple):
    """A need on its way, with all that was asked so far.

    Hours count from a local midnight: the hour of the day is ``hour % 24``.

    Attributes
    ----------
    seeker : int
        External id.
    opened : float
        Hour.
    asks : tuple of Ask
        In the order of delivery.
    urgency : Urgency
    hops : int
        How many ties from the seeker it may go: 1 for a sensitive theme. Never more
        than the rules allow.
    strangers : bool
        Whether the seeker agreed to ask opted-in strangers once trust leads nowhere.
    without : collection of int
        External ids it must never come to: whom the seeker excluded or blocked, and
        who blocked him.
    apart : mapping of int to collection of int
        For somebody who may hold it, whom it must not come to from him, be it over
        others: those he blocked, or who blocked him.
    """

    seeker: int
    opened: float
    asks: tuple[Ask, ...] = ()
    urgency: Urgency = Urgency.NORMAL
    hops: int = WHISPERS.hops
    strangers: bool = False
    without: Collection[int] = NOBODY
    apart: Mapping[int, Collection[int]] = FROM_NOBODY


def may_open(
    opened: Collection[float], under_way: int, now: float, rules: Whispers = WHISPERS
) -> bool:
    """Tell whether somebody may begin a whisper.

    Parameters
    ----------
    opened : collection of float
        Hours at which he began others.
    under_way : int
        How many of them still are.
    now : float
        Hour.
    rules : Whispers

    Examples
    --------
    >>> may_open([0.0, 24.0], under_way=1, now=48.0)
    True
    >>> may_open([0.0, 24.0], under_way=2, now=48.0)
    False
    """
    recent = sum(now - hour < 30 * DAY for hour in opened)
    return under_way < rules.open and recent < rules.per_30d


def holders(whisper: Whisper) -> dict[int, int]:
    """Return who holds a whisper, and how many ties from the seeker he is.

    They are the seeker, and those who said that they relay it.

    Raises
    ------
    BadNumber
        If somebody asked who did not hold it.

    Notes
    -----
    Linear in the asks.

    Examples
    --------
    >>> asked = Ask(1, 2, 9.0, Kind.RELAY, Answer.RELAYS, 10.0)
    >>> holders(Whisper(1, 8.0, (asked,)))
    {1: 0, 2: 1}
    """
    return {member: len(way) - 1 for member, way in ways(whisper).items()}


def ways(whisper: Whisper) -> dict[int, tuple[int, ...]]:
    """Return for each holder the members it came over: the seeker first, he last.

    Raises
    ------
    BadNumber
        If somebody asked who did not hold it.

    Examples
    --------
    >>> asked = Ask(1, 2, 9.0, Kind.RELAY, Answer.RELAYS, 10.0)
    >>> ways(Whisper(1, 8.0, (asked,)))
    {1: (1,), 2: (1, 2)}
    """
    found: dict[int, tuple[int, ...]] = {whisper.seeker: (whisper.seeker,)}
    for ask in whisper.asks:
        if ask.by not in found:
            raise BadNumber(f"member {ask.by} asks, and does not hold the whisper")
        if ask.answer is Answer.RELAYS:
            found.setdefault(ask.to, (*found[ask.by], ask.to))
    return found


def settled(whisper: Whisper, now: float, rules: Whispers = WHISPERS) -> Whisper:
    """Return a whisper whose asks without an answer have expired.

    Parameters
    ----------
    whisper : Whisper
    now : float
        Hour.
    rules : Whispers

    Returns
    -------
    Whisper
        Open asks of at least 72 h are silent, as of the hour at which they expired.

    Examples
    --------
    >>> whisper = Whisper(1, 8.0, (Ask(1, 2, 9.0, Kind.RELAY),))
    >>> settled(whisper, 80.0) == whisper
    True
    >>> settled(whisper, 90.0).asks[0].answer, settled(whisper, 90.0).asks[0].ended
    (<Answer.SILENT: 'silent'>, 81.0)
    """
    asks = tuple(
        ask._replace(answer=Answer.SILENT, ended=ask.sent + rules.expires)
        if ask.answer is Answer.OPEN and now >= ask.sent + rules.expires
        else ask
        for ask in whisper.asks
    )
    return whisper._replace(asks=asks)


def answered(
    whisper: Whisper,
    member: int,
    answer: Answer,
    now: float,
    rules: Whispers = WHISPERS,
) -> Whisper:
    """Return a whisper to which somebody who was asked has answered.

    Parameters
    ----------
    whisper : Whisper
    member : int
        External id of who answers.
    answer : Answer
        NO, RELAYS (not by a stranger: he has no tie of trust to it) or HELPS.
    now : float
        Hour.
    rules : Whispers

    Raises
    ------
    BadNumber
        If he was not asked, has answered, answers too late, or answers something
        else than he was asked.

    Examples
    --------
    >>> whisper = Whisper(1, 8.0, (Ask(1, 2, 9.0, Kind.RELAY),))
    >>> answered(whisper, 2, Answer.RELAYS, 10.0).asks[0].answer
    <Answer.RELAYS: 'relays'>
    """
    whisper = settled(whisper, now, rules)
    open_to = [a for a in whisper.asks if a.to == member and a.answer is Answer.OPEN]
    if not open_to:
        raise BadNumber(f"no ask to member {member} is open")
    (ask,) = open_to  # nobody is asked twice
    relays = answer is Answer.RELAYS and ask.kind is not Kind.STRANGER
    if not relays and answer not in {Answer.NO, Answer.HELPS}:
        raise BadNumber(f"{answer} is no answer to {ask.kind}")
    done = ask._replace(answer=answer, ended=now)
    asks = tuple(done if one is ask else one for one in whisper.asks)
    return whisper._replace(asks=asks)


def told(
    answer: Answer, sent: float, ended: float, rules: Whispers = WHISPERS
) -> tuple[Answer, float]:
    """Return what the way learns of an answer, and the hour from which it does.

    Whoever carries or helps is heard at once. A no is never heard: the ask rests, as
    one that nobody has looked at does, and at the same hour.

    Parameters
    ----------
    answer : Answer
    sent : float
        Hour of delivery.
    ended : float
        Hour of the answer; of no meaning for a silence.
    rules : Whispers

    Returns
    -------
    Answer
        RELAYS, HELPS or SILENT.
    float
        Hour.

    Notes
    -----
    Constant. Chosen: whoever declines pays nothing for it, be it in what another may
    guess from the next one being asked sooner (M3, "Consent and disclosure").

    Examples
    --------
    >>> told(Answer.HELPS, 9.0, 11.0)
    (<Answer.HELPS: 'helps'>, 11.0)
    >>> told(Answer.NO, 9.0, 11.0) == told(Answer.SILENT, 9.0, 0.0)
    True
    """
    expires = sent + rules.expires
    heard = answer in {Answer.RELAYS, Answer.HELPS} and ended < expires
    return (answer, ended) if heard else (Answer.SILENT, expires)
