"""What can go wrong in the engine; each error says what, and where.

All are a `GraphError`, which is a `ValueError`: the caller gave something that
cannot be a graph, or a folder that does not hold one.
"""


class GraphError(ValueError):
    """The engine was given something it cannot answer from."""


# What was asked


class UnknownMember(GraphError):
    """No member has this id."""


class BadNumber(GraphError):
    """A limit, a number of ties or a score that does not exist, or is beyond 64 bits."""


# What a graph is built from


class BadArray(GraphError):
    """An array has the wrong shape, length or type."""


class BadStrength(GraphError):
    """A strength is NaN or lies outside (0, 1]."""


class DanglingTie(GraphError):
    """A tie leads to somebody who is not a member."""


class DuplicateTie(GraphError):
    """A pair is given twice."""


class DuplicateMember(GraphError):
    """A member is given twice."""


class SelfTie(GraphError):
    """A member is tied to himself."""


# What lies on disk


class NoGeneration(GraphError):
    """The folder holds no generation yet."""


class ForeignFile(GraphError):
    """The file is not one of ours."""


class NewerFormat(GraphError):
    """The file was written by a newer version of the engine."""


class TornGeneration(GraphError):
    """The generation is incomplete or damaged."""


class UnsortedRow(TornGeneration):
    """The ties of a member are not in order, or one is there twice."""


class DiskFull(GraphError):
    """No room is left on disk for a new generation; the old one stays in use."""


# What changes


class ReadOnlyStore(GraphError):
    """The store is open for reading only."""


class WriterBusy(GraphError):
    """Somebody else holds the lock of the writer."""


class ArenaFull(GraphError):
    """No room is left for changed ties; a new generation must be built."""


class MembersFull(GraphError):
    """No room is left for new members; a new generation must be built."""


class LogOutOfOrder(GraphError):
    """The sequence numbers of the log run backwards."""


# What computes


class ProcessLost(GraphError):
    """A process that shared the work was ended from outside, for lack of memory say."""
