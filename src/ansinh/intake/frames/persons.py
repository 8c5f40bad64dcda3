"""Which rows of a delivery name a person twice, two persons by one number, the dead, or made-up birthdays?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from ansinh.base.months import Month
from ansinh.intake.frames.checks import Check
from ansinh.intake.frames.tables import Table, quoted
from ansinh.intake.rules import expectations
from ansinh.intake.rules.expectations import share
from ansinh.intake.terms import Severity
from ansinh.registers.schemas import Kind, Register

ID, SI, NAME, BIRTH = "personal_id", "si_number", "full_name", "birth_date"
_WELL_FORMED = {ID: r"\d{12}", SI: r"\d{10}|\d{12}"}
_FULL_DAY = r"\d{1,2}/\d{1,2}/\d{4}"
_PLACES = ("sex", "commune", "hamlet")


def spoken(name: str) -> str:
    """The SQL of a name without accents, case and order of its words: what two registers write alike."""
    bare = f"lower(strip_accents(replace(replace({name}, 'đ', 'd'), 'Đ', 'D')))"
    return f"list_aggregate(list_sort(string_split(trim({bare}), ' ')), 'string_agg', ' ')"


def person_checks(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    register: type[Register],
    month: Month,
    deceased_in: tuple[Path, ...],
) -> Iterator[tuple[Check, int]]:
    """What is doubtful about the persons of a delivery, each check with the number of its rows."""
    has = set(table.header.places)
    if NAME not in has:
        return
    for name in (ID, SI):
        if name in has and name not in register.key:
            yield from _two_people(con, table, name)
    if expectations.of(register.name).once:
        yield from _twice(con, table, has)
    if BIRTH in has:
        yield from _new_years_day(con)
        yield from _unborn(con, table, month)
    if deceased_in and ID in has and register.name != "population":
        yield from _deceased(con, register, has, deceased_in)


def _two_people(con: duckdb.DuckDBPyConnection, table: Table, name: str) -> Iterator[tuple[Check, int]]:
    """Rows whose number also stands beside another name."""
    good = f"regexp_full_match(\"{name}\", '{_WELL_FORMED[name]}')"
    lines = f"two_people_{name}"
    con.execute(
        f'CREATE OR REPLACE TEMP TABLE {lines} AS WITH often AS (SELECT "{name}" AS number FROM checked'
        f' WHERE "{name}" IS NOT NULL GROUP BY 1 HAVING count(*) > 1 AND count(DISTINCT {NAME}) > 1),'
        f' named AS (SELECT line, "{name}" AS number, {spoken(NAME)} AS spoken FROM checked'
        f' WHERE "{name}" IN (SELECT number FROM often) AND {good})'
        f" SELECT line FROM named WHERE number IN"
        f" (SELECT number FROM named GROUP BY 1 HAVING count(DISTINCT spoken) > 1)"
    )
    yield from _found(con, table, "one_number_two_people", name, lines)


def _twice(con: duckdb.DuckDBPyConnection, table: Table, has: set[str]) -> Iterator[tuple[Check, int]]:
    """Rows of a person who stands there twice: by number and name, or by name, full birth date and place."""
    parts = []
    if ID in has:
        parts.append(
            f"SELECT c.line FROM checked c SEMI JOIN (SELECT {ID}, {NAME} FROM checked WHERE {ID} IS NOT NULL"
            f" GROUP BY 1, 2 HAVING count(*) > 1) d USING ({ID}, {NAME})"
        )
    if BIRTH in has:
        same = [NAME, BIRTH, *(name for name in _PLACES if name in has)]
        which = ", ".join(same)
        equal = " AND ".join(f"c.{name} IS NOT DISTINCT FROM d.{name}" for name in same)
        other = f"AND count(DISTINCT {ID}) <= 1" if ID in has else ""
        parts.append(
            f"SELECT c.line FROM checked c JOIN (SELECT {which} FROM checked WHERE regexp_full_match({BIRTH},"
            f" '{_FULL_DAY}') GROUP BY {which} HAVING count(*) > 1 {other}) d ON {equal}"
        )
    if parts:
        con.execute(f"CREATE OR REPLACE TEMP TABLE twice_there AS {' UNION '.join(parts)}")
        yield from _found(con, table, "same_person_twice", NAME, "twice_there")


def _found(
    con: duckdb.DuckDBPyConnection, table: Table, code: str, column: str, lines: str
) -> Iterator[tuple[Check, int]]:
    count = con.execute(f"SELECT count(*) FROM {lines}").fetchone()[0]
    if count:
        many = count >= expectations.FEWEST and share(count, table.rows) >= expectations.MANY
        severity = Severity.CONFIRM if many else Severity.WARNING
        yield Check(code, severity, column, f"line IN (SELECT line FROM {lines})"), count


def _new_years_day(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[Check, int]]:
    first = f"regexp_full_match({BIRTH}, '0?1/0?1/\\d{{4}}')"
    count, full = con.execute(
        f"SELECT count(*) FILTER (WHERE {first}), count(*) FILTER (WHERE regexp_full_match({BIRTH}, '{_FULL_DAY}'))"
        " FROM checked"
    ).fetchone()
    if count >= expectations.FEWEST and share(count, full) >= expectations.NEW_YEARS_DAY:
        values = {"count": count, "percent": share(count, full)}
        yield Check("new_years_birthdays", Severity.WARNING, BIRTH, first, values), count


def _unborn(con: duckdb.DuckDBPyConnection, table: Table, month: Month) -> Iterator[tuple[Check, int]]:
    """Many birth dates after the month: single ones are another check's."""
    year = f"try_cast(right({BIRTH}, 4) AS INTEGER)"
    late = f"{year} > {month.year}"
    count = con.execute(f"SELECT count(*) FROM checked WHERE {late}").fetchone()[0]
    if count >= expectations.FEWEST and share(count, table.rows) >= expectations.MANY:
        yield (
            Check("many_unborn", Severity.CONFIRM, BIRTH, late, {"day": f"{month.last_day:%d/%m/%Y}"}),
            count,
        )


def _deceased(
    con: duckdb.DuckDBPyConnection, register: type[Register], has: set[str], paths: tuple[Path, ...]
) -> Iterator[tuple[Check, int]]:
    """Rows of persons whom the population register holds to be dead; where there are schemes, who is in one."""
    files = ", ".join(quoted(str(path)) for path in paths)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE dead AS SELECT DISTINCT {ID} AS dead_number, {spoken(NAME)} AS dead_name"
        f" FROM read_parquet([{files}]) WHERE status = 'deceased' AND {ID} IS NOT NULL"
    )
    schemes = [name for name in ("si_compulsory", "si_voluntary", "ui", "hi") if name in has]
    taking_part = [name for name in schemes if register.columns[name].kind is Kind.FLAG]
    living = f"AND ({' OR '.join(taking_part)})" if taking_part else ""
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE recorded_dead AS SELECT line FROM checked JOIN dead ON {ID} = dead_number"
        f" WHERE {spoken(NAME)} = dead_name {living}"
    )
    count = con.execute("SELECT count(*) FROM recorded_dead").fetchone()[0]
    if count:
        where = "line IN (SELECT line FROM recorded_dead)"
        yield Check("recorded_deceased", Severity.WARNING, ID, where, {"count": count}), count
