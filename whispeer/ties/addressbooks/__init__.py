"""The reader of address books: bytes in, people out; no framework, no database.

- `reading.read` takes whatever a phone, a mail program or a network gives: vCards of
  every version, sheets (CSV), or an archive that holds one.
- What comes out is a `Person`, or a `NotUnderstood` that names the line and says why.
- What cannot be read at all is one named error (`errors.py`), in one sentence.
- What has no place of its own in a `Person` is kept as it stood, and comes out again.
- `writing_cards` and `writing_sheets` give it all back.
"""
