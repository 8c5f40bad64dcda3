"""What can be wrong in a column of the register, and in which rows is it?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import duckdb

from ansinh import territory
from ansinh.base.errors import NotYetKnown
from ansinh.base.months import Month
from ansinh.intake.frames.tables import Table, columns_in, quoted
from ansinh.intake.frames.values import BIRTH, NUMBERS, day, digits
from ansinh.intake.rules.numbers import Decision, Reading
from ansinh.intake.terms import Severity, is_commune
from ansinh.registers.schemas import Column, Kind, Register

PAID_ON = "paid_on"
_SCIENTIFIC = r"\d(\.\d+)?[eE][+]?\d+"
_EXCEL_ERROR = r"#(N/A|REF!|VALUE!|DIV/0!|NAME[?]|NUM!|NULL!)"
_PRINTED = r"""regexp_extract(coalesce(nullif(trim(unit_known_as), ''), trim(unit), ''), '(\d{5}-\d{2}|\d{5}|\d{2})$', 1)"""
"""The code of a reported figure's unit, as `indicators.frames.reported` takes it."""
_NOT_A = {
    Kind.DAY: "not_a_day",
    Kind.MONTH: "not_a_month",
    Kind.FLAG: "not_a_flag",
    Kind.DECIMAL: "not_a_number",
}


@dataclass(frozen=True)
class Check:
    """One thing that can be wrong. `where` holds for the rows of `checked` that have it.

    In `checked`, a column's value stands under its name and the text of its cell under `said:` + name.
    """

    code: str
    severity: Severity
    column: str
    where: str
    values: dict[str, str | int] = field(default_factory=dict)


def checks(table: Table, register: type[Register], month: Month, decided: dict[str, Decision]) -> list[Check]:
    """Every check of cells that this file needs, for all columns that it has."""
    found: list[Check] = []
    for name, column in columns_in(register, table.header).items():
        found += _of_any(name, column, table)
        found += _of_kind(name, column, table, decided)
        if name == BIRTH:
            found += _of_births(name, month)
    return found


def _of_any(name: str, column: Column, table: Table) -> Iterator[Check]:
    said, value = f'"said:{name}"', f'"{name}"'
    if column.required and (table.typed or column.kind is not Kind.FLAG):
        yield Check("missing_value", Severity.ERROR, name, f"{said} IS NULL")
    if not table.typed:
        yield Check("excel_error", Severity.ERROR, name, f"regexp_full_match({said}, '{_EXCEL_ERROR}')")
    if column.allowed:
        listed = ", ".join(quoted(code) for code in column.allowed)
        wrong = f"{said} IS NOT NULL AND ({value} IS NULL OR {value} NOT IN ({listed}))"
        names = ", ".join(str(meaning.vi) for meaning in column.allowed.values())
        yield Check("not_allowed", Severity.ERROR, name, wrong, {"allowed": names})
    elif column.pattern:
        yield from _of_pattern(name, column, table)


def _of_pattern(name: str, column: Column, table: Table) -> Iterator[Check]:
    value = f'"{name}"'
    lengths = digits(column)
    wrong = f"{value} IS NOT NULL AND NOT regexp_full_match({value}, {quoted(column.pattern)})"
    if lengths and not table.typed:
        yield Check("scientific", Severity.ERROR, name, f"regexp_full_match({value}, '{_SCIENTIFIC}')")
        short = _shortened(value, lengths)
        lost = f"{wrong} AND {short} AND NOT starts_with_zero[{quoted(name)}]"
        yield Check("lost_zeros", Severity.ERROR, name, lost)
        wrong += f" AND NOT regexp_full_match({value}, '{_SCIENTIFIC}')"
        wrong += f" AND NOT ({short} AND NOT starts_with_zero[{quoted(name)}])"
    severity = Severity.WARNING if column.messy else Severity.ERROR
    yield Check("wrong_pattern", severity, name, wrong)


