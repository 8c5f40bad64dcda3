"""Which row, which column, what is wrong, what to do: the full list of findings as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from ansinh.base.texts import Text
from ansinh.intake.frames.examination import Place
from ansinh.intake.models import Delivery
from ansinh.intake.rules.messages import said
from ansinh.intake.terms import Finding, Severity

_SHEETS = {"vi": "Kết quả kiểm tra", "en": "Findings"}
_HEADS = (
    Text("Dòng trong tệp", "Row of the file"),
    Text("Cột trong tệp", "Column in the file"),
    Text("Cột của sổ", "Column of the register"),
    Text("Mức độ", "Weight"),
    Text("Nội dung", "What is wrong"),
    Text("Cách sửa", "What to do"),
    Text("Dạng giá trị (đã che)", "Shape of the value (hidden)"),
)
_WIDTHS = (12, 26, 26, 16, 60, 60, 28)


def workbook(
    delivery: Delivery, found: Sequence[Finding], places: Sequence[Place], path: Path
) -> Path | None:
    """Write the list, a sheet in each language, to `path`; None when there is nothing to list.

    It holds rows, columns and the shapes of values, never the values themselves.
    """
    if all(finding.severity is Severity.NOTE for finding in found):
        return None
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        for language, name in _SHEETS.items():
            page = book.add_worksheet(name)
            page.freeze_panes(1, 0)
            for column, (head, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
                page.set_column(column, column, width)
                page.write_string(0, column, head.in_language(language), bold)
            _lines(page, delivery, found, places, language)
    return path


def _lines(
    page, delivery: Delivery, found: Sequence[Finding], places: Sequence[Place], language: str
) -> None:
    columns = delivery.schema.columns
    whole = _without_places(found, places)
    told = [_told(finding, columns, language) for finding in found]
    for line, place in enumerate([*whole, *places], 1):
        if place.row:
            page.write(line, 0, place.row)
        for column, text in enumerate((*told[place.finding], place.value), 1):
            page.write_string(line, column, text)


def _without_places(found: Sequence[Finding], places: Sequence[Place]) -> list[Place]:
    """A line for each finding about the whole file, or for each example of one whose rows are not listed."""
    listed = {place.finding for place in places}
    return [
        Place(number, example.row if example else 0, example.value if example else "")
        for number, finding in enumerate(found)
        if number not in listed
        for example in finding.examples or (None,)
    ]


def _told(finding: Finding, columns, language: str) -> tuple[str, ...]:
    what, to_do = said(finding.code, finding.values)
    label = columns[finding.column].label.in_language(language) if finding.column in columns else ""
    return (
        finding.heading,
        label,
        finding.severity.label.in_language(language),
        what.in_language(language),
        to_do.in_language(language),
    )
