"""From when to when is an HI card valid?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ansinh.base.dated import Confidence
from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text
from ansinh.law.choices import Choice
from ansinh.law.parameter import READ, REPORTED, UNVERIFIED
from ansinh.law.parameters import health
from ansinh.law.periods import DAY, month_end, months_later
from ansinh.law.registry import NO_ROUNDING, rule
from ansinh.law.said import say
from ansinh.law.working import step

SIX_YEARS = 72
"""In months."""

_BY_SEPTEMBER = Text(
    "Sinh ngày {born}, từ 30/9 trở về trước: thẻ đến {until}.",
    "Born {born}, by 30 September: valid to {until}.",
)
_AFTER_SEPTEMBER = Text(
    "Sinh ngày {born}, sau 30/9: thẻ đến cuối tháng đủ 72 tháng tuổi, {until}.",
    "Born {born}, after 30 September: valid to the end of the month of turning 72 months, {until}.",
)
_PUPIL = Text("Thẻ {stage}: từ {since} đến {until}.", "Card of the {stage}: from {since} to {until}.")
_PUPIL_LAST = Text("Thẻ {stage}: đến hết ngày {until}.", "Card of the {stage}: to the end of {until}.")
_PUPIL_OPEN = Text(
    "Thẻ {stage}: từ {since}; ngày hết hạn theo kỳ đã đóng.",
    "Card of the {stage}: from {since}; it ends with the time paid for.",
)
_NEEDS_DAY = Text("Với {stage} cần thêm: {what}.", "For the {stage} this is needed: {what}.")
_FIRST = Text(
    "Tham gia lần đầu hoặc gián đoạn {gap:days} (từ {limit:days} trở lên): có giá trị sau {wait:days} kể từ ngày đóng đủ.",
    "First time, or a gap of {gap:days} ({limit:days} or more): valid {wait:days} after full payment.",
)
_NEXT = Text(
    "Tham gia tiếp: nối ngày hết hạn thẻ trước.", "Renewed in time: from the day after the last card."
)
_SHORT_GAP = Text(
    "Gián đoạn {gap:days}, chưa tới {limit:days}: có giá trị từ ngày đóng.",
    "A gap of {gap:days}, less than {limit:days}: valid from the day of payment.",
)
_SINCE = Text("Thẻ có giá trị từ {since}.", "The card is valid from {since}.")
_ARTICLES = "146/2018/NĐ-CP:13; 188/2025/NĐ-CP:13"


@rule(
    "health.child_card_until",
    Text(
        "Thẻ BHYT của trẻ dưới 6 tuổi có giá trị đến ngày nào", "Last day of the HI card of a child under 6"
    ),
    law=_ARTICLES,
    rounding=NO_ROUNDING,
    arguments={"born": Text("ngày sinh", "day of birth")},
    example={"born": "2020-10-01", "on": "2026-10-01"},
)
def child_card_until(*, born: dt.date, on: dt.date) -> dt.date:
    """The last day of the card: 30 September of the year of turning 6, or the end of the month of 72 months.

    Law: 188/2025/NĐ-CP art. 13.
    """
    turns_six = months_later(born, SIX_YEARS)
    by_september = (born.month, born.day) <= (9, 30)
    until = dt.date(turns_six.year, 9, 30) if by_september else month_end(turns_six)
    said = _BY_SEPTEMBER if by_september else _AFTER_SEPTEMBER
    step(said, _ARTICLES, _sureness(on), born=born, until=until)
    return until


def _sureness(on: dt.date) -> Confidence:
    """The decree of before July 2025 was reported to say the same; it was not read."""
    return READ if on >= dt.date(2025, 7, 1) else REPORTED


class Stage(Choice):
    """The years of schooling in which a pupil's or student's card begins or ends in its own way."""

    FIRST_GRADE = "first_grade", "học sinh lớp 1", "pupil of grade 1"
    TWELFTH_GRADE = "twelfth_grade", "học sinh lớp 12", "pupil of grade 12"
    FIRST_YEAR = "first_year", "sinh viên năm thứ nhất", "student of the first year"
    FINAL_YEAR = "final_year", "sinh viên năm cuối", "student of the final year"


@dataclass(frozen=True)
class CardPeriod:
    """First and last day of a card; none where the law leaves it to the period paid for."""

    since: dt.date | None
    until: dt.date | None


@rule(
    "health.pupil_card",
    Text("Thời hạn thẻ BHYT của học sinh, sinh viên", "Validity of a pupil's or student's HI card"),
    law=_ARTICLES,
    rounding=NO_ROUNDING,
    arguments={
        "stage": Text("lớp, năm học", "stage of schooling"),
        "year": Text(
            "năm bắt đầu (lớp 1) hoặc năm kết thúc (lớp 12)", "year of start (grade 1) or of end (grade 12)"
        ),
        "day": Text(
            "ngày sinh (lớp 1), ngày nhập học (năm thứ nhất), ngày kết thúc khóa (năm cuối)",
            "day of birth (grade 1), of enrolment (first year), or of the end of the course (final year)",
        ),
        "school_card_until": Text("hạn thẻ phổ thông còn giá trị", "last day of the school card still valid"),
    },
    example={"stage": "first_grade", "year": "2026", "day": "2020-11-15", "on": "2026-10-01"},
)
def pupil_card(
    *,
    stage: Stage,
    year: int | None = None,
    day: dt.date | None = None,
    school_card_until: dt.date | None = None,
    on: dt.date,
) -> CardPeriod:
    """First and last day of the card of a pupil or student in a first or last year.

    Law: 188/2025/NĐ-CP art. 13. Raises: InvalidValue when the year or day that the stage needs is missing.
    """
    if stage is Stage.FIRST_GRADE:
        _need(stage, "year, day", year, day)
        result = CardPeriod(max(dt.date(year, 10, 1), child_card_until(born=day, on=on) + DAY), None)
    elif stage is Stage.TWELFTH_GRADE:
        _need(stage, "year", year)
        result = CardPeriod(dt.date(year, 1, 1), dt.date(year, 9, 30))
    elif stage is Stage.FIRST_YEAR:
        _need(stage, "day", day)
        result = CardPeriod(max(day, school_card_until + DAY) if school_card_until else day, None)
    else:
        _need(stage, "day", day)
        result = CardPeriod(None, month_end(day))
    said = _PUPIL if result.since and result.until else _PUPIL_OPEN if result.since else _PUPIL_LAST
    step(said, _ARTICLES, _sureness(on), stage=stage, since=result.since, until=result.until)
    return result


def _need(stage: Stage, what: str, *given: object) -> None:
    if any(thing is None for thing in given):
        raise InvalidValue(say(_NEEDS_DAY, stage=stage, what=what), source="188/2025/NĐ-CP:13")


@rule(
    "health.card_since",
    Text("Thẻ BHYT tự đóng có giá trị từ ngày nào", "First day of an HI card one pays for"),
    law="46/2014/QH13:16.3; 51/2024/QH15:16.3.c",
    rounding=NO_ROUNDING,
    since="2025-07-01",
    arguments={
        "paid_on": Text("ngày đóng đủ", "day of full payment"),
        "last_until": Text("ngày hết hạn của thẻ trước, nếu có", "last day of the previous card, if any"),
    },
    example={"paid_on": "2026-10-01", "on": "2026-10-01"},
)
def card_since(*, paid_on: dt.date, last_until: dt.date | None = None, on: dt.date) -> dt.date:
    """The first day of the card of a person of groups 4 and 5 who paid in full on `paid_on`.

    Law: 51/2024/QH15 art. 16.3.c; that a renewal follows on and a short gap starts at payment is unverified.
    """
    limit, wait = health.interruption_days.on(on, quiet=True), health.waiting_days.on(on, quiet=True)
    gap = (paid_on - last_until).days - 1 if last_until else None
    if gap is None or gap >= limit:
        since = paid_on + dt.timedelta(days=wait)
        step(_FIRST, "51/2024/QH15:16.3.c", gap=gap, limit=limit, wait=wait)
    elif gap < 0:
        since = last_until + DAY
        step(_NEXT, "51/2024/QH15:16.3", UNVERIFIED)
    else:
        since = paid_on
        step(_SHORT_GAP, "51/2024/QH15:16.3", UNVERIFIED, gap=gap, limit=limit)
    step(_SINCE, "51/2024/QH15:16.3", since=since)
    return since
