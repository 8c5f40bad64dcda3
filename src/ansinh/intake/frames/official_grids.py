"""What stands in the cells of a workbook, an old .xls, a page saved as Excel or a Word table, as text?"""

from __future__ import annotations

import html.parser
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from ansinh.intake.frames import official_xml, workbooks
from ansinh.intake.frames.containers import Unreadable, container
from ansinh.intake.frames.delimited import delimited
from ansinh.intake.rules import limits
from ansinh.intake.rules.headings import Row
from ansinh.intake.rules.official import WITHIN, Sheet
from ansinh.intake.rules.official_values import text

_LARGEST = 40 * limits.MEGABYTE
"""Bytes of a page, an old workbook or a text: forms are small."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNSAFE = (b"<!DOCTYPE", b"<!ENTITY")
_FORMULA = re.compile(rb"<f[ >/]")


@dataclass(frozen=True)
class Book:
    """A file that may hold a form: its kind (xlsx, xls, html, docx, csv) and its visible sheets."""

    path: Path
    kind: str
    sheets: tuple[Sheet, ...]
    whole: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()

    @property
    def roots(self) -> tuple[str, ...]:
        """The roots of the XML that it holds."""
        return tuple(sheet.name for sheet in self.sheets) if self.kind == "xml" else ()


def book(path: Path, workplace: Path) -> Book | None:
    """The visible sheets of the file with their first rows; None when it is no file of cells.

    Raises: Unreadable when it is one and cannot be opened.
    """
    kind = _kind(path)
    if kind == "xlsx":
        found = workbooks.workbook(path)
        return Book(path, kind, tuple(Sheet(one.name, one.head) for one in found.sheets))
    if kind == "csv":
        return Book(path, kind, (Sheet("", delimited(path, workplace).head),))
    if kind == "xml":
        whole, facts, others = official_xml.tables(path)
        sheets = tuple(Sheet(name, rows[:WITHIN]) for name, rows in whole)
        return Book(path, kind, sheets, tuple(whole), tuple(facts.items()), tuple(others))
    readers = {"xls": _calamine, "html": _page, "docx": _document}
    if kind not in readers or path.stat().st_size > _LARGEST:
        return None
    whole = tuple(readers[kind](path))
    return Book(path, kind, tuple(Sheet(name, rows[:WITHIN]) for name, rows in whole), whole)


def formulas(path: Path, part: str) -> int:
    """How many cells of a sheet hold formulas. Raises: Unreadable when the sheet is not what it claims."""
    found, size = 0, 0
    try:
        with zipfile.ZipFile(path) as archive, archive.open(part) as file:
            while chunk := file.read(limits.MEGABYTE):
                size += len(chunk)
                if size > limits.LARGEST_UNPACKED:
                    raise Unreadable("zip_bomb", size=size // limits.MEGABYTE, ratio=0)
                if any(mark in chunk for mark in _UNSAFE):
                    raise Unreadable("unsafe_xml")
                found += len(_FORMULA.findall(chunk))
    except workbooks.BROKEN:
        raise Unreadable("damaged") from None
    return found


def rows(held: Book, sheet: str, workplace: Path) -> tuple[Row, ...]:
    """Every row of one sheet. Raises: Unreadable."""
    for name, found in held.whole:
        if name == sheet:
            return found
    if held.kind == "csv":
        return _delimited(held.path, workplace)
    return next(found for name, found in _calamine(held.path, sheet) if name == sheet)


def _kind(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(2048)
    if official_xml.starts_as_xml(start):
        return "xml"
    try:
        return container(path).kind
    except Unreadable as refused:
        start, code = start.lower(), refused.finding.code
        if code == "html_as_excel":
            return "html" if any(mark in start for mark in (b"<html", b"<table", b"<meta", b"<head")) else ""
        if code == "not_a_workbook":
            with zipfile.ZipFile(path) as archive:
                return "docx" if "word/document.xml" in archive.namelist() else ""
        return "xls" if code == "old_excel" else ""


def _calamine(path: Path, only: str = "") -> Iterator[tuple[str, tuple[Row, ...]]]:
    try:
        with CalamineWorkbook.from_path(str(path)) as opened:
            for meta in opened.sheets_metadata:
                if meta.visible is SheetVisibleEnum.Visible and only in ("", meta.name):
                    cells = opened.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
                    yield meta.name, tuple(_numbered([text(cell) for cell in row] for row in cells))
    except (CalamineError, OSError, ValueError):
        raise Unreadable("damaged") from None


def _numbered(rows: Iterator[list[str]]) -> Iterator[Row]:
    """The rows that hold anything, with their numbers; blank cells are None."""
    for number, cells in enumerate(rows, 1):
        kept = [cell or None for cell in cells[: limits.MOST_COLUMNS]]
        if any(kept):
            yield number, kept


def _delimited(path: Path, workplace: Path) -> tuple[Row, ...]:
    import csv

    found = delimited(path, workplace)
    with found.path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file, delimiter=found.separator)
        return tuple(_numbered([text(cell) for cell in line] for line in lines))


class _Tables(html.parser.HTMLParser):
    """The tables of a page as rows of cells; merged cells leave blanks, as in a sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._span, self._down = 1, 1
        self._taken: dict[tuple[int, int], bool] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            given = dict(attrs)
            self._cell = []
            self._span = _span(given.get("colspan"))
            self._down = _span(given.get("rowspan"))
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None:
            row, at = self.rows[-1], len(self.rows) - 1
            while self._taken.pop((at, len(row)), False):
                row.append("")
            for down in range(1, self._down):
                for right in range(self._span):
                    self._taken[at + down, len(row) + right] = True
            row += [text("".join(self._cell)), *[""] * (self._span - 1)]
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def _span(said: str | None) -> int:
    return min(int(said), 100) if said and said.isdecimal() and int(said) else 1


def _page(path: Path) -> Iterator[tuple[str, tuple[Row, ...]]]:
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1258"):
        try:
            said = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Unreadable("unknown_encoding")
    tables = _Tables()
    tables.feed(said)
    yield "", tuple(_numbered(iter(tables.rows)))


def _document(path: Path) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """The paragraphs and tables of a Word text, one below the other."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo("word/document.xml").file_size > _LARGEST:
                raise Unreadable("damaged")
            content = archive.read("word/document.xml")
    except (zipfile.BadZipFile, OSError, ValueError):
        raise Unreadable("damaged") from None
    if any(mark in content for mark in _UNSAFE):
        raise Unreadable("unsafe_xml")
    try:
        body = ElementTree.fromstring(content).find(f"{_WORD}body")
    except ElementTree.ParseError:
        raise Unreadable("damaged") from None
    lines: list[list[str]] = []
    for part in body if body is not None else ():
        if part.tag == f"{_WORD}p":
            lines.append([_words(part)])
        elif part.tag == f"{_WORD}tbl":
            lines += [_word_cells(row) for row in part.iter(f"{_WORD}tr")]
    yield "", tuple(_numbered(iter(lines)))


def _word_cells(row: ElementTree.Element) -> list[str]:
    found: list[str] = []
    for cell in row.findall(f"{_WORD}tc"):
        span = cell.find(f"{_WORD}tcPr/{_WORD}gridSpan")
        width = _span(span.get(f"{_WORD}val")) if span is not None else 1
        found += [" ".join(filter(None, map(_words, cell.iter(f"{_WORD}p")))), *[""] * (width - 1)]
    return found


def _words(part: ElementTree.Element) -> str:
    return text("".join(word.text or "" for word in part.iter(f"{_WORD}t")))
