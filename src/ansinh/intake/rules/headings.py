"""Which row holds the headings, and which column of the register does each heading name?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ansinh.intake.rules.limits import HEADER_WITHIN

Row = tuple[int, Sequence[str | None]]
"""The number of a row in the file, and its cells."""

_BETWEEN = re.compile(r"[^0-9a-z]+")
_DEEPEST_HEADING = 3
_COUNTERS = frozenset({"stt", "tt", "so tt", "so thu tu", "no"})
_CODE = re.compile(r"\(?([a-z]|\d{1,2})\)?")


def plain(heading: str | None) -> str:
    """A heading without accents, case, punctuation and double spaces: “Mã  số_BHXH*” is “ma so bhxh”."""
    letters = unicodedata.normalize("NFD", (heading or "").replace("đ", "d").replace("Đ", "D"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _BETWEEN.sub(" ", bare.lower()).strip()


@dataclass(frozen=True)
class Header:
    """Where the headings of a register stand in a sheet, and what they name.

    `places` maps a column of the register to the position in the row (0 is column A); `said` to the
    heading as the file has it. `row` is the last row of the headings and `first_row` that of the data.
    """

    row: int
    first_row: int
    places: Mapping[str, int]
    said: Mapping[str, str]
    repeated: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = field(default=())


def vocabulary(columns: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Every plain heading, and technical name, with the column it names."""
    named = {plain(name): name for name in columns}
    for name, headings in columns.items():
        for heading in headings:
            named.setdefault(plain(heading), name)
    named.pop("", None)
    return named


def header(
    rows: Sequence[Row], columns: Mapping[str, Iterable[str]], required: Iterable[str]
) -> Header | None:
    """The header among the first rows: the one that names most columns; None when none names two.

    Headings of several levels are read together: the lowest filled cell of a column names it.
    """
    named = vocabulary(columns)
    best: tuple[int, int, Header] | None = None
    for index in range(min(len(rows), HEADER_WITHIN)):
        for depth in range(1, min(_DEEPEST_HEADING, index + 1) + 1):
            found = _read(rows, index, depth, named)
            score = (len(found.places), -depth)
            if best is None or score > best[:2]:
                best = (*score, found)
    enough = min(2, len(tuple(columns)))
    if best is None or best[0] < enough:
        return None
    found = best[2]
    missing = tuple(name for name in required if name not in found.places)
    return Header(**{**vars(found), "missing": missing})


def _read(rows: Sequence[Row], index: int, depth: int, named: Mapping[str, str]) -> Header:
    texts = _lowest(cells for _, cells in rows[index - depth + 1 : index + 1])
    places: dict[str, int] = {}
    said: dict[str, str] = {}
    repeated: list[str] = []
    unknown: list[str] = []
    for place, text in enumerate(texts):
        name = named.get(plain(text))
        if name is None:
            if plain(text) in _COUNTERS:
                continue
            unknown += [text.strip()] if text and text.strip() else []
        elif name in places:
            repeated.append(text.strip())
        else:
            places[name], said[name] = place, " ".join(text.split())
    follows = index + 1
    if follows < len(rows) and _is_code_row(rows[follows][1]):
        follows += 1
    first = rows[follows][0] if follows < len(rows) else rows[-1][0] + 1
    return Header(rows[index][0], first, places, said, tuple(repeated), tuple(unknown))


def _lowest(levels: Iterable[Sequence[str | None]]) -> list[str | None]:
    found: list[str | None] = []
    for cells in levels:
        found += [None] * (len(cells) - len(found))
        for place, text in enumerate(cells):
            if text and text.strip():
                found[place] = text
    return found


def _is_code_row(cells: Sequence[str | None]) -> bool:
    """Is this the row “A, B, 1, 2, 3 …” under the headings of an official form?"""
    codes = [
        _CODE.fullmatch(text.strip().lower().removesuffix(".0")) for text in cells if text and text.strip()
    ]
    if len(codes) < 3 or not all(codes):
        return False
    numbers = [int(code[1]) for code in codes if code[1].isdigit()]
    return len(numbers) >= 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


_MONTH = re.compile(r"thang (0?[1-9]|1[0-2])(?: nam)? (20\d\d)\b")


def months_said(rows: Sequence[Row], before: int) -> set[str]:
    """The months (YYYY-MM) that the title rows above row `before` name."""
    text = " | ".join(plain(cell) for row, cells in rows if row < before for cell in cells if cell)
    return {f"{year}-{int(month):02d}" for month, year in _MONTH.findall(text)}