def _shortened(value: str, lengths: tuple[int, ...]) -> str:
    """Digits alone, and one to three fewer than an identifier of this column has."""
    fewer = sorted({length - lost for length in lengths for lost in (1, 2, 3)} - set(lengths))
    return f"(regexp_full_match({value}, '\\d+') AND length({value}) IN ({', '.join(map(str, fewer))}))"


def _of_kind(name: str, column: Column, table: Table, decided: dict[str, Decision]) -> Iterator[Check]:
    said, value = f'"said:{name}"', f'"{name}"'
    unread = f"{said} IS NOT NULL AND {value} IS NULL AND NOT regexp_full_match({said}, '{_EXCEL_ERROR}')"
    if column.kind is Kind.DAY:
        yield Check(
            "implausible_day",
            Severity.ERROR,
            name,
            f"{value} NOT BETWEEN DATE '1900-01-01' AND DATE '2100-12-31'",
        )
    if table.typed:
        return
    if column.kind is Kind.DAY:
        part = f"regexp_full_match({said}, '(\\d{{1,2}}[/-])?[12]\\d{{3}}')"
        yield Check("only_a_year", Severity.ERROR, name, f"{unread} AND {part}")
        yield Check("not_a_day", Severity.ERROR, name, f"{unread} AND NOT {part}")
    elif column.kind in (Kind.COUNT, Kind.MONEY):
        if decided[name].reading is not Reading.AMBIGUOUS:
            number = f"regexp_full_match({said}, '[+-]?[0-9][0-9., ]*')"
            yield Check("not_whole", Severity.ERROR, name, f"{unread} AND {number}")
            yield Check("not_a_number", Severity.ERROR, name, f"{unread} AND NOT {number}")
    elif column.kind in _NOT_A and not (
        column.kind in NUMBERS and decided[name].reading is Reading.AMBIGUOUS
    ):
        yield Check(_NOT_A[column.kind], Severity.ERROR, name, unread)


def _of_births(name: str, month: Month) -> Iterator[Check]:
    value, last = f'"{name}"', month.last_day
    full = f"regexp_full_match({value}, '\\d{{1,2}}/\\d{{1,2}}/\\d{{4}}')"
    born = day(value)
    yield Check("not_a_day", Severity.WARNING, name, f"{full} AND {born} IS NULL")
    late = f"{full} AND {born} > DATE '{last}' OR regexp_full_match({value}, '\\d{{4}}') AND {value} > '{last.year}'"
    yield Check("in_the_future", Severity.WARNING, name, late, {"day": f"{last:%d/%m/%Y}"})


def geography(con: duckdb.DuckDBPyConnection, table: Table, register: type[Register], on: dt.date) -> dt.date:
    """The day whose unit codes the file uses: `on`, or the last reform when an old month is sent restated.

    A file counts as restated when most of its codes were no unit's on `on`, and most are one's now.
    """
    found = {code for name in _unit_columns(table, register) for code in _codes(con, name)}
    newest = max(territory.change_days())
    restated = on < newest and 2 * len(found - valid_units(on)) > len(found) > 2 * len(
        found - valid_units(newest)
    )
    return newest if restated else on


def unit_checks(
    con: duckdb.DuckDBPyConnection, table: Table, register: type[Register], on: dt.date, province: str
) -> Iterator[Check]:
    """The checks of unit codes that no unit had on `on`. Messy columns are warned about, others returned."""
    for name in _unit_columns(table, register):
        wrong = list(_codes(con, name) - valid_units(on))
        if wrong:
            con.execute(f'CREATE OR REPLACE TEMP TABLE "wrong:{name}" AS SELECT unnest(?) AS code', [wrong])
            severity = Severity.WARNING if register.columns[name].messy else Severity.ERROR
            where = f'split_part("{name}", \'-\', 1) IN (SELECT code FROM "wrong:{name}")'
            yield Check("unknown_unit", severity, name, where, {"day": f"{on:%d/%m/%Y}"})
        elsewhere = (
            list((_codes(con, name) & valid_units(on)) - _within(province, on))
            if _as_today(province, on)
            else []
        )
        if elsewhere:
            con.execute(
                f'CREATE OR REPLACE TEMP TABLE "other:{name}" AS SELECT unnest(?) AS code', [elsewhere]
            )
            where = f'split_part("{name}", \'-\', 1) IN (SELECT code FROM "other:{name}")'
            yield Check("other_province", Severity.WARNING, name, where, {"province": province})


