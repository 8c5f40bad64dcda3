"""Which number does a cell print: is 1.215 twelve hundred, or one and a bit?

The convention is decided for the table as a whole, from the cells that leave no doubt, and said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

from ansinh.base.texts import Text
from ansinh.indicators.rules.figures.intervals import Bound


class Style(StrEnum):
    """How a table writes numbers."""

    VIETNAMESE = "vietnamese"
    ENGLISH = "english"
    PLAIN = "plain"
    MIXED = "mixed"

    @property
    def label(self) -> Text:
        return _LABELS[self]


_LABELS = {
    Style.VIETNAMESE: Text(
        "Bảng viết số kiểu Việt Nam: 1.215 là một nghìn hai trăm mười lăm; 80,52 có phần lẻ.",
        "The table writes numbers the Vietnamese way: 1.215 is twelve hundred and fifteen; 80,52 has decimals.",
    ),
    Style.ENGLISH: Text(
        "Bảng viết số kiểu Anh: 1,215 là một nghìn hai trăm mười lăm; 80.52 có phần lẻ.",
        "The table writes numbers the English way: 1,215 is twelve hundred and fifteen; 80.52 has decimals.",
    ),
    Style.PLAIN: Text(
        "Các số trong bảng không có dấu phân cách nên chỉ có một cách đọc.",
        "The numbers of the table have no separators, so there is one way to read them.",
    ),
    Style.MIXED: Text(
        "Bảng lẫn hai kiểu viết số. Số chỉ có một cách đọc được đọc theo cách đó; số có hai cách đọc không được dùng.",
        "The table mixes two ways of writing numbers. A number with one reading is read so; one with two is not used.",
    ),
}

_BOUNDS = {
    Bound.MORE_THAN: ("more than", "over", "above", "trên", "hơn", ">"),
    Bound.LESS_THAN: ("less than", "under", "below", "nearly", "almost", "dưới", "gần", "<"),
    Bound.ABOUT: ("about", "around", "khoảng", "xấp xỉ", "~", "≈"),
}
_BEFORE = re.compile(
    rf"^({'|'.join(re.escape(word) for words in _BOUNDS.values() for word in words)})\s*", re.IGNORECASE
)
_NUMERAL = re.compile(r"[+-−]?\d[\d.,]*")
_SPACES = re.compile(r"[\s\u00a0\u202f']")
_ONE_GROUP = re.compile(r"\d{1,3}[.,]\d{3}")


@dataclass(frozen=True)
class Cell:
    """A cell that should hold a number: its digits as written, and the limit said before them."""

    digits: str
    bound: Bound = Bound.EXACT

    @property
    def doubtful(self) -> bool:
        """Has it two readings, as 1.215 has?"""
        return bool(_ONE_GROUP.fullmatch(self.digits.lstrip("+-"))) and not self.digits.startswith("0")


def bound_of(words: str) -> Bound | None:
    """The limit that these words say (`more than`, `trên`), or None."""
    folded = words.strip().lower()
    if folded in ("exact", "chính xác", "đúng"):
        return Bound.EXACT
    for bound, names in _BOUNDS.items():
        if folded in names:
            return bound
    return None


def cell(text: str) -> Cell | None:
    """The cell's number as written, or None if it holds none."""
    text = text.strip().rstrip("%").strip()
    bound = Bound.EXACT
    if match := _BEFORE.match(text):
        bound = bound_of(match[1]) or bound
        text = text[match.end() :]
    digits = _SPACES.sub("", text).replace("−", "-")
    return Cell(digits, bound) if _NUMERAL.fullmatch(digits) else None


def style_of(cells: Iterable[Cell], counts: Iterable[Cell] = ()) -> Style:
    """The convention of a whole table; `counts` are the cells that can only be whole numbers."""
    said = {style for found in cells if (style := _certain(found.digits))}
    if len(said) > 1:
        return Style.MIXED
    if said:
        return said.pop()
    marks = {"." if "." in found.digits else "," for found in counts if found.doubtful}
    if not marks:
        return Style.PLAIN
    if len(marks) > 1:
        return Style.MIXED
    return Style.VIETNAMESE if marks == {"."} else Style.ENGLISH


def number(found: Cell, style: Style) -> Decimal | None:
    """The cell's number in this style; None if it cannot be read, or has two readings in a mixed table."""
    own = _certain(found.digits)
    if own is None and style in (Style.MIXED, Style.PLAIN) and found.doubtful:
        return None
    reading = own or style
    thousands, decimal = (".", ",") if reading is Style.VIETNAMESE else (",", ".")
    grouped = rf"[+-]?(\d{{1,3}}(\{thousands}\d{{3}})+|\d+)(\{decimal}\d+)?"
    if not re.fullmatch(grouped, found.digits):
        return None
    return Decimal(found.digits.replace(thousands, "").replace(decimal, "."))


def _certain(digits: str) -> Style | None:
    """The style that alone explains this number, if one does."""
    digits = digits.lstrip("+-")
    if re.fullmatch(
        r"\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}|\d+,\d{1,2}|\d+,\d{4,}|\d{4,},\d+|0,\d+", digits
    ):
        return Style.VIETNAMESE
    if re.fullmatch(
        r"\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,}|\d+\.\d{1,2}|\d+\.\d{4,}|\d{4,}\.\d+|0\.\d+", digits
    ):
        return Style.ENGLISH
    return None


def shown(value: Fraction | Decimal | int, decimals: int = 0) -> Text:
    """The number with so many decimals in the reader's convention: 1.215,50 and 1,215.50."""
    scaled = abs(Fraction(value)) * 10**decimals
    nearest = Decimal(floor(scaled + Fraction(1, 2))).scaleb(-decimals)
    rounded = -nearest if value < 0 and nearest else nearest
    english = f"{rounded:,.{decimals}f}".replace("-", "−")
    return Text(english.translate(str.maketrans(",.", ".,")), english)
