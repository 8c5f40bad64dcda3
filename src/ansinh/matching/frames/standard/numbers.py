"""Which personal ID and SI number does a row really give, and what was wrong with them?"""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from ansinh.base import identifiers

_LENGTH, _SI_LENGTH = 12, 10
_CODES = "|".join(sorted(identifiers.BIRTH_PROVINCES))
_STRUCTURE = rf"^(0({_CODES})|[1-9]\d\d)[0-5]\d{{8}}$"
_SI_LOST_ZERO = (
    rf"^({'|'.join(sorted(code[1] for code in identifiers.BIRTH_PROVINCES if code[0] == '0'))})\d{{8}}$"
)
_ADDED = r"[\s\x{a0}\x{200b}\x{feff}.,'’`\"-]+"
_FLOAT = r"^\d+[.,]0+$"


def with_numbers(rows: ir.Table, on: dt.date) -> ir.Table:
    """`rows` with `personal_id_found`, `si_number_found`, `id_sex`: string, `id_birth_year`: int64, and
    `personal_id_repair`, `si_number_repair`: string (codes of `repairs.Repair`).

    A number is NULL unless its structure holds. A lost zero is restored only where the structure then holds and
    a written birth year or sex does not speak against it.
    In:  personal_id, si_number, card: string as delivered, sex_written: string, birth_year: int64.
    """
    rows = rows.mutate(_id=_digits(rows.personal_id), _si=_digits(rows.si_number))
    rows = rows.mutate(_id_of_si=_personal(rows._si) if on >= _SINCE else ibis.null("string"))
    rows = rows.mutate(_whole=_personal(rows._id), _restored=_restored(rows))
    rows = rows.mutate(personal_id_found=ibis.coalesce(rows._whole, rows._restored, rows._id_of_si))
    own_si = ibis.ifelse(rows._si.re_search(r"^\d{10}$"), rows._si, ibis.null("string"))
    zero = ibis.ifelse(rows._si.re_search(_SI_LOST_ZERO), ibis.literal("0") + rows._si, ibis.null("string"))
    rows = rows.mutate(_own_si=own_si, _zero_si=zero, _card_si=_of_card(rows.card))
    rows = rows.mutate(
        si_number_found=ibis.coalesce(rows._own_si, rows._zero_si, rows._card_si),
        id_sex=_sex_of(rows.personal_id_found), id_birth_year=_year_of(rows.personal_id_found),
    )  # fmt: skip
    rows = rows.mutate(personal_id_repair=_id_repair(rows), si_number_repair=_si_repair(rows))
    return rows.drop("_id", "_si", "_id_of_si", "_whole", "_restored", "_own_si", "_zero_si", "_card_si")


_SINCE = identifiers.PERSONAL_ID_IS_SI_NUMBER_SINCE


def _digits(text: ir.StringValue) -> ir.StringValue:
    """Without what typing and spreadsheets add; NULL when nothing is left."""
    plain = text.re_search(r"^\d+$")
    whole = ibis.ifelse(text.re_search(_FLOAT), text.re_replace(r"[.,]0+$", ""), text)
    return ibis.ifelse(plain, text, whole.re_replace(_ADDED, "")).nullif("")


def _personal(number: ir.StringValue) -> ir.StringValue:
    return ibis.ifelse(number.re_search(_STRUCTURE), number, ibis.null("string"))


def _restored(rows: ir.Table) -> ir.StringValue:
    """The ID with its zeros again: one lost, or two where birth year and sex both agree."""
    short = rows._id.re_search(r"^\d{10,11}$")
    padded = _personal(ibis.ifelse(short, rows._id, ibis.null("string")).lpad(_LENGTH, "0"))
    year, sex = _year_of(padded) == rows.birth_year, _sex_of(padded) == rows.sex_written
    unopposed = year.fill_null(True) & sex.fill_null(True)
    sure = ibis.ifelse(
        rows._id.length() == _SI_LENGTH, year.fill_null(False) & sex.fill_null(False), unopposed
    )
    return ibis.ifelse(sure, padded, ibis.null("string"))


def _of_card(card: ir.StringValue) -> ir.StringValue:
    """The SI number on a health insurance card of 15 characters or 10 digits."""
    bare = card.upper().re_replace(_ADDED, "")
    holds = bare.re_search(r"^([A-Z]{2}[1-5]\d{2})?\d{10}$")
    return ibis.ifelse(holds, bare.right(_SI_LENGTH), ibis.null("string"))


def _sex_of(number: ir.StringValue) -> ir.StringValue:
    """M or F from the digit of century and sex."""
    digit = number.substr(3, 1)
    return ibis.cases((digit.isnull(), ibis.null("string")), (digit.isin(["0", "2", "4"]), "M"), else_="F")


def _year_of(number: ir.StringValue) -> ir.IntegerValue:
    digit = number.substr(3, 1)
    century = ibis.cases((digit.isin(["0", "1"]), "19"), (digit.isin(["2", "3"]), "20"), else_="21")
    return (century + number.substr(4, 2)).try_cast("int64")


def _id_repair(rows: ir.Table) -> ir.StringValue:
    missing = rows.personal_id.fill_null("").strip() == ""
    return ibis.cases(
        (missing & rows._id_of_si.notnull(), "id_in_si_column"),
        (missing, ibis.null("string")),
        (rows._whole.notnull() & (rows._whole == rows.personal_id), ibis.null("string")),
        (rows._whole.notnull(), "id_tidied"),
        (rows._restored.notnull(), "id_zero_restored"),
        (rows._id.re_search(r"^\d{9}$"), "id_of_nine_digits"),
        else_="id_not_well_formed",
    )


def _si_repair(rows: ir.Table) -> ir.StringValue:
    missing = rows.si_number.fill_null("").strip() == ""
    contradicts = rows._id_of_si.notnull() & (rows._id_of_si != rows.personal_id_found)
    return ibis.cases(
        (missing & rows._card_si.notnull(), "si_from_card"),
        (missing, ibis.null("string")),
        (rows._own_si.notnull() & (rows._own_si == rows.si_number), ibis.null("string")),
        (rows._own_si.notnull(), "si_tidied"),
        (rows._zero_si.notnull(), "si_zero_restored"),
        (contradicts.fill_null(False), "si_is_another_id"),
        (rows._id_of_si.notnull(), "si_is_personal_id"),
        else_="si_not_well_formed",
    )
