"""A delivery is checked: it becomes a snapshot as a whole, or goes back with its findings."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from ansinh.accounts import services as accounts_services
from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text
from ansinh.intake import queries, terms
from ansinh.intake.frames import examination
from ansinh.intake.models import Delivery, Finding
from ansinh.intake.rules import expectations, fewer
from ansinh.intake.services import files, listing, lists, queueing, surroundings
from ansinh.intake.terms import OPEN, Severity, State
from ansinh.registers.layouts import choices

_CHECKS = 0x494E54  # the family of advisory locks that keep one delivery from being checked twice at once
_BEING_CHECKED = Text("Tệp này đang được kiểm tra.", "This delivery is being checked right now.")
_WAIT = Text("Đợi kết quả trong ít phút.", "Wait a few minutes for the result.")
_NOT_ALLOWED = Text(
    "Tệp đang “{state}”, không thể chuyển thành “{other}”.",
    "The delivery is “{state}” and cannot become “{other}”.",
)


def check(delivery_id: int) -> Delivery:
    """Check a delivery and accept, hold or return it. One that was already decided stays as it is.

    Nothing is half-loaded: the snapshot is added as a whole, in the transaction that accepts it. A
    check that was cut off leaves the delivery ready to be checked again.

    Raises: InvalidValue when another process is checking it.
    """
    with _alone(delivery_id):
        delivery = Delivery.objects.get(pk=delivery_id)
        if delivery.standing not in OPEN:
            return delivery
        move(delivery, State.CHECKING, attempts=delivery.attempts + 1)
        with files.workplace(delivery_id) as room:
            result = examination.examine(
                files.path_of(delivery.sha256),
                delivery.file_name,
                delivery.schema,
                delivery.in_month,
                room,
                sender=delivery.sender,
                mapping=saved.as_said if (saved := queries.mapping_in_force(delivery)) else None,
                around=surroundings.of(delivery),
                layouts=choices.chosen(settings.HOME),
            )
            delivery.batch = lists.batch_of(delivery, result.batch)
            found = [*result.findings, *_overtaken(delivery), *_fewer_rows(delivery, result)]
            found += lists.findings(delivery, result.parquet)
            found += surroundings.same_elsewhere(delivery, result.parquet)
            listed = listing.workbook(delivery, found, result.places, room / "findings.xlsx")
            return _concluded(delivery, result, found, listed)


def confirm(delivery: Delivery, *, by, reason: str) -> None:
    """Take a held delivery as it is: what looked wrong is so in reality. Its check runs again.

    Raises: InvalidValue when it is not held.
    """
    with transaction.atomic():
        now = timezone.now()
        told = {"confirmed_at": now, "confirmed_by": by, "confirmed_reason": reason}
        move(delivery, State.RECEIVED, looked_at=now, looked_by=by, **told)
        queueing.queue_check(delivery.pk)
        accounts_services.record("delivery.confirmed", by=by, about=str(delivery.pk))


def withdraw(delivery: Delivery, *, by) -> None:
    """Take back a delivery that has not been accepted. Raises: InvalidValue when it was."""
    with transaction.atomic():
        move(delivery, State.WITHDRAWN)
        transaction.on_commit(lambda: files.put_preview(queries.preview_path(delivery), None))
        accounts_services.record("delivery.withdrawn", by=by, about=str(delivery.pk))


@contextmanager
def _alone(delivery_id: int) -> Iterator[None]:
    """Hold the delivery's lock; it is released when the process dies. Raises: InvalidValue."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_CHECKS, delivery_id])
        if not cursor.fetchone()[0]:
            raise InvalidValue(_BEING_CHECKED, _WAIT)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_CHECKS, delivery_id])


def _overtaken(delivery: Delivery) -> list[terms.Finding]:
    later = queries.overtaken_by(delivery)
    if later is None:
        return []
    day = f"{timezone.localtime(later.received_at):%d/%m/%Y}"
    return [terms.Finding("overtaken", Severity.ERROR, values={"day": day})]


def _fewer_rows(delivery: Delivery, result: examination.Examination) -> list[terms.Finding]:
    before = queries.accepted_before(delivery)
    by_rows = not delivery.schema.on_event and not expectations.of(delivery.register).holders
    if before is None or not result.rows or not by_rows:
        return []
    return fewer.findings(result.rows, before.rows, before.month)


def _concluded(
    delivery: Delivery, result: examination.Examination, found: list[terms.Finding], listed: Path | None
) -> Delivery:
    severities = {one.severity for one in found}
    state = State.ACCEPTED
    if Severity.ERROR in severities:
        state = State.RETURNED
    elif Severity.CONFIRM in severities and delivery.confirmed_at is None:
        state = State.HELD
    elif delivery.look_first and delivery.looked_at is None:
        state = State.SHOWN
    used = any(one.code == "mapping_used" for one in found)
    with transaction.atomic():
        _write_findings(delivery, found)
        values = {"kind": result.kind, "rows": result.rows, "skipped_rows": result.skipped}
        values["batch"] = delivery.batch
        values["mapping"] = queries.mapping_in_force(delivery) if used else None
        if state is State.ACCEPTED:
            values |= _accepted(delivery, result)
        move(delivery, state, checked_at=timezone.now(), schema_version=delivery.schema.version, **values)
        _put_list(delivery, listed)
        shown = None if state is State.ACCEPTED else result.preview
        files.put_preview(queries.preview_path(delivery), shown)
        details = {
            "register": delivery.register,
            "month": delivery.month,
            "rows": result.rows,
            "findings": len(found),
        }
        accounts_services.record(
            f"delivery.{state}", by=delivery.received_by, about=str(delivery.pk), details=details
        )
    return delivery


def _accepted(delivery: Delivery, result: examination.Examination) -> dict[str, object]:
    """Add the snapshot; the sender's former delivery of the month, or of this list of it, is superseded."""
    with connection.cursor() as cursor:  # two deliveries of one sender follow one another
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_CHECKS + 1, str(delivery)])
    if before := lists.replaced(delivery, result.parquet):
        move(before, State.SUPERSEDED)
    snapshot = files.store().add(
        delivery.register,
        delivery.in_month,
        result.parquet,
        sender=delivery.sender,
        received_by=delivery.received_by.get_username() if delivery.received_by else "ansinh",
        received_at=delivery.received_at,
        replaces=(before.snapshot if before else "") if delivery.batch else None,
    )
    return {"snapshot": snapshot.sha256, "supersedes": before}


def _write_findings(delivery: Delivery, found: list[terms.Finding]) -> None:
    delivery.findings.all().delete()
    Finding.objects.bulk_create(
        Finding(
            delivery=delivery,
            position=position,
            code=one.code,
            severity=one.severity,
            column=one.column,
            heading=one.heading[:120],
            count=one.count,
            examples=[[example.row, example.value] for example in one.examples],
            values=one.values,
        )
        for position, one in enumerate(found)
    )


def _put_list(delivery: Delivery, listed: Path | None) -> None:
    target = queries.list_path(delivery)
    target.unlink(missing_ok=True)
    if listed:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(listed, target)


def move(delivery: Delivery, state: State, **values: object) -> None:
    """Change the state and `values` if that move is allowed, whatever this process believed it to be. Raises: InvalidValue."""
    with transaction.atomic():
        now = Delivery.objects.select_for_update().values_list("state", flat=True).get(pk=delivery.pk)
        if not State(now).may_become(state):
            raise InvalidValue(_NOT_ALLOWED.format(state=State(now).label, other=state.label))
        delivery.state = state
        for name, value in values.items():
            setattr(delivery, name, value)
        delivery.save(update_fields=["state", *values])
