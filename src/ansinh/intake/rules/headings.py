"""Which row holds the headings, and which column of the register does each heading name?"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ansinh.intake.rules.limits import HEADER_WITHIN
from ansinh.intake.rules.mapping import NOTHING, ColumnMapping

Row = tuple[int, Sequence[str | None]]
"""The number of a row in the file, and its cells."""

_BETWEEN = re.compile(r"[^0-9a-z]+")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_DEEPEST_HEADING = 5
_COUNTERS = frozenset({"stt", "tt", "so tt", "so thu tu", "no"})
_CODE = re.compile(r"\(?([a-zđ]|\d{1,2})\)?( ?=.*)?")
_NAME = "full_name"
_GIVEN_NAMES = frozenset({"ten"})
_FAMILY_NAMES = frozenset(
    {"ho", "ho dem", "ho lot", "ho va dem", "ho va ten dem", "ho va chu dem", "ho chu dem", "ho ten dem"}
)
_SEX, _MEN, _WOMEN = "sex", "nam", "nu"
IN_TWO = frozenset({_NAME, _SEX})
"""Columns that offices divide: family and given name, a mark for men and one for women."""


def plain(heading: str | None) -> str:
    """A heading without accents, case, punctuation and double spaces: “Mã  số_BHXH*” is “ma so bhxh”."""
    letters = unicodedata.normalize("NFD", (heading or "").replace("đ", "d").replace("Đ", "D"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _BETWEEN.sub(" ", bare.lower()).strip()


@dataclass(frozen=True)
class Heading:
    """One filled heading of a sheet: its place, its texts from the upper level to the lowest, and its key.

    The key is what a saved mapping knows it by: the plain lowest text, with its groups where that repeats.
    """

    place: int
    levels: tuple[str, ...]
    key: str = ""

    @property
    def said(self) -> str:
        """The lowest text, in one line."""
        return " ".join(self.levels[-1].split())

    @property
    def path(self) -> str:
        """All levels in one line: “Thẻ BHYT › Từ ngày”."""
        return " › ".join(" ".join(level.split()) for level in self.levels)


@dataclass(frozen=True)
class Header:
    """Where the headings of a register stand in a sheet, and what they name.

    `places` maps a column of the register to the position in the row (0 is column A); `said` to the
    heading as the file has it. `row` is the last row of the headings and `first_row` that of the data.
    `before` maps a column to the place of a cell that is written before its own (a family name); `women` to
    the place of the marks for women, beside those for men at the column's own.
    """

    row: int
    first_row: int
    places: Mapping[str, int]
    said: Mapping[str, str]
    repeated: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = field(default=())
    headings: tuple[Heading, ...] = ()
    before: Mapping[str, int] = field(default_factory=dict)
    women: Mapping[str, int] = field(default_factory=dict)
    by_mapping: frozenset[str] = frozenset()

    def column_at(self, place: int) -> str:
        """The column of the register that is read from this place, alone or with another, or nothing."""
        every = (*self.places.items(), *self.before.items(), *self.women.items())
        return next((name for name, at in every if at == place), NOTHING)


def vocabulary(columns: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Every plain heading, and technical name, with the column it names."""
    named = {plain(name): name for name in columns}
    for name, headings in columns.items():
        for heading in headings:
            named.setdefault(plain(heading), name)
    named.pop("", None)
    return named


def header(
    rows: Sequence[Row],
    columns: Mapping[str, Iterable[str]],
    required: Iterable[str],
    mapping: ColumnMapping | None = None,
) -> Header | None:
    """The header among the first rows: the one that names most columns, and of these the one that divides a
    name or a sex in two; None when none names two columns.

    Headings of several levels are read together: the lowest filled cell of a column names it, alone or
    with its groups. A `mapping` whose headings all stand in the row decides for them.
    """
    named, forced = vocabulary(columns), mapping.row if mapping else 0
    best: tuple[tuple[int, int, int], Header] | None = None
    for index in range(min(len(rows), HEADER_WITHIN)):
        if forced and rows[index][0] != forced:
            continue
        for depth in range(1, min(_DEEPEST_HEADING, index + 1) + 1):
            found = _read(rows, index, depth, named, mapping)
            score = (len(found.places), len(found.before) + len(found.women), -depth)
            if best is None or score > best[0]:
                best = score, found
    enough = 0 if forced else min(2, len(tuple(columns)))
    if best is None or best[0][0] < enough:
        return None
    found = best[1]
    return replace(found, missing=tuple(name for name in required if name not in found.places))


def likeliest(rows: Sequence[Row], columns: Mapping[str, Iterable[str]]) -> Header | None:
    """When no row can be told to hold headings: the row with the most words, so that a person can say."""
    tried = rows[:HEADER_WITHIN]
    if not tried:
        return None
    words = [sum(bool(text and re.search(r"[^\W\d]", text)) for text in cells) for _, cells in tried]
    return _read(rows, words.index(max(words)), 1, vocabulary(columns), None)


