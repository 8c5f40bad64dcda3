"""Write docs/reference/indicators.md from the catalogue: `.venv/bin/python scripts/indicators_reference.py`."""

from pathlib import Path

from ansinh.indicators.terms import CATALOGUE, Indicator

TARGET = Path(__file__).parents[1] / "docs" / "reference" / "indicators.md"
_HEAD = """# Indicators · Danh mục chỉ tiêu

Made from the catalogue by `scripts/indicators_reference.py`; do not edit. A stock (thời điểm) is true on the month's last day and
is never summed over months; a flow (phát sinh) happened within the month. Codes are those of the published results.
"""


def page() -> str:
    """The whole page."""
    made = [one for one in CATALOGUE.values() if one.computed]
    told = [one for one in CATALOGUE.values() if not one.computed]
    parts = [_HEAD, "## Computed from registers · Tính từ dữ liệu gốc\n", *map(_entry, made)]
    return "\n".join([*parts, "## Reported only · Chỉ theo báo cáo\n", _table(told)])


def _entry(one: Indicator) -> str:
    lines = [
        f"### `{one.code}` – {one.label.en} · {one.label.vi}\n",
        f"- {one.nature.label.en}, {one.unit.label.en}, {one.scheme.label.en}; {_direction(one)}",
        f"- {one.formula.en}",
        f"- {one.formula.vi}",
    ]
    if one.denominator:
        lines.append(
            f"- `{one.numerator}` / `{one.denominator}` – denominator: {one.denominator_source.en} · "
            f"{one.denominator_source.vi}"
        )
    if one.parts:
        lines.append(f"- parts: {' + '.join(f'`{part}`' for part in one.parts)}")
    if one.law:
        lines.append(f"- {one.law} (definition: {one.confidence})")
    return "\n".join(lines) + "\n"


def _direction(one: Indicator) -> str:
    return {True: "more is better", False: "less is better", None: "neither more nor less is better"}[
        one.more_is_better
    ]


def _table(indicators: list[Indicator]) -> str:
    rows = [
        f"| `{one.code}` | {one.label.en} | {one.label.vi} | {one.nature.value} | {one.unit.label.en} |"
        for one in indicators
    ]
    return "\n".join(["| code | English | Tiếng Việt | kind | unit |", "|---|---|---|---|---|", *rows]) + "\n"


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(page(), encoding="utf-8")
