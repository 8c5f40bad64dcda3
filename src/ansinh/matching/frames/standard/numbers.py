"""Which personal ID and SI number does a row really give, and what was wrong with them?

Almost every number is right as it stands. The texts that are not are worked out once each, beside the rows.
"""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from ansinh.base import identifiers

_LENGTH, _SI_LENGTH = 12, 10
_NOTHING = ibis.null("string")
_SI = r"^\d{10}$"
_ADDED = r"[\s\x{a0}\x{200b}\x{feff}.,'’`\"-]+"
_FLOAT = r"^[\s'’`\"]*\d+[.,]0+\s*$"


def _any_of(codes: set[str]) -> str:
    """A pattern for any of these codes of two digits."""
    tens = sorted({code[0] for code in codes})
    return "|".join(f"{ten}[{''.join(sorted(code[1] for code in codes if code[0] == ten))}]" for ten in tens)


_STRUCTURE = rf"^(0({_any_of(set(identifiers.BIRTH_PROVINCES))})|[1-9]\d\d)[0-5]\d{{8}}$"
_ONE_ZERO = _any_of({code for code in identifiers.BIRTH_PROVINCES if code[0] == "0"}).partition("[")[2][:-1]
_SI_LOST_ZERO = rf"^[{_ONE_ZERO}]\d{{8}}$"


def with_numbers(rows: ir.Table, said: ir.Table, on: dt.date) -> ir.Table:
    """`rows` with `personal_id_found`, `si_number_found`: string, NULL unless their structure holds, and what was
    done as codes of `repairs.Repair`: `personal_id_repair`, `si_number_repair`.

    A personal ID may stand in the column of SI numbers (since 1 August 2025), an SI number on a card. A lost zero is
    restored only where the structure then holds and the written birth year and sex do not speak against it.
    In:  rows: personal_id, si_number, card: string as delivered, sex_written: string, birth_year: int64; said: where
         the numbers can be read before anything was worked out (cheaper for engines).
    """
    rows = _joined(rows, _odd_ids(said), "personal_id", "_id")
    rows = _joined(rows, _odd_si_numbers(said, on), "si_number", "_si")
    rows = _joined(rows, _cards(said), "card", "_card")
    has_id = rows.personal_id.notnull() & rows._id_digits.isnull()
    has_si = rows.si_number.notnull() & rows._si_digits.isnull()
    restored = _unopposed(rows)
    found = ibis.coalesce(has_id.ifelse(rows.personal_id, rows._id_whole), restored, rows._si_as_id)
    rows = rows.mutate(
        personal_id_found=found,
        si_number_found=ibis.coalesce(
            has_si.ifelse(rows.si_number, rows._si_whole), rows._si_with_zero, rows._card_number
        ),
        personal_id_repair=has_id.ifelse(_NOTHING, _id_repair(rows, restored)),
        si_number_repair=has_si.ifelse(_NOTHING, _si_repair(rows, found)),
    )
    worked = [name for name in rows.columns if name.startswith(("_id_", "_si_", "_card_"))]
    return rows.drop(*worked)


def sex_of(number: ir.StringValue) -> ir.StringValue:
    """M or F from the digit of century and sex."""
    return ibis.cases((number.isnull(), _NOTHING), (number.re_search(r"^\d{3}[024]"), "M"), else_="F")


def birth_year_of(number: ir.StringValue) -> ir.IntegerValue:
    """The birth year that a personal ID holds."""
    century = number.substr(3, 1).try_cast("int64") / ibis.literal(2, "int64")
    year = number.substr(4, 2).try_cast("int64")
    return century.floor().cast("int64") * ibis.literal(100, "int64") + year + ibis.literal(1900, "int64")


def _joined(rows: ir.Table, odd: ir.Table, column: str, prefix: str) -> ir.Table:
    named = odd.rename({f"{prefix}_{name}": name for name in odd.columns})
    return rows.left_join(named, rows[column] == named[f"{prefix}_text"])


