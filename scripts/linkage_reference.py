"""Write the weights of the linkage model into docs/reference/linkage.md, between its two marks.

.venv/bin/python scripts/linkage_reference.py
"""

from __future__ import annotations

import math
from pathlib import Path

from ansinh.matching.frames.comparisons import COMPARISONS
from ansinh.matching.frames.models import model

TARGET = Path(__file__).parents[1] / "docs" / "reference" / "linkage.md"
BEGIN, END = "<!-- weights -->", "<!-- /weights -->"


def table() -> str:
    """One row per comparison and level: shares of true and of random pairs, and the weight."""
    lines = ["| column | level | in words | m | u | weight |", "|---|---|---|---|---|---|"]
    for one, settings in zip(COMPARISONS, model().settings["comparisons"], strict=True):
        for level, trained in zip(one.levels, settings["comparison_levels"][1:], strict=True):
            m, u = trained["m_probability"], trained["u_probability"]
            rarity = f" + {level.rarity:g} × rarity" if level.rarity else ""
            words = f"{level.label.in_language('vi')} · {level.label.in_language('en')}"
            lines.append(
                f"| {one.column} | {level.name} | {words} | {m:.4g} | {u:.4g} | {math.log2(m / u):+.1f}{rarity} |"
            )
    return "\n".join(lines)


def page(text: str) -> str:
    """The page with today's weights."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    TARGET.write_text(page(TARGET.read_text(encoding="utf-8")), encoding="utf-8")
