"""Where do two personal numbers differ, told without showing either of them whole?

Digits that agree stay covered, but for the last three; digits that differ are shown while they are few. A
number that shares too little with the other is not shown at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from ansinh.base.identifiers import masked
from ansinh.base.texts import Text

_COVER = "•"
_GAP = "–"
_LAST = 3
"""Digits at the end that are always shown: what a clerk reads aloud to compare with a paper."""
_MOST_SHOWN = 3
"""More differing digits than this are marked but covered."""


@dataclass(frozen=True)
class Cell:
    """One place of both numbers: what is shown of each, and whether they differ there."""

    left: str
    right: str
    differs: bool


@dataclass(frozen=True)
class Comparison:
    """Two numbers place by place, and the same in words. No cells where one of them is missing."""

    cells: tuple[Cell, ...]
    words: Text
    left: str = ""
    right: str = ""


def compared(left: str, right: str) -> Comparison:
    """Two numbers as delivered, held against each other."""
    first, second = _bare(left), _bare(right)
    if not first or not second:
        words = _NEITHER if not first and not second else _ONE_MISSING
        return Comparison((), words, masked(first), masked(second))
    places = _aligned(first, second)
    differing = [number for number, (a, b) in enumerate(places) if a != b]
    shown = len(differing) <= _MOST_SHOWN
    last = len(places) - _LAST
    cells = tuple(
        Cell(
            *(_shown(digit, digit != other, shown, number >= last) for digit, other in ((a, b), (b, a))),
            a != b,
        )
        for number, (a, b) in enumerate(places)
    )
    return Comparison(cells, _words(first, second, places, differing))


def _bare(number: str) -> str:
    return "".join(letter for letter in number or "" if letter.isalnum()).upper()


def _aligned(first: str, second: str) -> list[tuple[str, str]]:
    """The places of both numbers, one above the other; a digit too few leaves a gap."""
    if len(first) == len(second):
        return list(zip(first, second, strict=True))
    places: list[tuple[str, str]] = []
    for _kind, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        wide = max(b - a, d - c)
        places += zip(first[a:b].ljust(wide, _GAP), second[c:d].ljust(wide, _GAP), strict=True)
    return places


def _shown(digit: str, differs: bool, few_differ: bool, at_the_end: bool) -> str:
    if digit == _GAP:
        return _GAP
    return digit if (differs and few_differ) or (at_the_end and few_differ) else _COVER


def _words(first: str, second: str, places: list[tuple[str, str]], differing: list[int]) -> Text:
    if not differing:
        return _EQUAL
    lacking = abs(len(first) - len(second))
    if lacking:
        if lacking == len(differing):
            return _SHORTER.format(count=lacking, places=_listed(differing))
        return _LENGTHS.format(left=len(first), right=len(second))
    return _digits_differ(places, differing)


def _digits_differ(places: list[tuple[str, str]], differing: list[int]) -> Text:
    if len(differing) == 1:
        return _ONE_DIGIT.format(place=differing[0] + 1)
    if len(differing) == 2 and _swapped(places, *differing):
        return _SWAPPED.format(first=differing[0] + 1, second=differing[1] + 1)
    if len(differing) <= _MOST_SHOWN:
        return _FEW.format(count=len(differing), places=_listed(differing))
    return _MANY.format(count=len(differing), all=len(places))


def _swapped(places: list[tuple[str, str]], one: int, other: int) -> bool:
    return other == one + 1 and places[one] == places[other][::-1]


def _listed(places: list[int]) -> str:
    return ", ".join(str(place + 1) for place in places)


_EQUAL = Text("Giống nhau ở mọi chữ số", "The same in every digit")
_NEITHER = Text("Cả hai bên đều không ghi", "Given on neither side")
_ONE_MISSING = Text("Một bên không ghi", "Not given on one side")
_ONE_DIGIT = Text("Khác một chữ số, ở vị trí {place}", "One digit differs, at place {place}")
_SWAPPED = Text(
    "Hai chữ số liền nhau đổi chỗ, vị trí {first} và {second}",
    "Two neighbouring digits are exchanged, at places {first} and {second}",
)
_FEW = Text("Khác {count} chữ số, ở vị trí {places}", "{count} digits differ, at places {places}")
_MANY = Text("Khác {count} trên {all} chữ số", "{count} of {all} digits differ")
_SHORTER = Text(
    "Một bên thiếu {count} chữ số, ở vị trí {places}", "One side lacks {count} digits, at places {places}"
)
_LENGTHS = Text(
    "Độ dài khác nhau: {left} và {right} ký tự", "Of different length: {left} and {right} characters"
)
