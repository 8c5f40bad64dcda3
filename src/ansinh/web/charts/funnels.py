"""Is a commune low beyond what its size explains? A funnel plot compares small and large units fairly."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ansinh.base import figures
from ansinh.web.charts import svg
from ansinh.web.charts.lines import Up, ticks
from ansinh.web.charts.svg import Number

WIDTH, HEIGHT = 760, 320
LEFT, RIGHT, TOP, BOTTOM = 56, 720, 16, 276
WIDE = 3.09
"""Standard errors of the outer limits (99.8 %); the inner ones stand at 1.96 (95 %)."""


@dataclass(frozen=True)
class Unit:
    """One unit: its share (0–1) of how many people, its name and where it leads."""

    share: Number
    people: int
    name: str
    url: str = ""


def limits(mean: float, people: float, errors: float) -> tuple[float, float]:
    """Between which shares chance alone leaves a unit of this size, by the normal approximation."""
    error = errors * math.sqrt(mean * (1 - mean) / people)
    return max(0.0, mean - error), min(1.0, mean + error)


def outside(unit: Unit, mean: float) -> bool:
    """Is the unit beyond the outer limits?"""
    low, high = limits(mean, unit.people, WIDE)
    return not low <= float(unit.share) <= high


def funnel(units: Sequence[Unit], mean: float, *, label: object, words: tuple[str, str]) -> str:
    """Shares against size with limits around the mean. `words`: across and at the mean's line."""
    known = [unit for unit in units if unit.people > 0]
    if len(known) < 3:
        return ""
    most = max(unit.people for unit in known) * 1.05
    least = min(unit.people for unit in known) * 0.8
    shares = [float(unit.share) * 100 for unit in known]
    levels = ticks(min([*shares, mean * 100]), max([*shares, mean * 100]))
    up = Up(levels[0] / 100, levels[-1] / 100, BOTTOM, TOP)

    def across(people: float) -> float:
        return LEFT + (RIGHT - LEFT) * people / most

    return svg.element(
        "svg", svg.title(label),
        *_grid(levels, up, most, across, words[0]),
        *[_limit(mean, errors, least, most, across, up) for errors in (1.96, WIDE)],
        svg.element("line", class_="target", x1=LEFT, x2=RIGHT, y1=up(mean), y2=up(mean)),
        svg.text(words[1], x=RIGHT, y=up(mean) - 6, text_anchor="end", class_="strong"),
        *[_dot(unit, mean, across, up) for unit in known],
        class_="chart", viewBox=f"0 0 {WIDTH} {HEIGHT}", role="group", aria_label=str(label),
    )  # fmt: skip


def _grid(levels, up: Up, most: float, across, words: str) -> list[str]:
    parts = []
    for level in levels:
        y = up(level / 100)
        parts.append(svg.element("line", class_="grid", x1=LEFT, x2=RIGHT, y1=y, y2=y))
        parts.append(svg.text(f"{figures.number(round(level))} %", x=LEFT - 8, y=y + 4, text_anchor="end"))
    for people in ticks(0, most, 5)[1:]:
        if people <= most:
            parts.append(
                svg.text(figures.number(int(people)), x=across(people), y=BOTTOM + 18, text_anchor="middle")
            )
    parts.append(svg.text(words, x=(LEFT + RIGHT) / 2, y=BOTTOM + 38, text_anchor="middle"))
    return parts


def _limit(mean: float, errors: float, least: float, most: float, across, up: Up) -> str:
    """Both limits as one broken line, kept inside the frame."""
    steps = [least + (most - least) * step / 60 for step in range(61)]
    lines = []
    for side in (0, 1):
        for people in steps:
            share = limits(mean, people, errors)[side]
            lines.append((across(people), up(share)) if up.low <= share <= up.high else None)
        lines.append(None)
    return svg.element("path", class_="limit", d=svg.path(lines))


def _dot(unit: Unit, mean: float, across, up: Up) -> str:
    beyond = outside(unit, mean)
    state = "none" if not beyond else ("behind" if float(unit.share) < mean else "good")
    words = f"{unit.name}: {figures.percent(Decimal(unit.share) * 100)}"
    dot = svg.element(
        "circle",
        svg.title(words),
        class_=f"dot {state}",
        cx=across(unit.people),
        cy=up(unit.share),
        r=6 if beyond else 4,
    )
    return svg.element("a", dot, href=unit.url, aria_label=words) if unit.url else dot