def _as_today(province: str, on: dt.date) -> bool:
    """Did the province have its present extent on that day? Before, its parts were other provinces."""
    return bool(province) and on >= territory.unit(province, max(territory.change_days())).since


@lru_cache(maxsize=8)
def _within(province: str, on: dt.date) -> frozenset[str]:
    return frozenset({province, *(unit.code for unit in territory.units(on, within=province))})


def _unit_columns(table: Table, register: type[Register]) -> list[str]:
    return [name for name, column in columns_in(register, table.header).items() if column.kind is Kind.UNIT]


def _codes(con: duckdb.DuckDBPyConnection, name: str) -> set[str]:
    """The unit codes of a column, without their hamlets; what is no code at all is another check's."""
    found = con.execute(
        f'SELECT DISTINCT split_part("{name}", \'-\', 1) FROM checked WHERE "{name}" IS NOT NULL'
    )
    return {code for (code,) in found.fetchall() if code.isdigit()}


@lru_cache(maxsize=8)
def valid_units(on: dt.date) -> frozenset[str]:
    """Every unit's code on a day; empty before the first day that the catalogue knows."""
    try:
        return frozenset(unit.code for unit in territory.units(on))
    except NotYetKnown:
        return frozenset()


def key_check(con: duckdb.DuckDBPyConnection, table: Table, register: type[Register]) -> Check | None:
    """The check that no two rows have the same key, if two have."""
    if not register.key or not set(register.key) <= set(table.header.places):
        return None
    key = ", ".join(f'"{name}"' for name in register.key)
    filled = " AND ".join(f'"{name}" IS NOT NULL' for name in register.key)
    twice = f"SELECT {key} FROM checked WHERE {filled} GROUP BY {key} HAVING count(*) > 1"
    if con.execute(f"{twice} LIMIT 1").fetchone() is None:
        return None
    con.execute(f"CREATE OR REPLACE TEMP TABLE twice AS {twice}")
    names = ", ".join(register.columns[name].label.vi for name in register.key)
    return Check(
        "duplicate_key",
        Severity.ERROR,
        register.key[0],
        f"({key}) IN (SELECT ({key}) FROM twice)"
        if len(register.key) > 1
        else f"{key} IN (SELECT {key} FROM twice)",
        {"key": names},
    )


def sender_checks(table: Table, register: type[Register], sender: str) -> Iterator[Check]:
    """What a commune says of others: it reports on itself and its hamlets alone, whoever hands the file in."""
    if not is_commune(sender):
        return
    said = {name: f'"{name}"' for name in _unit_columns(table, register)}
    if "unit_known_as" in register.columns:
        said["unit"] = _PRINTED
    for name, code in said.items():
        foreign = f"split_part({code}, '-', 1) NOT IN ('', {quoted(sender)})"
        yield Check("not_your_area", Severity.ERROR, name, foreign, {"sender": sender})


def month_check(table: Table, register: type[Register], month: Month) -> Check | None:
    """Receipts outside the month they were sent for."""
    if PAID_ON not in columns_in(register, table.header):
        return None
    outside = f"\"{PAID_ON}\" NOT BETWEEN DATE '{month.first_day}' AND DATE '{month.last_day}'"
    return Check("months_mixed", Severity.WARNING, PAID_ON, outside, {"month": f"{month.month}/{month.year}"})
