"""Under which headings do tables print the columns that can be checked?"""

from __future__ import annotations

from collections.abc import Sequence

from ansinh.base.names import folded
from ansinh.indicators.rules.figures import printed

COLUMNS: dict[str, tuple[str, ...]] = {
    "case": ("case", "ky hieu", "bang"),
    "unit": (
        "unit",
        "don vi",
        "dia phuong",
        "xa phuong",
        "ten don vi",
        "xa, phuong",
        "ten xa",
        "ten xa, phuong",
    ),
    "unit_known_as": ("unit known as", "ma don vi", "ma xa", "ma dvhc", "don vi hanh chinh", "unit code"),
    "on": ("on", "ngay", "den ngay", "tinh den ngay", "thoi diem", "as of", "date"),
    "assigned_by": ("assigned by", "co quan giao", "don vi giao", "cap giao"),
    "indicator": ("indicator", "chi tieu", "noi dung", "loai hinh", "ten chi tieu"),
    "value": (
        "value",
        "thuc hien",
        "ket qua",
        "so thuc hien",
        "ket qua thuc hien",
        "so nguoi",
        "da thuc hien",
        "actual",
        "luy ke",
        "so nguoi tham gia",
    ),
    "value_is": ("value is", "cach noi"),
    "plan": ("plan", "ke hoach", "chi tieu giao", "ke hoach giao", "so giao", "chi tieu duoc giao", "target"),
    "percent_of_plan": (
        "percent of plan",
        "% ke hoach",
        "% so voi ke hoach",
        "ty le dat",
        "ty le hoan thanh",
        "dat %",
        "% hoan thanh",
        "ty le so voi ke hoach",
        "% dat",
        "ty le thuc hien",
        "% thuc hien/ke hoach",
        "dat ty le",
        "ty le % so voi ke hoach",
        "th/kh",
        "% th/kh",
    ),
    "percent": ("percent", "ty le", "ty le bao phu", "% dan so", "ty le tham gia", "coverage", "rate"),
    "percent_is": ("percent is", "ty le tren", "mau so", "ty le so voi"),
    "target_percent": (
        "target percent",
        "ty le giao",
        "chi tieu ty le",
        "ty le duoc giao",
        "chi tieu bao phu",
        "target rate",
    ),
    "percent_of_target": ("percent of target", "% so voi ty le giao", "% chi tieu ty le", "% ty le giao"),
    "exceeds_points": ("exceeds points", "vuot", "vuot diem %", "vuot (diem %)", "diem % vuot"),
    "need": ("need", "con thieu", "con phai phat trien", "can phat trien", "con lai", "gap"),
    "need_is": ("need is",),
    "unit_of_value": ("unit of value", "don vi tinh", "dvt"),
    "population": ("population", "dan so"),
    "note": ("note", "ghi chu", "notes"),
}
"""Each column of the format with its headings, accents folded."""

NUMBERS = (
    "value",
    "plan",
    "percent_of_plan",
    "percent",
    "target_percent",
    "percent_of_target",
    "exceeds_points",
    "need",
    "population",
)
COUNTS = ("value", "plan", "need", "population")
_BY_HEADING = {heading: column for column, headings in COLUMNS.items() for heading in headings}
_BY_INDICATOR = {folded(name): code for code, names in reversed(printed.names().items()) for name in names}
PERCENTS = frozenset(NUMBERS) - frozenset(COUNTS)


def column_of(heading: str) -> str | None:
    """The column that this heading names, or None."""
    plain = " ".join(folded(heading).replace("_", " ").split()).rstrip(" :*")
    if plain in _BY_HEADING:
        return _BY_HEADING[plain]
    without_unit = plain.split("(")[0].strip()
    if "%" in plain and without_unit in _BY_HEADING and _BY_HEADING[without_unit] in COUNTS:
        return None
    return _BY_HEADING.get(without_unit)


def columns_of(headings: Sequence[str]) -> dict[str, int]:
    """Where each known column stands. The heading "Chỉ tiêu" is a plan if another column names the indicators."""
    found: dict[str, int] = {}
    for position, heading in enumerate(headings):
        column = column_of(heading)
        if column == "indicator" and "indicator" in found and "plan" not in found:
            column = "plan"
        if column and column not in found:
            found[column] = position
    return found


def indicator_of(name: str) -> str:
    """The indicator's code, or the name as the table prints it."""
    plain = folded(name)
    return (
        _BY_INDICATOR.get(plain)
        or _BY_INDICATOR.get(plain.removeprefix("so nguoi tham gia "))
        or name.strip()
    )
