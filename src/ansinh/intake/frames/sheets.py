"""Which sheets of a delivered file are read, and in which row of each do the headings stand?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from ansinh.base.months import Month
from ansinh.intake.frames import workbooks
from ansinh.intake.frames.containers import Container, Unreadable
from ansinh.intake.frames.delimited import Delimited, delimited
from ansinh.intake.rules.headings import Header, Row, header, likeliest, months_named, months_said, plain
from ansinh.intake.rules.mapping import ColumnMapping
from ansinh.intake.terms import Finding, Severity
from ansinh.registers.schemas import Register

_SAMPLE = 5


@dataclass(frozen=True)
class Page:
    """One sheet of a workbook, or the whole of another file: its first rows and the headings found there.

    `header` is what could be read of them; `fits` says whether every required column is there.
    """

    name: str
    head: tuple[Row, ...]
    header: Header | None
    sheet: workbooks.Sheet | None = None

    @property
    def fits(self) -> bool:
        return self.header is not None and not self.header.missing

    @property
    def months(self) -> set[str]:
        """The months that its title or its name says."""
        at = self.header.row if self.header else 0
        return months_said(self.head, at) | months_named(self.name)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """What it reads from which heading: two pages with the same are one table in two parts."""
        places = self.header.places if self.header else {}
        named = {one.place: one.key for one in self.header.headings} if self.header else {}
        return tuple(sorted((name, named[place]) for name, place in places.items()))


@dataclass(frozen=True)
class Layout:
    """What was found of a file before its rows are read. `problem` says why it cannot be read so."""

    container: Container
    pages: tuple[Page, ...]
    chosen: tuple[Page, ...]
    problem: Unreadable | None = None
    mapping: ColumnMapping | None = None
    book: workbooks.Workbook | None = None
    text: Delimited | None = None
    findings: tuple[Finding, ...] = field(default=())

    @property
    def shown(self) -> Page | None:
        """The page that a person should look at: the first that is read, else the nearest to it."""
        if self.chosen:
            return self.chosen[0]
        return max(self.pages, key=lambda one: len(one.header.places) if one.header else -1, default=None)

    @property
    def header(self) -> Header:
        """The headings of what is read. Raises: Unreadable."""
        if self.problem:
            raise self.problem
        return self.chosen[0].header


def layout(
    con: duckdb.DuckDBPyConnection,
    container: Container,
    register: type[Register],
    month: Month,
    workplace: Path,
    mapping: ColumnMapping | None = None,
) -> Layout:
    """The pages of a file and those that are read as `register`. Raises: Unreadable when it has none."""
    book = text = None
    if container.kind == "xlsx":
        book = workbooks.workbook(container.path)
        heads = [(sheet.name, sheet.head, sheet) for sheet in book.sheets]
    elif container.kind == "csv":
        text = delimited(container.path, workplace)
        heads = [("", text.head, None)]
    else:
        heads = [("", _first_rows(con, container), None)]
    pages = tuple(_page(*head, register, mapping) for head in heads if head[1])
    if not pages:
        raise Unreadable("empty")
    found = Layout(container, pages, (), None, mapping, book, text)
    try:
        chosen = _chosen(pages, register, month, mapping)
    except Unreadable as problem:
        return Layout(**{**vars(found), "problem": problem})
    return Layout(**{**vars(found), "chosen": chosen, "findings": _said(pages, chosen, mapping)})


def _page(
    name: str, head: tuple[Row, ...], sheet, register: type[Register], mapping: ColumnMapping | None
) -> Page:
    columns = {column: one.all_headings for column, one in register.columns.items()}
    required = [column for column, one in register.columns.items() if one.required]
    wanted = mapping if mapping and mapping.sheet in ("", plain(name)) else None
    found = header(head, columns, required, wanted)
    if wanted and wanted.row and (found is None or found.missing):
        found = header(head, columns, required) or found
    return Page(name, head, found, sheet)


def nearest(page: Page, register: type[Register]) -> Header | None:
    """The page's headings, or the row most like headings where none could be told."""
    columns = {column: one.all_headings for column, one in register.columns.items()}
    return page.header or likeliest(page.head, columns)


def _first_rows(con: duckdb.DuckDBPyConnection, container: Container) -> tuple[Row, ...]:
    """The names of a Parquet file's columns as row 0, and its first rows as text."""
    path = str(container.path).replace("'", "''")
    try:
        names = [one[0] for one in con.execute(f"DESCRIBE SELECT * FROM read_parquet('{path}')").fetchall()]
        found = con.execute(f"SELECT COLUMNS(*)::VARCHAR FROM read_parquet('{path}') LIMIT {_SAMPLE}")
        rows = found.fetchall()
    except duckdb.Error:
        raise Unreadable("damaged") from None
    return ((0, names), *((number, list(row)) for number, row in enumerate(rows, 1)))


def _chosen(
    pages: Sequence[Page], register: type[Register], month: Month, mapping: ColumnMapping | None
) -> tuple[Page, ...]:
    """The pages to read, one below the other. Raises: Unreadable when a person has to say which."""
    named = [one for one in pages if mapping and mapping.sheet and plain(one.name) == mapping.sheet]
    fitting = [one for one in named or pages if one.fits]
    of_the_month = [one for one in fitting if str(month) in one.months]
    if len(fitting) > 1 and of_the_month and len(of_the_month) < len(fitting):
        fitting = of_the_month
    if len(fitting) > 1 and not _one_table(fitting):
        names = ", ".join(f"“{one.name}”" for one in fitting)
        raise Unreadable("two_sheets", count=len(fitting), sheets=names[:200])
    if not fitting:
        _refuse(max(named or pages, key=lambda one: len(one.header.places) if one.header else -1), register)
    for one in fitting:
        if one.header.repeated:
            raise Unreadable("repeated_columns", columns=", ".join(one.header.repeated)[:200])
    return tuple(fitting)


def _one_table(pages: Sequence[Page]) -> bool:
    """Do the pages have the same headings, and does no page speak of another month than the others?"""
    months = {frozenset(one.months) for one in pages if one.months}
    return len({one.keys for one in pages}) == 1 and len(months) <= 1


def _refuse(page: Page, register: type[Register]) -> None:
    if page.header is None:
        raise Unreadable("no_header")
    labels = [register.columns[name].label for name in page.header.missing]
    names = ", ".join(label.vi for label in labels)
    raise Unreadable(
        "missing_columns", columns=names, in_english=", ".join(f"{one.vi} ({one.en})" for one in labels)
    )


def _said(
    pages: Sequence[Page], chosen: Sequence[Page], mapping: ColumnMapping | None
) -> tuple[Finding, ...]:
    found = []
    at = chosen[0].header
    if mapping and mapping.decisions:
        code, severity = (
            ("mapping_used", Severity.NOTE) if at.by_mapping else ("mapping_not_used", Severity.WARNING)
        )
        found.append(Finding(code, severity, values={"day": mapping.day}))
    if at.unknown:
        values = {"columns": ", ".join(at.unknown)[:200]}
        found.append(Finding("unknown_columns", Severity.NOTE, count=len(at.unknown), values=values))
    if len(chosen) > 1:
        names = ", ".join(f"“{one.name}”" for one in chosen)[:200]
        found.append(
            Finding("sheets_joined", Severity.WARNING, values={"count": len(chosen), "sheets": names})
        )
    if len(pages) > len(chosen):
        names = ", ".join(one.name for one in chosen)[:120]
        found.append(
            Finding("sheet_chosen", Severity.NOTE, values={"sheet": names, "count": len(pages) - len(chosen)})
        )
    return tuple(found)
