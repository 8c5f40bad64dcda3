"""What does a row say of its person, in the form in which rows can be compared?

The delivered row is never changed: what was understood stands in a table of its own, what was mended or noted
beside it. `examined` does the work once; `standardised` and `repairs` show its two sides, `with_notes` both in short.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import ibis
import ibis.expr.types as ir

from ansinh.matching.frames.records import identities
from ansinh.matching.frames.repairs import as_delivered, codes, repairs_of
from ansinh.matching.frames.standard.dates import with_births
from ansinh.matching.frames.standard.names import folded, with_names
from ansinh.matching.frames.standard.numbers import birth_year_of, sex_of, with_numbers
from ansinh.matching.frames.standard.places import with_places

__all__ = ["COLUMNS", "examined", "folded", "repairs", "standardised", "told", "with_notes"]

COLUMNS = (
    "record", "register", "si_number", "personal_id", "name", "name_marked", "birth", "birth_year",
    "birth_month", "sex", "id_sex", "id_birth_year", "commune", "commune_candidates", "hamlet", "household",
)  # fmt: skip
"""The columns of every standardised table, in this order; NULL where the register does not tell."""

_DELIVERED = (
    "si_number", "card", "personal_id", "full_name", "birth_date", "sex", "commune", "hamlet", "household",
)  # fmt: skip
_MEN, _WOMEN = r"(?i)^\s*(m|nam|male|1)\s*$", r"(?i)^\s*(f|nữ|NỮ|nu|female|0|2)\s*$"


def standardised(rows: ir.Table, register: str, places: ir.Table | None, on: dt.date) -> ir.Table:
    """One row per record of `register`: what it says of its person, in comparable form.

    In:  rows with some of the identity columns as delivered; `places` as of `registers.places.known_places`
         (None: communes stay as written).
    Out: record, register: string; si_number (10 digits), personal_id (12), NULL if not well formed; name:
         string (folded), name_marked (accents kept, canonical tones); birth: date, birth_year: int64,
         birth_month: int64 (YYYYMM); sex: M or F, as written, else from the personal ID; id_sex, id_birth_year:
         int64, from the personal ID; commune: today's code, NULL if unknown or ambiguous; commune_candidates:
         the codes it can be, with spaces between; hamlet (only inside the commune); household.
    """
    return _understood(examined(told(rows, register), places, on))


def repairs(rows: ir.Table, register: str, places: ir.Table | None, on: dt.date) -> ir.Table:
    """One row per repair or note of a record. In: as `standardised`. Out: as `repairs.repairs_of`."""
    return repairs_of(with_notes(told(rows, register), places, on))


def with_notes(said: ir.Table, places: ir.Table | None, on: dt.date) -> ir.Table:
    """As `standardised`, with `notes`: string, the codes of `repairs.Repair` with spaces between (may be empty), and
    for rows with notes `said_…`: the columns that repairs are about, as delivered.

    In: `told`, of one register or of several.
    """
    worked = examined(said, places, on)
    worked = worked.mutate(notes=codes(worked))
    return _understood(worked, "notes", **as_delivered(worked))


def told(rows: ir.Table, register: str) -> ir.Table:
    """One row per record of `register`: record, register and all identity columns as delivered, or NULL."""
    said = identities(rows, register)
    columns = {name: said[name] if name in said.columns else ibis.null("string") for name in _DELIVERED}
    return said.select("record", register=ibis.literal(register), **columns)


def examined(said: ir.Table, places: ir.Table | None, on: dt.date) -> ir.Table:
    """One row per record: the columns as delivered, what was understood, and a code for each repair.

    Names, birth dates and wrong numbers are worked out once for each that occurs. In: `told`.
    """
    rows = said.mutate(sex_written=_sex(said.sex))
    rows = _beside(rows, said, "full_name", with_names)
    rows = _beside(rows, said, "birth_date", lambda dates: with_births(dates, on))
    rows = with_places(with_numbers(rows, said, on), places)
    number = rows.personal_id_found
    return rows.mutate(id_sex=sex_of(number), id_birth_year=birth_year_of(number))


def _understood(rows: ir.Table, *more: str, **others: ir.Value) -> ir.Table:
    return rows.select(
        "record", "register", *more, si_number=rows.si_number_found, personal_id=rows.personal_id_found,
        name=rows.name, name_marked=rows.name_marked, birth=rows.birth, birth_year=rows.birth_year,
        birth_month=rows.birth_month, sex=ibis.coalesce(rows.sex_written, rows.id_sex), id_sex=rows.id_sex,
        id_birth_year=rows.id_birth_year, commune=rows.commune_found,
        commune_candidates=rows.commune_candidates, hamlet=rows.hamlet_found, household=rows.household, **others,
    )  # fmt: skip


def _beside(rows: ir.Table, said: ir.Table, column: str, worked: Callable[[ir.Table], ir.Table]) -> ir.Table:
    """`rows` with what `worked` makes of each distinct value of `column`."""
    found = worked(said.select(column).distinct().filter(ibis._[column].notnull()))
    return rows.left_join(found, column).drop(f"{column}_right")


def _sex(said: ir.StringValue) -> ir.StringValue:
    """M, F or NULL, as written."""
    men, women = said.re_search(_MEN), said.re_search(_WOMEN)
    return ibis.cases(
        (said == "M", "M"), (said == "F", "F"), (men, "M"), (women, "F"), else_=ibis.null("string")
    )
