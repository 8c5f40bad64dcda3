"""Does a delivered file become a snapshot of the register, and if not, where must it be corrected?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from ansinh.base.months import Month
from ansinh.intake.frames import (
    checks,
    containers,
    neighbours,
    official,
    official_checks,
    persons,
    sheets,
    shifts,
    tables,
    values,
)
from ansinh.intake.frames import preview as previews
from ansinh.intake.frames.checks import Check
from ansinh.intake.frames.containers import Unreadable, container
from ansinh.intake.frames.neighbours import Surroundings
from ansinh.intake.rules import limits
from ansinh.intake.rules.mapping import ColumnMapping
from ansinh.intake.rules.numbers import Decision
from ansinh.intake.terms import Example, Finding, Severity
from ansinh.registers import engine
from ansinh.registers.layouts import LAYOUTS, Layout
from ansinh.registers.schemas import Kind, Register


@dataclass(frozen=True)
class Place:
    """One cell with a finding, for the full list: the value is only its shape."""

    finding: int
    row: int | str
    value: str


@dataclass(frozen=True)
class Examination:
    """What reading a file showed. `parquet` is there unless a finding is an error; `batch` is whose list it is
    and its number, where an official form says so."""

    findings: tuple[Finding, ...]
    kind: str = ""
    rows: int = 0
    skipped: int = 0
    parquet: Path | None = None
    places: tuple[Place, ...] = ()
    preview: previews.Preview | None = None
    batch: str = ""

    @property
    def is_good(self) -> bool:
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def examine(
    path: Path,
    name: str,
    register: type[Register],
    month: Month,
    workplace: Path,
    *,
    sender: str = "",
    mapping: ColumnMapping | None = None,
    around: Surroundings | None = None,
    layouts: Sequence[Layout] = LAYOUTS,
) -> Examination:
    """Read the file at `path` (called `name` by its `sender`) as `register` of `month`.

    `mapping` is what the sender said of its headings, `around` what the store holds beside it,
    `layouts` the official forms that are known: these are read by their layout, whatever the mapping says.

    Writes into `workplace` only. Nothing is raised for a bad file: its findings say what is wrong.
    """
    try:
        form = official.form(path, register, workplace, layouts)
        kind = form.kind if form else _kind(path, name)
        with duckdb_in(workplace, excel=kind == "xlsx" and not form) as con:
            return _examined(
                con, path, name, register, month, workplace, sender, mapping, form, around or Surroundings()
            )
    except Unreadable as refused:
        return Examination((refused.finding,))


def _kind(path: Path, name: str) -> str:
    if name.lower().endswith((".xlsm", ".xltm", ".xlam")):
        raise Unreadable("macros")
    return container(path).kind


class duckdb_in:
    """A DuckDB that spills into `workplace`, closed at the end of the block."""

    def __init__(self, workplace: Path, *, excel: bool) -> None:
        self._backend = engine.connect(memory="4GB", scratch=workplace / "spill", excel=excel)

    def __enter__(self) -> duckdb.DuckDBPyConnection:
        return self._backend.con

    def __exit__(self, *error: object) -> None:
        self._backend.disconnect()


def _examined(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    name: str,
    register: type[Register],
    month: Month,
    workplace: Path,
    sender: str,
    mapping: ColumnMapping | None,
    form: official.Form | None,
    around: Surroundings,
) -> Examination:
    if form:
        kind, table = form.kind, official.table(con, form, register, month, workplace)
        shown = previews.of_form(con, form, table, register)
    else:
        held = container(path)
        kind, found = held.kind, sheets.layout(con, held, register, month, workplace, mapping)
        shown = previews.preview(found, register)
        try:
            table = tables.table(con, found, register, workplace)
        except Unreadable as refused:
            return Examination((refused.finding,), kind, preview=shown)
    decided = values.decisions(con, table, register)
    findings = [
        *containers.of_name(name, kind),
        *table.findings,
        *_of_file(table, month),
        *values.findings_of(decided, table),
    ]
    _make_checked(con, table, register, decided)
    units_on = checks.geography(con, table, register, month.last_day)
    if units_on != month.last_day:
        findings.append(Finding("restated_units", Severity.NOTE, values={"day": f"{units_on:%d/%m/%Y}"}))
    wrong = _all_checks(con, table, register, month, decided, units_on, around.province)
    foreign = [(check, _count(con, check)) for check in checks.sender_checks(table, register, sender)]
    wrong += [(check, count) for check, count in foreign if count]
    wrong += persons.person_checks(con, table, register, month, around.population)
    wrong += shifts.shift_checks(con, table, around.before(month))
    findings += neighbours.neighbour_findings(con, table, register, month, around)
    findings += official_checks.carried(con, register, around.before(month), month)
    found, places = _of_cells(con, wrong, table, register)
    found, places = _with_formulas(con, table, found, places)
    findings = sorted([*findings, *found], key=lambda one: list(Severity).index(one.severity))
    order = {id(one): position for position, one in enumerate(findings)}
    listed = tuple(Place(order[id(found[p.finding])], p.row, p.value) for p in places)
    good = not any(one.severity is Severity.ERROR for one in findings)
    parquet = _snapshot(con, path, table, register, workplace) if good else None
    return Examination(tuple(findings), kind, table.rows, table.skipped, parquet, listed, shown, table.batch)


def _of_file(table: tables.Table, month: Month) -> list[Finding]:
    found = []
    if table.said_months and str(month) not in table.said_months:
        said = ", ".join(f"{each[5:]}/{each[:4]}" for each in sorted(table.said_months))
        values = {"said": said, "month": f"{month.month:02d}/{month.year}"}
        found.append(Finding("other_month", Severity.CONFIRM, values=values))
    if table.skipped:
        found.append(
            Finding("skipped_rows", Severity.NOTE, count=table.skipped, values={"count": table.skipped})
        )
    return found


def _make_checked(
    con: duckdb.DuckDBPyConnection,
    table: tables.Table,
    register: type[Register],
    decided: dict[str, Decision],
) -> None:
    """`checked`: each column's value, beside it the text of its cell. What was read from text is kept once read."""
    columns = []
    for name, column in register.columns.items():
        columns += [f'{values.value(name, column, table, decided)} AS "{name}"', f'"{name}" AS "said:{name}"']
    kept = "VIEW" if table.typed else "TABLE"
    con.execute(f"CREATE OR REPLACE TEMP {kept} checked AS SELECT line, {', '.join(columns)} FROM cells")


