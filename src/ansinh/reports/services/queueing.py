"""When is a form filled? As soon as a worker is free."""

from __future__ import annotations

from django.db import transaction
from procrastinate import exceptions
from procrastinate.contrib.django import app

QUEUE = "forms"
FILL = "ansinh.reports.tasks.fill_form"


def queue_filling(batch_id: int) -> None:
    """Put the filling of a form into the queue, unless it already waits there."""
    job = app.configure_task(FILL, queue=QUEUE, queueing_lock=f"form-{batch_id}")
    try:
        with transaction.atomic():  # a job that waits already must not undo what its caller did
            job.defer(batch_id=batch_id)
    except exceptions.AlreadyEnqueued:
        return
