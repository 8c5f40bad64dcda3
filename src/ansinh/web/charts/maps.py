"""Where do the communes that stand low lie? A map of centroids: one mark a commune, no boundary needed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ansinh.web.charts import svg
from ansinh.web.charts.svg import Number

WIDTH = 560
EDGE = 26
NAMED = 14
"""Names at most; the others are on hover and in the table."""


@dataclass(frozen=True)
class Mark:
    """One commune: where it lies, how large it is drawn, its state, its words and where it leads."""

    latitude: Number
    longitude: Number
    weight: Number
    state: str
    name: str
    words: str
    url: str = ""


def centroid_map(marks: Sequence[Mark], *, label: object) -> str:
    """Marks at their centroids, area by weight: a circle, or a triangle where the state is `behind`.

    The last triangles (marks come best first) carry their names, as far as these do not cover each other.
    """
    placed = [mark for mark in marks if mark.latitude is not None and mark.longitude is not None]
    if not placed:
        return ""
    place, height = _projection(placed)
    most = max(float(mark.weight or 0) for mark in placed) or 1.0
    ordered = sorted(placed, key=lambda mark: -float(mark.weight or 0))
    drawn = [_mark(mark, place(mark), most) for mark in ordered]
    named = _names([mark for mark in placed if mark.state == "behind"][-NAMED:], place, most)
    return svg.element(
        "svg", svg.title(label), *drawn, *named,
        class_="chart map", viewBox=f"0 0 {WIDTH} {height}", role="group", aria_label=str(label),
    )  # fmt: skip


def _projection(marks: Sequence[Mark]):
    """Equal steps east and north at this latitude; the height follows from the shape."""
    north, south = (f(float(mark.latitude) for mark in marks) for f in (max, min))
    east, west = (f(float(mark.longitude) for mark in marks) for f in (max, min))
    narrow = math.cos(math.radians((north + south) / 2))
    scale = (WIDTH - 2 * EDGE) / max((east - west) * narrow, (north - south), 1e-6)
    left = (WIDTH - (east - west) * narrow * scale) / 2

    def place(mark: Mark) -> tuple[float, float]:
        across = left + (float(mark.longitude) - west) * narrow * scale
        return across, EDGE + (north - float(mark.latitude)) * scale

    return place, round(2 * EDGE + (north - south) * scale)


def _radius(mark: Mark, most: float) -> float:
    return 4 + 9 * math.sqrt(max(float(mark.weight or 0), 0.0) / most)


def _mark(mark: Mark, where: tuple[float, float], most: float) -> str:
    x, y = where
    size = _radius(mark, most)
    if mark.state == "behind":
        left, right, base = x - size * 1.1, x + size * 1.1, y - size * 0.8
        points = f"{left:.1f},{base:.1f} {right:.1f},{base:.1f} {x:.1f},{y + size * 1.2:.1f}"
        shape = svg.element(
            "polygon", svg.title(f"{mark.name}: {mark.words}"), class_="dot behind", points=points
        )
    else:
        shape = svg.element(
            "circle", svg.title(f"{mark.name}: {mark.words}"), class_=f"dot {mark.state}", cx=x, cy=y, r=size
        )
    if not mark.url:
        return shape
    return svg.element("a", shape, href=mark.url, aria_label=f"{mark.name}: {mark.words}")


def _names(marks: Sequence[Mark], place, most: float) -> list[str]:
    """Names beside their marks; one that would cover another is left out (it is still on hover)."""
    taken: list[tuple[float, float, float]] = []
    parts = []
    for mark in marks:
        x, y = place(mark)
        size = _radius(mark, most)
        width = 6.4 * len(mark.name)
        left = x + size + 3 if x + size + 3 + width < WIDTH else x - size - 3 - width
        if any(abs(y - other) < 14 and left < end and start < left + width for start, end, other in taken):
            continue
        taken.append((left, left + width, y))
        parts.append(svg.text(mark.name, x=left, y=y + 4, class_="name"))
    return parts
