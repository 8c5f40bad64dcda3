"""What stands on the printed form around its list: the words above it, column widths, closing words, signatures?

Reading does not need it. What is not known is left as dots, for a hand to fill in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

DOTS = "…………………"


@dataclass(frozen=True)
class Line:
    """One line above the list: its row, and its words with {names} of what the header feeds."""

    row: int
    words: str
    centred: bool = False
    bold: bool = False

    def said(self, header: Mapping[str, str]) -> str:
        """The words with what the header says; dots for what it does not."""
        return self.words.format_map(_Dotted(header))


class _Dotted(dict):
    def __missing__(self, name: str) -> str:
        return DOTS


@dataclass(frozen=True)
class Printed:
    """The words around the list of one form, and the widths that let it be read on one page of A4, landscape."""

    above: tuple[Line, ...]
    widths: tuple[float, ...]
    below: str = ""
    signs: str = "THỦ TRƯỞNG ĐƠN VỊ"


_DATED = Line(5, "Số: {document}, tháng {period_month} năm {period_year}", centred=True)
_OF_MONTH = Line(5, "Tháng {period_month} năm {period_year}", centred=True)
_OFFICE = Line(1, "Cơ quan BHXH: {office}", bold=True)
_SUPPORT = (
    Line(1, "Tên tổ chức: {organisation_name}", bold=True),
    Line(2, "Mã tổ chức: {organisation}"),
    Line(3, "Tên nhân viên: {collector_name}"),
    Line(4, "Mã nhân viên: {collector}"),
    Line(7, "Số: {document}, tháng {period_month} năm {period_year}", centred=True),
)
_REMUNERATION = "Đề nghị cơ quan BHXH chi trả thù lao cho tổ chức theo quy định."

PRINTED: dict[str, Printed] = {
    "D02-LT": Printed(
        (
            Line(1, "Tên đơn vị: {employer_name}", bold=True),
            Line(2, "Mã đơn vị: {employer}"),
            _DATED,
            Line(6, "A. ĐƠN VỊ, TỔ CHỨC", bold=True),
            Line(7, "1. Mã đơn vị: {employer}    2. Tên đơn vị: {employer_name}"),
            Line(8, "3. Địa chỉ: {address}    4. Thư điện tử: {email}    5. Điện thoại: {phone}"),
            Line(9, "6. Người đại diện: {representative}    7. Số định danh cá nhân: {representative_id}"),
            Line(10, "8. Loại hình đơn vị: {unit_kind}    9. Ngành nghề: {sector}    10. Phương thức đóng: {mode}"),
            Line(11, "11. Đối tượng tham gia: {participants}    12. Cơ quan BHXH: {office}"),
            Line(12, "B. DANH SÁCH", bold=True),
        ),
        (4, 20, 11, 10, 19, 10.5, 6, 6, 6, 6, 10, 6.5, 6.5, 7, 13.5, 7.5, 7.5, 11, 8, 14, 13),
    ),
    "Mẫu số 3": Printed(
        (
            Line(2, "Tên cơ quan (tổ chức): {organisation_name}", bold=True),
            Line(3, "Mã cơ quan (tổ chức): {organisation}"),
            Line(4, "Tên nhân viên thu: {collector_name}    Mã nhân viên thu: {collector}"),
            Line(7, "Số: {document}, tháng {period_month} năm {period_year}", centred=True),
        ),
        (4.5, 25, 12, 14, 18, 12, 7.5, 7, 7, 9, 9.5, 8.5, 7, 7, 24),
    ),
    "D05-TS": Printed(
        _SUPPORT,
        (4.5, 23, 12, 10.5, 8.5, 6.5, 11.5, 12.5, 12.5, 8.5, 6.5, 11, 6.5, 11, 9.5, 12, 18),
        below=_REMUNERATION,
    ),
    "D06-TS": Printed(
        _SUPPORT,
        (4.5, 22, 12, 10.5, 10.5, 6.5, 21, 11, 11, 11, 8.5, 6.5, 10, 6.5, 10, 9.5, 12, 15),
        below=_REMUNERATION,
    ),
    "C21a-TS": Printed((_OFFICE, _OF_MONTH), (4.5, 8.5, 25, 12.5, 8, 8, 8, 8, 9.5, 13.5, 38, 13), signs="GIÁM ĐỐC"),
    "B15a-UQ": Printed((_OFFICE, _OF_MONTH), (4, 25, 12.5, *[4.9] * 32), signs="GIÁM ĐỐC"),
}  # fmt: skip
"""By the code of the form. A form that is not here is written with its own widths and one line for each fact."""
