"""Which columns of a file say who a row is about?"""

from __future__ import annotations

from dataclasses import dataclass

from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text

FIELDS = ("id", "name", "birth", "sex", "address")
"""What can be compared, beside the `key` that names the row."""
LABELS = {
    "key": Text("khoá của dòng", "the row's key"),
    "id": Text("số định danh", "identifier"),
    "name": Text("họ và tên", "name"),
    "birth": Text("ngày sinh", "birth date"),
    "sex": Text("giới tính", "sex"),
    "address": Text("địa chỉ", "address"),
}
_LIKE = Text(
    "Viết như: key=ma,id=so_cccd,name=ho+ten,birth=ngay_sinh,address=so_nha+duong.",
    "Write it like: key=code,id=number,name=given_name+surname,birth=date_of_birth,address=street+suburb.",
)
_NOT_A_PAIR = Text(
    "Không hiểu “{text}” trong danh sách cột.", "“{text}” in the list of columns is not understood."
)
_UNKNOWN_FIELD = Text(
    "Không có mục “{field}”; các mục: {known}.", "There is no field “{field}”; the fields are {known}."
)
_TWICE = Text("Mục “{field}” được nêu hai lần.", "The field “{field}” is given twice.")
_JOIN = Text("Nối nhiều cột bằng dấu +.", "Join several columns with +.")
_NO_KEY = Text("Thiếu khoá của dòng (key=…).", "The row's key (key=…) is missing.")
_NOTHING = Text("Chưa nêu cột nào để so sánh.", "No column to compare is given.")


@dataclass(frozen=True)
class Columns:
    """For each field the file's columns that are joined, with spaces, to make it."""

    key: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]

    @classmethod
    def parse(cls, text: str) -> Columns:
        """The columns written as `key=…,name=given+surname`. Raises: InvalidValue."""
        found: dict[str, tuple[str, ...]] = {}
        for part in (part for part in text.split(",") if part.strip()):
            field, equals, written = (one.strip() for one in part.partition("="))
            names = tuple(name.strip() for name in written.split("+"))
            if not equals or not all(names):
                raise InvalidValue(_NOT_A_PAIR.format(text=part.strip()), _LIKE)
            if field not in LABELS:
                raise InvalidValue(_UNKNOWN_FIELD.format(field=field, known=", ".join(LABELS)), _LIKE)
            if field in found:
                raise InvalidValue(_TWICE.format(field=field), _JOIN)
            found[field] = names
        if "key" not in found:
            raise InvalidValue(_NO_KEY, _LIKE)
        key = found.pop("key")
        if not found:
            raise InvalidValue(_NOTHING, _LIKE)
        return cls(key, found)
