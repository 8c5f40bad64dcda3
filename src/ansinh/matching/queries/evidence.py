"""How do the two rows of a pair compare, column by column, and what do the likenesses weigh?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ansinh import territory
from ansinh.base import figures
from ansinh.base.errors import NotFound
from ansinh.base.texts import Text
from ansinh.matching.frames import comparisons
from ansinh.matching.models import Pair
from ansinh.matching.rules import numbers, words
from ansinh.registers import schemas

COLUMNS = ("personal_id", "si_number", "name", "birth", "sex", "place", "household")
"""What is compared, in the order of the page."""
_SEXES = {"M": Text("Nam", "Male"), "F": Text("Nữ", "Female")}
_HOUSEHOLD_GIVEN = Text("có ghi hộ", "household given")
_NOT_COMPARED = Text("không so được", "not compared")


@dataclass(frozen=True)
class Value:
    """One value: as delivered, and as it was read where that says more. `parts` are its words, if a name."""

    given: str
    read: str = ""
    parts: tuple[words.Word, ...] = ()


@dataclass(frozen=True)
class Line:
    """One compared column: both values, how alike they are in words, and what that weighs.

    `number` instead of the values where it is a person's number. `weight` None: it was not compared.
    """

    column: str
    label: Text
    left: Value
    right: Value
    level: Text
    weight: float | None
    number: numbers.Comparison | None = None


@dataclass(frozen=True)
class PairShown:
    """A pair as a clerk sees it. `gains`, `losses` and `base` add up to the pair's weight."""

    pair: Pair
    left_register: Text
    right_register: Text
    lines: tuple[Line, ...]
    gains: float
    losses: float
    base: float
    heaviest: float
    odds: Text
    chance: int | None
    has_rivals: bool = False
    """Does another row fit nearly as well, so that the pair is less likely than its weight alone says?"""


def shown(pair: Pair, on: dt.date) -> PairShown:
    """The evidence of a pair side by side; units are named as of `on`."""
    lines = tuple(
        line for column in COLUMNS if (line := _line(pair, column, on)).weight is not None or _is_given(line)
    )
    weights = [line.weight for line in lines if line.weight is not None]
    gains, losses = sum(w for w in weights if w > 0), sum(w for w in weights if w < 0)
    return PairShown(
        pair=pair, left_register=schemas.register(pair.left_register).label,
        right_register=schemas.register(pair.right_register).label, lines=lines, gains=gains, losses=losses,
        base=(pair.weight or 0.0) - gains - losses, heaviest=max(map(abs, weights), default=1.0),
        odds=words.odds_words(pair.weight), chance=words.chance_in_a_hundred(pair.probability),
        has_rivals=words.has_rivals(pair.weight, pair.probability),
    )  # fmt: skip


def _line(pair: Pair, column: str, on: dt.date) -> Line:
    told = pair.evidence.get(column) or {}
    level = _level(column, str(told.get("level", "")))
    left, right = (_value(values, column, on) for values in (pair.left_values, pair.right_values))
    number = None
    if column in ("personal_id", "si_number"):
        number = numbers.compared(left.given, right.given)
        level, left, right = number.words, Value(number.left), Value(number.right)
    if column == "name":
        marked = words.differing_words(left.given, right.given)
        left, right = (Value(one.given, "", parts) for one, parts in zip((left, right), marked, strict=True))
    weight = told.get("weight")
    return Line(column, _label(column), left, right, level, None if weight is None else float(weight), number)


def _is_given(line: Line) -> bool:
    return bool(line.left.given or line.right.given or (line.number and line.number.cells))


def _label(column: str) -> Text:
    return comparisons.label(column)


def _level(column: str, level: str) -> Text:
    """A likeness in words; one that this version does not know is shown by its code."""
    if not level:
        return _NOT_COMPARED
    try:
        return comparisons.level_label(column, level)
    except StopIteration:
        return Text(level, level)


def _value(values: Mapping[str, Mapping[str, str]], column: str, on: dt.date) -> Value:
    given, read = values.get("delivered", {}), values.get("standard", {})
    if column == "name":
        return Value(given.get("full_name") or read.get("name_marked", ""))
    if column == "birth":
        return _with_reading(given.get("birth_date", ""), _birth(read))
    if column == "sex":
        code = given.get("sex") or read.get("sex", "")
        return Value(str(_SEXES.get(code, code)))
    if column == "place":
        return _place(given, read, on)
    if column == "household":
        return Value(str(_HOUSEHOLD_GIVEN) if given.get("household") or read.get("household") else "")
    return Value(given.get(column) or read.get(column, ""))


def _birth(read: Mapping[str, str]) -> str:
    """The birth date as it was read: a day, a month, a year, or nothing."""
    if read.get("birth"):
        return figures.day(dt.date.fromisoformat(read["birth"][:10]))
    month = read.get("birth_month", "")
    if len(month) == 6:
        return f"{int(month[4:])}/{month[:4]}"
    return read.get("birth_year", "")


def _place(given: Mapping[str, str], read: Mapping[str, str], on: dt.date) -> Value:
    today = " · ".join(part for part in (_unit(read.get("commune", ""), on), read.get("hamlet", "")) if part)
    sent = given.get("commune", "")
    return Value(today or sent, sent if today and sent and sent != read.get("commune") else "")


def _unit(code: str, on: dt.date) -> str:
    try:
        return territory.unit(code, on).name if code else ""
    except NotFound:
        return code


def _with_reading(given: str, read: str) -> Value:
    return Value(given or read, read if given and read and read != given else "")
