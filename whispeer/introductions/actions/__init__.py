"""Every write of the room: a verb, by whom, and at what time.

- `ask(*, by, through, reason, now, about=None, details=())`: A asks his tie B for
  somebody; raises NotATie, NotPossible, AlreadyAsked, TooManyToday.
- `carry(introduction, *, by, now, to=None, words="")`: B carries it to `introduction.about`,
  or `to` one of his ties; raises IntroductionOver, NotPossible.
- `let_rest(introduction, *, by, now)`: B lets it rest; nobody is told. Never refused.
- `offer(one, other, *, by, words, now)`: B brings two of his ties together; raises NotATie,
  NotPossible (they know each other, as B sees), AlreadyOffered, TooManyToday.
- `say_yes(introduction, *, by, now, details=())`: one of the two; True when that made it.
  Raises IntroductionOver.
- `decline(introduction, *, by, now)`: silent; raises IntroductionOver once the end came.
- `withdraw(introduction, *, by, now)`: who began it; raises IntroductionOver when made.
- `welcome(newcomer, *, now)`: the house offers up to two welcomers.
- `say_talked(introduction, *, by, talked, now)`: a fortnight after, each alone.
- `close_overdue(*, now)`, `erase(member, *, now)`.
"""
