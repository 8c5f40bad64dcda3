"""How is a line of the audit trail sealed, and does a chain of lines hold?"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text

_PERSONAL_NUMBER = re.compile(r"(?<![0-9A-Za-z])(\d{10}|\d{12}|\d{9})(?![0-9A-Za-z])")
_NUMBER_IN_AUDIT = Text(
    "Nhật ký không được chứa số định danh hay mã số của người dân.",
    "The audit trail must not hold a person's number.",
)
_USE_A_MARK = Text(
    "Dùng accounts.services.mark(...) để ghi một khoá không đọc được.",
    "Use accounts.services.mark(...) to write an opaque key.",
)


@dataclass(frozen=True)
class Line:
    """One line of the audit trail as it is sealed; `at` in UTC, ISO with microseconds."""

    number: int
    at: str
    by: int | None
    action: str
    about: str
    area: str
    details: dict
    previous: str
    seal: str = ""

    @property
    def content(self) -> bytes:
        parts = [
            self.number,
            self.at,
            self.by,
            self.action,
            self.about,
            self.area,
            self.details,
            self.previous,
        ]
        return json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@dataclass(frozen=True)
class Anchor:
    """The last line known outside the database: without it a deleted tail would leave no trace."""

    number: int
    seal: str


def seal(key: bytes, line: Line) -> str:
    """The seal of `line` under `key`: HMAC-SHA256 over its content and the seal before it."""
    return hmac.new(key, line.content, hashlib.sha256).hexdigest()


def breaks(key: bytes, lines: Iterable[Line], anchor: Anchor | None) -> list[Text]:
    """Where the chain does not hold, in order; empty when every line is as it was written.

    `lines` ascend by number. `anchor` is the last line remembered outside the database.
    """
    found: list[Text] = []
    number, previous, anchored = 0, "", anchor is None or anchor.number == 0
    for line in lines:
        found.extend(_breaks_at(key, line, number, previous))
        anchored = anchored or (line.number == anchor.number and line.seal == anchor.seal)
        number, previous = line.number, line.seal
    if not anchored:
        found.append(_NOT_AT_ANCHOR.format(number=anchor.number))
    return found


def _breaks_at(key: bytes, line: Line, number: int, previous: str) -> Iterable[Text]:
    if line.number == number + 2:
        yield _ONE_MISSING.format(number=number + 1)
    elif line.number != number + 1:
        yield _MISSING.format(first=number + 1, last=line.number - 1)
    elif line.previous != previous:
        yield _DOES_NOT_FOLLOW.format(number=line.number)
    if not hmac.compare_digest(seal(key, line), line.seal):
        yield _CHANGED.format(number=line.number)


def refuse_personal_numbers(*values: object) -> None:
    """Raises: InvalidValue when a text within `values` looks like a personal ID or SI number."""
    for value in values:
        if isinstance(value, dict):
            refuse_personal_numbers(*value.keys(), *value.values())
        elif isinstance(value, (list, tuple)):
            refuse_personal_numbers(*value)
        elif isinstance(value, str) and _PERSONAL_NUMBER.search(value):
            raise InvalidValue(_NUMBER_IN_AUDIT, _USE_A_MARK)


_CHANGED = Text("Dòng {number} đã bị sửa hoặc chèn thêm.", "Line {number} was changed or inserted.")
_ONE_MISSING = Text("Thiếu dòng {number}.", "Line {number} is missing.")
_MISSING = Text("Thiếu các dòng từ {first} đến {last}.", "Lines {first} to {last} are missing.")
_DOES_NOT_FOLLOW = Text(
    "Dòng {number} không nối tiếp dòng trước nó.", "Line {number} does not follow the line before it."
)
_NOT_AT_ANCHOR = Text(
    "Dòng {number} đã ghi trong thư mục dữ liệu không còn trong cơ sở dữ liệu: đoạn cuối đã bị xoá hoặc thay.",
    "Line {number}, remembered in the data folder, is not in the database: the tail was deleted or replaced.",
)
