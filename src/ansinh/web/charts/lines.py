"""How did it move? Sparks for a row and a trend for a page: this year, last year in grey, the target."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from ansinh.base import figures
from ansinh.base.months import Month
from ansinh.web.charts import svg
from ansinh.web.charts.svg import Number

Series = Sequence[tuple[Month, Number | None]]


def spark(series: Series, last_year: Series = (), *, label: object = "–") -> str:
    """Twelve or twenty-four months in the height of a row, last year's months in grey beneath."""
    width, height, edge = 120, 32, 4
    months = [month for month, _ in series]
    values = [value for line in (series, last_year) for _, value in line if value is not None]
    if len(values) < 2:
        return ""
    across = Across(months[0], months[-1], edge, width - edge)
    up = Up(min(values), max(values), height - edge, edge)
    drawn = [
        svg.element(
            "path", class_=class_, d=svg.path(_points(line, across, up)), vector_effect="non-scaling-stroke"
        )
        for line, class_ in ((last_year, "then"), (series, "now"))
        if line
    ]
    return svg.picture(drawn, width=width, height=height, label=label, class_="chart spark", stretched=True)


def trend(
    series: Series,
    last_year: Series = (),
    *,
    target: Number | None = None,
    deadline: Month | None = None,
    label: object = "",
    words: tuple[str, str, str] = ("", "", ""),
    wide: bool = False,
) -> str:
    """The line of a page. `words` name this year, last year and the target at the lines themselves.

    The axis of values is cut below the lowest value, which a line may do and a bar may not.
    """
    width, height = (700, 300) if wide else (470, 260)
    left, right, top, bottom = 60, width - 92, 16, height - 30
    known = [value for line in (series, last_year) for _, value in line if value is not None]
    if len(known) < 2:
        return ""
    levels = ticks(min([*known, target or known[0]]), max([*known, target or known[0]]))
    last = max(deadline or series[-1][0], series[-1][0])
    across = Across(series[0][0], last, left, right)
    up = Up(levels[0], levels[-1], bottom, top)
    parts = [
        *_levels(levels, up, left, right),
        *_months(across, bottom, every=max(1, (last - series[0][0]) // (8 if wide else 5))),
        *(
            [svg.element("line", class_="target", x1=left, x2=right, y1=up(target), y2=up(target))]
            if target
            else []
        ),
        svg.element("path", class_="then", d=svg.path(_points(last_year, across, up))) if last_year else "",
        svg.element("path", class_="now", d=svg.path(_points(series, across, up))),
        *_end_words(series, last_year, target, words, across, up, right),
    ]
    return svg.picture(
        parts, width=width, height=height, label=label, class_="chart trend wide" if wide else "chart trend"
    )


class Across:
    """Where a month stands from left to right."""

    def __init__(self, first: Month, last: Month, left: Number, right: Number) -> None:
        self.first, self.last, self.left, self.right = first, last, float(left), float(right)

    def __call__(self, month: Month) -> float:
        months = (self.last - self.first) or 1
        return self.left + (self.right - self.left) * (month - self.first) / months


class Up:
    """Where a value stands from bottom to top."""

    def __init__(self, low: Number, high: Number, bottom: Number, top: Number) -> None:
        self.low, self.high = float(low), float(high)
        self.bottom, self.top = float(bottom), float(top)

    def __call__(self, value: Number) -> float:
        span = (self.high - self.low) or 1.0
        return self.bottom - (self.bottom - self.top) * (float(value) - self.low) / span


def ticks(low: Number, high: Number, about: int = 4) -> list[float]:
    """Round levels from at most `low` to at least `high`: steps of 1, 2 or 5 times a power of ten."""
    span = float(high) - float(low) or abs(float(high)) or 1.0
    power = 10 ** math.floor(math.log10(span / about))
    step = next(power * factor for factor in (1, 2, 5, 10) if span / (power * factor) <= about)
    first, last = math.floor(float(low) / step), math.ceil(float(high) / step)
    return [index * step for index in range(first, last + 1)]


def _points(line: Series, across: Across, up: Up) -> list[tuple[float, float] | None]:
    return [None if value is None else (across(month), up(value)) for month, value in line]


def _levels(levels: list[float], up: Up, left: float, right: float) -> list[str]:
    places = 0 if all(level == int(level) for level in levels) else 1
    parts = []
    for level in levels:
        y = up(level)
        parts.append(svg.element("line", class_="grid", x1=left, x2=right, y1=y, y2=y))
        written = figures.number(int(level)) if places == 0 else figures.number(Decimal(level), 1)
        parts.append(svg.text(written, x=left - 8, y=y + 4, text_anchor="end"))
    return parts


def _months(across: Across, bottom: float, *, every: int) -> list[str]:
    parts = [svg.element("line", class_="axis", x1=across.left, x2=across.right, y1=bottom, y2=bottom)]
    for ago in range(0, across.last - across.first + 1, every):
        month = across.last - ago
        x = across(month)
        parts.append(svg.text(figures.short_month(month), x=x, y=bottom + 18, text_anchor="middle"))
    return parts


def _end_words(
    series: Series, last_year: Series, target: Number | None, words: tuple[str, str, str],
    across: Across, up: Up, right: float,
) -> list[str]:  # fmt: skip
    """Labels at the ends of the lines, pushed apart where they would touch."""
    wanted = []
    for line, words_of, class_ in ((series, words[0], "strong"), (last_year, words[1], "then-words")):
        ends = [(month, value) for month, value in line if value is not None]
        if ends and words_of:
            wanted.append((up(ends[-1][1]), words_of, class_))
    if target and words[2]:
        wanted.append((up(target), words[2], ""))
    parts, below = [], -100.0
    for y, said, class_ in sorted(wanted):
        y = max(y, below + 15)
        parts.append(svg.text(said, x=right + 8, y=y + 4, class_=class_ or None))
        below = y
    ends = [(month, value) for month, value in series if value is not None]
    return [*parts, svg.element("circle", class_="now-dot", cx=across(ends[-1][0]), cy=up(ends[-1][1]), r=4)]
