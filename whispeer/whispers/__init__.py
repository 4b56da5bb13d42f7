"""Whispers: a need that trusted people pass on, one consenting step at a time.

- Who seeks chooses each person who is asked; the engine only proposes, with a reason
  in words, and who is asked chooses in his turn.
- Helping, passing on and letting rest are free; a no, a silence and a full week look
  the same from behind, and end when it was known that they would.
- Nobody reads the chain behind nor the target ahead; once it landed, the people of the
  way read its story, and nobody else does.
- Names pass after both yes; past the wall nothing is kept of who did not say one.
- A recall and a block hold from the next request on, at every step.
"""
