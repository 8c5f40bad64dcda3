"""Which rows of an official form are its lines, and what does each line say?

Sections, totals, signatures and repeated headings are no lines; a section says what the lines below it mean.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ansinh.intake.frames import official_totals
from ansinh.intake.frames.official_totals import Tally
from ansinh.intake.rules import official_values as said
from ansinh.intake.rules.headings import Row, plain
from ansinh.intake.rules.numbers import Decision, Reading
from ansinh.intake.rules.official import Recognised, codes_in
from ansinh.registers.layouts import Cell, Field, Layout, Read, Section

Line = tuple[int, dict[str, str]]
"""The row of the file, and the columns of the register that it fills."""

_NUMBERS = {Read.COUNT: True, Read.MONEY: True, Read.DECIMAL: False, Read.WAGE: False}
_CLOSING = re.compile(
    r"(nguoi lap|lap bieu|thu truong|ke toan|giam doc|dai dien|can bo|chu ky|ky ghi ro|nhan vien thu|to chuc ).*"
    r"|(.* )?ngay (\d+ )?thang (\d+ )?nam( \d+)?.*|(de nghi|ghi chu|luu y) .*"
)
_NUMBER = re.compile(r"\d+(\.0)?")
_AFTER_LABEL = r"[^:\w]{0,12}(?:\([^)]*\))?[^:\w]{0,6}:\s*"
_NAMES = frozenset({"ho va ten", "ho ten", "hoten", "ten don vi", "ma don vi"})
_UNIT_CODE = re.compile(r"[A-Z]{2}\d{4}[A-Z]")


@dataclass
class Lines:
    """What a sheet holds: its lines, what stands above them, and what was done to read them."""

    lines: list[Line] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    skipped: int = 0
    sections: int = 0
    restored: dict[str, list[int]] = field(default_factory=dict)
    decided: dict[str, tuple[str, Decision]] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    batch: str = ""


def lines(rows: Sequence[Row], found: Recognised) -> Lines:
    """The lines of a list, in the order of the sheet.

    In:  every row of the sheet. Out: one line per person or unit; texts as the registers' checks read them.
    """
    layout = found.layout
    read = Lines(facts=facts([row for row in rows if row[0] < found.top_row], layout.fields))
    body = [row for row in rows if row[0] >= found.first_row]
    places = [(layout.columns[place], at) for place, at in found.places.items()]
    read.decided = _decided(body, places, found)
    context = dict(layout.constants)
    for number, cells in body:
        values = {cell: text for cell, at in places if (text := _at(cells, at))}
        kind = _kind(values, cells, layout)
        if kind == "closing":
            read.skipped += sum(later >= number for later, _ in body)
            break
        if kind == "section":
            section = _section([cell for cell in cells if cell], layout)
            context |= dict(section.means)
            read.sections += 1
            read.tally.section(number, _said(cells), section, official_totals.amounts(values))
        elif kind == "total":
            read.tally.total(number, _said(cells), official_totals.amounts(values))
        elif kind == "line":
            read.lines.append((number, dict(context) | _line(number, values, read)))
            read.tally.line(read.lines[-1][1])
            continue
        read.skipped += 1
    return read


def _at(cells: Sequence[str | None], at: int) -> str:
    return (cells[at] or "") if at < len(cells) else ""


def _decided(body: Sequence[Row], places: Sequence[tuple[Cell, int]], found: Recognised) -> dict:
    """For each column of numbers, how the whole column is written."""
    decided = {}
    for cell, at in places:
        if cell.read in _NUMBERS:
            texts = [text for _, cells in body if (text := _at(cells, at)) and any(map(str.isdigit, text))]
            how = said.reading(texts, whole=_NUMBERS[cell.read])
            heading = found.said.get(found.layout.columns.index(cell), cell.heading)
            decided[cell.feeds] = (heading, how)
    return decided


def _kind(values: Mapping[Cell, str], cells: Sequence[str | None], layout: Layout) -> str:
    """line, section, total, blank, or closing: the signatures, after which nothing follows."""
    if codes_in(cells):
        return "blank"
    fed = {cell.feeds: text for cell, text in values.items()}
    name = fed.get(layout.needs[0], "")
    known = any(
        cell.feeds != "number" and cell.read in (Read.IDENTIFIER, Read.BIRTH) and any(map(str.isdigit, text))
        for cell, text in values.items()
    )
    numbered = bool(_NUMBER.fullmatch(fed.get("number", "")))
    if not numbered and official_totals.is_only_total(plain(name)):
        return "total"
    if name and (known or (numbered and len(values) > 1)):
        return "blank" if not numbered and plain(name) in _NAMES else "line"
    filled = [cell for cell in cells if cell]
    if not filled or (numbered and len(filled) == 1):
        return "blank"
    return _of_words(filled, layout) or ("line" if known and len(values) >= 3 else _end(filled))


def _of_words(filled: Sequence[str], layout: Layout) -> str:
    """section or total, by the words of a row without a person; empty when it is neither."""
    words = plain(" ".join(filled[:2]))
    if _section(filled, layout):
        return "section"
    told = (words, plain(" ".join(filled[1:3])))
    return "total" if any(map(official_totals.is_total, told)) else ""


def _end(filled: Sequence[str]) -> str:
    return "closing" if any(_CLOSING.fullmatch(plain(text)) for text in filled) else "blank"


def _section(filled: Sequence[str], layout: Layout) -> Section | None:
    texts = (plain(" ".join(filled[:2])), plain(filled[0]))
    for section in layout.sections:
        if any(re.fullmatch(pattern, text) for pattern in section.said for text in texts):
            return section
    return None


def _said(cells: Sequence[str | None]) -> str:
    """The words of a row without a person; amounts are left out."""
    return plain(" ".join(text for text in cells if text and any(map(str.isalpha, text))))


def _line(number: int, values: Mapping[Cell, str], read: Lines) -> dict[str, str]:
    """The columns of the register that a line fills."""
    line: dict[str, str] = {}
    for cell, text in values.items():
        if cell.read is Read.IDENTIFIER:
            value, restored = said.identifier(text, cell.digits)
            if restored:
                read.restored.setdefault(cell.feeds, []).append(number)
            line.setdefault(cell.feeds, value)
        elif cell.read in _NUMBERS:
            line |= _number(cell, text, read.decided[cell.feeds][1].reading)
        elif cell.read is Read.MARK:
            line |= {cell.feeds: cell.value} if said.is_marked(text) else {}
        else:
            line |= _words(cell, text, line)
    for cell in values:
        if cell.read is Read.BIRTH_YEAR_ONLY and "birth_date" in line:
            line["birth_date"] = line["birth_date"][-4:]
    return line


def _number(cell: Cell, text: str, how: Reading) -> dict[str, str]:
    value = said.number(text, how)
    if value is None or how is Reading.AMBIGUOUS:
        return {cell.feeds: text}
    if cell.read is Read.WAGE:
        coefficient = said.is_coefficient(value)
        return {"coefficient": said.decimal(value)} if coefficient else {cell.feeds: said.whole(value)}
    return {cell.feeds: said.whole(value) if _NUMBERS[cell.read] else said.decimal(value)}


def _words(cell: Cell, text: str, line: Mapping[str, str]) -> dict[str, str]:
    """What a cell says that holds neither a number nor an identifier."""
    if cell.read is Read.CHANGE:
        return {cell.feeds: text} | ({"direction": way} if (way := said.direction(text)) else {})
    if cell.read is Read.MONTH:
        full = said.day(text)
        whole_day = {"since_day": full} if cell.feeds == "since" and len(full.split("/")) == 3 else {}
        return {cell.feeds: said.month(text)} | whole_day
    readers = {
        Read.TEXT: lambda one: one,
        Read.BIRTH: said.birth,
        Read.DAY: said.day,
        Read.SEX: said.sex,
        Read.FEMALE_MARK: lambda one: "F" if said.is_marked(one) else said.sex(one),
        Read.RESULT: said.result,
        Read.DIRECTION: said.direction,
    }
    reader = readers.get(cell.read)
    if reader is None or (cell.feeds in line and cell.read is Read.TEXT):
        return {}
    return {cell.feeds: found} if (found := reader(text)) else {}


def facts(rows: Sequence[Row], fields: Sequence[Field]) -> dict[str, str]:
    """What stands above the list: the words after each label, or in the cell to its right."""
    found: dict[str, str] = {}
    for _, cells in rows:
        for place, cell in enumerate(cells):
            if cell:
                for feeds, value in _facts_of(said.text(cell), cells[place + 1 :], fields):
                    found.setdefault(feeds, value)
    for field_ in fields:
        if field_.read is Read.IDENTIFIER and field_.at and field_.feeds not in found:
            code = next((c for _, cells in rows for c in cells if c and _UNIT_CODE.fullmatch(c.strip())), "")
            found |= {field_.feeds: code} if code else {}
    return {name: value for name, value in found.items() if value}


def _facts_of(text: str, right: Sequence[str | None], fields: Sequence[Field]) -> Iterator[tuple[str, str]]:
    flat = _flat(text)
    marks = []
    for field_ in fields:
        for label in sorted(field_.labels, key=len, reverse=True):
            after = r"\s*:?\s*(?=\d)" if field_.read is Read.MONTH else _AFTER_LABEL
            pattern = r"(?<![a-z])" + r"[\s,./-]+".join(map(re.escape, label.split())) + after
            if match := re.search(pattern, flat):
                marks.append((match.start(), match.end(), field_))
                break
            if plain(text) == label:
                beside = next((said.text(cell) for cell in right if cell), "")
                if beside:
                    yield field_.feeds, _fact(beside, field_)
    marks.sort(key=lambda one: (one[1], one[0]))
    for place, (_, end, field_) in enumerate(marks):
        stop = min((start for start, later, _ in marks if later > end), default=len(text))
        if place and marks[place - 1][1] == end:
            continue
        value = text[end:stop]
        if not value.strip(" ._…") and stop == len(text):
            value = next((said.text(cell) for cell in right if cell), "")
        yield field_.feeds, _fact(value, field_)


def _fact(value: str, field_: Field) -> str:
    bare = re.sub(r"[\s.…_]*(\(?\[?\d{1,2}\]?[.)])?[\s.…_;,-]*$", "", value).strip(" .…_;,-")
    if field_.read is Read.IDENTIFIER:
        return bare.split()[0] if bare else ""
    if field_.read is Read.MONTH:
        found = re.search(r"(\d{1,2})\D{1,8}(\d{4})", bare)
        return f"{found[2]}-{int(found[1]):02d}" if found else ""
    return bare


def _flat(text: str) -> str:
    """Small letters without accents, one for each letter of the text."""
    letters = unicodedata.normalize("NFC", text).replace("đ", "d").replace("Đ", "D")
    return "".join(unicodedata.normalize("NFD", letter)[0].lower() for letter in letters)
