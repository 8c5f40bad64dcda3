"""Are the totals that a list states the sums of its lines?

A row of totals may speak of a section (“Cộng tăng”, “Cộng I.1”), of a page, or of all lines; a section row may
carry its own total. Which lines a plain “Cộng” adds up the form does not say: it agrees when it is the sum of
any stretch it can mean. Rates are never added up.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ansinh.intake.rules import official_values as values
from ansinh.intake.rules.headings import plain
from ansinh.intake.rules.numbers import Decision, Reading
from ansinh.intake.terms import Example, Finding, Severity
from ansinh.registers.layouts import Cell, Read, Section

_TOTAL = re.compile(r"(tong|cong|luy ke|mang sang|trong do|so phai dong|tong so the|tong so so)\b.*")
_ONLY_TOTAL = re.compile(r"(tong )?cong( (tang|giam|i{1,3}|iv|v|\d+|va|muc|phan|trang))*|tong( so)?")
_NO_SUM = re.compile(
    r"\b(luy ke|mang sang|chuyen sang|trang truoc|ky truoc|trong do|so phai dong|de nghi|con lai)\b"
)
_PEOPLE = re.compile(r"(\d{1,3}(?: \d{3})+|\d+) (?:nguoi|lao dong)\b")
_ADDED = frozenset({Read.COUNT, Read.MONEY, Read.WAGE})
_ROMANS = ("i", "ii", "iii", "iv", "v")
_NEAR = Decimal(1)
_MOST = 20
"""Findings about totals of one file."""

Fed = Mapping[str, str]


@dataclass(frozen=True)
class _Place:
    """The section in which a line stands: its number (i, ii …), the number within it, and up or down."""

    top: str = ""
    within: str = ""
    way: str = ""


@dataclass(frozen=True)
class _Line:
    index: int
    place: _Place
    fed: Fed

    @property
    def way(self) -> str:
        return self.place.way or self.fed.get("direction", "")


@dataclass(frozen=True)
class _Total:
    """A row of totals, or a section row with amounts: its words, where it stands, and the lines before it."""

    row: int
    words: str
    amounts: Mapping[Cell, str]
    place: _Place
    after: int
    since: int
    opens: bool = False


@dataclass
class Tally:
    """The lines and the totals of one sheet, taken up row by row."""

    lines: list[_Line] = field(default_factory=list)
    totals: list[_Total] = field(default_factory=list)
    place: _Place = _Place()

    def line(self, fed: Fed) -> None:
        self.lines.append(_Line(len(self.lines), self.place, fed))

    def section(self, row: int, words: str, section: Section, amounts: Mapping[Cell, str]) -> None:
        """A section begins; with amounts in its row these are the total of what follows in it."""
        self.place = _entered(self.place, words, section)
        if amounts:
            at = len(self.lines)
            self.totals.append(_Total(row, words, amounts, self.place, at, at, opens=True))

    def total(self, row: int, words: str, amounts: Mapping[Cell, str]) -> None:
        closed = [one.after for one in self.totals if not one.opens]
        self.totals.append(
            _Total(row, words, amounts, self.place, len(self.lines), closed[-1] if closed else 0)
        )


def is_total(words: str) -> bool:
    """Do the words of a row without a person begin like those of a total?"""
    return bool(_TOTAL.fullmatch(words))


def is_only_total(words: str) -> bool:
    """Is this the name of a total and cannot be that of a person?"""
    return bool(_ONLY_TOTAL.fullmatch(words))


def amounts(found: Mapping[Cell, str]) -> dict[Cell, str]:
    """The cells of a row that stand in columns which can be added up."""
    return {cell: text for cell, text in found.items() if cell.read in _ADDED and any(map(str.isdigit, text))}


def findings(tally: Tally, decided: Mapping[str, tuple[str, Decision]]) -> Iterator[Finding]:
    """What does not add up, a finding for each row and column. A sum of one line is not shown: it is a person's."""
    found = (one for total in tally.totals for one in _of_total(total, tally, decided))
    for count, one in enumerate(found):
        if count == _MOST:
            return
        yield one


def _of_total(total: _Total, tally: Tally, decided: Mapping[str, tuple[str, Decision]]) -> Iterator[Finding]:
    stretches = [one for one in _stretches(total, tally.lines) if one]
    if not stretches or _NO_SUM.search(total.words):
        return
    yield from _people(total, stretches)
    for cell, text in total.amounts.items():
        heading, decision = decided[cell.feeds]
        written = None if decision.reading is Reading.AMBIGUOUS else values.number(text, decision.reading)
        sums = [_sum(one, cell) for one in stretches] + _balance(total, tally.lines, cell)
        if written is None or None in sums or any(abs(one - written) < _NEAR for one in sums):
            continue
        few = len(stretches[0]) == 1
        shown = (
            {} if few else {"written": _shown(written), "sum": _shown(sums[0]), "lines": len(stretches[0])}
        )
        code = "total_differs_one_line" if few else "total_differs"
        yield Finding(code, Severity.WARNING, cell.feeds, heading, 1, (Example(total.row),), shown)


