"""What makes a function a task: imported from here, under the name Django 6 gives it.

A task takes plain values (ids, words), is enqueued in the transaction of the gesture it
follows, so that it leaves with it or not at all, and may run twice: it has one effect.
"""

from django_tasks import TaskContext, task

__all__ = ["TaskContext", "task"]
