"""Which rows of a delivered file are rows of the register, and what stands in their cells, as text?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from ansinh.intake.frames import workbooks
from ansinh.intake.frames.containers import Container, Unreadable
from ansinh.intake.frames.delimited import delimited
from ansinh.intake.rules import limits
from ansinh.intake.rules.headings import Header, Row, header, months_said
from ansinh.intake.terms import Finding, Severity
from ansinh.registers.schemas import Column, Kind, Register

_TOTALS = "(tong( cong| so)?|cong( tang| giam| don)?|luy ke|trong do|nguoi lap.*|lap bieu.*|thu truong.*|ke toan.*|giam doc.*|ghi chu.*|(.*, )?ngay .* thang .* nam.*)([ :.].*)?"
_SECTIONS = r"[IVX]+(\.\d+)*\.?|[A-ZĐ]\.?"


@dataclass(frozen=True)
class Table:
    """The rows of a file under the name `cells`: `line` (row of the file) and each column of the register.

    `typed`: the columns already have the register's types; otherwise they are trimmed text and a
    column that the file lacks is NULL.
    """

    header: Header
    rows: int
    skipped: int = 0
    typed: bool = False
    epoch_1904: bool = False
    findings: tuple[Finding, ...] = ()
    formulas: tuple[tuple[int, int], ...] = field(default=())
    said_months: frozenset[str] = frozenset()


def table(
    con: duckdb.DuckDBPyConnection, container: Container, register: type[Register], workplace: Path
) -> Table:
    """Load a file into `cells`. Raises: Unreadable when its rows cannot be told."""
    loaders = {"parquet": _from_parquet, "csv": _from_csv, "xlsx": _from_xlsx}
    found = loaders[container.kind](con, container, register, workplace)
    if not found.rows:
        raise Unreadable("empty")
    return found


def _header(head: Sequence[Row], register: type[Register]) -> Header:
    found = header(head, _headings(register), _required(register)) if head else None
    if found is None:
        raise Unreadable("no_header" if head else "empty")
    if found.missing:
        names = ", ".join(register.columns[name].label.vi for name in found.missing)
        raise Unreadable("missing_columns", columns=names)
    if found.repeated:
        raise Unreadable("repeated_columns", columns=", ".join(found.repeated)[:200])
    return found


def _headings(register: type[Register]) -> dict[str, tuple[str, ...]]:
    return {name: column.all_headings for name, column in register.columns.items()}


def _required(register: type[Register]) -> list[str]:
    return [name for name, column in register.columns.items() if column.required]


def _notes(at: Header) -> tuple[Finding, ...]:
    if not at.unknown:
        return ()
    named = ", ".join(at.unknown)[:200]
    return (Finding("unknown_columns", Severity.NOTE, count=len(at.unknown), values={"columns": named}),)


def _from_parquet(
    con: duckdb.DuckDBPyConnection, container: Container, register: type[Register], _: Path
) -> Table:
    path = str(container.path).replace("'", "''")
    source = f"read_parquet('{path}', file_row_number = true)"
    try:
        names = [row[0] for row in con.execute(f"DESCRIBE SELECT * FROM read_parquet('{path}')").fetchall()]
        rows = con.execute(f"SELECT count(*) FROM read_parquet('{path}')").fetchone()[0]
    except duckdb.Error:
        raise Unreadable("damaged") from None
    at = _header([(0, names)], register)
    typed = _is_exact(container.path, register)
    if typed:
        columns = ", ".join(f'"{name}"' for name in register.columns)
    else:
        columns = _selected(register, at, [f'CAST("{name}" AS VARCHAR)' for name in names])
    con.execute(
        f"CREATE OR REPLACE TEMP VIEW cells AS SELECT file_row_number + 1 AS line, {columns} FROM {source}"
    )
    return Table(at, rows, typed=typed, findings=_notes(at))


def _is_exact(path: Path, register: type[Register]) -> bool:
    import pyarrow.parquet as pq

    return pq.read_schema(path).remove_metadata().equals(register.arrow())


def _from_csv(
    con: duckdb.DuckDBPyConnection, container: Container, register: type[Register], workplace: Path
) -> Table:
    file = delimited(container.path, workplace)
    at = _header(file.head, register)
    width = min(max(file.columns, 1), limits.MOST_COLUMNS)
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(width))
    path = str(file.path).replace("'", "''")
    source = (
        f"(SELECT row_number() OVER () AS line, * FROM read_csv('{path}', header = false, auto_detect = false,"
        f" delim = '{file.separator}', quote = '\"', escape = '\"', columns = {{{columns}}}, null_padding = true,"
        f" strict_mode = false, parallel = false, max_line_size = 4194304))"
    )
    try:
        found = _loaded(con, source, width, register, at, _notes(at))
        return replace(found, said_months=frozenset(months_said(file.head, at.row)))
    except duckdb.Error as error:
        raise Unreadable("unreadable_row", row=_row_named(str(error))) from None


def _row_named(message: str) -> int:
    found = re.search(r"[Ll]ine:? (\d+)", message)
    return int(found[1]) if found else 0


def _from_xlsx(
    con: duckdb.DuckDBPyConnection, container: Container, register: type[Register], _: Path
) -> Table:
    book = workbooks.workbook(container.path)
    sheet, at = _chosen(book, register)
    scanned = workbooks.scan(container.path, sheet)
    width = min(max(len(cells) for _, cells in sheet.head), limits.MOST_COLUMNS)
    last = max(scanned.last_row, at.row) or 1_048_576
    if last < at.first_row:
        raise Unreadable("empty")
    path, name = str(container.path).replace("'", "''"), sheet.name.replace("'", "''")
    span = f"A{at.first_row}:{workbooks.letters(width - 1)}{last}"
    aliases = ", ".join(f"c{i}" for i in range(width))
    source = (
        f"(SELECT row_number() OVER () + {at.first_row - 1} AS line, * FROM read_xlsx('{path}', sheet = '{name}',"
        f" range = '{span}', header = false, all_varchar = true, stop_at_empty = false) AS sheet({aliases}))"
    )
    notes = [*_notes(at)]
    if len(book.sheets) > 1:
        values = {"sheet": sheet.name, "count": len(book.sheets) - 1}
        notes.append(Finding("sheet_chosen", Severity.NOTE, values=values))
    try:
        found = _loaded(con, source, width, register, at, tuple(notes))
    except duckdb.Error:
        raise Unreadable("damaged") from None
    said = frozenset(months_said(sheet.head, at.row))
    return replace(found, formulas=scanned.formulas, epoch_1904=book.epoch_1904, said_months=said)


def _chosen(book: workbooks.Workbook, register: type[Register]) -> tuple[workbooks.Sheet, Header]:
    """The one visible sheet that has the register's required headings. Raises: Unreadable."""
    if not book.sheets:
        raise Unreadable("empty")
    headings, required = _headings(register), _required(register)
    tried = [(sheet, header(sheet.head, headings, required)) for sheet in book.sheets if sheet.head]
    fitting = [(sheet, at) for sheet, at in tried if at and not at.missing]
    if len(fitting) > 1:
        names = ", ".join(f"“{sheet.name}”" for sheet, _ in fitting)
        raise Unreadable("two_sheets", count=len(fitting), sheets=names)
    if fitting:
        _header(fitting[0][0].head, register)
        return fitting[0]
    if not tried:
        raise Unreadable("empty")
    nearest = max(tried, key=lambda one: len(one[1].places) if one[1] else 0)[0]
    return nearest, _header(nearest.head, register)


