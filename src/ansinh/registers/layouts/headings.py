"""Where do the headings of a form stand: which cells are merged, and how high are their rows?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ansinh.registers.layouts.layout import Cell

UNDER = " › "
"""Between the headings over a column, from the top: `Cell.above` may name several."""
_LINE_HIGH, _PADDING = 13.2, 5


@dataclass(frozen=True)
class Block:
    """Cells merged into one, by rows and columns from zero, both included; and what stands there."""

    top: int
    left: int
    bottom: int
    right: int
    text: str


def blocks(
    cells: Sequence[tuple[int, Cell]], widths: Sequence[float], rows: tuple[int, int]
) -> tuple[list[Block], dict[int, float]]:
    """The merged headings of the rows `rows` (from 1), and the height in points of each of these rows."""
    width = {place: wide for (place, _), wide in zip(cells, widths, strict=True)}
    paths = [(place, (*filter(None, cell.above.split(UNDER)), cell.heading)) for place, cell in cells]
    depth = max(len(path) for _, path in paths)
    first, last = rows[0] - 1, rows[1] - 1
    count = last - first + 1
    starts = [first + level * count // depth for level in range(depth)]
    found = []
    for level in range(depth):
        end = starts[level + 1] - 1 if level + 1 < depth else last
        for left, right, path in _runs(paths, level):
            bottom = last if len(path) == level + 1 else end
            found.append(Block(starts[level], left, bottom, right, path[level]))
    return found, _heights(found, width, first, last)


def _runs(paths: Sequence[tuple[int, tuple[str, ...]]], level: int) -> list[tuple[int, int, tuple[str, ...]]]:
    """Neighbours that share their headings down to `level`; a column's own heading is never shared."""
    runs: list[tuple[int, int, tuple[str, ...]]] = []
    for place, path in paths:
        if len(path) <= level:
            continue
        shared = len(path) > level + 1
        if shared and runs and runs[-1][1] == place - 1:
            left, _, before = runs[-1]
            if len(before) > level + 1 and before[: level + 1] == path[: level + 1]:
                runs[-1] = (left, place, before)
                continue
        runs.append((place, place, path))
    return runs


def _heights(found: Sequence[Block], width: dict[int, float], first: int, last: int) -> dict[int, float]:
    """High enough for every heading: short blocks first, then taller ones stretch their lowest row."""
    heights = dict.fromkeys(range(first, last + 1), 15.0)
    for one in sorted(found, key=lambda block: block.bottom - block.top):
        wide = sum(width[place] for place in range(one.left, one.right + 1))
        needed = _lines(one.text, wide) * _LINE_HIGH + _PADDING
        rows = range(one.top, one.bottom + 1)
        lacking = needed - sum(heights[row] for row in rows)
        if lacking > 0:
            for row in rows:
                heights[row] += lacking / len(rows)
    return heights


def _lines(text: str, wide: float) -> int:
    """How many lines bold text takes in a cell `wide` characters wide; a word that is too long is broken."""
    room = max(1.0, wide - 0.8)
    lines, used = 1, 0.0
    for word in text.split():
        length = len(word) * 1.02
        if used and used + 1 + length > room:
            lines, used = lines + 1, 0.0
        used += length + (1 if used else 0)
        while used > room:
            lines, used = lines + 1, used - room
    return lines
