"""Which sheets does a workbook have, and what stands in their first rows?"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from ansinh.intake.frames.containers import Unreadable
from ansinh.intake.rules import limits
from ansinh.intake.rules.headings import Row

_HEAD_BYTES = 8 * limits.MEGABYTE
_SMALL_PART = 20 * limits.MEGABYTE
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
UNSAFE = (b"<!DOCTYPE", b"<!ENTITY")
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ElementTree.ParseError, KeyError, ValueError)


@dataclass(frozen=True)
class Sheet:
    """A visible sheet: its name, the part it is kept in, and its first rows."""

    name: str
    part: str
    head: tuple[Row, ...]


@dataclass(frozen=True)
class Workbook:
    """An xlsx file whose visible sheets are known. `epoch_1904`: serial days count from 1904."""

    path: Path
    sheets: tuple[Sheet, ...]
    epoch_1904: bool


def place(letters: str) -> int:
    """The position of a column: A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


@lru_cache(maxsize=512)
def letters(at: int) -> str:
    """The letters of the column at this position: 0 is A."""
    text, number = "", at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def workbook(path: Path) -> Workbook:
    """The sheets of the workbook at `path` with their first rows. Raises: Unreadable."""
    try:
        with zipfile.ZipFile(path) as archive:
            tree = _tree(archive, "xl/workbook.xml")
            parts = _relations(archive)
            shown = [one for one in _named(tree, "sheet") if one.get("state", "visible") == "visible"]
            with closing(_SharedStrings(archive)) as strings:
                sheets = [
                    Sheet(one.get("name", ""), part, _head(archive, part, strings))
                    for one in shown
                    if (part := parts.get(one.get(_RELATION, ""), "")).startswith("xl/worksheets/")
                ]
            epoch = any(e.get("date1904") in ("1", "true") for e in _named(tree, "workbookPr"))
    except BROKEN:
        raise Unreadable("damaged") from None
    return Workbook(path, tuple(sheets), epoch)


def _tree(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    if archive.getinfo(part).file_size > _SMALL_PART:
        raise Unreadable("damaged")
    content = archive.read(part)
    if any(mark in content for mark in UNSAFE):
        raise Unreadable("unsafe_xml")
    return ElementTree.fromstring(content)


def _named(tree: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (element for element in tree.iter() if element.tag.rpartition("}")[2] == name)


def _relations(archive: zipfile.ZipFile) -> dict[str, str]:
    found = {}
    for element in _named(_tree(archive, "xl/_rels/workbook.xml.rels"), "Relationship"):
        target = element.get("Target", "")
        found[element.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


class _SharedStrings:
    """The workbook's shared texts, read only as far as the first rows need them."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._texts: list[str] = []
        self._events = self._read(archive)

    def __getitem__(self, index: int) -> str:
        while index >= len(self._texts):
            text = next(self._events, None)
            if text is None:
                return ""
            self._texts.append(text)
        return self._texts[index]

    def close(self) -> None:
        self._events.close()

    def _read(self, archive: zipfile.ZipFile) -> Iterator[str]:
        if "xl/sharedStrings.xml" not in archive.namelist():
            return
        with closing(_elements(archive, "xl/sharedStrings.xml", "si", limits.LARGEST_UNPACKED)) as found:
            for element in found:
                yield "".join(part.text or "" for part in _named(element, "t"))


def _elements(archive: zipfile.ZipFile, part: str, name: str, limit: int) -> Iterator[ElementTree.Element]:
    """The elements `name` of a part as they come, reading at most `limit` bytes."""
    parser = ElementTree.XMLPullParser(["end"])
    read = 0
    with archive.open(part) as file:
        while read < limit and (chunk := file.read(1 << 16)):
            if any(mark in chunk for mark in UNSAFE):
                raise Unreadable("unsafe_xml")
            read += len(chunk)
            parser.feed(chunk)
            for _, element in parser.read_events():
                if element.tag.rpartition("}")[2] == name:
                    yield element
                    element.clear()


def _head(archive: zipfile.ZipFile, part: str, strings: _SharedStrings) -> tuple[Row, ...]:
    """The first rows of a sheet, with a row or two beyond the last in which headings may stand."""
    rows: list[Row] = []
    number = 0
    with closing(_elements(archive, part, "row", _HEAD_BYTES)) as found:
        for element in found:
            number = int(element.get("r", number + 1))
            if number > limits.HEADER_WITHIN + limits.ROWS_BELOW:
                break
            rows.append((number, _cells(element, strings)))
    return tuple(rows)


def _cells(row: ElementTree.Element, strings: _SharedStrings) -> list[str | None]:
    found: list[str | None] = []
    for cell in _named(row, "c"):
        named = _CELL.fullmatch(cell.get("r", ""))
        at = place(named[1]) if named else len(found)
        if at >= limits.MOST_COLUMNS:
            break
        found += [None] * (at + 1 - len(found))
        found[at] = _text(cell, strings)
    return found


def _text(cell: ElementTree.Element, strings: _SharedStrings) -> str | None:
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in _named(cell, "t"))
    value = next((part.text for part in _named(cell, "v")), None)
    if value is not None and cell.get("t") == "s":
        return strings[int(value)]
    return value
