"""The one door by which mail leaves the house: text, after commit, tried again when it fails."""

from collections.abc import Mapping
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage

from whispeer.ground.tasks import TaskContext, task


@task(takes_context=True)
def deliver(
    context: TaskContext,
    *,
    to: str,
    subject: str,
    body: str,
    language: str = "",
    headers: Mapping[str, str] | None = None,
) -> None:
    """Send a mail: `deliver.enqueue(to=..., subject=..., body=...)`.

    Address and words wait in the queue and nowhere else: the worker forgets the task
    as soon as the mail has left.
    """
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    all_headers = {
        **(headers or {}),
        # Sent again after a crash, it carries the same name: mailboxes keep one.
        "Message-ID": f"<{context.task_result.id}@{domain or 'localhost'}>",
        "Auto-Submitted": "auto-generated",
    }
    if language:
        all_headers["Content-Language"] = language
    EmailMessage(
        subject=" ".join(subject.split()), body=body, to=[to], headers=all_headers
    ).send()
