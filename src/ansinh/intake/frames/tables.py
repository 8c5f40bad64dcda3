"""Which rows of a delivered file are rows of the register, and what stands in their cells, as text?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from ansinh.intake.frames import reading
from ansinh.intake.frames.containers import Unreadable
from ansinh.intake.frames.sheets import Layout
from ansinh.intake.rules import limits
from ansinh.intake.rules.headings import Header
from ansinh.intake.terms import Finding
from ansinh.registers.schemas import Column, Kind, Register

_TOTALS = "(tong( cong| so)?|cong( tang| giam| don)?|luy ke|trong do|nguoi lap.*|lap bieu.*|thu truong.*|ke toan.*|giam doc.*|ghi chu.*|(.*, )?ngay .* thang .* nam.*)([ :.].*)?"
_SECTIONS = r"[IVX]+(\.\d+)*\.?|[A-ZĐ]\.?"


SHEET = 10_000_000
"""Rows of the second sheet of a workbook are numbered from here, of the third from twice this, and so on."""


@dataclass(frozen=True)
class Table:
    """The rows of a file under the name `cells`: `line` (row of the file) and each column of the register.

    `typed`: the columns already have the register's types; otherwise they are trimmed text and a
    column that the file lacks is NULL. `sheets`: the names of the sheets, where several are read. `batch`: whose list it
    is and its number, where a form says so.
    """

    header: Header
    rows: int
    skipped: int = 0
    typed: bool = False
    epoch_1904: bool = False
    findings: tuple[Finding, ...] = ()
    formulas: tuple[tuple[int, int], ...] = field(default=())
    said_months: frozenset[str] = frozenset()
    sheets: tuple[str, ...] = ()
    batch: str = ""

    def place(self, line: int) -> int | str:
        """How the file's reader finds this line: its row, with the sheet's name where there are several."""
        return placed(line, self.sheets)


def placed(line: int, sheets: Sequence[str]) -> int | str:
    """A row of a file of these sheets, with the sheet's name where there are several."""
    return f"{sheets[line // SHEET][:40]}!{line % SHEET}" if len(sheets) > 1 else line


def table(con: duckdb.DuckDBPyConnection, found: Layout, register: type[Register], workplace: Path) -> Table:
    """Load a file into `cells`. Raises: Unreadable when its rows cannot be told."""
    loaders = {"parquet": _from_parquet, "csv": _from_csv, "xlsx": _from_xlsx}
    at = found.header
    loaded = loaders[found.container.kind](con, found, at, register)
    if not loaded.rows:
        raise Unreadable("empty")
    said = frozenset(month for page in found.chosen for month in page.months)
    return replace(loaded, findings=found.findings, said_months=said)


def _from_parquet(
    con: duckdb.DuckDBPyConnection, found: Layout, at: Header, register: type[Register]
) -> Table:
    path = str(found.container.path).replace("'", "''")
    names = found.chosen[0].head[0][1]
    source = f"read_parquet('{path}', file_row_number = true)"
    rows = con.execute(f"SELECT count(*) FROM read_parquet('{path}')").fetchone()[0]
    typed = not at.by_mapping and _is_exact(found.container.path, register)
    if typed:
        columns = ", ".join(f'"{name}"' for name in register.columns)
    else:
        columns = _selected(register, at, [f'CAST("{name}" AS VARCHAR)' for name in names])
    con.execute(
        f"CREATE OR REPLACE TEMP VIEW cells AS SELECT file_row_number + 1 AS line, {columns} FROM {source}"
    )
    return Table(at, rows, typed=typed)


def _is_exact(path: Path, register: type[Register]) -> bool:
    import pyarrow.parquet as pq

    return pq.read_schema(path).remove_metadata().equals(register.arrow())


def _from_csv(con: duckdb.DuckDBPyConnection, found: Layout, at: Header, register: type[Register]) -> Table:
    file = found.text
    width = min(max(file.columns, 1), limits.MOST_COLUMNS)
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(width))
    path = str(file.path).replace("'", "''")
    source = (
        f"(SELECT row_number() OVER () AS line, *, {_first(width)} AS first_cell FROM read_csv('{path}', header = false,"
        f" auto_detect = false, delim = '{file.separator}', quote = '\"', escape = '\"', columns = {{{columns}}},"
        f" null_padding = true, strict_mode = false, parallel = false, max_line_size = 4194304))"
    )
    try:
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM {source} WHERE line >= {at.first_row}"
        )
        _begin(con, register)
        _add(con, register, at, [f"c{i}" for i in range(width)], 0)
        return _loaded(con, at)
    except duckdb.Error as error:
        raise Unreadable("unreadable_row", row=_row_named(str(error))) from None