def _all_checks(
    con: duckdb.DuckDBPyConnection,
    table: tables.Table,
    register: type[Register],
    month: Month,
    decided: dict[str, Decision],
    units_on: dt.date,
    province: str,
) -> list[tuple[Check, int]]:
    """The checks that found something, each with the number of its rows."""
    zeros = _starts_with_zero(con, table, register)
    simple = [_with_zeros(check, zeros) for check in checks.checks(table, register, month, decided)]
    counts = con.execute(
        "SELECT " + ", ".join(f"count(*) FILTER (WHERE {check.where})" for check in simple) + " FROM checked"
    ).fetchone()
    found = [(check, count) for check, count in zip(simple, counts, strict=True) if count]
    found += [
        (check, _count(con, check)) for check in checks.unit_checks(con, table, register, units_on, province)
    ]
    twice = checks.key_check(con, table, register)
    found += [(twice, _count(con, twice))] if twice else []
    mixed = checks.month_check(table, register, month)
    outside = _count(con, mixed) if mixed else 0
    if outside * 2 > table.rows:
        found.append(
            (replace(mixed, values={**mixed.values, "count": outside}, severity=Severity.CONFIRM), outside)
        )
    return found


def _count(con: duckdb.DuckDBPyConnection, check: Check) -> int:
    return con.execute(f"SELECT count(*) FROM checked WHERE {check.where}").fetchone()[0]


