"""The room of those who look after the house, at its smallest.

- For anybody else it does not exist.
- A steward answers who asks to join, invites, and reads what was reported: the words
  of the report, by whom and of whom; nothing else of anybody.
- He reads who invited whom, and may let a branch rest, in one gesture.
- Lists are short and have an end; nothing here counts anybody.
- There is no page that shows private words, and none that changes what one says.
"""