def _people(total: _Total, stretches: Sequence[Sequence[_Line]]) -> Iterator[Finding]:
    """“Cộng tăng: 15 người”: as many lines or persons there must be."""
    said = _PEOPLE.search(total.words)
    if said is None:
        return
    written = int(said[1].replace(" ", ""))
    may_be = {count for one in stretches for count in (len(one), _persons(one), len(_moved(one)))}
    if written not in may_be:
        shown = {"written": written, "lines": len(stretches[0])}
        yield Finding(
            "people_differ", Severity.WARNING, count=1, examples=(Example(total.row),), values=shown
        )


def _persons(lines: Sequence[_Line]) -> int:
    return len({one.fed.get("si_number") or one.fed.get("personal_id") or one.index for one in lines})


def _moved(lines: Sequence[_Line]) -> list[_Line]:
    """Without lines that change a wage alone."""
    return [
        one for one in lines if one.fed.get("concerns") != "wage" and one.fed.get("direction") != "adjust"
    ]


def _stretches(total: _Total, lines: Sequence[_Line]) -> list[list[_Line]]:
    """The lines that a total can be the sum of, the likeliest first."""
    if total.opens:
        return [_opened(total, lines)]
    every = list(lines[: total.after])
    if way := _way(total.words):
        return [[one for one in every if one.way == way]]
    if marks := _marks(total.words):
        named = [one for one in every if any(_is_in(one.place, mark) for mark in marks)]
        return [named] if named else [every]
    if total.words.startswith("tong"):
        return [every]
    latest = every[total.since :]
    section = [one for one in every if one.place.top == total.place.top]
    within = [one for one in section if one.place.within == total.place.within]
    return [latest or every, within, section, every]


def _opened(total: _Total, lines: Sequence[_Line]) -> list[_Line]:
    """The lines below a section row, up to the next section of its rank or above."""
    found = []
    for one in lines[total.after :]:
        if one.place.top != total.place.top or (
            total.place.within and one.place.within != total.place.within
        ):
            break
        found.append(one)
    return found


def _way(words: str) -> str:
    said = set(words.split())
    return "" if {"tang", "giam"} <= said else "up" if "tang" in said else "down" if "giam" in said else ""


def _marks(words: str) -> list[tuple[str, str]]:
    """The sections that a total names: (“i”, “1”) for I.1, (“ii”, “”) for II."""
    tokens = [*_PEOPLE.sub("", words).split(), ""]
    return [
        (one, after if len(after) == 1 and after.isdigit() else "")
        for one, after in itertools.pairwise(tokens)
        if one in _ROMANS
    ]


def _is_in(place: _Place, mark: tuple[str, str]) -> bool:
    return place.top == mark[0] and mark[1] in ("", place.within)


def _balance(total: _Total, lines: Sequence[_Line], cell: Cell) -> list[Decimal | None]:
    """What a grand total is when reductions are taken off."""
    if total.opens or _way(total.words) or not any(one.place.way == "down" for one in lines):
        return []
    every = lines[: total.after]
    up, down = (
        _sum([one for one in every if (one.place.way == "down") is below], cell) for below in (False, True)
    )
    return [] if up is None or down is None else [up - down]


def _sum(lines: Sequence[_Line], cell: Cell) -> Decimal | None:
    """The sum of a column; None where something in it is no amount."""
    found = Decimal(0)
    for one in lines:
        text = one.fed.get(cell.feeds, "")
        if cell.read is Read.WAGE and "coefficient" in one.fed:
            return None
        if text and not re.fullmatch(r"-?\d+(\.\d+)?", text):
            return None
        found += Decimal(text or 0)
    return found


def _shown(value: Decimal) -> int | str:
    return int(value) if value == int(value) else f"{value:f}"


def _entered(former: _Place, words: str, section: Section) -> _Place:
    """The place after a section row: told by its own number, else by that of the form's section."""
    said, printed = words.split(), plain(section.heading).split()
    means = dict(section.means)
    way = means.get("direction", "")
    inner = len(printed) > 1 and printed[1].isdigit()
    if not inner:
        top = said[0] if said and said[0] in _ROMANS else printed[0] if printed else ""
        return _Place(top, "", way)
    top = said[0] if said and said[0] in _ROMANS else former.top or printed[0]
    kept = former if former.top == top else _Place(top, "", way if way in ("up", "down") else "")
    return replace(kept, top=top, within=printed[1])