def _loaded(
    con: duckdb.DuckDBPyConnection,
    source: str,
    width: int,
    register: type[Register],
    at: Header,
    notes: tuple[Finding, ...],
) -> Table:
    """`cells` from the positions c0, c1 … of `source`, without the rows that are no rows of the register."""
    selected = _selected(register, at, [f"c{i}" for i in range(width)])
    first = f"coalesce({', '.join(f'c{i}' for i in range(width))})"
    # Reading has one thread; what follows has all: so the raw cells are kept for a moment.
    con.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM {source} WHERE line >= {at.first_row}")
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE every_row AS SELECT line, {selected}, {first} AS first_cell FROM raw"
    )
    con.execute("DROP TABLE raw")
    rows = con.execute("SELECT count(first_cell) FROM every_row").fetchone()[0]
    con.execute(f"DELETE FROM every_row WHERE {_no_row(register, at)}")
    kept = con.execute("SELECT count(*) FROM every_row").fetchone()[0]
    con.execute("CREATE OR REPLACE TEMP VIEW cells AS SELECT * EXCLUDE (first_cell) FROM every_row")
    return Table(at, kept, skipped=rows - kept, findings=notes)


def _selected(register: type[Register], at: Header, cells: list[str]) -> str:
    def one(name: str) -> str:
        if name not in at.places or at.places[name] >= len(cells):
            return f'CAST(NULL AS VARCHAR) AS "{name}"'
        cell = cells[at.places[name]]
        return f'{_clean(cell)} AS "{name}"'

    return ", ".join(one(name) for name in register.columns)


def _clean(cell: str) -> str:
    """A cell without spaces around it, whatever kind of space; accents joined to their letters; blank is NULL."""
    ascii = f"length({cell}) = strlen({cell})"
    spaces = f"replace(replace(replace({cell}, chr(160), ' '), chr(8203), ''), chr(65279), '')"
    full = f"CASE WHEN {ascii} THEN {cell} ELSE nfc_normalize({spaces}) END"
    return f"nullif(trim({full}, chr(32) || chr(9) || chr(10) || chr(13)), '')"


def _no_row(register: type[Register], at: Header) -> str:
    """Is the row blank, a section, a total, a signature or the headings once more?"""
    mapped = [name for name in register.columns if name in at.places]
    nothing = " AND ".join(f'"{name}" IS NULL' for name in mapped)
    needed = [name for name in _required(register) if register.columns[name].kind is not Kind.FLAG] or mapped
    filled = " + ".join(f'CAST("{name}" IS NOT NULL AS INT)' for name in needed)
    folded = "lower(strip_accents(replace(replace(trim(first_cell), 'đ', 'd'), 'Đ', 'D')))"
    label = (
        f"CASE WHEN ({filled}) * 2 > {len(needed)} THEN false ELSE regexp_full_match({folded}, '{_TOTALS}')"
        f" OR regexp_full_match(trim(first_cell), '{_SECTIONS}') END"
    )
    again = [(name, said) for name, said in at.said.items() if name in needed][:2]
    repeated = " AND ".join(f'"{name}" = {quoted(said)}' for name, said in again) or "false"
    return f"({nothing}) OR coalesce({label}, true) OR coalesce({repeated}, false)"


def quoted(text: str) -> str:
    """`text` as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def columns_in(register: type[Register], at: Header) -> dict[str, Column]:
    """The columns of the register that the file has."""
    return {name: column for name, column in register.columns.items() if name in at.places}
