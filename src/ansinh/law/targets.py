"""Which targets do the Party, the Government and the Prime Minister set, and how is each indicator defined?

Only rows that were found are here: the appendices by province of Resolutions 69 and 403 and most of Decision 546 come
from the province's own documents. Provinces of Decision 546 are the 63 of before July 2025, under their codes of then.
"""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from ansinh.base.dated import Confidence
from ansinh.base.errors import InvalidValue, NotYetKnown
from ansinh.base.texts import Text
from ansinh.law.choices import Choice
from ansinh.law.registry import NO_ROUNDING, rule
from ansinh.law.said import say
from ansinh.law.working import step

_FILE = Path(__file__).parent / "data" / "targets.csv"


class Indicator(Choice):
    """What a target is set for. Rates are per 100,000."""

    SI_RATE = "si_rate", "tỷ lệ tham gia BHXH", "SI rate"
    SI_RATE_LOW = "si_rate_low", "tỷ lệ tham gia BHXH, mức thấp", "SI rate, lower bound"
    SI_RATE_HIGH = "si_rate_high", "tỷ lệ tham gia BHXH, mức cao", "SI rate, upper bound"
    VOLUNTARY_RATE = "voluntary_rate", "tỷ lệ tham gia BHXH tự nguyện", "voluntary SI rate"
    UI_RATE = "ui_rate", "tỷ lệ tham gia BHTN", "UI rate"
    HI_COVERAGE = "hi_coverage", "tỷ lệ bao phủ BHYT", "HI coverage"
    STUDENT_HI = "student_hi", "học sinh, sinh viên có BHYT", "pupils and students with HI"
    PENSION_COVERAGE = (
        "pension_coverage",
        "người sau tuổi nghỉ hưu được hưởng lương hưu, trợ cấp",
        "people past retirement age with a pension or benefit",
    )
    SATISFACTION = "satisfaction", "chỉ số hài lòng", "satisfaction index"
    SI_PARTICIPANTS = "si_participants", "người tham gia BHXH", "SI participants"
    VOLUNTARY_PARTICIPANTS = (
        "voluntary_participants",
        "người tham gia BHXH tự nguyện",
        "voluntary SI participants",
    )


_COUNTS = (Indicator.SATISFACTION, Indicator.SI_PARTICIPANTS, Indicator.VOLUNTARY_PARTICIPANTS)

_TARGET = Text("{place}, {year:n}: {indicator} {value}.", "{place}, {year:n}: {indicator} {value}.")
_AT_LEAST = Text(
    "{place}, {year:n}: {indicator} từ {value} trở lên.", "{place}, {year:n}: {indicator} at least {value}."
)
_MISSING = Text(
    "Chưa có chỉ tiêu {indicator} của “{place}” năm {year:n}.",
    "No target of {indicator} for “{place}” in {year:n} is known.",
)
_ENTER = Text(
    "Nhập từ văn bản giao chỉ tiêu của địa phương.",
    "Enter it from the document that assigns it to the province.",
)


@dataclass(frozen=True)
class Target:
    """A target: a rate per 100,000, a count or an index; `at_least` where the text says so."""

    indicator: Indicator
    place: str
    place_name: str
    year: int
    value: int
    at_least: bool
    source: str
    confidence: Confidence


