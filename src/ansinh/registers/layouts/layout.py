"""How is an official form laid out: its titles, headings, codes, sections, and what each cell feeds?

A layout is a dated description that reading and writing share. It never decides by a file's name.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from ansinh.base.texts import Text


class Confidence(StrEnum):
    """From where a layout is known."""

    OFFICIAL = "official"
    SEEN = "seen"
    RECALLED = "recalled"

    @property
    def label(self) -> Text:
        return _CONFIDENCES[self]


_CONFIDENCES = {
    Confidence.OFFICIAL: Text("mẫu trống hoặc văn bản gốc đã đọc", "official blank form or act, read"),
    Confidence.SEEN: Text("một tệp hoặc phần mềm thật", "a real file or program"),
    Confidence.RECALLED: Text("theo trí nhớ, cần kiểm tra", "recalled, to be checked"),
}


class Shape(StrEnum):
    """What a form looks like: a list of lines, a notice of fixed lines, or a paper of numbered boxes."""

    LIST = "list"
    NOTICE = "notice"
    PAPER = "paper"
    SHEET_OF_UNITS = "sheet_of_units"


class Read(StrEnum):
    """How the text of a cell is understood."""

    TEXT = "text"
    IDENTIFIER = "identifier"
    BIRTH = "birth"
    BIRTH_YEAR_ONLY = "birth_year_only"
    DAY = "day"
    MONTH = "month"
    COUNT = "count"
    MONEY = "money"
    DECIMAL = "decimal"
    WAGE = "wage"
    MARK = "mark"
    SEX = "sex"
    FEMALE_MARK = "female_mark"
    RESULT = "result"
    DIRECTION = "direction"
    CHANGE = "change"
    IGNORED = "ignored"


@dataclass(frozen=True, eq=False)
class Cell:
    """One column: its code under the headings, its letters in the sheet, its heading, and what it feeds.

    `above` is the heading over it when several columns share one; `value` is what a mark means;
    `also` are further headings, or the technical keys of a program. `total`: it is added up.
    """

    code: str
    at: str
    heading: str
    feeds: str = ""
    read: Read = Read.TEXT
    above: str = ""
    also: tuple[str, ...] = ()
    value: str = ""
    total: bool = False
    width: int = 12
    digits: tuple[int, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        return (self.heading, *self.also)


@dataclass(frozen=True)
class Section:
    """A row that says what the rows below it are: `said` as plain text, `means` as column → value."""

    said: tuple[str, ...]
    means: tuple[tuple[str, str], ...]
    heading: str = ""


@dataclass(frozen=True)
class Field:
    """A value above or beside the list: the labels before it, its cell in the official sheet, what it feeds.

    On a paper the label is the number of its box, for example [04].
    """

    feeds: str
    labels: tuple[str, ...]
    at: str = ""
    read: Read = Read.TEXT
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """One version of one form. `until` is excluded: the first day on which it should not come any more."""

    code: str
    act: str
    label: Text
    register: str
    confidence: Confidence
    source: str
    shape: Shape = Shape.LIST
    since: dt.date | None = None
    until: dt.date | None = None
    titles: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    sheet: str = ""
    title_at: str = "A1"
    heading_rows: tuple[int, int] = (1, 1)
    code_row: int | None = None
    first_row: int = 2
    columns: tuple[Cell, ...] = ()
    sections: tuple[Section, ...] = ()
    closings: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    constants: tuple[tuple[str, str], ...] = ()
    needs: tuple[str, ...] = ("full_name",)
    lines: tuple[tuple[str, str, str], ...] = ()
    open_points: tuple[Text, ...] = ()
    misprints: tuple[Text, ...] = ()
    written: bool = False
    signature_at: str = ""
    variants: dict[str, str] = field(default_factory=dict, hash=False, compare=False)

    @property
    def name(self) -> str:
        """The form and the act of this version, as rows and messages name it."""
        return f"{self.code} {self.act}".strip()

    def is_current(self, on: dt.date) -> bool:
        """Is this the version to expect on `on`?"""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)

    def column(self, feeds: str) -> Cell | None:
        """The column that feeds a column of the register."""
        return next((cell for cell in self.columns if cell.feeds == feeds), None)
