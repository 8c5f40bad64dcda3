"""From when to when is an HI card valid, and since when has a person been insured without a break?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text
from ansinh.law.choices import Choice
from ansinh.law.parameter import READ, UNVERIFIED
from ansinh.law.parameters import health
from ansinh.law.parameters.levels import base_salary
from ansinh.law.periods import DAY, Period, month_end, months_later
from ansinh.law.registry import NO_ROUNDING, rule
from ansinh.law.said import say
from ansinh.law.working import step

SIX_YEARS, FIVE_YEARS = 72, 60
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
_KEPT = Text(
    "Nghỉ {gap:days} trước {day}: vẫn liên tục.", "A gap of {gap:days} before {day}: still continuous."
)
_BROKEN = Text(
    "Nghỉ {gap:days} trước {day}: tính lại từ đầu.", "A gap of {gap:days} before {day}: counted anew."
)
_FIVE = Text("Đủ 5 năm liên tục từ ngày {day}.", "Five consecutive years on {day}.")
_NO_PERIODS = Text("Chưa có kỳ thẻ nào.", "No card period was given.")
_BEFORE_CHANGE = Text(
    "Đã cùng chi trả {paid:đ} khi mức tham chiếu là {old:đ}, bằng {times} lần.",
    "Co-paid {paid:đ} at a reference level of {old:đ}: {times} times.",
)
_REMAINING = Text(
    "Còn phải cùng chi trả: ({multiple} − {paid:đ} / {old:đ}) × {new:đ} = {remaining:đ}.",
    "Still to co-pay: ({multiple} − {paid:đ} / {old:đ}) × {new:đ} = {remaining:đ}.",
)
_THRESHOLD = Text("Ngưỡng trong năm: {threshold:đ}.", "Threshold of the year: {threshold:đ}.")
_NEGATIVE = Text("Số tiền cùng chi trả không thể âm.", "A co-payment cannot be negative.")
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
    step(_BY_SEPTEMBER if by_september else _AFTER_SEPTEMBER, _ARTICLES, born=born, until=until)
    return until


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
    step(_PUPIL, _ARTICLES, stage=stage, since=result.since, until=result.until)
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


@dataclass(frozen=True)
class Continuity:
    """Since when a person is insured without a break, when five years are full, and whether they are on the day."""

    since: dt.date
    five_years_on: dt.date
    reached: bool


@rule(
    "health.continuity",
    Text("Thời điểm đủ 5 năm liên tục tham gia BHYT", "Five consecutive years of HI"),
    law="146/2018/NĐ-CP; 188/2025/NĐ-CP:18",
    rounding=NO_ROUNDING,
    arguments={"cards": Text("các kỳ thẻ, cách nhau bằng “;”", "card periods, joined by “;”")},
    example={"cards": "2021-01-01..2023-12-31;2024-03-01..2026-12-31", "on": "2026-10-01"},
)
def continuity(*, cards: tuple[Period, ...], on: dt.date) -> Continuity:
    """The start of the unbroken time up to `on`, and the day on which it makes five years.

    A gap of at most 90 days does not break it (188/2025/NĐ-CP art. 18); for cards that began before July 2025 the gap
    was three months, which is unverified. Raises: InvalidValue without a period.
    """
    if not cards:
        raise InvalidValue(_NO_PERIODS)
    periods = sorted(card for card in cards if card.since <= on) or sorted(cards)
    since, until = periods[0].since, periods[0].until
    for card in periods[1:]:
        gap = (card.since - until).days - 1
        if gap > 0:
            kept = _keeps(until, card.since, gap)
            since = since if kept else card.since
        until = max(until, card.until)
    five = months_later(since, FIVE_YEARS)
    step(_FIVE, "188/2025/NĐ-CP:18", day=five)
    return Continuity(since, five, five <= on)


def _keeps(until: dt.date, since: dt.date, gap: int) -> bool:
    new = health.continuity_gap.known(since)
    kept = (
        gap <= health.continuity_gap.on(since, quiet=True) if new else since <= months_later(until, 3) + DAY
    )
    article = "188/2025/NĐ-CP:18" if new else "146/2018/NĐ-CP"
    step(_KEPT if kept else _BROKEN, article, READ if new else UNVERIFIED, gap=gap, day=since)
    return kept


@dataclass(frozen=True)
class Threshold:
    """Co-payments of a year above which everything is paid, and what is left to pay, in đồng and hundredths."""

    threshold: Decimal
    remaining: Decimal


@rule(
    "health.copay_threshold",
    Text("Ngưỡng miễn cùng chi trả trong năm", "Co-payment threshold of the year"),
    law="46/2014/QH13:22.1; 51/2024/QH15:22.1.d; 188/2025/NĐ-CP:18",
    rounding=Text(
        "Đến phần trăm của đồng, làm tròn một lần ở cuối.", "To the hundredth of a đồng, once, at the end."
    ),
    arguments={
        "paid_before": Text(
            "đã cùng chi trả trong năm trước ngày đổi mức tham chiếu, đồng",
            "co-paid in the year before the reference level changed, đồng",
        )
    },
    example={"paid_before": "1396758", "on": "2026-10-01"},
)
def copay_threshold(*, paid_before: int = 0, on: dt.date) -> Threshold:
    """The threshold of the calendar year of `on` for a person with five consecutive years.

    When the reference level changes within the year, what was paid before counts in the old level:
    what is left is (6 − paid / old level) × new level. Law: 188/2025/NĐ-CP art. 18.2. Raises: InvalidValue.
    """
    if paid_before < 0:
        raise InvalidValue(_NEGATIVE)
    old, new = base_salary.on(on.replace(month=1, day=1)), base_salary.on(on)
    multiple = health.copay_multiple.on(on, quiet=True)
    remaining = max(Decimal(0), (multiple - Decimal(paid_before) / old) * new)
    result = Threshold(_hundredths(remaining + paid_before), _hundredths(remaining))
    if old != new:
        step(
            _BEFORE_CHANGE,
            "188/2025/NĐ-CP:18.2",
            paid=paid_before,
            old=old,
            times=round(Decimal(paid_before) / old, 4),
        )
    numbers = {
        "multiple": multiple,
        "paid": paid_before,
        "old": old,
        "new": new,
        "remaining": result.remaining,
    }
    step(_REMAINING, "46/2014/QH13:22.1; 188/2025/NĐ-CP:18.2", **numbers)
    step(_THRESHOLD, "46/2014/QH13:22.1; 51/2024/QH15:22.1.d", threshold=result.threshold)
    return result


def _hundredths(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
