"""Which units are there on a day, which one has this code, and what stands above and below it?"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from ansinh.base.errors import InvalidValue, NotFound, NotYetKnown
from ansinh.base.texts import Text
from ansinh.territory.files import all_units
from ansinh.territory.terms import Level, Unit

_NO_DAY = Text(
    "Mã đơn vị hành chính không có nghĩa nếu thiếu ngày.",
    "The code of a unit has no meaning without its day.",
)
_GIVE_A_DAY = Text(
    "Nêu ngày cần tra cứu, ví dụ 2025-06-30 hoặc 2025-07-01: từ 01/7/2025 nhiều mã chỉ nơi khác.",
    "Give the day you ask about, for example 2025-06-30 or 2025-07-01: since 1 July 2025 many codes "
    "name other places.",
)
_NO_SUCH_UNIT = Text(
    "Ngày {day:%d/%m/%Y} không có đơn vị hành chính nào mang mã “{code}”.",
    "No unit has the code “{code}” on {day}.",
)
_OTHER_DAYS = Text("Mã này thuộc về: {units}.", "This code belongs to: {units}.")
_CHECK_THE_CODE = Text(
    "Mã tỉnh có 2 chữ số, mã huyện cũ 3, mã xã 5; giữ cả số 0 ở đầu.",
    "A province code has 2 digits, an old district's 3, a commune's 5; keep leading zeros.",
)
_NOT_KNOWN = Text(
    "Chưa có danh mục {level} cho ngày {day:%d/%m/%Y}; danh mục có từ ngày {first:%d/%m/%Y}.",
    "The units of {level} are not known for {day}; they are known since {first}.",
)


@dataclass(frozen=True)
class Geography:
    """All units that exist together between two changes."""

    by_code: dict[str, Unit]
    by_level: dict[Level, tuple[Unit, ...]]
    below: dict[str, tuple[Unit, ...]]


def change_days() -> tuple[dt.date, ...]:
    """The days on which some unit begins, oldest first; between two of them nothing changes."""
    return _changes()


def last_change(on: dt.date) -> dt.date:
    """The last day of change up to `on`: two days with the same one have the same units.

    Raises: NotYetKnown; InvalidValue without a day.
    """
    if not isinstance(on, dt.date) or isinstance(on, dt.datetime):
        raise InvalidValue(_NO_DAY, _GIVE_A_DAY)
    place = bisect_right(_changes(), on)
    if place == 0:
        _known(on, Level.PROVINCE)
    return _changes()[place - 1]


def units(on: dt.date, level: Level | None = None, within: str | None = None) -> tuple[Unit, ...]:
    """The units of `on`, of one level or all, inside the unit of code `within` or everywhere.

    In Vietnamese alphabetical order within each level. Raises: NotFound, NotYetKnown.
    """
    geography = _geography(on)
    _known(on, level or Level.PROVINCE)
    if within is None:
        wanted = (level,) if level else tuple(Level)
        return tuple(found for one in wanted for found in geography.by_level.get(one, ()))
    inside = _inside(unit(within, on), geography)
    return tuple(found for found in inside if level is None or found.level is level)


def unit(code: str, on: dt.date) -> Unit:
    """The unit that has `code` on `on`. Raises: NotFound, NotYetKnown; InvalidValue without a day."""
    found = _geography(on).by_code.get(code)
    if found:
        return found
    raise _not_found(code, on)


def children(code: str, on: dt.date) -> tuple[Unit, ...]:
    """The units directly below: a province's districts before 1 July 2025, its communes since."""
    unit(code, on)
    return _geography(on).below.get(code, ())


def parent(of: Unit, on: dt.date | None = None) -> Unit | None:
    """The unit above, on `on` or else on the first day of `of`; None above a province."""
    return unit(of.parent, on or of.since) if of.parent else None


def path(code: str, on: dt.date) -> tuple[Unit, ...]:
    """The unit and what stands above it, the province first: a page's breadcrumb."""
    found = unit(code, on)
    return (*path(found.parent, on), found) if found.parent else (found,)


@cache
def _changes() -> tuple[dt.date, ...]:
    return tuple(sorted({found.since for found in all_units()}))


def _geography(on: dt.date) -> Geography:
    return _since(last_change(on))


@cache
def _since(day: dt.date) -> Geography:
    found = [one for one in all_units() if one.exists(day)]
    by_level, below = defaultdict(list), defaultdict(list)
    for one in found:
        by_level[one.level].append(one)
        if one.parent:
            below[one.parent].append(one)
    return Geography(
        {one.code: one for one in found},
        {level: tuple(ones) for level, ones in by_level.items()},
        {code: tuple(ones) for code, ones in below.items()},
    )


def _inside(above: Unit, geography: Geography) -> list[Unit]:
    direct = geography.below.get(above.code, ())
    return [*direct, *(found for one in direct for found in _inside(one, geography))]


@cache
def _known_since() -> dict[Level, dt.date]:
    return {level: min(one.since for one in all_units() if one.level is level) for level in Level}


def _known(on: dt.date, level: Level) -> None:
    first = _known_since()[level]
    if on < first:
        raise NotYetKnown(_NOT_KNOWN.format(level=level.label, day=on, first=first))


def _not_found(code: str, on: dt.date) -> NotFound | NotYetKnown:
    others = [one for one in all_units() if one.code == code]
    if others and on < _known_since()[others[0].level]:
        level = others[0].level
        first = _known_since()[level]
        return NotYetKnown(_NOT_KNOWN.format(level=level.label, day=on, first=first))
    named = "; ".join(f"{one.name} ({_span(one)})" for one in others)
    hint = _OTHER_DAYS.format(units=named) if named else _CHECK_THE_CODE
    return NotFound(_NO_SUCH_UNIT.format(code=code, day=on), hint)


def _span(one: Unit) -> str:
    last = f"{one.until - dt.timedelta(days=1):%d/%m/%Y}" if one.until else "…"
    return f"{one.since:%d/%m/%Y}–{last}"
