"""Which official form is this sheet, in which version, and where does each of its columns stand?

Told by titles, headings, code row and act, never by the file's name. A heading says more than a code: some
authors number the columns otherwise.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ansinh.intake.rules.headings import Row, plain
from ansinh.registers.layouts import LAYOUTS, Cell, Layout, Shape

WITHIN = 26
"""Rows in which the headings of a form stand; the latest known code row is row 18."""

_DEEPEST = 5
_CODE = re.compile(r"\(?([a-zđ]|\d{1,2})\)?(\.0)?(\s*=.*)?")
_ENOUGH = 0.6
_ACTS = tuple(dict.fromkeys(plain(act) for one in LAYOUTS for act in one.act.split(", ") if "/" in one.act))


@dataclass(frozen=True)
class Sheet:
    """A visible sheet, or a table of a page: its name and its first rows."""

    name: str
    head: Sequence[Row]


@dataclass(frozen=True)
class Recognised:
    """A form in a sheet: its layout, where the columns stand, and how surely they were told.

    `places` maps the position of a column in `layout.columns` to its position in the sheet; `said` to the
    heading as the file has it. `heading_row` is the last row of headings, `first_row` that of the lines.
    """

    layout: Layout
    sheet: str
    places: Mapping[int, int] = field(default_factory=dict)
    said: Mapping[int, str] = field(default_factory=dict)
    by_code: int = 0
    top_row: int = 0
    first_row: int = 1
    score: float = 0.0


def recognise(
    sheets: Iterable[Sheet], register: str = "", layouts: Sequence[Layout] = LAYOUTS
) -> Recognised | None:
    """The form that the sheets hold; one that feeds `register` comes before others. None: no form we know."""
    found = [one for sheet in sheets for one in _matches(sheet, layouts)]
    return max(found, key=lambda one: (one.layout.register == register, one.score), default=None)


def _matches(sheet: Sheet, layouts: Sequence[Layout]) -> Iterator[Recognised]:
    words = frozenset(_plain(cell) for _, cells in sheet.head for cell in cells if cell)
    blocks: list[_Block] | None = None
    for layout in layouts:
        if not layout.register:
            continue
        if layout.shape is Shape.PAPER:
            if (paper := _paper(sheet, layout)) is not None:
                yield paper
        elif _may_be(layout, words):
            blocks = [block for block in _blocks(sheet.head) if block.leaves] if blocks is None else blocks
            found = [one for block in blocks if (one := _list(sheet, layout, block)) is not None]
            if found:
                yield max(found, key=lambda one: one.score)


def _may_be(layout: Layout, words: frozenset[str]) -> bool:
    """Are at least three headings of the form among the words of the sheet? A quick look before the thorough one."""
    return sum(not words.isdisjoint(_names(cell)) for cell in layout.columns) >= 3


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return plain(text)


@lru_cache(maxsize=2048)
def _names(cell: Cell) -> tuple[str, ...]:
    """The headings of a column as plain words."""
    return tuple(plain(heading) for heading in cell.headings)


@dataclass(frozen=True)
class _Block:
    """Headings of one or more levels: rows `top` to `bottom`, the codes below them if there are any."""

    top: int
    bottom: int
    next_row: int
    leaves: Mapping[int, str]
    above: Mapping[int, str]
    codes: Mapping[int, str]


def _blocks(head: Sequence[Row]) -> list[_Block]:
    """The block over the code row; without one, every block that could be the headings."""
    coded = [(place, codes) for place, (_, cells) in enumerate(head) if (codes := codes_in(cells))]
    if coded and coded[0][0] > 0:
        place, codes = coded[0]
        return [_block(head, place - 1, depth, codes) for depth in range(1, min(_DEEPEST, place) + 1)]
    return [
        _block(head, place, depth, {})
        for place in range(min(len(head), WITHIN))
        for depth in range(1, min(3, place + 1) + 1)
    ]


def _block(head: Sequence[Row], bottom: int, depth: int, codes: Mapping[int, str]) -> _Block:
    rows = head[bottom - depth + 1 : bottom + 1]
    width = max((len(cells) for _, cells in rows), default=0)
    levels = [[_text(cells, place) for place in range(width)] for _, cells in rows]
    leaves, above = {}, {}
    for place in range(width):
        own = [level[place] for level in levels]
        last = max((level for level, text in enumerate(own) if text), default=None)
        if last is None:
            continue
        leaves[place] = own[last]
        above[place] = " ".join(_over(level, place) for level in levels[:last])
    after = bottom + (2 if codes else 1)
    next_row = head[after][0] if after < len(head) else head[min(after, len(head)) - 1][0] + 1
    return _Block(rows[0][0], rows[-1][0], next_row, leaves, above, codes)


def _text(cells: Sequence[str | None], place: int) -> str:
    return " ".join((cells[place] or "").split()) if place < len(cells) else ""


def _over(level: Sequence[str], place: int) -> str:
    """The text of a merged heading: that of the nearest filled cell to the left."""
    return next((level[at] for at in range(place, -1, -1) if level[at]), "")


def codes_in(cells: Sequence[str | None]) -> dict[int, str]:
    """The codes of the row “A, B, 1, 2, 3 …” by position; empty when the row is another."""
    found = {
        place: _CODE.fullmatch(text.strip().lower())
        for place, text in enumerate(cells)
        if text and text.strip()
    }
    if len(found) < 3 or sum(code is not None for code in found.values()) < 0.8 * len(found):
        return {}
    codes = {place: code[1].upper() for place, code in found.items() if code}
    numbers = [int(code) for code in codes.values() if code.isdecimal()]
    rising = len(numbers) >= 2 and all(a < b for a, b in itertools.pairwise(numbers))
    starts = bool(numbers) and numbers[0] <= (2 if len(numbers) == 2 else 9)
    return codes if rising and starts and len({*codes.values()}) == len(codes) else {}


def _list(sheet: Sheet, layout: Layout, block: _Block) -> Recognised | None:
    places, agreeing = _told_by_heading(layout, block)
    by_heading = len(places)
    if block.codes and layout.code_row and agreeing >= _ENOUGH * max(1, by_heading) and by_heading >= 3:
        places = _told_by_code(layout, block, places)
    fed = {layout.columns[place].feeds for place in places}
    if not set(layout.needs) <= fed:
        return None
    bonus, named = _evidence(sheet, layout, block.top)
    share = by_heading / len(layout.columns)
    if layout.titles and not named and not (share >= 0.8 and agreeing >= 0.8 * by_heading):
        return None
    said = {place: block.leaves.get(at, layout.columns[place].heading) for place, at in places.items()}
    of_file = by_heading / len(block.leaves)
    score = 4 * share + 8 * of_file + bonus - 0.01 * (block.bottom - block.top)
    score += 3 * agreeing / by_heading if by_heading else 0
    return Recognised(
        layout, sheet.name, places, said, len(places) - by_heading, block.top, block.next_row, score
    )


def _told_by_heading(layout: Layout, block: _Block) -> tuple[dict[int, int], int]:
    """Columns with the position whose heading names them; and how many of these have the form's code."""
    plain_leaves = {at: _plain(text) for at, text in block.leaves.items()}
    plain_above = {at: _plain(text) for at, text in block.above.items()}
    ranked = []
    for place, cell in enumerate(layout.columns):
        for at, leaf in plain_leaves.items():
            likeness = _likeness(cell, leaf, plain_above.get(at, ""))
            if likeness:
                coded = block.codes.get(at) == cell.code and bool(cell.code)
                ranked.append((likeness + (2 if coded else 0), -at, -place, coded))
    places: dict[int, int] = {}
    agreeing = 0
    for _, at, place, coded in sorted(ranked, reverse=True):
        if -place not in places and -at not in places.values():
            places[-place] = -at
            agreeing += coded
    return places, agreeing


