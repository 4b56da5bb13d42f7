"""What the house does by itself, and how often: all of it, in one list."""

from datetime import timedelta

from whispeer.ground.schedule import Job
from whispeer.ground.sweep import sweep
from whispeer.introductions import tasks as introductions
from whispeer.members import tasks as members
from whispeer.ties import tasks as ties
from whispeer.web import tasks as web
from whispeer.whispers import tasks as whispers

JOBS = [
    Job(sweep, every=timedelta(hours=1)),
    Job(members.forget_overdue, every=timedelta(days=1)),
    Job(members.change_addresses, every=timedelta(minutes=10)),
    Job(members.tell_of_what_waits, every=timedelta(minutes=10)),
    Job(introductions.close_overdue, every=timedelta(hours=1)),
    Job(introductions.welcome_newcomers, every=timedelta(days=1)),
    Job(whispers.go_on, every=timedelta(minutes=10)),
    Job(whispers.close_overdue, every=timedelta(hours=1)),
    Job(whispers.weigh_answers, every=timedelta(days=1)),
    Job(ties.close_overdue, every=timedelta(hours=1)),
    Job(ties.follow_log, every=timedelta(minutes=5)),
    Job(web.think_of_all, every=timedelta(hours=1)),
    # At three on Monday morning, in winter; the suggestions an hour after the worlds.
    Job(ties.rebuild_engine, every=timedelta(days=7), offset=timedelta(hours=2)),
    Job(ties.renew_suggestions, every=timedelta(days=14), offset=timedelta(hours=3)),
]
