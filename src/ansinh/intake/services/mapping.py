"""A sender looks at how a file was read: it is right, or the columns are mapped in another way."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from ansinh.accounts import services as accounts_services
from ansinh.intake.models import Delivery, SavedMapping
from ansinh.intake.services import queueing
from ansinh.intake.services.checking import move
from ansinh.intake.terms import State


def accept_as_shown(delivery: Delivery, *, by) -> None:
    """Take a delivery as it was read; its check runs again. Raises: InvalidValue when it waits for no look."""
    with transaction.atomic():
        move(delivery, State.RECEIVED, looked_at=timezone.now(), looked_by=by)
        queueing.queue_check(delivery.pk)
        accounts_services.record("delivery.looked_over", by=by, about=str(delivery.pk))


def map_columns(
    delivery: Delivery, *, by, decisions: Mapping[str, str], sheet: str = "", row: int = 0
) -> SavedMapping:
    """Save what the sender says of its headings, for this delivery and the next ones, and read it again.

    It takes the place of what was saved before. Raises: InvalidValue when the delivery is decided.
    """
    now = timezone.now()
    with transaction.atomic():
        unsaid = {"confirmed_at": None, "confirmed_by": None, "confirmed_reason": ""}  # of another reading
        move(delivery, State.RECEIVED, look_first=True, looked_at=None, looked_by=None, **unsaid)
        same = SavedMapping.objects.select_for_update().filter(
            register=delivery.register, sender=delivery.sender, ended_at__isnull=True
        )
        for former in same:
            _end(former, by, now)
        saved = SavedMapping.objects.create(
            register=delivery.register, sender=delivery.sender, sheet=sheet, row=row,
            decisions=dict(decisions), since=now, made_by=by,
        )  # fmt: skip
        queueing.queue_check(delivery.pk)
        details = {"register": delivery.register, "sender": delivery.sender, "headings": len(decisions)}
        accounts_services.record("mapping.saved", by=by, about=str(saved.pk), details=details)
    return saved


def end_mapping(mapping: SavedMapping, *, by) -> None:
    """From now on the sender's files are read without it. One that has ended stays as it is."""
    with transaction.atomic():
        held = SavedMapping.objects.select_for_update().get(pk=mapping.pk)
        if held.ended_at is None:
            _end(held, by, timezone.now())
            details = {"register": held.register, "sender": held.sender}
            accounts_services.record("mapping.ended", by=by, about=str(held.pk), details=details)


def _end(mapping: SavedMapping, by, at) -> None:
    mapping.ended_at, mapping.ended_by = at, by
    mapping.save(update_fields=["ended_at", "ended_by"])
