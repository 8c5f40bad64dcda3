"""A form is asked for, sent and locked, reopened with a reason, dropped, taken away: who did what is recorded."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from ansinh.accounts import services as accounts
from ansinh.base.errors import InvalidValue
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.reports.models import Batch
from ansinh.reports.services import queueing
from ansinh.reports.terms import Form, State

_THERE = Text("Biểu này đã được lập cho tháng và đơn vị đó.", "This form was already asked for.")
_OPEN_IT = Text("Mở biểu đã có trong danh sách.", "Open the one in the list.")
_NOT_ALLOWED = Text(
    "Biểu đang “{state}”, không thể chuyển thành “{other}”.",
    "The form is “{state}” and cannot become “{other}”.",
)
_LOOK_AGAIN = Text("Tải lại trang để xem trạng thái mới.", "Load the page again to see its state.")
_INCOMPLETE = Text("Biểu còn thiếu {count} ô.", "The form lacks {count} cells.")
_COMPLETE_IT = Text(
    "Bổ sung dữ liệu nguồn rồi lập lại, hoặc nêu lý do gửi khi còn thiếu.",
    "Complete the sources and fill it again, or give a reason for sending it as it is.",
)
_SAY_WHY = Text("Ghi lý do mở lại.", "Say why it is reopened.")
_LONGEST = 300


def ask(form: Form, month: Month, *, about: str, name: str, area: str, run: str, by) -> Batch:
    """Ask for a form; a worker fills it. Raises: InvalidValue when it was asked for before."""
    try:
        with transaction.atomic():
            batch = Batch.objects.create(
                form=form, month=str(month), about=about, name=name[:_LONGEST], area=area, run=run,
                asked_at=timezone.now(), asked_by=by,
            )  # fmt: skip
            _note("form.asked", batch, by)
            queueing.queue_filling(batch.pk)
    except IntegrityError as error:
        raise InvalidValue(_THERE, _OPEN_IT) from error
    return batch


@transaction.atomic
def ask_again(batch_id: int, *, run: str, by) -> Batch:
    """Fill a form that is not locked once more, from the month's newest run."""
    batch = moved(batch_id, State.ASKED, run=run, problem="", asked_by=by, asked_at=timezone.now())
    _note("form.asked", batch, by)
    queueing.queue_filling(batch.pk)
    return batch


@transaction.atomic
def submit(batch_id: int, *, by, why: str = "") -> Batch:
    """Lock a filled form as sent. Raises: InvalidValue when something is missing and no reason is given."""
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    if batch.missing and not why.strip():
        raise InvalidValue(_INCOMPLETE.format(count=batch.missing), _COMPLETE_IT)
    sent = {"submitted_at": timezone.now(), "submitted_by": by, "submitted_why": why.strip()[:_LONGEST]}
    batch = moved(batch_id, State.SUBMITTED, **sent)
    _note("form.submitted", batch, by, missing=batch.missing)
    return batch


@transaction.atomic
def reopen(batch_id: int, *, by, why: str) -> Batch:
    """Unlock a form that was sent, with a reason. Raises: InvalidValue."""
    if not why.strip():
        raise InvalidValue(_SAY_WHY)
    batch = moved(batch_id, State.REOPENED, reopened_why=why.strip()[:_LONGEST])
    _note("form.reopened", batch, by)
    return batch


@transaction.atomic
def drop(batch_id: int, *, by) -> Batch:
    """Drop a form that was not sent; it can be asked for anew."""
    batch = moved(batch_id, State.DROPPED)
    _note("form.dropped", batch, by)
    return batch


def note_copy(batch: Batch, *, by) -> None:
    """Record that somebody took the workbook away, with the number of its lines."""
    _note("form.copied", batch, by)


@transaction.atomic
def moved(batch_id: int, to: State, **changes: object) -> Batch:
    """Bring a form into another state. Raises: InvalidValue for a step that is not allowed."""
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    if not batch.standing.may_become(to):
        message = _NOT_ALLOWED.format(state=batch.standing.label, other=to.label)
        raise InvalidValue(message, _LOOK_AGAIN)
    for name, value in changes.items():
        setattr(batch, name, value)
    batch.state = to
    batch.save(update_fields=["state", *changes])
    return batch


def _note(action: str, batch: Batch, by, **more: object) -> None:
    details = {"form": batch.form, "month": batch.month, "lines": batch.lines, **more}
    accounts.record(action, by=by, area=batch.area, about=str(batch.pk), details=details)
