"""What does the store hold beside a delivery: the sender's other months, and the register of the population?"""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from ansinh.base.months import Month
from ansinh.intake import terms
from ansinh.intake.frames.neighbours import Surroundings
from ansinh.intake.models import Delivery
from ansinh.intake.rules import expectations
from ansinh.intake.services import files
from ansinh.intake.terms import Severity, State

_POPULATION = "population"
_BESIDE = (-2, -1, 1)


def of(delivery: Delivery) -> Surroundings:
    """What a check of this delivery compares it with."""
    store, month = files.store(), delivery.in_month
    beside = {}
    for away in _BESIDE:
        held = store.snapshots(delivery.register, month + away)
        paths = tuple(one.path for one in held if one.sender == delivery.sender and one.path.exists())
        if paths:
            beside[month + away] = paths
    last = store.latest(_POPULATION, month)
    population = tuple(one.path for one in store.snapshots(_POPULATION, last)) if last else ()
    return Surroundings(settings.PROVINCE, beside, population)


def same_elsewhere(delivery: Delivery, parquet: Path | None) -> list[terms.Finding]:
    """The finding that the very same content was accepted for another month of the register."""
    same = Q(sha256=delivery.sha256)
    if parquet is not None and parquet.exists():
        with parquet.open("rb") as file:
            same |= Q(snapshot=hashlib.file_digest(file, "sha256").hexdigest())
    other = (
        Delivery.objects.filter(
            same, register=delivery.register, sender=delivery.sender, state=State.ACCEPTED
        )
        .exclude(month=delivery.month)
        .order_by("-month")
        .first()
    )
    if other is None:
        return []
    alike = expectations.of(delivery.register).alike
    severity = Severity.WARNING if alike else Severity.CONFIRM
    written = f"{Month.parse(other.month).month}/{other.month[:4]}"
    return [terms.Finding("same_as_another_month", severity, values={"other": written})]
