"""How does the text of a cell become a value of the register: a day, a month, a number, yes or no?"""

from __future__ import annotations

import re

import duckdb

from ansinh.intake.frames.tables import Table, columns_in, quoted
from ansinh.intake.rules.headings import plain
from ansinh.intake.rules.numbers import SHAPES, Decision, Reading, decide
from ansinh.intake.terms import Finding, Severity
from ansinh.registers.schemas import Column, Kind, Register

NUMBERS = frozenset({Kind.COUNT, Kind.MONEY, Kind.DECIMAL})
BIRTH = "birth_date"

_WRITTEN = {Reading.POINT_GROUPS: ("1.215", "1215"), Reading.COMMA_GROUPS: ("1,215", "1215")}
_YES = "('1','true','x','có','co','yes','y','t','đúng','dung','1.0')"
_NO = "('0','false','không','khong','no','n','f','sai','0.0','-')"
_DAY_FORMATS = (
    "['%d/%m/%Y', '%d-%m-%Y', '%d.%m.%Y', '%Y-%m-%d', '%Y/%m/%d', '%Y-%m-%d %H:%M:%S', '%d/%m/%Y %H:%M:%S']"
)
_SERIAL = r"[1-9]\d{4}(\.\d+)?"
_DIGITS = re.compile(r"\\d\{(\d+)\}(\(.*\)\?)?")


def decisions(con: duckdb.DuckDBPyConnection, table: Table, register: type[Register]) -> dict[str, Decision]:
    """For each column of numbers: how the whole column is to be read."""
    if table.typed:
        return {}
    found = {}
    for name, column in columns_in(register, table.header).items():
        if column.kind in NUMBERS:
            shapes = dict(
                con.execute(
                    f'SELECT {_shape(name)} AS shape, count(*) FROM cells WHERE "{name}" IS NOT NULL GROUP BY 1'
                ).fetchall()
            )
            found[name] = decide(shapes, whole=column.kind is not Kind.DECIMAL)
    return found


def findings_of(decided: dict[str, Decision], table: Table) -> list[Finding]:
    """What must be said of the way in which columns of numbers are written."""
    found = []
    for name, decision in decided.items():
        heading = table.header.said.get(name, name)
        if decision.reading is Reading.AMBIGUOUS:
            said = {"one": "1.215", "as_groups": "1215", "as_decimal": "1,215"}
            found.append(Finding("ambiguous_numbers", Severity.ERROR, name, heading, values=said))
        elif decision.worth_saying:
            one, read = _WRITTEN[decision.reading]
            found.append(
                Finding("numbers_read_as", Severity.NOTE, name, heading, values={"one": one, "as_read": read})
            )
    return found


def _shape(name: str) -> str:
    cases = " ".join(
        f"WHEN regexp_full_match(\"{name}\", '{pattern}') THEN '{shape}'" for shape, pattern in SHAPES.items()
    )
    return f"CASE {cases} ELSE 'none' END"


def value(name: str, column: Column, table: Table, decided: dict[str, Decision]) -> str:
    """The SQL of the typed value of a column; NULL where its text is not of that kind."""
    cell = f'"{name}"'
    if table.typed:
        return cell
    if column.kind in NUMBERS:
        return _number(cell, column.kind, decided.get(name, Decision(Reading.PLAIN)).reading)
    if column.kind in _READERS:
        return _READERS[column.kind](cell, table.epoch_1904)
    return _one_of(cell, column) if column.allowed else _text(name, column, table.epoch_1904)


def _flag(cell: str, _: bool) -> str:
    """A blank is a no: offices mark with x."""
    no = f"{cell} IS NULL OR lower({cell}) IN {_NO}"
    return f"CASE WHEN {no} THEN false WHEN lower({cell}) IN {_YES} THEN true END"


def _number(cell: str, kind: Kind, reading: Reading) -> str:
    bare = f"replace({cell}, ' ', '')"
    whole = f"CASE WHEN regexp_full_match({bare}, '{SHAPES['point_zero']}') THEN split_part({bare}, '.', 1)"
    if reading is Reading.POINT_GROUPS:
        bare = f"{whole} ELSE replace(replace({bare}, '.', ''), ',', '.') END"
    elif reading is Reading.COMMA_GROUPS:
        bare = f"replace({bare}, ',', '')"
    if kind is Kind.DECIMAL:
        return f"try_cast({bare} AS DECIMAL(18,4))"
    exact = f"try_cast({bare} AS DECIMAL(30,6))"
    return f"CASE WHEN {exact} = trunc({exact}) THEN try_cast({exact} AS BIGINT) END"


def day(cell: str, epoch_1904: bool = False) -> str:
    """The SQL of the day in a cell: day/month/year, year-month-day, or a spreadsheet's serial number."""
    epoch = "1904-01-01" if epoch_1904 else "1899-12-30"
    serial = f"DATE '{epoch}' + CAST(floor(try_cast({cell} AS DOUBLE)) AS INTEGER)"
    return (
        f"CASE WHEN regexp_full_match({cell}, '{_SERIAL}') THEN {serial}"
        f" ELSE CAST(try_strptime({cell}, {_DAY_FORMATS}) AS DATE) END"
    )


def _month(cell: str, epoch_1904: bool) -> str:
    return (
        f"CASE WHEN regexp_full_match({cell}, '[12]\\d{{3}}-(0[1-9]|1[0-2])') THEN {cell}"
        f" WHEN regexp_full_match({cell}, '(0?[1-9]|1[0-2])[/-][12]\\d{{3}}')"
        f" THEN right({cell}, 4) || '-' || lpad(left({cell}, length({cell}) - 5), 2, '0')"
        f" WHEN regexp_full_match({cell}, '20\\d{{2}}(0[1-9]|1[0-2])') THEN left({cell}, 4) || '-' || right({cell}, 2)"
        f" ELSE strftime({day(cell, epoch_1904)}, '%Y-%m') END"
    )


_READERS = {Kind.DAY: day, Kind.MONTH: _month, Kind.FLAG: _flag}


def _one_of(cell: str, column: Column) -> str:
    """The code of a listed value, written as itself or as its meaning in either language."""
    cases = []
    for code, meaning in column.allowed.items():
        names = {code.lower(), meaning.vi.lower(), meaning.en.lower(), plain(meaning.vi)}
        cases.append(
            f"WHEN lower({cell}) IN ({', '.join(quoted(name) for name in sorted(names))}) THEN {quoted(code)}"
        )
    return f"CASE {' '.join(cases)} END"


def _text(name: str, column: Column, epoch_1904: bool) -> str:
    cell = f'"{name}"'
    if name == BIRTH:
        return (
            f"CASE WHEN regexp_full_match({cell}, '\\d{{4}}(\\.0)?') THEN left({cell}, 4)"
            f" ELSE coalesce(strftime({day(cell, epoch_1904)}, '%d/%m/%Y'), {cell}) END"
        )
    if digits(column):
        return (
            f"CASE WHEN regexp_full_match({cell}, '\\d+\\.0') THEN split_part({cell}, '.', 1) ELSE {cell} END"
        )
    return cell


def digits(column: Column) -> tuple[int, ...]:
    """The numbers of digits that an identifier may have, when it may consist of digits alone; else ()."""
    if column.kind is not Kind.TEXT or column.allowed:
        return ()
    alone = (part for part in column.pattern.split("|") if _DIGITS.fullmatch(part))
    return tuple(int(_DIGITS.fullmatch(part)[1]) for part in alone)
