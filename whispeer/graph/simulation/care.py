"""Care: a gesture for a tie that would fade without it."""

from functools import partial

from whispeer.graph.constants import PRESENCE, TIES
from whispeer.graph.simulation.town import Town


class Care:
    """Each week some write to one tie: a young bridge that is due, or the most silent."""

    def __init__(self, town: Town) -> None:
        self.town = town

    def hold(self, day: float) -> None:
        """Let those who make a gesture write to one tie, who answers."""
        for who in self.town.some(self.town.given.care_done):
            row = self.town.ties.near[who]
            if row:
                other = max(sorted(row), key=partial(self._urgency, row, day))
                self.town.ties.live(who, other, day, PRESENCE.conversation)

    def _urgency(self, row: dict[int, int], day: float, tie: int) -> tuple[bool, float]:
        ties, slot = self.town.ties, row[tie]
        first, cared = float(ties.first[slot]), float(ties.cared[slot])
        due = any(cared < first + after <= day for after in TIES.bridge_care)
        return bool(ties.bridge[slot]) and due, day - float(ties.last[slot])