def _row_named(message: str) -> int:
    found = re.search(r"[Ll]ine:? (\d+)", message)
    return int(found[1]) if found else 0


def _from_xlsx(con: duckdb.DuckDBPyConnection, found: Layout, at: Header, register: type[Register]) -> Table:
    book, formulas = found.book, []
    strings = reading.Strings(book.path)
    _begin(con, register)
    try:
        for number, page in enumerate(found.chosen):
            at_page = page.header
            width = min(max(len(cells) for _, cells in page.head), limits.MOST_COLUMNS)
            places = sorted({*at_page.places.values(), *at_page.before.values(), *at_page.women.values()})
            read = reading.read(con, book, page.sheet, strings, page.header.first_row, places, width)
            _add(con, register, page.header, read.columns, number * SHEET)
            formulas += [(row + number * SHEET, place) for row, place in read.formulas]
    except duckdb.Error:
        raise Unreadable("damaged") from None
    names = tuple(page.name for page in found.chosen)
    return replace(_loaded(con, at), formulas=tuple(formulas), epoch_1904=book.epoch_1904, sheets=names)


def _begin(con: duckdb.DuckDBPyConnection, register: type[Register]) -> None:
    columns = ", ".join(f'"{name}" VARCHAR' for name in register.columns)
    con.execute(f"CREATE OR REPLACE TEMP TABLE every_row (line BIGINT, {columns}, is_row BOOLEAN)")


def _add(
    con: duckdb.DuckDBPyConnection, register: type[Register], at: Header, cells: list[str], offset: int
) -> None:
    """Add the rows of `raw`, whose columns stand under the names `cells`, to `every_row`, in their order."""
    selected = _selected(register, at, cells)
    con.execute(
        f"INSERT INTO every_row WITH here AS (SELECT line + {offset} AS line, {selected}, first_cell FROM raw)"
        f" SELECT * EXCLUDE (first_cell), NOT coalesce({_no_row(register, at)}, false) AS is_row FROM here"
        f" WHERE first_cell IS NOT NULL"
    )
    con.execute("DROP VIEW IF EXISTS raw" if _is_view(con) else "DROP TABLE raw")


def _is_view(con: duckdb.DuckDBPyConnection) -> bool:
    return bool(con.execute("SELECT 1 FROM duckdb_views() WHERE view_name = 'raw'").fetchone())


def _first(width: int) -> str:
    return f"coalesce({', '.join(f'c{i}' for i in range(width))})"


def _loaded(con: duckdb.DuckDBPyConnection, at: Header) -> Table:
    """`cells` of what was added, without the rows that are no rows of the register."""
    rows, kept = con.execute("SELECT count(*), count(*) FILTER (WHERE is_row) FROM every_row").fetchone()
    con.execute("CREATE OR REPLACE TEMP VIEW cells AS SELECT * EXCLUDE (is_row) FROM every_row WHERE is_row")
    return Table(at, kept, skipped=rows - kept)


def _selected(register: type[Register], at: Header, cells: list[str]) -> str:
    def one(name: str) -> str:
        if name not in at.places or at.places[name] >= len(cells) or not cells[at.places[name]]:
            return f'CAST(NULL AS VARCHAR) AS "{name}"'
        cell = _clean(cells[at.places[name]])
        if name in at.before:
            cell = f"nullif(concat_ws(' ', {_clean(cells[at.before[name]])}, {cell}), '')"
        if name in at.women and at.women[name] < len(cells):
            cell = _marked(cell, _clean(cells[at.women[name]]))
        return f'{cell} AS "{name}"'

    return ", ".join(one(name) for name in register.columns)


def _marked(men: str, women: str) -> str:
    """The sex that a row is marked with; both marks together are left as they are, for a check to find."""
    return (
        f"CASE WHEN {women} IS NULL THEN CASE WHEN {men} IS NOT NULL THEN 'M' END"
        f" WHEN {men} IS NULL THEN 'F' ELSE concat_ws(' ', {men}, {women}) END"
    )


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
    required = [name for name, column in register.columns.items() if column.required]
    needed = [name for name in required if register.columns[name].kind is not Kind.FLAG] or mapped
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