def _odd_ids(rows: ir.Table) -> ir.Table:
    """text, digits, whole, padded (with lost zeros), lost (how many): each text that is no personal ID as it stands."""
    odd = _texts(rows, "personal_id").filter(~ibis._.text.re_search(_STRUCTURE))
    odd = odd.mutate(digits=_digits(odd.text)).distinct()
    odd = odd.mutate(
        long=odd.digits.re_search(r"^\d{10,11}$").ifelse(odd.digits.lpad(_LENGTH, "0"), _NOTHING)
    )
    return odd.select(
        "text", "digits", whole=_shaped(odd.digits, _STRUCTURE), padded=_shaped(odd["long"], _STRUCTURE)
    )


def _odd_si_numbers(rows: ir.Table, on: dt.date) -> ir.Table:
    """text, digits, whole, with_zero, as_id: each text that is no SI number as it stands."""
    odd = _texts(rows, "si_number").filter(~ibis._.text.re_search(_SI))
    odd = odd.mutate(digits=_digits(odd.text)).distinct()
    accepted = on >= identifiers.PERSONAL_ID_IS_SI_NUMBER_SINCE
    return odd.select(
        "text", "digits", whole=_shaped(odd.digits, _SI),
        with_zero=ibis.literal("0") + _shaped(odd.digits, _SI_LOST_ZERO),
        as_id=_shaped(odd.digits, _STRUCTURE) if accepted else _NOTHING,
    )  # fmt: skip


def _cards(rows: ir.Table) -> ir.Table:
    """text, number: the SI number on each health insurance card of 15 characters or 10 digits, where it is needed."""
    needed = _texts(rows.filter(rows.si_number.isnull()), "card")
    bare = needed.text.upper().re_replace(_ADDED, "")
    return needed.select("text", number=_shaped(bare, r"^([A-Z]{2}[1-5]\d{2})?\d{10}$").right(_SI_LENGTH))


def _texts(rows: ir.Table, column: str) -> ir.Table:
    return rows.select(text=column).filter(ibis._.text.notnull()).distinct()


def _digits(text: ir.StringValue) -> ir.StringValue:
    """Without what typing and spreadsheets add (may be empty)."""
    whole = text.re_search(_FLOAT).ifelse(text.re_replace(r"[.,]0+\s*$", ""), text)
    return whole.re_replace(_ADDED, "")


def _shaped(text: ir.StringValue, pattern: str) -> ir.StringValue:
    return text.re_search(pattern).ifelse(text, _NOTHING)


def _unopposed(rows: ir.Table) -> ir.StringValue:
    """The ID with its zeros again: one lost, or two where birth year and sex both agree."""
    year, sex = birth_year_of(rows._id_padded) == rows.birth_year, sex_of(rows._id_padded) == rows.sex_written
    surely = year.fill_null(False) & sex.fill_null(False)
    unopposed = year.fill_null(True) & sex.fill_null(True)
    fits = (rows._id_digits.length() == _SI_LENGTH).ifelse(surely, unopposed)
    return fits.ifelse(rows._id_padded, _NOTHING)


def _id_repair(rows: ir.Table, restored: ir.StringValue) -> ir.StringValue:
    missing = rows._id_digits.fill_null("") == ""
    return ibis.cases(
        (missing & rows._si_as_id.notnull(), "id_in_si_column"),
        (missing, _NOTHING),
        (rows._id_whole.notnull(), "id_tidied"),
        (restored.notnull(), "id_zero_restored"),
        (rows._id_digits.re_search(r"^\d{9}$"), "id_of_nine_digits"),
        else_="id_not_well_formed",
    )


def _si_repair(rows: ir.Table, personal_id: ir.StringValue) -> ir.StringValue:
    missing = rows._si_digits.fill_null("") == ""
    return ibis.cases(
        (missing & rows._card_number.notnull(), "si_from_card"),
        (missing, _NOTHING),
        (rows._si_whole.notnull(), "si_tidied"),
        (rows._si_with_zero.notnull(), "si_zero_restored"),
        ((rows._si_as_id != personal_id).fill_null(False), "si_is_another_id"),
        (rows._si_as_id.notnull(), "si_is_personal_id"),
        else_="si_not_well_formed",
    )
