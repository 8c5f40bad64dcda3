"""How does an official form become rows of its register?

A form is recognised (`rules.official`), its lines are read (`official_lines`, `official_papers`,
`official_notices`), and stand as text in `cells`, where every register's checks look at them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pyarrow as pa

from ansinh.base.months import Month
from ansinh.intake.frames import (
    official_checks,
    official_lines,
    official_notices,
    official_papers,
    official_totals,
    workbooks,
)
from ansinh.intake.frames import official_grids as grids
from ansinh.intake.frames.containers import Unreadable
from ansinh.intake.frames.official_lines import Line, Lines
from ansinh.intake.frames.tables import SHEET, Table, placed
from ansinh.intake.rules import batches, official
from ansinh.intake.rules.headings import Header
from ansinh.intake.rules.numbers import Reading
from ansinh.intake.rules.official import Recognised
from ansinh.intake.terms import Example, Finding, Severity
from ansinh.registers import schemas
from ansinh.registers.layouts import LAYOUTS, Layout, Shape
from ansinh.registers.schemas import Register

_READERS = {
    Shape.LIST: official_lines.lines,
    Shape.PAPER: official_papers.lines,
    Shape.NOTICE: official_notices.lines,
    Shape.SHEET_OF_UNITS: official_notices.unit_lines,
}
_FORMS = frozenset(one.register for one in LAYOUTS)
_WRITTEN = {Reading.POINT_GROUPS: ("1.215", "1215"), Reading.COMMA_GROUPS: ("1,215", "1215")}


@dataclass(frozen=True)
class Form:
    """An official form that a file holds, on one sheet or more."""

    book: grids.Book
    parts: tuple[Recognised, ...]

    @property
    def kind(self) -> str:
        return self.book.kind

    @property
    def layout(self) -> Layout:
        return self.parts[0].layout


def form(
    path: Path, register: type[Register], workplace: Path, layouts: Sequence[Layout] = LAYOUTS
) -> Form | None:
    """The official form in a file for this register, of `layouts`; None: read it as any other file.

    Raises: Unreadable when it is a form of another register.
    """
    if register.name not in _FORMS:
        return None
    try:
        book = grids.book(path, workplace)
    except Unreadable:
        return None
    known = layouts if register.on_event else [one for one in layouts if one.register == register.name]
    best = official.recognise(book.sheets, register.name, known) if book else None
    if best is None:
        if book and book.roots == ("BangKe",):
            raise Unreadable("form_without_register", form="D01-TS")
        return None
    if best.layout.register != register.name:
        if not register.on_event:
            return None
        label = schemas.register(best.layout.register).label
        raise Unreadable("other_form", form=best.layout.name, register=label.vi)
    alike = [official.recognise([sheet], register.name, known) for sheet in book.sheets]
    return Form(book, tuple(one for one in alike if one and one.layout is best.layout))


def table(
    con: duckdb.DuckDBPyConnection, held: Form, register: type[Register], month: Month, workplace: Path
) -> Table:
    """Load the lines of a form into `cells`. Raises: Unreadable when it holds none."""
    reads = [_read(held, part, workplace) for part in held.parts]
    formulas = _formulas(held)
    lines = [
        (number + place * SHEET, _complete(line, read, held, register, month))
        for place, read in enumerate(reads)
        for number, line in read.lines
    ]
    if not lines:
        raise Unreadable("empty")
    _load(con, lines, register)
    said = _said(held, lines, register)
    findings = (
        *_of_form(held, month, len(lines)),
        *_of_reading(held.layout, reads, said),
        *([Finding("values_of_formulas", Severity.NOTE, count=formulas, values={"count": formulas})] if formulas else []),
        *official_checks.findings(lines, held.layout, month),
    )  # fmt: skip
    first, names = held.parts[0], tuple(part.sheet for part in held.parts)
    header = Header(first.top_row, first.first_row, {name: place for place, name in enumerate(said)}, said)
    return Table(
        header,
        len(lines),
        skipped=sum(read.skipped for read in reads),
        findings=tuple(_named(one, names, said, register) for one in findings),
        said_months=frozenset(read.facts["period"] for read in reads if read.facts.get("period")),
        sheets=names,
        batch=_batch(reads),
    )


def _batch(reads: Sequence[Lines]) -> str:
    """Whose list it is and its number; of several sheets all of them."""
    return "+".join(dict.fromkeys(read.batch for read in reads if read.batch))[:64]


def _named(
    finding: Finding, sheets: Sequence[str], said: Mapping[str, str], register: type[Register]
) -> Finding:
    """The same with the heading of its column, and the sheet beside each row where there are several."""
    examples = tuple(replace(one, row=placed(one.row, sheets)) for one in finding.examples)
    column = register.columns.get(finding.column)
    heading = said.get(finding.column) or (column.label.vi if column else finding.heading)
    return replace(finding, examples=examples, heading=heading)


def _read(held: Form, part: Recognised, workplace: Path) -> Lines:
    rows = grids.rows(held.book, part.sheet, workplace)
    read = _READERS[part.layout.shape](rows, part)
    read.facts = dict(held.book.facts) | read.facts
    if part.layout.shape is Shape.LIST:
        above = (cell for number, cells in rows if number < part.top_row for cell in cells if cell)
        unit = read.facts.get("employer") or read.facts.get("organisation", "")
        read.batch = batches.batch(unit, read.facts.get("document", ""), [*above, part.sheet])
    return read


def _complete(
    line: Mapping[str, str], read: Lines, held: Form, register: type[Register], month: Month
) -> dict[str, str]:
    """A line with the form's name, what stands above the list, and what follows from its own cells."""
    found = dict(line)
    for name, value in read.facts.items():
        if name in register.columns:
            found.setdefault(name, value)
    if "form" in register.columns:
        found["form"] = held.layout.name
    if "period" in register.columns:
        found.setdefault("period", str(month))
    if "months" in register.columns and found.get("note", "").isdecimal() and len(found["note"]) <= 2:
        found.setdefault("months", found["note"])
    if register.name == "participants":
        found |= official_checks.participant(found, held.layout, month)
    return found


