"""Which digits stand in this cell, and are there as many as there must be?"""

from __future__ import annotations

import re

from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text

COMPARE = Text("Đối chiếu với giấy tờ gốc.", "Compare with the original document.")
_LENGTH = Text(
    "{what} phải có {expected} chữ số; ở đây có {found}.", "{what} has {expected} digits; here are {found}."
)
_NOT_DIGITS = Text("{what} chỉ gồm chữ số.", "{what} consists of digits only.")
_LOST_ZEROS = Text(
    "Có thể bảng tính đã bỏ số 0 ở đầu: định dạng cột là văn bản rồi nhập lại.",
    "The spreadsheet may have dropped leading zeros: format the column as text and enter it again.",
)


def digits(text: str, what: Text, lengths: tuple[int, ...]) -> str:
    """The digits of a cell that holds `what`, of one of these lengths. Raises: InvalidValue."""
    number = bare(text)
    if not re.fullmatch(r"\d+", number, re.ASCII):
        raise InvalidValue(_NOT_DIGITS.format(what=what), COMPARE)
    if len(number) not in lengths:
        message = _LENGTH.format(what=what, expected=_either(lengths), found=len(number))
        lost = any(0 < length - len(number) <= 2 for length in lengths)
        raise InvalidValue(message, _LOST_ZEROS if lost else COMPARE)
    return number


def bare(text: str) -> str:
    """A cell's text without what typing and spreadsheets add: spaces, dots, apostrophes."""
    return re.sub(r"[\s.'’]", "", text)


def _either(lengths: tuple[int, ...]) -> Text:
    *first, last = map(str, lengths)
    if not first:
        return Text(last, last)
    return Text(f"{', '.join(first)} hoặc {last}", f"{', '.join(first)} or {last}")
