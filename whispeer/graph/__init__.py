"""The engine: a graph of mutual, weighted ties, and the questions asked of it.

Arrays in, arrays out: no framework, no database, no clock. `store` is the graph as
everybody reads it, `build` makes one, `changes` keeps it up to date; `introductions`
and `paths` answer; the loops that run are in `kernels`.
"""