def _likeness(cell: Cell, leaf: str, above: str) -> int:
    """0: another heading; the higher, the surer that the heading names the column."""
    names = _names(cell)
    if cell.above:
        over = _plain(cell.above)
        if f"{over} {leaf}" in names or leaf in [f"{over} {name}" for name in names]:
            return 5
        if leaf in names:
            return 5 if over in above else 2 if leaf == names[0] and above else 3
    elif leaf in names:
        return 4
    longer = any(leaf.startswith(f"{name} ") for name in names if len(name.split()) >= 2)
    return 1 if longer else 0


def _told_by_code(layout: Layout, block: _Block, places: Mapping[int, int]) -> dict[int, int]:
    """The same with the columns whose heading says nothing but whose code is the form's."""
    found = dict(places)
    at_code = {code: at for at, code in block.codes.items()}
    for place, cell in enumerate(layout.columns):
        at = at_code.get(cell.code)
        if place not in found and cell.code and at is not None and at not in found.values():
            found[place] = at
    return found


def _evidence(sheet: Sheet, layout: Layout, top: int) -> tuple[float, bool]:
    """What the words above the headings and the sheet's name say for this form; is it named?"""
    cells = [cell for row, cells in sheet.head if row < top for cell in cells if cell]
    text = f" {plain(' | '.join([*cells, sheet.name]))} "
    titled = any(f" {title}" in text for title in layout.titles)
    marked = any(f" {mark} " in text for mark in layout.marks)
    own = [plain(act) for act in layout.act.split(", ")]
    said = [act for act in _ACTS if f" {act}" in text]
    acted = any(act in said for act in own)
    other = bool(said) and not acted
    score = 4 * titled + 4 * marked + 6 * acted - 6 * other
    return score, titled or marked


_BOX = re.compile(r"\[\s*(\d{1,2}(?:\.\d)?[a-c]?)\s*\]")


def _paper(sheet: Sheet, layout: Layout) -> Recognised | None:
    bonus, named = _evidence(sheet, layout, 1_000_000)
    text = " ".join(cell for _, cells in sheet.head for cell in cells if cell)
    boxes = _BOX.findall(text)
    if not named or len(boxes) < 3:
        return None
    parts = _BOX.split(text)
    numbered = {box: plain(said) for box, said in zip(parts[1::2], parts[2::2], strict=True)}
    known = [one for one in layout.fields if one.at]
    agreeing = sum(
        any(numbered.get(one.at.strip("[]"), "").startswith(label) for label in one.labels) for one in known
    )
    return Recognised(layout, sheet.name, score=bonus + 10 * agreeing / max(1, len(known)))
