"""Introductions: three free people.

- A tie brings two of his ties together; names pass only when all said yes.
- A no, a silence, a full week and an expiry are one thing, seen from outside: nothing
  is told before the end that was known from the beginning.
- `ties.queries.may_meet` is asked at each step; what it ends, ends without a word.
- Contact details pass, not messages: there is no conversation that is not sealed.
"""
