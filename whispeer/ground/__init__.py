"""What every room stands on.

- A view that declares no access rule is not served (`access`).
- Time comes in from one clock (`clock`); chance from a generator that is passed.
- A form sent twice has one effect (`once`).
- What is typed is cleaned in one place (`forms`).
- Every field of every model says whose data it is (`personal`).
"""
