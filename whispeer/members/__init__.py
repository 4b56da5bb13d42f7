"""People with an account, and their portraits.

- A portrait is not a brand: it begins with one line and grows by small invitations.
- Each part says how close one must be to read it; `closeness` is passed in, since
  only `ties` knows who is how close to whom.
- Two people one of whom blocked the other do not exist for each other.
- Nothing here counts anybody.
"""
