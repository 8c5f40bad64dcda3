"""What does one cell of an official form mean: a birth, a month, a mark, a direction, an identifier?

Answers are texts that the checks of every register understand; what cannot be understood stays as it is,
for the checks to say so. A number that offices write in two ways is decided by its column.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from ansinh.intake.rules.headings import plain
from ansinh.intake.rules.numbers import SHAPES, Decision, Reading, decide

_SHAPES = {name: re.compile(pattern) for name, pattern in SHAPES.items()}
_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})(?: .*)?")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T].*)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[-/]?(\d{2})")
_EIGHT = re.compile(r"(\d{2})(\d{2})([12]\d{3})")
_SERIAL = re.compile(r"[1-6]\d{4}")
_POINT_ZERO = re.compile(r"(\d+)[.,]0+")
_EPOCH = dt.date(1899, 12, 30)
_MARKS = frozenset({"x", "1", "v", "co", "true", "yes", "dung"})
_UP = frozenset({"1", "tm", "tc", "td", "on", "tn", "tt"})
_DOWN = frozenset({"3", "gh", "gd", "gc", "gn", "of", "kl", "ts", "tu"})
_OTHER = frozenset({"2", "4", "5", "dc", "cd", "ad", "sb", "dn", "at", "dl", "th", "tl", "gl"})
_COEFFICIENTS_TO = 100
"""A wage up to this is a coefficient of the State's scale, as on the portal."""


def text(cell: object) -> str:
    """A cell as text: whole numbers without “.0”, days as day/month/year, single spaces."""
    if type(cell) is str:
        return " ".join(cell.replace("\u200b", "").replace("\ufeff", "").split())
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else "1" if cell else "0"
    if isinstance(cell, dt.datetime | dt.date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float):
        return str(int(cell)) if cell == int(cell) else format(Decimal(repr(cell)), "f")
    return str(cell)


def identifier(said: str, digits: tuple[int, ...]) -> tuple[str, bool]:
    """An identifier, and whether its lost zeros were restored: only where one length alone is possible."""
    found = _POINT_ZERO.fullmatch(said)
    bare = re.sub(r"[\s.\-]", "", found[1] if found else said.lstrip("'"))
    if not digits or not bare.isdecimal():
        return (bare if bare.isalnum() else said), False
    for length in sorted(digits):
        if length == len(bare):
            return bare, False
        nearest = length - len(bare) in ((1,) if length == 10 else (1, 2))
        if nearest and (length != 12 or len(bare) in (10, 11)):
            return bare.zfill(length), True
    return bare, False


@lru_cache(maxsize=100_000)
def day(said: str) -> str:
    """A day as day/month/year; the text itself when it is none."""
    found = _DAY.fullmatch(said)
    if found:
        return f"{int(found[1]):02d}/{int(found[2]):02d}/{found[3]}"
    if found := _ISO.fullmatch(said):
        return f"{int(found[3]):02d}/{int(found[2]):02d}/{found[1]}"
    if found := _EIGHT.fullmatch(said):
        return f"{found[1]}/{found[2]}/{found[3]}"
    if _SERIAL.fullmatch(said):
        return f"{_EPOCH + dt.timedelta(days=int(said)):%d/%m/%Y}"
    return said


def birth(said: str) -> str:
    """A birth: day/month/year, month/year or the year, as much as the form has."""
    found = day(said)
    if match := re.fullmatch(r"0*/0*/(\d{4})", found):
        return match[1]
    if match := re.fullmatch(r"0*/(\d{1,2})/(\d{4})", found):
        return f"{int(match[1]):02d}/{match[2]}"
    if match := _MONTH_YEAR.fullmatch(found):
        return f"{int(match[1]):02d}/{match[2]}"
    return found


def month(said: str) -> str:
    """A month as YYYY-MM; the text itself when it is none."""
    bare = re.sub(r"^(thang|thg|th)\s*", "", said.lower().replace("á", "a"))
    if found := _MONTH_YEAR.fullmatch(bare):
        return f"{found[2]}-{int(found[1]):02d}"
    full = day(bare)
    if found := _DAY.fullmatch(full):
        return f"{found[3]}-{int(found[2]):02d}"
    if found := _YEAR_MONTH.fullmatch(bare):
        return f"{found[1]}-{found[2]}"
    return said


def is_marked(said: str) -> bool:
    """Is there a cross, or another word for yes?"""
    return plain(said) in _MARKS or said in ("✓", "✔", "☑", "☒")


def sex(said: str) -> str:
    """M or F, whether written as a word or as 1, 0, 2; the text itself when it is neither."""
    bare = plain(said)
    return (
        "M" if bare in ("1", "nam", "m", "male") else "F" if bare in ("0", "2", "nu", "f", "female") else said
    )


def result(said: str) -> str:
    """electronic or paper; empty when the cell says neither."""
    bare = plain(said)
    return "electronic" if "dien tu" in bare else "paper" if "giay" in bare else ""


def direction(said: str) -> str:
    """up, down or adjust, from words or from the codes of programs; empty when it says nothing known."""
    bare = plain(said)
    if not bare:
        return ""
    if bare in _UP | _DOWN | _OTHER:
        return "up" if bare in _UP else "down" if bare in _DOWN else "adjust"
    if "dieu chinh" in bare or "tien luong" in bare or "muc dong" in bare:
        return "adjust"
    words = bare.split()
    return "down" if "giam" in words else "up" if "tang" in words else "adjust"


def reading(said: Iterable[str], *, whole: bool) -> Decision:
    """How the numbers of a column are written. `whole`: it counts things or đồng."""
    shapes = Counter(
        next((name for name, shape in _SHAPES.items() if shape.fullmatch(one)), "none") for one in said if one
    )
    return decide(dict(shapes), whole=whole)


def number(said: str, how: Reading) -> Decimal | None:
    """The number in a cell of a column read in this way; None when it is none."""
    bare = said.replace(" ", "").replace("đ", "").removesuffix("%").removesuffix("VND")
    if how is Reading.POINT_GROUPS and not re.fullmatch(r"[+-]?\d+\.0{1,2}", bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif how is Reading.COMMA_GROUPS:
        bare = bare.replace(",", "")
    if bare.startswith("(") and bare.endswith(")"):
        bare = f"-{bare[1:-1]}"
    return Decimal(bare) if re.fullmatch(r"[+-]?\d+(\.\d+)?", bare) else None


def whole(value: Decimal) -> str:
    """A whole number as the checks read it; with its fraction when it has one."""
    return str(int(value)) if value == int(value) else f"{value:f}"


def decimal(value: Decimal) -> str:
    """A decimal number as the checks read it: four places after a point cannot be taken for thousands."""
    return str(int(value)) if value == int(value) else f"{value:.4f}"


def is_coefficient(value: Decimal) -> bool:
    """Is a wage of this size a coefficient of the State's scale?"""
    return 0 < value <= _COEFFICIENTS_TO
