"""Why a step is refused, as far as the one who takes it may know."""


class IntroductionOver(Exception):
    """There is nothing to answer any more; which of the reasons, nobody is told."""


class NotPossible(IntroductionOver):
    """These people may not be brought together, as far as who acts may know."""


class AlreadyAsked(Exception):
    """The same was asked lately, and its end has not come, whatever became of it."""


class AlreadyOffered(Exception):
    """These two were offered to each other lately, by the same person."""


class NotKnownYet(Exception):
    """A newcomer asks who invited him, until a few others know him."""


class TooManyToday(Exception):
    """On its first day an account reaches a few people, not more."""