@cache
def targets() -> tuple[Target, ...]:
    """Every target that is known."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_target(row) for row in csv.DictReader(file))


def _target(row: dict[str, str]) -> Target:
    return Target(
        Indicator(row["indicator"]),
        row["place"],
        row["place_name"],
        int(row["year"]),
        int(row["value"]),
        row["at_least"] == "yes",
        row["source"],
        Confidence(row["confidence"]),
    )


@rule(
    "targets.value",
    Text("Chỉ tiêu được giao", "Target set"),
    law="28-NQ/TW; 403/NQ-CP; 546/QĐ-TTg; 52-CT/TW; 72-NQ/TW",
    rounding=NO_ROUNDING,
    arguments={
        "indicator": Text("chỉ tiêu", "indicator"),
        "year": Text("năm", "year"),
        "place": Text("VN hoặc mã tỉnh trước 1/7/2025", "VN or the code of a province before July 2025"),
    },
    example={"indicator": "hi_coverage", "year": "2025", "on": "2025-06-30"},
)
def value(*, indicator: Indicator, year: int, place: str = "VN", on: dt.date) -> int:
    """The target of `indicator` for `place` in `year`: per 100,000 for rates, else a count.

    Law: 28-NQ/TW; 403/NQ-CP; 546/QĐ-TTg; 52-CT/TW. Raises: NotYetKnown for a row that was not found.
    """
    for target in targets():
        if (target.indicator, target.year, target.place) == (indicator, year, place):
            count = indicator in _COUNTS
            template = _AT_LEAST if target.at_least else _TARGET
            said = (
                template
                if count
                else Text(*(t.replace("{value}", "{value:%}") for t in (template.vi, template.en)))
            )
            step(
                said,
                target.source,
                target.confidence,
                place=target.place_name,
                year=year,
                indicator=indicator,
                value=target.value,
            )
            return target.value
    raise NotYetKnown(say(_MISSING, indicator=indicator, place=place, year=year), _ENTER)


_LABOUR_FORCE = Text("lực lượng lao động trong độ tuổi", "labour force in working age")
_DEFINITIONS = {
    Indicator.SI_RATE: (
        Text("người tham gia BHXH bắt buộc và tự nguyện", "participants in compulsory and voluntary SI"),
        _LABOUR_FORCE,
    ),
    Indicator.VOLUNTARY_RATE: (
        Text("người tham gia BHXH tự nguyện", "participants in voluntary SI"),
        _LABOUR_FORCE,
    ),
    Indicator.UI_RATE: (Text("người tham gia BHTN", "participants in UI"), _LABOUR_FORCE),
    Indicator.HI_COVERAGE: (
        Text("người tham gia BHYT", "participants in HI"),
        Text("dân số", "total population"),
    ),
}
_SOURCE = "454/QĐ-BHXH; 173/QĐ-BHXH"
_DEFINED = Text(
    "{indicator} = {numerator} / {denominator} × 100.", "{indicator} = {numerator} / {denominator} × 100."
)
_RESULT = Text("{count} / {base} = {percent} %.", "{count} / {base} = {percent} %.")
_AGE_MOVES = Text(
    "Độ tuổi lao động theo Bộ luật Lao động tăng dần mỗi năm: mẫu số phải ghi rõ năm.",
    "Working age follows the Labour Code and moves every year: the denominator must be dated.",
)
_NO_DEFINITION = Text("Chưa có định nghĩa của {indicator}.", "There is no definition of {indicator}.")
_NO_BASE = Text(
    "Mẫu số phải lớn hơn 0, tử số không âm.", "The base must be above 0 and the count not negative."
)


@rule(
    "targets.rate",
    Text("Tỷ lệ theo định nghĩa của chỉ tiêu", "Rate by the indicator's definition"),
    law=_SOURCE,
    rounding=Text("Đến hai chữ số thập phân của phần trăm.", "To two decimals of a percent."),
    arguments={
        "indicator": Text("chỉ tiêu", "indicator"),
        "count": Text("tử số, người", "numerator, persons"),
        "base": Text("mẫu số, người", "denominator, persons"),
    },
    example={"indicator": "si_rate", "count": "17240000", "base": "49483352", "on": "2025-06-30"},
)
def rate(*, indicator: Indicator, count: int, base: int, on: dt.date) -> Decimal:
    """The rate in percent with two decimals.

    Law: 454/QĐ-BHXH and 173/QĐ-BHXH, indicators 0115 (SI), 0116 (UI), 0118 (HI). Raises: InvalidValue, NotYetKnown.
    """
    if indicator not in _DEFINITIONS:
        raise NotYetKnown(say(_NO_DEFINITION, indicator=indicator))
    if base <= 0 or count < 0:
        raise InvalidValue(_NO_BASE)
    numerator, denominator = _DEFINITIONS[indicator]
    step(_DEFINED, _SOURCE, indicator=indicator, numerator=numerator, denominator=denominator)
    if denominator is _LABOUR_FORCE:
        step(_AGE_MOVES, _SOURCE)
    percent = (Decimal(count) * 100 / base).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    step(_RESULT, _SOURCE, count=count, base=base, percent=percent)
    return percent
