"""What the house does by itself, and how often: all of it, in one list."""

from datetime import timedelta

from whispeer.ground.schedule import Job
from whispeer.ground.sweep import sweep

JOBS = [
    Job(sweep, every=timedelta(hours=1)),
]
