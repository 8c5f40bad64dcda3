"""Which list of the month is a delivery, and does it stand beside the sender's others or replace one?

Lists and declarations of dossiers come when there is something to report. Several a month add up; one with
the number of an earlier one, or with the same lines and no number, is its correction.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.db.models import Q, QuerySet
from django.utils import timezone

from ansinh.intake import terms
from ansinh.intake.frames import lists
from ansinh.intake.models import Delivery
from ansinh.intake.rules import batches
from ansinh.intake.services import files
from ansinh.intake.terms import Severity, State


def batch_of(delivery: Delivery, said: str) -> str:
    """The list that a delivery is: as it says itself, or one of its own; empty where a sender has only one."""
    if not delivery.schema.on_event:
        return ""
    return said or f"{batches.UNNUMBERED}{delivery.pk}"


def replaced(delivery: Delivery, parquet: Path | None) -> Delivery | None:
    """The accepted delivery of the sender and month whose place this one takes; None: it stands beside them."""
    own = _accepted(delivery).filter(sender=delivery.sender)
    if not delivery.schema.on_event:
        return own.first()
    if same := own.filter(batch=delivery.batch).first():
        return same
    if parquet is None or delivery.register in batches.DECLARATIONS:
        return None
    unnumbered = Q(batch="") | Q(batch__startswith=batches.UNNUMBERED)
    held = own if delivery.batch.startswith(batches.UNNUMBERED) else own.filter(unnumbered)
    return next((one for one in held if lists.is_correction(parquet, _file(one), delivery.schema)), None)


def findings(delivery: Delivery, parquet: Path | None) -> list[terms.Finding]:
    """What must be said of a list beside those of its month that were accepted."""
    if not delivery.schema.on_event or parquet is None or not parquet.exists():
        return []
    accepted = _accepted(delivery)
    with parquet.open("rb") as file:
        same = accepted.filter(snapshot=hashlib.file_digest(file, "sha256").hexdigest()).first()
    if same:
        return [_said("same_list_again", Severity.ERROR, same)]
    if before := replaced(delivery, parquet):
        return [_said("replaces_earlier_list", Severity.CONFIRM, before)]
    numbered = not delivery.batch.startswith(batches.UNNUMBERED)
    if numbered and (other := accepted.filter(batch=delivery.batch).first()):
        return [_said("list_from_another_sender", Severity.CONFIRM, other)]
    if beside := accepted.filter(sender=delivery.sender).count():
        return [terms.Finding("further_list", Severity.NOTE, values={"number": beside + 1})]
    return []


def _accepted(delivery: Delivery) -> QuerySet[Delivery]:
    same = {"register": delivery.register, "month": delivery.month, "state": State.ACCEPTED}
    return Delivery.objects.filter(**same).exclude(pk=delivery.pk)


def _file(delivery: Delivery) -> Path:
    held = files.store().snapshots(delivery.register, delivery.in_month)
    return next(one.path for one in held if one.sha256 == delivery.snapshot)


def _said(code: str, severity: Severity, other: Delivery) -> terms.Finding:
    day = f"{timezone.localtime(other.received_at):%d/%m/%Y}"
    return terms.Finding(code, severity, values={"day": day, "sender": other.sender})
