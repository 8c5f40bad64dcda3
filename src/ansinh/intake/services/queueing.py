"""When is a delivery checked? As soon as a worker is free; a check that was cut off comes again."""

from __future__ import annotations

from django.db import transaction
from procrastinate import exceptions
from procrastinate.contrib.django import app

QUEUE = "intake"
CHECK = "ansinh.intake.tasks.check_delivery"


def queue_check(delivery_id: int) -> None:
    """Put the check of a delivery into the queue, unless it already waits there."""
    job = app.configure_task(CHECK, queue=QUEUE, queueing_lock=f"delivery-{delivery_id}")
    try:
        with transaction.atomic():  # what is refused here must not undo what the caller does
            job.defer(delivery_id=delivery_id)
    except exceptions.AlreadyEnqueued:
        return
