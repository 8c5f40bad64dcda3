"""Did the unit of a printed line exist on the day it speaks of, and was that its name?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ansinh import territory
from ansinh.base.errors import NotFound, NotYetKnown
from ansinh.base.names import folded
from ansinh.base.texts import Text
from ansinh.indicators.rules.figures.comparisons import made
from ansinh.indicators.rules.figures.tables import Line
from ansinh.indicators.rules.figures.verdicts import Check, Identity, Verdict

IDENTITY = Identity.UNIT_ON_DAY

_CODE = re.compile(r"(?<!\d)(\d{5}|\d{2,3})$")
_UNKNOWN = Text("{message} {hint}{successor}", "{message} {hint}{successor}")
_SUCCESSOR = Text(
    " Đến ngày này địa bàn đó thuộc {names}; cần ghi rõ số liệu của địa bàn nào.",
    " On that day its area belongs to {names}; state whose area the figures cover.",
)
_NAMED = Text("{name} (mã {code})", "{name} (code {code})")
_OTHER_NAME = Text(
    "Ngày {day}, mã {code} là {name}, khác tên in ra. Mã có thể đã được cấp lại cho đơn vị khác.",
    "On {day}, code {code} is {name}, not the name printed. The code may have been given to another unit.",
)


def code_of(line: Line) -> str:
    """The unit code printed with the line, or empty."""
    match = _CODE.search(line.unit_known_as) or _CODE.fullmatch(line.unit)
    return match[1] if match else ""


def on_their_day(lines: Sequence[Line]) -> Iterator[Check]:
    """One check for each unit and day whose code is of no unit that day, or of one with another name."""
    found: dict[tuple, list[Line]] = {}
    for line in lines:
        found.setdefault((line.case, line.unit, line.on, code_of(line)), []).append(line)
    for together in found.values():
        for check in _on_its_day(together[0]):
            yield replace(check, lines=tuple(line.number for line in together))


def _on_its_day(line: Line) -> Iterator[Check]:
    code = code_of(line)
    if not code or not line.on:
        return
    try:
        found = territory.unit(code, line.on)
    except NotFound as error:
        texts = {"message": error.message, "hint": error.hint, "successor": _successor(code, line.on)}
        yield made(IDENTITY, Verdict.FLAGGED, line, _UNKNOWN.format(**texts))
    except NotYetKnown as error:
        yield made(
            IDENTITY,
            Verdict.CANNOT_BE_CHECKED,
            line,
            _UNKNOWN.format(message=error.message, hint="", successor=""),
        )
    else:
        if line.unit != code and folded(found.short_name) not in folded(line.unit):
            day = Text(f"{line.on.day}/{line.on.month}/{line.on.year}", line.on.isoformat())
            yield made(
                IDENTITY, Verdict.FLAGGED, line, _OTHER_NAME.format(day=day, code=code, name=found.label)
            )


def _successor(code: str, on: dt.date) -> Text | str:
    """What became of the unit that had this code before `on`."""
    for change in reversed([day for day in territory.change_days() if day <= on]):
        before = change - dt.timedelta(days=1)
        try:
            territory.unit(code, before)
        except (NotFound, NotYetKnown):
            continue
        after = dict.fromkeys(link.after for link in territory.successors(code, before, on))
        names = [_NAMED.format(name=one.label, code=one.code) for one in after]
        shown = Text(", ".join(one.vi for one in names[:5]), ", ".join(one.en for one in names[:5]))
        return _SUCCESSOR.format(names=shown) if names else ""
    return ""
