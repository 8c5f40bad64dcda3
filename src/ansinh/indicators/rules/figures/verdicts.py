"""What can be said of a printed figure, and how is it said?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ansinh.base.texts import Text
from ansinh.indicators.rules.figures.intervals import Interval


class Verdict(StrEnum):
    """The outcome of one check."""

    HOLDS_EXACTLY = "holds_exactly"
    HOLDS_WITHIN_ROUNDING = "holds_within_rounding"
    HOLDS_ONLY_BY_TRUNCATION = "holds_only_by_truncation"
    DOES_NOT_HOLD = "does_not_hold"
    CANNOT_BE_CHECKED = "cannot_be_checked"
    AMBIGUOUS = "ambiguous"
    FLAGGED = "flagged"

    @property
    def label(self) -> Text:
        return _LABELS[self][0]

    @property
    def symbol(self) -> str:
        """A sign that says the verdict without colour."""
        return _LABELS[self][1]


_LABELS = {
    Verdict.HOLDS_EXACTLY: (Text("khớp đúng", "holds exactly"), "✓"),
    Verdict.HOLDS_WITHIN_ROUNDING: (Text("khớp khi làm tròn", "holds within rounding"), "≈"),
    Verdict.HOLDS_ONLY_BY_TRUNCATION: (
        Text("chỉ khớp khi cắt bỏ phần lẻ", "holds only by truncation"),
        "⌊",
    ),
    Verdict.DOES_NOT_HOLD: (Text("không khớp", "does not hold"), "✗"),
    Verdict.CANNOT_BE_CHECKED: (Text("không kiểm được", "cannot be checked"), "–"),
    Verdict.AMBIGUOUS: (Text("có hai cách hiểu", "ambiguous"), "?"),
    Verdict.FLAGGED: (Text("cần xem lại", "flagged"), "!"),
}
WORST_FIRST = (
    Verdict.DOES_NOT_HOLD,
    Verdict.FLAGGED,
    Verdict.AMBIGUOUS,
    Verdict.HOLDS_ONLY_BY_TRUNCATION,
    Verdict.CANNOT_BE_CHECKED,
    Verdict.HOLDS_WITHIN_ROUNDING,
    Verdict.HOLDS_EXACTLY,
)


class Identity(StrEnum):
    """What is compared with what."""

    PERCENT_OF_PLAN = "percent_of_plan"
    IMPLIED_PLAN = "implied_plan"
    NEED = "need"
    POINTS_OVER_TARGET = "points_over_target"
    PERCENT_OF_TARGET = "percent_of_target"
    RATE_OF_BASE = "rate_of_base"
    IMPLIED_BASE = "implied_base"
    TARGET_OF_BASE = "target_of_base"
    PARTS = "parts"
    PARTS_OF_PLAN = "parts_of_plan"
    UNITS = "units"
    NOT_MORE_THAN = "not_more_than"
    MEAN_PER_HEAD = "mean_per_head"
    READING = "reading"
    TARGET_ABOVE_REACHED = "target_above_reached"
    STOCK_AND_CALENDAR = "stock_and_calendar"
    SAME_LINE = "same_line"
    UNIT_ON_DAY = "unit_on_day"
    NOTHING_TO_COMPARE = "nothing_to_compare"

    @property
    def label(self) -> Text:
        return _IDENTITIES[self]


_IDENTITIES = {
    Identity.PERCENT_OF_PLAN: Text("% so với kế hoạch", "percent of plan"),
    Identity.IMPLIED_PLAN: Text("kế hoạch suy ra", "plan implied"),
    Identity.NEED: Text("còn thiếu = kế hoạch − thực hiện", "need = plan − value"),
    Identity.POINTS_OVER_TARGET: Text("điểm % vượt chỉ tiêu", "points over the target"),
    Identity.PERCENT_OF_TARGET: Text("% so với tỷ lệ được giao", "percent of the target rate"),
    Identity.RATE_OF_BASE: Text("tỷ lệ trên mẫu số", "rate of its base"),
    Identity.IMPLIED_BASE: Text("mẫu số suy ra", "base implied"),
    Identity.TARGET_OF_BASE: Text("chỉ tiêu = tỷ lệ × dân số", "plan = rate × population"),
    Identity.PARTS: Text("tổng và các phần", "the whole and its parts"),
    Identity.PARTS_OF_PLAN: Text("kế hoạch của tổng và các phần", "plans of the whole and its parts"),
    Identity.UNITS: Text("dòng tổng và các đơn vị", "the total line and the units"),
    Identity.NOT_MORE_THAN: Text("phần không lớn hơn tổng", "a part is not more than its whole"),
    Identity.MEAN_PER_HEAD: Text("bình quân đầu người", "mean per head"),
    Identity.READING: Text("cách hiểu tỷ lệ", "reading of the rate"),
    Identity.TARGET_ABOVE_REACHED: Text("chỉ tiêu và mức đã đạt", "target and what was reached"),
    Identity.STOCK_AND_CALENDAR: Text("số thời điểm và tiến độ năm", "a stock and the calendar"),
    Identity.SAME_LINE: Text("dòng trùng", "a line printed twice"),
    Identity.UNIT_ON_DAY: Text("đơn vị tại ngày báo cáo", "the unit on that day"),
    Identity.NOTHING_TO_COMPARE: Text("số đứng một mình", "a figure that stands alone"),
}


@dataclass(frozen=True)
class Check:
    """One identity tried on one figure: the verdict, and a sentence that an officer can use."""

    identity: Identity
    verdict: Verdict
    lines: tuple[int, ...]
    """The rows of the file concerned; the first is the one whose figure is judged."""
    case: str
    unit: str
    on: dt.date | None
    indicator: str
    sentence: Text
    formula: str = ""
    printed: Fraction | None = None
    computed: Interval | None = None
    difference: Fraction | None = None
    readings: tuple[Text, ...] = ()
