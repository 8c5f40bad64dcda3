"""What may stand in one column of a register, and under which headings is it delivered?"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ansinh.base.texts import Text


class Kind(StrEnum):
    """How a column's values are kept. Identifiers are text: a number would lose its zeros."""

    TEXT = "text"
    UNIT = "unit"
    DAY = "day"
    MONTH = "month"
    COUNT = "count"
    MONEY = "money"
    DECIMAL = "decimal"
    FLAG = "flag"

    @property
    def label(self) -> Text:
        return _KINDS[self]


_KINDS = {
    Kind.TEXT: Text("chữ", "text"),
    Kind.UNIT: Text("mã đơn vị hành chính", "unit code"),
    Kind.DAY: Text("ngày", "day"),
    Kind.MONTH: Text("tháng (năm-tháng)", "month (YYYY-MM)"),
    Kind.COUNT: Text("số nguyên", "whole number"),
    Kind.MONEY: Text("số tiền (đồng)", "money (đồng)"),
    Kind.DECIMAL: Text("số thập phân", "decimal number"),
    Kind.FLAG: Text("có/không", "yes/no"),
}


@dataclass(frozen=True)
class Column:
    """One column: its heading in both languages, what it means, and what may stand in it.

    `required` columns must be there and filled; an optional one may be empty or missing as a whole.
    `allowed` maps each value to its meaning; `pattern` is a regular expression for the whole value;
    `headings` are further Vietnamese headings under which offices deliver the column.
    `messy` text is kept as delivered: its errors are findings, never a reason to refuse a file.
    """

    kind: Kind
    label: Text
    meaning: Text
    required: bool = False
    allowed: dict[str, Text] = field(default_factory=dict)
    pattern: str = ""
    headings: tuple[str, ...] = ()
    messy: bool = False

    @property
    def all_headings(self) -> tuple[str, ...]:
        """Every heading that names this column, the usual one first."""
        return (self.label.vi, self.label.en, *self.headings)


COMMUNE = r"\d{5}"
HAMLET = r"\d{5}-\d{2}"
SI_NUMBER = r"\d{10}"
PERSONAL_ID = r"\d{12}"
TAX_CODE = r"\d{10}(-\d{3})?|\d{12}"
HI_CARD = r"[A-Z]{2}[1-5]\d{12}|\d{10}|\d{12}"

SEXES = {"M": Text("Nam", "Male"), "F": Text("Nữ", "Female")}


def si_number(required: bool = True) -> Column:
    return Column(
        Kind.TEXT,
        Text("Mã số BHXH", "SI number"),
        Text(
            "Mã số BHXH, 10 chữ số; từ 01/8/2025 cũng nhận số định danh 12 số.",
            "SI number, 10 digits; since 1 August 2025 the 12-digit personal ID is accepted too.",
        ),
        required=required,
        pattern=f"{SI_NUMBER}|{PERSONAL_ID}",
        headings=("Số BHXH", "Mã BHXH", "Số sổ BHXH", "Mã số bảo hiểm xã hội", "ma_so_bhxh"),
    )


def personal_id() -> Column:
    return Column(
        Kind.TEXT,
        Text("Số định danh cá nhân/CCCD", "Personal ID"),
        Text(
            "Số định danh cá nhân 12 chữ số; có thể trống hoặc gõ sai.",
            "Personal ID, 12 digits; may be missing or mistyped.",
        ),
        pattern=PERSONAL_ID,
        headings=("CCCD", "Số CCCD", "Số định danh", "Số ĐDCN", "ĐDCN/CCCD", "CMND/CCCD", "so_cccd"),
        messy=True,
    )


def full_name() -> Column:
    return Column(
        Kind.TEXT,
        Text("Họ và tên", "Full name"),
        Text("Họ, chữ đệm và tên, đúng như tệp gửi.", "Family, middle and given name, as delivered."),
        required=True,
        headings=("Họ tên", "Họ, chữ đệm, tên", "Tên", "ho_ten"),
        messy=True,
    )


def birth_date() -> Column:
    return Column(
        Kind.TEXT,
        Text("Ngày sinh", "Birth date"),
        Text(
            "Ngày sinh như tệp gửi: ngày/tháng/năm, tháng/năm, hoặc chỉ có năm.",
            "Birth date as delivered: day/month/year, month/year, or the year alone.",
        ),
        required=True,
        pattern=r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{4}|\d{4}",
        headings=("Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Năm sinh", "ngay_sinh"),
        messy=True,
    )


def sex() -> Column:
    return Column(
        Kind.TEXT,
        Text("Giới tính", "Sex"),
        Text("Giới tính theo giấy tờ.", "Sex as on the papers."),
        required=True,
        allowed=SEXES,
        headings=("Phái", "gioi_tinh"),
    )


def commune(required: bool = True) -> Column:
    return Column(
        Kind.UNIT,
        Text("Mã xã/phường", "Commune"),
        Text(
            "Mã 5 số của xã, phường tại ngày cuối tháng; tệp có thể còn ghi mã hoặc tên cũ trước 01/7/2025.",
            "5-digit commune code on the last day of the month; old codes or names from before"
            " 1 July 2025 still occur.",
        ),
        required=required,
        pattern=COMMUNE,
        headings=("Xã/phường", "Mã xã", "Phường/xã", "Xã, phường", "ma_xa"),
        messy=True,
    )


def hamlet() -> Column:
    return Column(
        Kind.UNIT,
        Text("Mã ấp/khu vực", "Hamlet"),
        Text("Mã ấp, khu vực: mã xã, gạch nối, 2 số.", "Hamlet code: commune code, hyphen, 2 digits."),
        pattern=HAMLET,
        headings=("Ấp/khu vực", "Khu vực", "Ấp", "Thôn/tổ", "Khóm/ấp", "ma_ap"),
        messy=True,
    )


def flag(label: Text, meaning: Text, *headings: str) -> Column:
    return Column(Kind.FLAG, label, meaning, required=True, headings=headings)
