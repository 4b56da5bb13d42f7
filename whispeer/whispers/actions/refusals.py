"""Why a step is refused, as far as the one who takes it may know."""


class WhisperOver(Exception):
    """There is nothing to answer any more; which of the reasons, nobody is told."""


class NotPossible(Exception):
    """These people may not be asked by this member, as far as he may know."""


class NotKnownYet(Exception):
    """A newcomer asks who invited him, until a few others know him."""


class TooManyToday(Exception):
    """On its first day an account reaches a few people, not more."""


class TooManyWhispers(Exception):
    """Two under way, or four begun in a month: more would be an announcement."""


class TooManyChosen(Exception):
    """As many as may be approved beforehand wait for their turn already."""


class TooManyLinks(Exception):
    """As many links of one whisper as one person may make: used, taken back or not."""


class TooFar(Exception):
    """It has gone as far as who seeks said that it may go."""