def _starts_with_zero(
    con: duckdb.DuckDBPyConnection, table: tables.Table, register: type[Register]
) -> dict[str, bool]:
    """For each identifier: does any value begin with 0? If none does, a short one has lost its zeros."""
    names = [
        name for name, column in tables.columns_in(register, table.header).items() if values.digits(column)
    ]
    if not names or table.typed:
        return {}
    asked = ", ".join(f"coalesce(bool_or(starts_with(\"{name}\", '0')), false)" for name in names)
    return dict(zip(names, con.execute(f"SELECT {asked} FROM checked").fetchone(), strict=True))


def _with_zeros(check: Check, zeros: dict[str, bool]) -> Check:
    where = check.where
    for name, starts in zeros.items():
        where = where.replace(f"starts_with_zero['{name}']", "true" if starts else "false")
    return replace(check, where=where)


def _of_cells(
    con: duckdb.DuckDBPyConnection,
    found: list[tuple[Check, int]],
    table: tables.Table,
    register: type[Register],
) -> tuple[list[Finding], list[Place]]:
    findings: list[Finding] = []
    places: list[Place] = []
    for check, count in found:
        shown = _shown(check.column, register)
        rows = con.execute(
            f"SELECT line, {shown} FROM checked WHERE {check.where} ORDER BY line LIMIT {limits.LISTED}"
        ).fetchall()
        rows = [(table.place(line), said) for line, said in rows]
        examples = tuple(Example(row, said or "") for row, said in rows[: limits.EXAMPLES])
        heading = table.header.said.get(check.column, check.column)
        places += [Place(len(findings), row, said or "") for row, said in rows]
        findings.append(
            Finding(check.code, check.severity, check.column, heading, count, examples, check.values)
        )
    return findings, places


def _shown(name: str, register: type[Register]) -> str:
    """The SQL of what may be shown of a cell: short codes of lists and units; of all else the shape."""
    column = register.columns[name]
    said = f'CAST("said:{name}" AS VARCHAR)'
    shape = f"left(regexp_replace(regexp_replace({said}, '[0-9]', '9', 'g'), '\\p{{L}}', 'a', 'g'), {limits.LONGEST_SHOWN})"
    if column.kind is Kind.UNIT:
        return f"CASE WHEN regexp_full_match({said}, '[0-9]{{2,5}}(-[0-9]{{1,2}})?') THEN {said} ELSE {shape} END"
    if column.allowed or column.kind in (Kind.COUNT, Kind.MONTH, Kind.FLAG):
        return f"CASE WHEN regexp_full_match({said}, '[^ ]{{1,8}}') THEN {said} ELSE {shape} END"
    return shape


def _with_formulas(
    con: duckdb.DuckDBPyConnection,
    table: tables.Table,
    findings: list[Finding],
    places: list[Place],
) -> tuple[list[Finding], list[Place]]:
    """The same, with the formula cells that stand in rows and columns of the register."""
    if not table.formulas:
        return findings, places
    kept = {
        row[0]
        for row in con.execute(
            "SELECT line FROM cells WHERE line IN (SELECT unnest(?))", [[row for row, _ in table.formulas]]
        ).fetchall()
    }
    for name, at in table.header.places.items():
        rows = sorted(row for row, column in table.formulas if column == at and row in kept)
        if rows:
            rows = [table.place(line) for line in rows]
            examples = tuple(Example(row) for row in rows[: limits.EXAMPLES])
            heading = table.header.said[name]
            places = [*places, *(Place(len(findings), row, "") for row in rows)]
            findings = [*findings, Finding("formula", Severity.ERROR, name, heading, len(rows), examples)]
    return findings, places


def _snapshot(
    con: duckdb.DuckDBPyConnection, path: Path, table: tables.Table, register: type[Register], workplace: Path
) -> Path:
    """The Parquet file to keep: the delivered one if it already is in the register's form."""
    if table.typed:
        return path
    target = workplace / "snapshot.parquet"
    names = ", ".join(f'"{name}"' for name in register.columns)
    con.execute(
        f"COPY (SELECT {names} FROM checked) TO {tables.quoted(str(target))} (FORMAT parquet, COMPRESSION zstd)"
    )
    return target
