"""How was a file read: which sheet and headings, what feeds which column, and how do its first rows look?

Values of persons are covered: of a name the initials, of a number its last three digits, of a birth date the
year; what feeds no column shows its shape alone.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

import duckdb

from ansinh.base import identifiers
from ansinh.intake.frames.official import Form
from ansinh.intake.frames.sheets import Layout, nearest
from ansinh.intake.frames.tables import Table
from ansinh.intake.frames.workbooks import letters
from ansinh.intake.rules.headings import Header
from ansinh.registers.schemas import Column, Kind, Register

_ROWS = 5
_LONGEST = 24
_NAMES = frozenset({"full_name"})
_OPEN = frozenset({Kind.UNIT, Kind.MONTH, Kind.FLAG, Kind.COUNT})


@dataclass(frozen=True)
class ShownHeading:
    """A heading of the file, what it feeds, who said so (known, saved, form, nobody), and its first values, covered."""

    place: str
    said: str
    key: str
    column: str
    known_by: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """How a file was read, for a person to look at. `sheets` are all that can be chosen; `row` that of the
    headings, 0 where a file has none; `missing` the required columns that nothing feeds; `form` the name and
    version of an official form, whose columns nobody has to map."""

    sheet: str
    row: int
    sheets: tuple[str, ...]
    headings: tuple[ShownHeading, ...]
    missing: tuple[str, ...]
    form: str = ""

    def as_json(self) -> dict:
        """The same in lists and words, to be kept beside the delivery."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict) -> Preview:
        """What `as_json` gave."""
        headings = tuple(ShownHeading(**one | {"samples": tuple(one["samples"])}) for one in kept["headings"])
        lists = {name: tuple(kept[name]) for name in ("sheets", "missing")}
        return cls(**kept | {"headings": headings} | lists)


def preview(found: Layout, register: type[Register]) -> Preview | None:
    """What to show of a file whose layout was found; None when it has no row of headings at all."""
    page = found.shown
    at = nearest(page, register) if page else None
    if at is None:
        return None
    rows = [cells for number, cells in page.head if number >= at.first_row][:_ROWS]
    headings = tuple(_shown(at, one, rows, register) for one in at.headings)
    missing = tuple(
        name for name, column in register.columns.items() if column.required and name not in at.places
    )
    return Preview(page.name, at.row, tuple(one.name for one in found.pages), headings, missing)


def of_form(con: duckdb.DuckDBPyConnection, held: Form, table: Table, register: type[Register]) -> Preview:
    """What to show of an official form: what its lines fill, with the first of them, once they stand in `cells`."""
    part, said = held.parts[0], {name: text for name, text in table.header.said.items() if name != "form"}
    columns = ", ".join(f'"{name}"' for name in said)
    rows = con.execute(f"SELECT {columns} FROM cells ORDER BY line LIMIT {_ROWS}").fetchall()
    places = {part.layout.columns[place].feeds: at for place, at in part.places.items()}
    headings = tuple(
        ShownHeading(
            letters(places[name]) if name in places else "", text, "", name, "form",
            tuple(cover(row[at], name, register) for row in rows),
        )
        for at, (name, text) in enumerate(said.items())
    )  # fmt: skip
    sheets = tuple(one.sheet for one in held.parts)
    return Preview(", ".join(sheets), 0, sheets, headings, (), held.layout.name)


def _shown(at: Header, heading, rows, register: type[Register]) -> ShownHeading:
    name = at.column_at(heading.place)
    known_by = "saved" if heading.key in at.by_mapping else "known" if name else ""
    values = [cells[heading.place] if heading.place < len(cells) else None for cells in rows]
    covered = tuple(cover(value, name, register) for value in values)
    return ShownHeading(letters(heading.place), heading.path, heading.key, name, known_by, covered)


def cover(value: str | None, name: str, register: type[Register]) -> str:
    """A value as it may be shown to the sender: enough to see what the column holds, not whom."""
    text = " ".join((value or "").split())
    if not text:
        return ""
    column = register.columns.get(name)
    if column is None:
        return shape(text)
    return _of_column(text, name, column, has_persons="full_name" in register.columns)


def _of_column(text: str, name: str, column: Column, *, has_persons: bool) -> str:
    if name in _NAMES:
        return " ".join(word[0] + "•" * 3 for word in text.split())[:_LONGEST]
    if name == "birth_date":
        year = re.search(r"(1[89]|20)\d\d", text)
        return f"••/••/{year[0]}" if year else shape(text)
    short = len(text) <= _LONGEST
    if column.allowed or column.kind in _OPEN or (column.kind is Kind.DAY and short):
        return text[:_LONGEST]
    if not has_persons and column.kind is not Kind.TEXT:
        return text[:_LONGEST]
    if len(re.sub(r"\D", "", text)) >= 8:
        return identifiers.masked(text[:_LONGEST])
    return text[:_LONGEST] if not has_persons or len(text) <= 3 else shape(text)


def shape(text: str) -> str:
    """9 for each digit, a for each letter."""
    return re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "9", text))[:_LONGEST]
