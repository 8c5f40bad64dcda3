"""How does a file of targets come in: the whole of it, or nothing and a list of what to correct?"""

from __future__ import annotations

import csv
import datetime as dt
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.conf import settings
from django.db import transaction

from ansinh.accounts import services as accounts
from ansinh.base.errors import AnSinhError, InvalidValue
from ansinh.base.texts import Text
from ansinh.indicators.services import targets
from ansinh.indicators.services.targets import Order, checked, in_force, places_taken, put, put_first
from ansinh.indicators.terms import AssigningBody, TargetKind

COLUMNS = {
    "unit": "mã đơn vị", "indicator": "chỉ tiêu", "kind": "loại", "value": "số lượng", "rate": "tỷ lệ",
    "base": "cơ số", "base_name": "cơ số là", "period_start": "từ ngày", "deadline": "đến ngày",
    "document": "số văn bản", "document_on": "ngày văn bản", "body": "loại cơ quan", "body_name": "cơ quan giao",
    "year": "năm", "number": "số giao",
}  # fmt: skip
REQUIRED = ("unit", "indicator", "document", "document_on", "body_name")
ALSO_CALLED = {
    "document_date": "document_on", "ngày ban hành": "document_on", "assigned_by": "body_name",
    "cơ quan": "body_name", "value_or_rate": "number", "chỉ tiêu giao": "number",
}  # fmt: skip
"""Other headings in use. `year` stands for the whole calendar year, `number` for a value or a rate by `kind`."""
_LARGEST_FILE, _LARGEST_CONTENT, _MOST_ROWS, _LINES_ABOVE = 10 << 20, 100 << 20, 50_000, 10

_REFUSED = Text(
    "Tệp chỉ tiêu có {count} chỗ phải sửa; chưa nhập dòng nào.",
    "The file of targets has {count} places to correct; no row was taken.",
)
_CORRECT = Text(
    "Sửa các dòng được nêu rồi nộp lại cả tệp.", "Correct the rows named and hand in the whole file again."
)
_UNREADABLE = Text("Tệp không đọc được.", "The file cannot be read.")
_SAVE_AS = Text(
    "Lưu lại thành .xlsx hoặc .csv (UTF-8), tối đa 10 MB.", "Save it as .xlsx or .csv (UTF-8), up to 10 MB."
)
_MISSING_COLUMN = Text("Thiếu cột “{vi}” ({name}).", "The column “{name}” is missing.")
_EMPTY = Text("Ô này phải có giá trị.", "This cell must be filled.")
_NOT_WHOLE = Text(
    "Phải là số nguyên, viết liền không dấu ngăn cách (1215, không viết 1.215 hay 1,215).",
    "Must be a whole number without separators (1215, neither 1.215 nor 1,215).",
)
_NOT_RATE = Text(
    "Phải là tỷ lệ phần trăm, ví dụ 95 hoặc 95,15.", "Must be a percentage, for example 95 or 95.15."
)
_NOT_YEAR = Text("Phải là năm, ví dụ 2026.", "Must be a year, for example 2026.")
_NOT_DAY = Text("Phải là ngày, ví dụ 31/12/2026.", "Must be a day, for example 31/12/2026.")
_NOT_ONE_OF = Text("Phải là một trong: {allowed}.", "Must be one of: {allowed}.")
_TWICE = Text("Trùng với dòng {row}.", "The same as row {row}.")


@dataclass(frozen=True)
class Finding:
    """What to correct, where: the row as the spreadsheet numbers it, and the column."""

    row: int
    column: str
    message: Text


@dataclass(frozen=True)
class ImportResult:
    """How many targets of the file were new, new versions of known ones, or known already."""

    created: int
    changed: int
    unchanged: int


