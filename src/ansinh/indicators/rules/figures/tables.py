"""What does a printed table say, line by line, once its headings and its numbers are understood?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from ansinh.base.errors import InvalidValue
from ansinh.base.names import folded
from ansinh.base.texts import Text
from ansinh.indicators.rules.figures import numerals
from ansinh.indicators.rules.figures.columns import COUNTS, NUMBERS, PERCENTS, columns_of, indicator_of
from ansinh.indicators.rules.figures.intervals import Bound, Printed
from ansinh.indicators.rules.figures.numerals import Style
from ansinh.indicators.rules.figures.printed import is_money, is_stock
from ansinh.indicators.rules.figures.remarks import NOTHING_STATED, Remark, remark

Cell = str | Decimal | dt.date | None
Row = tuple[int, Sequence[Cell]]
"""A row of the file: its number there, and its cells."""

HEADINGS_WITHIN = 20
"""Headings are looked for in so many first rows."""

_NO_HEADINGS = Text(
    "Không nhận ra dòng tiêu đề: trong {rows} dòng đầu không dòng nào có từ hai cột quen thuộc trở lên, kể cả một cột số.",
    "No headings recognised: none of the first {rows} rows names two known columns, one of them with numbers.",
)
_HOW_TO_HEAD = Text(
    "Đặt tiêu đề như: Đơn vị, Chỉ tiêu, Thực hiện, Kế hoạch, % kế hoạch; hoặc dùng tệp mẫu examples/published-results.csv.",
    "Use headings such as unit, indicator, value, plan, percent of plan; or start from examples/published-results.csv.",
)
_NO_LINES = Text("Bảng không có dòng số liệu nào.", "The table has no line of figures.")


class Base(StrEnum):
    """What a printed rate is a rate of."""

    UNSAID = "unsaid"
    POPULATION = "population"
    UNPRINTED = "unprinted"
    AMBIGUOUS = "ambiguous"
    OTHER = "other"


@dataclass(frozen=True)
class Line:
    """One line of a printed table."""

    number: int
    case: str = ""
    unit: str = ""
    unit_known_as: str = ""
    on: dt.date | None = None
    assigned_by: str = ""
    indicator: str = ""
    value: Printed | None = None
    plan: Printed | None = None
    percent_of_plan: Printed | None = None
    percent: Printed | None = None
    base: Base = Base.UNSAID
    measure: str = ""
    """What the value counts, folded: persons, ho so, billion vnd."""
    target_percent: Printed | None = None
    percent_of_target: Printed | None = None
    exceeds_points: Printed | None = None
    need: Printed | None = None
    population: Printed | None = None
    note: str = ""
    remark: Remark = NOTHING_STATED
    unread: tuple[str, ...] = ()
    """Columns whose cell holds something that could not be read as one number."""

    @property
    def is_stock(self) -> bool:
        return is_stock(self.indicator)


@dataclass(frozen=True)
class Table:
    """A printed table: its lines, how it writes numbers, and the headings that were not recognised."""

    lines: tuple[Line, ...]
    style: Style = Style.PLAIN
    unknown_headings: tuple[str, ...] = ()
    blank_rows: int = field(default=0, compare=False)


def read(rows: Sequence[Row]) -> Table:
    """The table in these rows. Raises: InvalidValue when no headings or no lines are found."""
    start, columns = _headings(rows)
    headings = rows[start][1]
    body = [
        (number, _record(cells, columns)) for number, cells in rows[start + 1 :] if _says_something(cells)
    ]
    records = _filled_down(body[1:] if body and _is_codes_row(body[0][1]) else body)
    records = _percents_in_full(records)
    style = _style(records)
    lines = tuple(_line(number, record, style) for number, record in records)
    lines = tuple(line for line in lines if line.unread or any(getattr(line, name) for name in NUMBERS))
    if not lines:
        raise InvalidValue(_NO_LINES, _HOW_TO_HEAD)
    unknown = tuple(
        text
        for position, heading in enumerate(headings)
        if position not in columns.values()
        and (text := _text(heading))
        and folded(text) not in ("stt", "tt", "no.")
    )
    return Table(lines, style, unknown)


def _headings(rows: Sequence[Row]) -> tuple[int, dict[str, int]]:
    best: tuple[int, dict[str, int]] = (0, {})
    for position, (_, cells) in enumerate(rows[:HEADINGS_WITHIN]):
        columns = columns_of([_text(cell) for cell in cells])
        if len(columns) > len(best[1]):
            best = (position, columns)
    if len(best[1]) < 2 or not set(best[1]) & set(NUMBERS):
        raise InvalidValue(_NO_HEADINGS.format(rows=HEADINGS_WITHIN), _HOW_TO_HEAD)
    return best


def _record(cells: Sequence[Cell], columns: Mapping[str, int]) -> dict[str, Cell]:
    return {column: cells[at] for column, at in columns.items() if at < len(cells)}


def _filled_down(records: list[tuple[int, dict[str, Cell]]]) -> list[tuple[int, dict[str, Cell]]]:
    """A unit printed once above its lines (a merged cell) belongs to all of them."""
    last: dict[str, Cell] = {}
    filled = []
    for number, record in records:
        if "unit" in record and not _text(record["unit"]):
            above = {name: last.get(name) for name in ("case", "unit", "unit_known_as", "on")}
            record = record | {
                name: value for name, value in above.items() if name in record and not _text(record[name])
            }
        last = record
        filled.append((number, record))
    return filled


def _percents_in_full(records: list[tuple[int, dict[str, Cell]]]) -> list[tuple[int, dict[str, Cell]]]:
    """A sheet keeps 80.52 % as 0.8052: a column of such cells is read as percents."""
    for name in PERCENTS - {"exceeds_points"}:
        held = [record[name] for _, record in records if isinstance(record.get(name), Decimal)]
        if held and all(0 <= number <= Decimal("1.5") for number in held):
            records = [
                (
                    at,
                    record | {name: record[name].scaleb(2)}
                    if isinstance(record.get(name), Decimal)
                    else record,
                )
                for at, record in records
            ]
    return records


def _is_codes_row(record: Mapping[str, Cell]) -> bool:
    """Is this the row `A, B, 1, 2, 3 = 2/1` under the headings of an official form?"""
    texts = [text for cell in record.values() if (text := _text(cell))]
    return bool(texts) and all(re.fullmatch(r"[A-ZĐ]|\(?\d{1,2}\)?(\s*=.*)?", text) for text in texts)


def _style(records: Sequence[tuple[int, Mapping[str, Cell]]]) -> Style:
    cells, counts = [], []
    for _, record in records:
        for name in NUMBERS:
            content = record.get(name)
            if isinstance(content, str) and (found := numerals.cell(content)):
                cells.append(found)
                if name in COUNTS:
                    counts.append(found)
    return numerals.style_of(cells, counts)


def _line(number: int, record: Mapping[str, Cell], style: Style) -> Line:
    words = {name: _text(record.get(name)) for name in record}
    indicator = indicator_of(words.get("indicator", ""))
    figures, unread = {}, []
    for name in NUMBERS:
        content = record.get(name)
        figures[name] = _printed(name, content, words, indicator, style)
        if figures[name] is None and _text(content) not in ("", "-", "–", "x", "…", "..."):
            unread.append(name)
    return Line(
        number=number,
        case=words.get("case", ""),
        unit=words.get("unit", ""),
        unit_known_as=words.get("unit_known_as", ""),
        on=_day(record.get("on")),
        assigned_by=words.get("assigned_by", ""),
        indicator=indicator,
        measure=folded(words.get("unit_of_value", "")),
        base=_base(words.get("percent_is", "")),
        note=words.get("note", ""),
        remark=remark(words.get("note", "")),
        unread=tuple(unread),
        **figures,
    )


def _printed(
    name: str, content: Cell, words: Mapping[str, str], indicator: str, style: Style
) -> Printed | None:
    if isinstance(content, Decimal):
        number, bound = content, Bound.EXACT
    elif found := numerals.cell(_text(content)):
        number, bound = numerals.number(found, style), found.bound
    else:
        return None
    if number is None:
        return None
    said = {"value": "value_is", "need": "need_is", "percent": "percent_is"}.get(name, "")
    bound = numerals.bound_of(words.get(said, "")) or bound
    if name not in COUNTS:
        return Printed(number, bound)
    factor, whole = _unit_of_value(
        "người" if name == "population" else words.get("unit_of_value", ""), indicator
    )
    return Printed(number, bound, whole, factor)


_FACTORS = {"thousand": 10**3, "nghin": 10**3, "ngan": 10**3, "million": 10**6, "trieu": 10**6}
_BILLIONS = {"billion": 10**9, "bn": 10**9, "ty": 10**9, "ti": 10**9}


def _unit_of_value(words: str, indicator: str) -> tuple[int, bool]:
    """What one unit of a figure is, and whether it is a count: counts of single things are not rounded."""
    tokens = folded(words).split()
    for token in tokens:
        if factor := (_FACTORS | _BILLIONS).get(token):
            return factor, False
    if not tokens and is_money(indicator):
        return 1, False
    return 1, True


def _base(words: str) -> Base:
    plain = folded(words)
    if not plain or numerals.bound_of(words):
        return Base.UNSAID
    if plain.startswith(("ambiguous", "chua ro", "khong ro")):
        return Base.AMBIGUOUS
    if "unprinted" in plain or "khong in" in plain:
        return Base.UNPRINTED
    return Base.POPULATION if "population" in plain or "dan so" in plain else Base.OTHER


def _day(content: Cell) -> dt.date | None:
    if isinstance(content, dt.datetime):
        return content.date()
    if isinstance(content, dt.date):
        return content
    text = _text(content)
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        year, month, day = match.groups()
    elif match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
        day, month, year = match.groups()
    else:
        return None
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _says_something(cells: Sequence[Cell]) -> bool:
    return any(_text(cell) for cell in cells)


def _text(content: Cell) -> str:
    return "" if content is None else " ".join(str(content).split())
