"""A file comes in: by whom, for which register and month, and was it here before?"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.utils import timezone

from ansinh.accounts import queries as accounts_queries
from ansinh.accounts import services as accounts_services
from ansinh.base.errors import AnSinhError, InvalidValue, NotPermitted
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.intake import queries, terms
from ansinh.intake.models import Delivery
from ansinh.intake.rules import senders
from ansinh.intake.services import files, queueing
from ansinh.intake.terms import OPEN, State
from ansinh.registers import schemas

_SENDER = re.compile(r"[A-Z0-9][A-Z0-9._-]{0,31}")
_NO_SENDER = Text("“{sender}” không phải mã nơi gửi.", "“{sender}” is not a sender's code.")
_SENDER_FORM = Text(
    "Dùng chữ in hoa không dấu, số, dấu chấm hoặc gạch nối, ví dụ BHXH-92 hay 31471.",
    "Use capital letters without accents, digits, points or hyphens, for example BHXH-92 or 31471.",
)
_FUTURE = Text("Tháng {month} chưa kết thúc.", "{month} has not ended yet.")
_WAIT = Text("Gửi số liệu sau ngày cuối tháng.", "Send the data after the month's last day.")
_NOT_YOURS = Text(
    "Tài khoản này không được gửi tệp thay cho nơi gửi {sender}.",
    "This account may not deliver files for the sender {sender}.",
)
_OWN_CODE = Text("Dùng mã đơn vị của bạn làm mã nơi gửi.", "Use the code of your own unit as sender.")
_NOT_FROM_COMMUNES = Text(
    "Sổ “{register}” không do xã, phường gửi.", "The register “{register}” does not come from communes."
)
_OWN = Text(
    "Sổ “{register}” do chính hệ thống này ghi, không nhận tệp gửi.",
    "The register “{register}” is written by this system itself; no file is taken for it.",
)
_DECIDE_HERE = Text("Ghi quyết định hoặc kết quả trên trang.", "Record the decision or outcome on its page.")
_NOT_FROM_HERE = Text(
    "Sổ “{register}” không do nơi gửi có mã {sender} gửi.",
    "The register “{register}” is not sent by the office with the code {sender}.",
)
_WHO_SENDS = Text("Nơi gửi: {sender}.", "It is sent by: {sender}.")
_ALREADY = Text(
    "Tệp này đã nhận ngày {day:%d/%m/%Y} do {who} gửi; tình trạng: {state}.",
    "This file was already received on {day:%d/%m/%Y} from {who}; its state: {state}.",
)
_NO_NEED = Text("Không cần gửi lại.", "There is no need to send it again.")
_CORRECT = Text(
    "Sửa tệp theo kết quả kiểm tra rồi gửi lại.", "Correct the file by its findings and send it again."
)


class AlreadyReceived(AnSinhError):
    """The same bytes were delivered before for the same register, month and sender: `delivery`."""

    def __init__(self, delivery: Delivery) -> None:
        by = delivery.received_by
        told = _ALREADY.format(
            day=timezone.localtime(delivery.received_at),
            who=by.get_username() if by else "ansinh",
            state=delivery.standing.label,
        )
        super().__init__(told, _CORRECT if delivery.state == State.RETURNED else _NO_NEED)
        self.delivery = delivery


def receive(
    source: Path | BinaryIO,
    *,
    register: str,
    month: Month,
    sender: str,
    by,
    name: str = "",
    at: dt.datetime | None = None,
    look_first: bool = False,
) -> Delivery:
    """Keep the file and put its check into the queue. `by` None is the system itself. With `look_first` it is
    not taken before a person has looked at how it was read.

    Raises: NotFound (register), InvalidValue (sender, month), NotPermitted, AlreadyReceived. When the
    delivery that is already there was cut off before its check ended, its check is queued again.
    """
    try:
        with transaction.atomic():
            delivery = _received(
                source, register, month, sender, by, name, at or timezone.now(), look_first=look_first
            )
            queueing.queue_check(delivery.pk)
    except AlreadyReceived as known:
        if known.delivery.standing in OPEN:
            queueing.queue_check(known.delivery.pk)
        raise
    return delivery


def deliver(
    source: Path | BinaryIO,
    *,
    register: str,
    month: Month,
    sender: str,
    by,
    name: str = "",
    at: dt.datetime | None = None,
) -> Delivery:
    """Keep the file and check it here and now, for programs that deliver many. Raises: as `receive`."""
    from ansinh.intake.services.checking import check

    with transaction.atomic():
        delivery = _received(source, register, month, sender, by, name, at or timezone.now())
    return check(delivery.pk)


def _received(
    source: Path | BinaryIO,
    register: str,
    month: Month,
    sender: str,
    by,
    name: str,
    at: dt.datetime,
    *,
    look_first: bool = False,
) -> Delivery:
    _refuse_wrong(schemas.register(register), month, sender, by, at)
    sha256, size = files.keep(source)
    name = Path(name or getattr(source, "name", "") or "file").name[-120:]
    try:
        with transaction.atomic():
            delivery = Delivery.objects.create(
                register=register,
                month=str(month),
                sender=sender,
                file_name=name,
                size=size,
                sha256=sha256,
                received_at=at,
                received_by=by,
                look_first=look_first,
            )
    except IntegrityError:
        raise AlreadyReceived(queries.same_delivery(register, month, sender, sha256)) from None
    details = {"register": register, "month": str(month), "sender": sender, "sha256": sha256, "size": size}
    accounts_services.record("delivery.received", by=by, about=str(delivery.pk), details=details)
    return delivery


def _refuse_wrong(register: type[schemas.Register], month: Month, sender: str, by, at: dt.datetime) -> None:
    if not _SENDER.fullmatch(sender):
        raise InvalidValue(_NO_SENDER.format(sender=sender[:32]), _SENDER_FORM)
    if register.own:
        raise InvalidValue(_OWN.format(register=register.label), _DECIDE_HERE)
    if terms.is_commune(sender) and not register.from_communes:
        told = _NOT_FROM_COMMUNES.format(register=register.label)
        raise InvalidValue(told, _WHO_SENDS.format(sender=register.sender))
    if not senders.may_send(register.name, sender):
        told = _NOT_FROM_HERE.format(register=register.label, sender=sender)
        raise InvalidValue(told, _WHO_SENDS.format(sender=senders.offices(register.name)))
    today = timezone.localdate(at)
    if month > Month.of(today):
        raise InvalidValue(_FUTURE.format(month=f"{month.month}/{month.year}"), _WAIT)
    if by is not None and not queries.may_deliver(accounts_queries.viewer_of(by, today), sender):
        raise NotPermitted(_NOT_YOURS.format(sender=sender), _OWN_CODE)