class TargetsRefused(AnSinhError):
    """The file was refused as a whole; `findings` say what to correct."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(_REFUSED.format(count=len(findings)), _CORRECT)
        self.findings = findings


def import_columns() -> tuple[dict[str, object], ...]:
    """The headings that a table may have, as people write them, and whether a row needs the column."""
    return tuple({"word": Text(vi, name), "needed": name in REQUIRED} for name, vi in COLUMNS.items())


def import_targets(path: Path, *, by=None) -> ImportResult:
    """Take all targets of an xlsx or csv file, or none. Raises: TargetsRefused, InvalidValue."""
    orders, findings = [], []
    seen: dict[tuple, int] = {}
    for number, cells in _rows(Path(path)):
        if number == 1:
            findings += _missing(number, cells)
            if findings:
                break
            continue
        order = _order(number, cells, findings)
        if order:
            first = seen.setdefault(tuple(order.key.values()), number)
            if first != number:
                findings.append(Finding(number, "unit", _TWICE.format(row=first)))
            orders.append(order)
    if findings:
        raise TargetsRefused(tuple(findings))
    return _put_all(orders, by)


@transaction.atomic
def _put_all(orders: list[Order], by) -> ImportResult:
    targets.wait_for_other_writers()
    alone, others = _parted(orders)
    put_first(alone)
    created, changed, unchanged = len(alone), 0, 0
    known = in_force({order.deadline for order in others})
    for order in others:
        if order.is_said_by(known.get(order.place_and_body)):
            unchanged += 1
            continue
        target, _ = put(order)
        created += target.version == 1
        changed += target.version > 1
    details = {"created": created, "changed": changed, "unchanged": unchanged}
    accounts.record("targets.imported", by=by, area=settings.PROVINCE, details=details)
    return ImportResult(created, changed, unchanged)


def _parted(orders: list[Order]) -> tuple[list[Order], list[Order]]:
    """The orders for places that have no target at all, which can be written at once, and the others."""
    taken = places_taken({order.deadline for order in orders})
    named = Counter(order.place for order in orders)
    alone = [order for order in orders if order.place not in taken and named[order.place] == 1]
    return alone, [order for order in orders if order.place in taken or named[order.place] > 1]


def _order(number: int, cells: dict[str, object], findings: list[Finding]) -> Order | None:
    """The order in one row, or None with what is wrong added to `findings`."""
    before = len(findings)

    def read(column: str, reader):
        try:
            value = cells.get(column)
            if value in (None, ""):
                if column in REQUIRED:
                    raise InvalidValue(_EMPTY)
                return None
            return reader(value)
        except InvalidValue as error:
            findings.append(Finding(number, column, error.message))
            return None

    kind = read("kind", _kind)
    kind = kind or (TargetKind.VALUE if cells.get("rate") in (None, "") else TargetKind.RATE)
    of_kind = "value" if kind is TargetKind.VALUE else "rate"
    given = {"value": read("value", _whole), "rate": read("rate", _rate)}
    if cells.get("number") not in (None, ""):
        given[of_kind] = read("number", _whole if of_kind == "value" else _rate)
    year = read("year", _year)
    body_name = read("body_name", _text)
    stated = {
        "unit": read("unit", _code), "indicator": read("indicator", _text), "kind": kind, **given,
        "base": read("base", _whole), "base_name": read("base_name", _text) or "",
        "period_start": read("period_start", _day) or (dt.date(year, 1, 1) if year else None),
        "deadline": dt.date(year, 12, 31) if year else read("deadline", _day),
        "document": read("document", _text), "document_on": read("document_on", _day),
        "body": read("body", _body) or body_of(body_name or ""), "body_name": body_name,
    }  # fmt: skip
    if stated["deadline"] is None and len(findings) == before:
        findings.append(Finding(number, "deadline", _EMPTY))
    if len(findings) > before:
        return None
    try:
        return checked(Order(**stated))
    except AnSinhError as error:
        findings.append(Finding(number, "indicator", error.message))
        return None


def _rows(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    """Row numbers as the spreadsheet shows them, and the cells by column; row 1 maps each heading to itself."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise InvalidValue(_UNREADABLE, _SAVE_AS)
        lines = _workbook(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    except (OSError, ValueError, csv.Error, zipfile.BadZipFile) as error:
        raise InvalidValue(_UNREADABLE, _SAVE_AS) from error
    if not lines or len(lines) > _MOST_ROWS:
        raise InvalidValue(_UNREADABLE, _SAVE_AS)
    above, names = _heading(lines)
    yield 1, dict.fromkeys(names)
    for number, line in enumerate(lines[above + 1 :], start=above + 2):
        if any(cell not in (None, "") for cell in line):
            yield number, dict(zip(names, line, strict=False))


def _heading(lines: list[list[object]]) -> tuple[int, list[str]]:
    """How many lines (a title, notes) stand above the headings, and the columns these name."""
    spoken = {vi: name for name, vi in COLUMNS.items()}
    found = []
    for line in lines[:_LINES_ABOVE]:
        heading = [str(cell).strip().lower() for cell in line]
        found.append([ALSO_CALLED.get(cell) or spoken.get(cell, cell) for cell in heading])
    above = next((place for place, names in enumerate(found) if {"unit", "indicator"} <= {*names}), 0)
    return above, found[above]


def _workbook(path: Path) -> list[list[object]]:
    from python_calamine import CalamineError, CalamineWorkbook

    with zipfile.ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > _LARGEST_CONTENT:
            raise InvalidValue(_UNREADABLE, _SAVE_AS)
    try:
        return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    except CalamineError as error:
        raise InvalidValue(_UNREADABLE, _SAVE_AS) from error


def _csv(path: Path) -> list[list[object]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def _missing(number: int, heading: dict[str, object]) -> Iterator[Finding]:
    for name in REQUIRED:
        if name not in heading:
            yield Finding(number, name, _MISSING_COLUMN.format(vi=COLUMNS[name], name=name))


def body_of(name: str) -> AssigningBody:
    """The kind of body that a name says: “Ủy ban nhân dân thành phố …”, “BHXH Việt Nam”."""
    said = name.strip().lower()
    return next((body for start, body in _NAMED.items() if said.startswith(start)), AssigningBody.OTHER)


_NAMED = {
    "ủy ban nhân dân": AssigningBody.PEOPLES_COMMITTEE, "uỷ ban nhân dân": AssigningBody.PEOPLES_COMMITTEE,
    "ubnd": AssigningBody.PEOPLES_COMMITTEE, "hội đồng nhân dân": AssigningBody.PEOPLES_COUNCIL,
    "hđnd": AssigningBody.PEOPLES_COUNCIL, "ban chỉ đạo": AssigningBody.STEERING_COMMITTEE,
    "bảo hiểm xã hội": AssigningBody.SOCIAL_INSURANCE, "bhxh": AssigningBody.SOCIAL_INSURANCE,
    "chính phủ": AssigningBody.GOVERNMENT, "thủ tướng": AssigningBody.GOVERNMENT,
}  # fmt: skip


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value == int(value) else str(value).strip()


def _code(value: object) -> str:
    """A unit code; one that a spreadsheet made a number gets its zeros back."""
    text = _text(value)
    return text.zfill(2 if len(text) <= 2 else 5) if text.isdecimal() else text


def _whole(value: object) -> int:
    text = _text(value)
    if not re.fullmatch(r"[0-9]{1,18}", text):
        raise InvalidValue(_NOT_WHOLE)
    return int(text)


def _year(value: object) -> int:
    text = _text(value)
    if not re.fullmatch(r"[12][0-9]{3}", text):
        raise InvalidValue(_NOT_YEAR)
    return int(text)


def _rate(value: object) -> Decimal:
    try:
        return Decimal(_text(value).removesuffix("%").strip().replace(",", "."))
    except InvalidOperation as error:
        raise InvalidValue(_NOT_RATE) from error


def _day(value: object) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(str(value).strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise InvalidValue(_NOT_DAY)


def _kind(value: object) -> TargetKind:
    return _one_of(TargetKind, value)


def _body(value: object) -> AssigningBody:
    return _one_of(AssigningBody, value)


def _one_of(enum, value: object):
    text = str(value).strip().lower()
    for member in enum:
        if text in (member.value, member.label.vi.lower(), member.label.en.lower()):
            return member
    raise InvalidValue(_NOT_ONE_OF.format(allowed=", ".join(member.value for member in enum)))
