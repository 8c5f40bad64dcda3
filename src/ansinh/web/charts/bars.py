"""How far is it to the target, and how large beside the others? Bullets, bars from zero, changes."""

from __future__ import annotations

from ansinh.base.texts import Text
from ansinh.web.charts import svg
from ansinh.web.charts.svg import Number

_BULLET = Text("Đạt {value} trên chỉ tiêu {target}", "{value} against a target of {target}")


def bullet(value: Number | None, target: Number | None, *, status: str = "", label: object = "") -> str:
    """A bar of what was reached on a track, with a stroke at the target. The track ends at the larger."""
    width, height = 200, 14
    if value is None or not target:
        return svg.picture(
            [svg.element("rect", class_="track", x=0, y=4, width=width, height=6)],
            width=width, height=height, label=label or "–", class_="chart bullet", stretched=True,
        )  # fmt: skip
    end = float(max(value, target)) * 1.04
    reached, goal = (width * float(part) / end for part in (value, target))
    return svg.picture(
        [
            svg.element("rect", class_="track", x=0, y=1, width=width, height=12),
            svg.element("rect", class_=f"fill {status}".strip(), x=0, y=4, width=max(reached, 0.0), height=6),
            svg.element("line", class_="goal", x1=goal, x2=goal, y1=0, y2=14),
        ],
        width=width, height=height, label=label or _BULLET.format(value=value, target=target),
        class_="chart bullet", stretched=True,
    )  # fmt: skip


def bar(value: Number | None, most: Number | None, *, status: str = "", label: object = "") -> str:
    """A small bar from zero; `most` is the value of a full one."""
    width, height = 100, 12
    length = 0.0 if value is None or not most else max(0.0, min(1.0, float(value) / float(most))) * width
    return svg.picture(
        [
            svg.element("rect", class_="track", x=0, y=1, width=width, height=10),
            svg.element("rect", class_=f"fill {status}".strip(), x=0, y=1, width=length, height=10),
        ],
        width=width, height=height, label=label or (value if value is not None else "–"),
        class_="chart small-bar", stretched=True,
    )  # fmt: skip


def change_bar(value: Number | None, most: Number | None, *, label: object = "") -> str:
    """A small bar to the right of zero for a gain, to the left for a loss."""
    width, height, middle = 100, 12, 50
    length = 0.0 if value is None or not most else min(1.0, abs(float(value)) / float(most)) * middle
    loss = value is not None and value < 0
    return svg.picture(
        [
            svg.element(
                "rect", class_="lost" if loss else "gained",
                x=middle - length if loss else middle, y=2, width=length, height=8,
            ),
            svg.element("line", class_="axis", x1=middle, x2=middle, y1=0, y2=height),
        ],
        width=width, height=height, label=label or (value if value is not None else "–"),
        class_="chart small-bar", stretched=True,
    )  # fmt: skip