def _load(
    con: duckdb.DuckDBPyConnection, lines: list[tuple[int, dict[str, str]]], register: type[Register]
) -> None:
    columns = {"line": pa.array([number for number, _ in lines], pa.int64())}
    for name in register.columns:
        columns[name] = pa.array([line.get(name) or None for _, line in lines], pa.string())
    con.register("lines_of_form", pa.table(columns))
    con.execute("CREATE OR REPLACE TEMP TABLE every_row AS SELECT * FROM lines_of_form")
    con.unregister("lines_of_form")
    con.execute("CREATE OR REPLACE TEMP VIEW cells AS SELECT * FROM every_row")


def _said(held: Form, lines: list[Line], register: type[Register]) -> dict[str, str]:
    """The columns of the register that the form fills, with their headings on the form."""
    filled = {name for _, line in lines for name, value in line.items() if value} | {
        name for name, column in register.columns.items() if column.required
    }
    part = held.parts[0]
    headings = {part.layout.columns[place].feeds: heading for place, heading in part.said.items()}
    return {
        name: headings.get(name) or column.label.vi
        for name, column in register.columns.items()
        if name in filled
    }


def _of_form(held: Form, month: Month, rows: int) -> Iterator[Finding]:
    layout, part = held.layout, held.parts[0]
    values = {
        "form": layout.name,
        "by_heading": len(part.places) - part.by_code,
        "by_code": part.by_code,
        "rows": rows,
    }
    yield Finding("official_form", Severity.NOTE, values=values)
    if layout.until and month.last_day >= layout.until:
        new = next(
            (
                one.name
                for one in LAYOUTS
                if one.register == layout.register and one.is_current(month.last_day)
            ),
            "",
        )
        yield Finding(
            "old_form",
            Severity.WARNING,
            values={"form": layout.name, "day": f"{layout.until:%d/%m/%Y}", "new": new},
        )
    if layout.code == "NTG/luykedstg":
        yield Finding("voluntary_unknown", Severity.CONFIRM)
    read = {one.sheet for one in held.parts}
    others = [*(one for one in held.book.roots if one not in read), *held.book.others]
    if others:
        values = {"count": len(others), "names": ", ".join(others)[:200]}
        yield Finding("envelope_others", Severity.NOTE, count=len(others), values=values)


def _of_reading(layout: Layout, reads: list[Lines], said: Mapping[str, str]) -> Iterator[Finding]:
    for place, read in enumerate(reads):
        for one in official_totals.findings(read.tally, read.decided):
            examples = tuple(Example(example.row + place * SHEET) for example in one.examples)
            yield replace(one, examples=examples)
        for name, rows in read.restored.items():
            examples = tuple(Example(row + place * SHEET) for row in rows[:10])
            yield Finding("zeros_restored", Severity.WARNING, name, said.get(name, name), len(rows), examples)
        for name, (heading, decision) in read.decided.items():
            if decision.reading is Reading.AMBIGUOUS:
                values = {"one": "1.215", "as_groups": "1215", "as_decimal": "1,215"}
                yield Finding("ambiguous_numbers", Severity.ERROR, name, heading, values=values)
            elif decision.worth_saying:
                one, as_read = _WRITTEN[decision.reading]
                yield Finding(
                    "numbers_read_as", Severity.NOTE, name, heading, values={"one": one, "as_read": as_read}
                )
        if layout.shape is Shape.NOTICE and read.sections:
            yield Finding(
                "numbering_slipped", Severity.NOTE, count=read.sections, values={"count": read.sections}
            )


def _formulas(held: Form) -> int:
    """How many cells of the sheets hold formulas; the sheets are also seen to be what they claim."""
    if held.kind != "xlsx":
        return 0
    names = {part.sheet for part in held.parts}
    book = workbooks.workbook(held.book.path)
    return sum(grids.formulas(held.book.path, sheet.part) for sheet in book.sheets if sheet.name in names)
