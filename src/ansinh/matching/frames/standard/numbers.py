"""Which personal ID and SI number does a row really give, and what was wrong with them?

Almost every number is right as it stands, so each expression asks that first; engines then work out the rest
for the few other rows only.
"""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from ansinh.base import identifiers

_LENGTH, _SI_LENGTH = 12, 10
_CODES = "|".join(sorted(identifiers.BIRTH_PROVINCES))
_STRUCTURE = rf"^(0({_CODES})|[1-9]\d\d)[0-5]\d{{8}}$"
_SI = r"^\d{10}$"
_FIRST_AFTER_ZERO = "".join(sorted(code[1] for code in identifiers.BIRTH_PROVINCES if code[0] == "0"))
_SI_LOST_ZERO = rf"^[{_FIRST_AFTER_ZERO}]\d{{8}}$"
_ADDED = r"[\s\x{a0}\x{200b}\x{feff}.,'’`\"-]+"
_FLOAT = r"^\s*\d+[.,]0+\s*$"
_NOTHING = ibis.null("string")


def personal_id(rows: ir.Table, on: dt.date) -> ir.StringValue:
    """The personal ID of each row, NULL unless its structure holds.

    It may stand in the column of SI numbers (since 1 August 2025). A lost zero is restored only where the
    structure then holds and the written birth year and sex do not speak against it.
    In: personal_id, si_number: string as delivered, sex_written: string, birth_year: int64.
    """
    own = _digits(rows.personal_id)
    mended = ibis.coalesce(_well_formed(own), _restored(own, rows), id_of_si(rows, on))
    return ibis.ifelse(rows.personal_id.re_search(_STRUCTURE).fill_null(False), rows.personal_id, mended)


def si_number(rows: ir.Table) -> ir.StringValue:
    """The SI number of each row, ten digits or NULL; where the column has none, the one on the HI card.

    In: si_number, card: string as delivered.
    """
    own = _digits(rows.si_number)
    mended = ibis.coalesce(_shaped(own, _SI), _zero_before(own), _of_card(rows.card))
    return ibis.ifelse(rows.si_number.re_search(_SI).fill_null(False), rows.si_number, mended)


def id_of_si(rows: ir.Table, on: dt.date) -> ir.StringValue:
    """The personal ID that stands in the column of SI numbers, or NULL."""
    if on < identifiers.PERSONAL_ID_IS_SI_NUMBER_SINCE:
        return _NOTHING
    found = _well_formed(_digits(rows.si_number))
    return ibis.ifelse(rows.si_number.re_search(_SI).fill_null(True), _NOTHING, found)


def sex_of(number: ir.StringValue) -> ir.StringValue:
    """M or F from the digit of century and sex."""
    digit = number.substr(3, 1)
    return ibis.cases((digit.isnull(), _NOTHING), (digit.isin(["0", "2", "4"]), "M"), else_="F")


def birth_year_of(number: ir.StringValue) -> ir.IntegerValue:
    digit = number.substr(3, 1)
    century = ibis.cases((digit.isin(["0", "1"]), "19"), (digit.isin(["2", "3"]), "20"), else_="21")
    return (century + number.substr(4, 2)).try_cast("int64")


def personal_id_repair(rows: ir.Table, on: dt.date) -> ir.StringValue:
    """What was done with the personal ID: a code of `repairs.Repair`, or NULL.

    In: as `personal_id`, and personal_id_found.
    """
    own = _digits(rows.personal_id)
    missing = rows.personal_id.fill_null("").strip() == ""
    return ibis.cases(
        ((rows.personal_id_found == rows.personal_id).fill_null(False), _NOTHING),
        (missing & rows.personal_id_found.notnull(), "id_in_si_column"),
        (missing, _NOTHING),
        ((rows.personal_id_found == own).fill_null(False), "id_tidied"),
        (_restored(own, rows).notnull(), "id_zero_restored"),
        (own.re_search(r"^\d{9}$").fill_null(False), "id_of_nine_digits"),
        else_="id_not_well_formed",
    )


def si_number_repair(rows: ir.Table, on: dt.date) -> ir.StringValue:
    """What was done with the SI number: a code of `repairs.Repair`, or NULL.

    In: as `si_number`, and si_number_found, personal_id_found.
    """
    own, by_id = _digits(rows.si_number), id_of_si(rows, on)
    missing = rows.si_number.fill_null("").strip() == ""
    return ibis.cases(
        ((rows.si_number_found == rows.si_number).fill_null(False), _NOTHING),
        (missing & rows.si_number_found.notnull(), "si_from_card"),
        (missing, _NOTHING),
        ((rows.si_number_found == own).fill_null(False), "si_tidied"),
        (_zero_before(own).notnull(), "si_zero_restored"),
        ((by_id != rows.personal_id_found).fill_null(False), "si_is_another_id"),
        (by_id.notnull(), "si_is_personal_id"),
        else_="si_not_well_formed",
    )


def _digits(text: ir.StringValue) -> ir.StringValue:
    """Without what typing and spreadsheets add; NULL when nothing is left."""
    whole = ibis.ifelse(text.re_search(_FLOAT), text.re_replace(r"[.,]0+\s*$", ""), text)
    return whole.re_replace(_ADDED, "").nullif("")


def _shaped(text: ir.StringValue, pattern: str) -> ir.StringValue:
    return ibis.ifelse(text.re_search(pattern), text, _NOTHING)


def _well_formed(number: ir.StringValue) -> ir.StringValue:
    return _shaped(number, _STRUCTURE)


def _zero_before(number: ir.StringValue) -> ir.StringValue:
    """The SI number with its zero again, if the code of its province then exists."""
    return ibis.literal("0") + _shaped(number, _SI_LOST_ZERO)


def _restored(number: ir.StringValue, rows: ir.Table) -> ir.StringValue:
    """The ID with its zeros again: one lost, or two where birth year and sex both agree."""
    padded = _well_formed(_shaped(number, r"^\d{10,11}$").lpad(_LENGTH, "0"))
    year, sex = birth_year_of(padded) == rows.birth_year, sex_of(padded) == rows.sex_written
    surely = year.fill_null(False) & sex.fill_null(False)
    unopposed = year.fill_null(True) & sex.fill_null(True)
    return ibis.ifelse(ibis.ifelse(number.length() == _SI_LENGTH, surely, unopposed), padded, _NOTHING)


def _of_card(card: ir.StringValue) -> ir.StringValue:
    """The SI number on a health insurance card of 15 characters or 10 digits."""
    bare = card.upper().re_replace(_ADDED, "")
    return _shaped(bare, r"^([A-Z]{2}[1-5]\d{2})?\d{10}$").right(_SI_LENGTH)
