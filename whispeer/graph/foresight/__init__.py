"""How well the engine foresees: what it would have said, against what came.

A file of events is cut in time. From what lies before the cut alone, every score
ranks everybody's friends of friends, and M1 tells which ties will be heard of again;
what lies after it then judges. Nothing here is used by the application.
"""
