"""What was mended or noted in a delivered row, and what is it called?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import ibis
import ibis.expr.types as ir

from ansinh.base.texts import Text


@dataclass(frozen=True)
class _Said:
    label: Text
    column: str
    mended: bool


class Repair(StrEnum):
    """What was done with one value of a row. `mended` False: only noted, nothing could or should be changed."""

    NAME_COMPOSED = "name_composed"
    NAME_UNTITLED = "name_untitled"
    NAME_SPACED = "name_spaced"
    NAME_TONES = "name_tones"
    NAME_UNACCENTED = "name_unaccented"
    NAME_GIVEN_FIRST = "name_given_first"
    BIRTH_YEAR_ONLY = "birth_year_only"
    BIRTH_MONTH_ONLY = "birth_month_only"
    BIRTH_SERIAL = "birth_serial"
    BIRTH_MONTH_FIRST = "birth_month_first"
    BIRTH_WRITTEN_OTHERWISE = "birth_written_otherwise"
    BIRTH_IMPOSSIBLE = "birth_impossible"
    BIRTH_IN_FUTURE = "birth_in_future"
    BIRTH_TOO_LONG_AGO = "birth_too_long_ago"
    BIRTH_UNREADABLE = "birth_unreadable"
    BIRTH_FIRST_OF_JANUARY = "birth_first_of_january"
    ID_TIDIED = "id_tidied"
    ID_ZERO_RESTORED = "id_zero_restored"
    ID_IN_SI_COLUMN = "id_in_si_column"
    ID_OF_NINE_DIGITS = "id_of_nine_digits"
    ID_NOT_WELL_FORMED = "id_not_well_formed"
    SI_TIDIED = "si_tidied"
    SI_ZERO_RESTORED = "si_zero_restored"
    SI_FROM_CARD = "si_from_card"
    SI_IS_PERSONAL_ID = "si_is_personal_id"
    SI_IS_ANOTHER_ID = "si_is_another_id"
    SI_NOT_WELL_FORMED = "si_not_well_formed"
    SEX_FROM_ID = "sex_from_id"
    SEX_CONTRADICTS_ID = "sex_contradicts_id"
    BIRTH_CONTRADICTS_ID = "birth_contradicts_id"
    COMMUNE_FORMER_CODE = "commune_former_code"
    COMMUNE_BY_NAME = "commune_by_name"
    COMMUNE_AMBIGUOUS = "commune_ambiguous"
    COMMUNE_UNKNOWN = "commune_unknown"

    @property
    def label(self) -> Text:
        return _SAID[self].label

    @property
    def column(self) -> str:
        """The delivered column that it is about."""
        return _SAID[self].column

    @property
    def mended(self) -> bool:
        """Was a value understood otherwise than written? Else it was only noted."""
        return _SAID[self].mended


def repairs_of(rows: ir.Table) -> ir.Table:
    """One row per record and repair.

    In:  `standard.with_notes`. Out: record, register, column, before (as delivered), after (as understood, NULL
         when nothing was), repair: string (codes of `Repair`).
    """
    told = rows.filter(rows.notes != "")
    told = told.mutate(repair=told.notes.split(" ").unnest())
    column = ibis.cases(*((told.repair == one.value, one.column) for one in Repair), else_="")
    told = told.mutate(column=column)
    return told.select(
        "record", "register", "column", before=_before(told), after=_after(told), repair="repair"
    )


def as_delivered(rows: ir.Table) -> dict[str, ir.StringValue]:
    """`said_…`: what was delivered, of rows with notes. In: `standard.examined`, and notes."""
    noted = rows.notes != ""
    return {f"said_{name}": noted.ifelse(rows[name], ibis.null("string")) for name in _COLUMNS}


def codes(rows: ir.Table) -> ir.StringValue:
    """The codes of everything that was mended or noted in a row, with spaces between. In: `standard.examined`."""
    notes = (
        (rows.name_composed != rows.full_name.lower(), Repair.NAME_COMPOSED),
        (rows.name_untitled != rows.name_composed, Repair.NAME_UNTITLED),
        (rows.name_spaced != rows.name_untitled, Repair.NAME_SPACED),
        (rows.name_marked != rows.name_spaced, Repair.NAME_TONES),
        (rows.name_marked == rows.name, Repair.NAME_UNACCENTED),
        (rows.given_first, Repair.NAME_GIVEN_FIRST),
        (rows.sex_written.isnull() & rows.id_sex.notnull(), Repair.SEX_FROM_ID),
        (rows.sex_written != rows.id_sex, Repair.SEX_CONTRADICTS_ID),
        (rows.birth_year != rows.id_birth_year, Repair.BIRTH_CONTRADICTS_ID),
    )
    text = ibis.literal("")
    for found, code in notes:
        text = text + ibis.ifelse(found.fill_null(False), f"{code} ", "")
    for name in ("birth_repair", "personal_id_repair", "si_number_repair", "commune_repair"):
        text = text + rows[name].fill_null("") + " "
    return text.strip().re_replace(" +", " ")


def _before(told: ir.Table) -> ir.StringValue:
    return ibis.cases(
        *((told.column == name, told[f"said_{name}"]) for name in _COLUMNS), else_=ibis.null("string")
    )


def _after(told: ir.Table) -> ir.StringValue:
    """What was understood instead; for a contradiction what the personal ID says."""
    birth = ibis.coalesce(
        told.birth.cast("string"), told.birth_month.cast("string"), told.birth_year.cast("string")
    )
    return ibis.cases(
        (told.repair == Repair.BIRTH_CONTRADICTS_ID.value, told.id_birth_year.cast("string")),
        (told.column == "full_name", told.name_marked),
        (told.column == "birth_date", birth),
        (told.column == "personal_id", told.personal_id),
        (told.column == "si_number", told.si_number),
        (told.column == "sex", told.id_sex),
        (told.column == "commune", told.commune),
        else_=ibis.null("string"),
    )


_COLUMNS = ("full_name", "birth_date", "personal_id", "si_number", "sex", "commune")


def _said(column: str, vi: str, en: str, *, mended: bool = False) -> _Said:
    return _Said(Text(vi, en), column, mended)


_SAID = {
    Repair.NAME_COMPOSED: _said("full_name", "Ghép dấu rời vào chữ", "Loose accents joined to their letters", mended=True),
    Repair.NAME_UNTITLED: _said("full_name", "Bỏ danh xưng trước họ tên", "Title before the name taken off", mended=True),
    Repair.NAME_SPACED: _said("full_name", "Bỏ khoảng trắng, dấu câu, ghi chú thừa", "Spaces, signs or a note taken out", mended=True),
    Repair.NAME_TONES: _said("full_name", "Chuyển vị trí dấu thanh (hoà → hòa)", "Tone mark put in its usual place (hoà → hòa)", mended=True),
    Repair.NAME_UNACCENTED: _said("full_name", "Họ tên không dấu", "Name without accents"),
    Repair.NAME_GIVEN_FIRST: _said("full_name", "Có thể tên đứng trước họ", "The given name may stand before the family name"),
    Repair.BIRTH_YEAR_ONLY: _said("birth_date", "Chỉ có năm sinh", "Year of birth alone"),
    Repair.BIRTH_MONTH_ONLY: _said("birth_date", "Chỉ có tháng và năm sinh", "Month and year of birth alone"),
    Repair.BIRTH_SERIAL: _said("birth_date", "Đọc số thứ tự ngày của bảng tính", "Spreadsheet day number read as a date", mended=True),
    Repair.BIRTH_MONTH_FIRST: _said("birth_date", "Tháng viết trước ngày", "Month written before the day", mended=True),
    Repair.BIRTH_WRITTEN_OTHERWISE: _said("birth_date", "Ngày viết theo cách khác", "Date written in another way", mended=True),
    Repair.BIRTH_IMPOSSIBLE: _said("birth_date", "Ngày không có trong lịch", "A day that does not exist"),
    Repair.BIRTH_IN_FUTURE: _said("birth_date", "Ngày sinh sau ngày lập sổ", "Born after the register's day"),
    Repair.BIRTH_TOO_LONG_AGO: _said("birth_date", "Ngày sinh quá xa", "Born too long ago"),
    Repair.BIRTH_UNREADABLE: _said("birth_date", "Không đọc được ngày sinh", "Birth date cannot be read"),
    Repair.BIRTH_FIRST_OF_JANUARY: _said("birth_date", "Sinh ngày 01/01, có thể chỉ biết năm", "Born on 1 January: perhaps only the year is known"),
    Repair.ID_TIDIED: _said("personal_id", "Bỏ ký tự thừa trong số định danh", "Other signs taken out of the personal ID", mended=True),
    Repair.ID_ZERO_RESTORED: _said("personal_id", "Trả lại số 0 ở đầu số định danh", "Leading zero of the personal ID restored", mended=True),
    Repair.ID_IN_SI_COLUMN: _said("personal_id", "Lấy số định danh ghi ở cột mã số BHXH", "Personal ID taken from the column of SI numbers", mended=True),
    Repair.ID_OF_NINE_DIGITS: _said("personal_id", "Số chứng minh nhân dân 9 số cũ", "Old identity card of nine digits"),
    Repair.ID_NOT_WELL_FORMED: _said("personal_id", "Số định danh sai cấu trúc", "Personal ID of a wrong structure"),
    Repair.SI_TIDIED: _said("si_number", "Bỏ ký tự thừa trong mã số BHXH", "Other signs taken out of the SI number", mended=True),
    Repair.SI_ZERO_RESTORED: _said("si_number", "Trả lại số 0 ở đầu mã số BHXH", "Leading zero of the SI number restored", mended=True),
    Repair.SI_FROM_CARD: _said("si_number", "Lấy mã số BHXH trên thẻ BHYT", "SI number taken from the HI card", mended=True),
    Repair.SI_IS_PERSONAL_ID: _said("si_number", "Cột mã số BHXH ghi số định danh", "The column of SI numbers holds a personal ID"),
    Repair.SI_IS_ANOTHER_ID: _said("si_number", "Cột mã số BHXH ghi một số định danh khác", "The column of SI numbers holds another personal ID"),
    Repair.SI_NOT_WELL_FORMED: _said("si_number", "Mã số BHXH sai cấu trúc", "SI number of a wrong structure"),
    Repair.SEX_FROM_ID: _said("sex", "Lấy giới tính theo số định danh", "Sex taken from the personal ID", mended=True),
    Repair.SEX_CONTRADICTS_ID: _said("sex", "Giới tính khác với số định danh", "Sex differs from the personal ID"),
    Repair.BIRTH_CONTRADICTS_ID: _said("birth_date", "Năm sinh khác với số định danh", "Birth year differs from the personal ID"),
    Repair.COMMUNE_FORMER_CODE: _said("commune", "Đổi mã xã cũ sang xã hiện nay", "Former commune code put into today's", mended=True),
    Repair.COMMUNE_BY_NAME: _said("commune", "Tìm xã theo tên", "Commune found by its name", mended=True),
    Repair.COMMUNE_AMBIGUOUS: _said("commune", "Có thể là nhiều xã, không chọn thay", "Can be several communes; none was chosen"),
    Repair.COMMUNE_UNKNOWN: _said("commune", "Không nhận ra xã", "Commune not recognised"),
}  # fmt: skip
