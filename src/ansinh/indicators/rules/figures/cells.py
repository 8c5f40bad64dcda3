"""Which cells does a pasted text, a csv or an xlsx hold? Small tables only: whoever sends more is told so."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from decimal import Decimal

from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text
from ansinh.indicators.rules.figures.tables import Cell, Row

MOST_BYTES = 2_000_000
MOST_ROWS = 5_000
_MOST_UNPACKED = 30_000_000

_TOO_LARGE = Text(
    "Bảng lớn quá để kiểm ở đây (tối đa {rows} dòng, {megabytes} MB).",
    "The table is too large to be checked here (at most {rows} rows, {megabytes} MB).",
).format(rows=MOST_ROWS, megabytes=MOST_BYTES // 1_000_000)
_SPLIT = Text(
    "Tách bảng theo đơn vị, hoặc gửi tệp qua phần tiếp nhận dữ liệu.",
    "Split the table by unit, or send the file through deliveries.",
)
_NOT_A_TABLE = Text("Không đọc được tệp này như một bảng.", "This file cannot be read as a table.")
_SAVE_AGAIN = Text(
    "Mở tệp bằng Excel, lưu lại dạng .xlsx hoặc .csv (UTF-8) rồi thử lại.",
    "Open it in Excel, save it as .xlsx or .csv (UTF-8), and try again.",
)


def of_file(content: bytes) -> list[Row]:
    """The rows of an uploaded file, xlsx or csv by what it holds, not by its name. Raises: InvalidValue."""
    if len(content) > MOST_BYTES:
        raise InvalidValue(_TOO_LARGE, _SPLIT)
    if content.startswith(b"PK"):
        return _of_workbook(content)
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InvalidValue(_NOT_A_TABLE, _SAVE_AGAIN)
    return of_text(_decoded(content))


def of_text(text: str) -> list[Row]:
    """The rows of a pasted table: tabs, semicolons or commas, whichever its first lines agree on."""
    if len(text) > MOST_BYTES:
        raise InvalidValue(_TOO_LARGE, _SPLIT)
    text = text.lstrip("\ufeff")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        return _within_limits((reader.line_num, list(cells)) for cells in reader)
    except csv.Error as error:
        raise InvalidValue(_NOT_A_TABLE, _SAVE_AGAIN) from error


def _delimiter(text: str) -> str:
    first = [line for line in text.splitlines() if line.strip()][:20]
    counts = {mark: sum(line.count(mark) for line in first) for mark in "\t;|,"}
    for mark in "\t;|":
        if first and counts[mark] >= len(first):
            return mark
    return ","


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidValue(_NOT_A_TABLE, _SAVE_AGAIN) from error


def _of_workbook(content: bytes) -> list[Row]:
    """The first visible sheet that holds anything."""
    import python_calamine

    _refuse_a_bomb(content)
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == python_calamine.SheetVisibleEnum.Visible
        ]
        for name in shown:
            sheet = book.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)
            if any(cell != "" for row in rows for cell in row):
                return _within_limits((at, [_cell(cell) for cell in row]) for at, row in enumerate(rows, 1))
    except (python_calamine.CalamineError, KeyError, ValueError) as error:
        raise InvalidValue(_NOT_A_TABLE, _SAVE_AGAIN) from error
    return []


def _refuse_a_bomb(content: bytes) -> None:
    """A small file may unpack to gigabytes: count while unpacking, keep nothing."""
    unpacked = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                with archive.open(name) as member:
                    while block := member.read(1 << 16):
                        unpacked += len(block)
                        if unpacked > _MOST_UNPACKED:
                            raise InvalidValue(_TOO_LARGE, _SPLIT)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise InvalidValue(_NOT_A_TABLE, _SAVE_AGAIN) from error


def _cell(content: object) -> Cell:
    """A cell of a sheet; a number keeps the digits that the sheet shows at its shortest."""
    if isinstance(content, bool) or content is None:
        return str(content or "")
    if isinstance(content, int | float):
        number = round(Decimal(repr(content)), 10)
        return Decimal(int(number)) if number == number.to_integral_value() else number.normalize()
    if isinstance(content, dt.date):
        return content
    return str(content)


def _within_limits(rows: Iterable[Row]) -> list[Row]:
    found = []
    for row in rows:
        found.append(row)
        if len(found) > MOST_ROWS:
            raise InvalidValue(_TOO_LARGE, _SPLIT)
    return found
