"""Ties: how they are made, what is lived in them, and whom they could lead to.

- A tie is mutual: a card is offered by one and taken by the other, once.
- Each side keeps its own words of where they met, and says whether the tie may be
  named to others; it is a way only if both said yes.
- What is lived together makes strength; strength never leaves the engine.
- A tie is let go silently, and the engine forgets it at once.
- `queries.closeness` and `queries.may_meet` decide for every room.
"""