def _read(
    rows: Sequence[Row], index: int, depth: int, named: Mapping[str, str], mapping: ColumnMapping | None
) -> Header:
    headings = _headings([cells for _, cells in rows[index - depth + 1 : index + 1]])
    decided = mapping.decisions if mapping and mapping.fits(one.key for one in headings) else {}
    places: dict[str, int] = {}
    said: dict[str, str] = {}
    repeated: list[str] = []
    unknown: list[str] = []
    keys = {one.place: one.key for one in headings}
    pairs = {
        place: name
        for place, name in _pairs(headings, named).items()
        if decided.get(keys[place], name) == name
    }
    for one in headings:
        if one.place in pairs:
            continue
        name = decided[one.key] if one.key in decided else _named(one, named)
        if name is None and pairs.get(one.place + 1) == _SEX:
            name = _SEX
        if name == NOTHING:
            continue
        if name is None:
            unknown += [] if plain(one.said) in _COUNTERS else [one.said]
        elif name in places:
            repeated.append(one.said)
        else:
            places[name], said[name] = one.place, one.said
    before = {name: at - 1 for name, at in places.items() if pairs.get(at - 1) == name == _NAME}
    women = {name: at + 1 for name, at in places.items() if pairs.get(at + 1) == name == _SEX}
    follows = index + 1
    if follows < len(rows) and is_code_row(rows[follows][1]):
        follows += 1
    first = rows[follows][0] if follows < len(rows) else rows[-1][0] + 1
    return Header(
        rows[index][0], first, places, said, tuple(repeated), tuple(unknown), (), headings, before, women, frozenset(decided)
    )  # fmt: skip


def _pairs(headings: Sequence[Heading], named: Mapping[str, str]) -> dict[int, str]:
    """The places that are read together with the one beside them, and the column they both feed: a family name
    left of the given name, the marks for women right of those for men."""
    known = set(named.values())
    found = {}
    for left, right in itertools.pairwise(headings):
        if right.place != left.place + 1:
            continue
        words = plain(left.said), plain(right.said)
        if _NAME in known and words[0] in _FAMILY_NAMES and words[1] in _GIVEN_NAMES:
            found[left.place] = _NAME
        elif _SEX in known and words == (_MEN, _WOMEN):
            found[right.place] = _SEX
    return found


def _headings(levels: Sequence[Sequence[str | None]]) -> tuple[Heading, ...]:
    """The filled headings of rows that are read together, each with the groups that it stands under."""
    width = max(len(cells) for cells in levels)
    grid = [[*cells, *[None] * (width - len(cells))] for cells in levels]
    filled = [[bool(text and text.strip()) for text in cells] for cells in grid]
    found: list[Heading] = []
    group: list[str | None] = [None] * len(grid)
    for place in range(width):
        own = [level for level in range(len(grid)) if filled[level][place]]
        if not own:
            group = [None] * len(grid)
            continue
        lowest = own[-1]
        for level in range(len(grid)):
            if filled[level][place]:
                group[level:] = [grid[level][place], *[None] * (len(grid) - level - 1)]
            elif level >= own[0]:
                group[level] = None
        texts = tuple(text for level, text in enumerate(group) if text and level <= lowest)
        found.append(Heading(place, texts))
        group[lowest] = None  # what has nothing below it is no group
    return _keyed(found)


def _keyed(found: Sequence[Heading]) -> tuple[Heading, ...]:
    lowest = Counter(plain(one.levels[-1]) for one in found)
    seen: Counter[str] = Counter()
    keyed = []
    for one in found:
        key = plain(one.levels[-1])
        key = key if lowest[key] == 1 else " / ".join(plain(level) for level in one.levels)
        seen[key] += 1
        keyed.append(replace(one, key=key if seen[key] == 1 else f"{key} #{seen[key]}"))
    return tuple(keyed)


def _named(heading: Heading, named: Mapping[str, str]) -> str | None:
    return next((named[each] for each in _spoken(heading.levels) if each in named), None)


def _spoken(levels: Sequence[str]) -> Iterator[str]:
    """The ways to say a heading: with all its groups, with the nearest, alone, without what stands in brackets."""
    for texts in (levels, [_ASIDE.sub(" ", level) for level in levels]):
        yield plain(" ".join(texts))
        yield plain(" ".join(texts[-2:]))
        yield plain(texts[-1])


def is_code_row(cells: Sequence[str | None]) -> bool:
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


def months_named(text: str) -> set[str]:
    """The months (YYYY-MM) that the name of a sheet says: “Tháng 10-2026”, “T10.2026”."""
    spoken = re.sub(r"\bt ?(\d)", r"thang \1", plain(text))
    return {f"{year}-{int(month):02d}" for month, year in _MONTH.findall(spoken)}
