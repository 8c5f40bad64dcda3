"""What must be paid on top of late or evaded money, before and since July 2025?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ansinh.base.errors import InvalidValue, NotYetKnown
from ansinh.base.money import PER, rounded
from ansinh.base.months import Month, span
from ansinh.base.texts import Text
from ansinh.law.choices import Choice
from ansinh.law.parameter import READ, UNVERIFIED
from ansinh.law.parameters import arrears
from ansinh.law.registry import rule
from ansinh.law.said import say
from ansinh.law.working import step

NEW_LAW = dt.date(2025, 7, 1)
DAY = dt.timedelta(days=1)

_NEGATIVE = Text("Số tiền không thể âm.", "An amount cannot be negative.")
_NOT_PAID = Text("“{text}” không phải ngày:số tiền.", "“{text}” is not a day:amount.")
_WRITE_PAID = Text("Viết như 2026-03-05:10000000.", "Write it like 2026-03-05:10000000.")
_NOT_RATE = Text("“{text}” không phải năm:lãi suất tháng.", "“{text}” is not a year:monthly rate.")
_WRITE_RATE = Text("Viết như 2024:0.0065.", "Write it like 2024:0.0065.")
_NO_OLD_RATE = Text(
    "Chưa biết lãi suất tính lãi chậm đóng {fund} mỗi tháng của năm {year:n}.",
    "The monthly rate of interest on late {fund} in {year:n} is not known.",
)
_GIVE_OLD_RATE = Text(
    "Nhập old_rates={year:n}:lãi suất tháng theo thông báo của BHXH Việt Nam, hoặc chọn cách tính nợ cũ khác.",
    "Give old_rates={year:n}:monthly rate as VSS announced it, or choose another way for old debts.",
)
_ON_TIME = Text("Đến ngày {on} chưa quá hạn {due}.", "On {on} the deadline of {due} has not passed.")
_ASSUMED = Text(
    "Nợ phát sinh trước 1/7/2025; luật chưa nói rõ ngày bắt đầu tính 0,03 %. Cách tính được chọn: {way}.",
    "A debt from before 1 July 2025; the law does not spell out from which day 0.03 % runs. Chosen: {way}.",
)
_OLD_MONTH = Text(
    "Tháng {month}: {balance:đ} × {rate} = {amount} đồng.", "{month}: {balance:đ} × {rate} = {amount} đồng."
)
_OLD_SUM = Text("Lãi chậm đóng theo luật cũ: {amount:đ}.", "Interest under the old law: {amount:đ}.")
_SEGMENT = Text(
    "Từ {since} đến {until}: {days:days} × {balance:đ} × {rate:%} = {amount} đồng.",
    "{since} to {until}: {days:days} × {balance:đ} × {rate:%} = {amount} đồng.",
)
_NEW_SUM = Text("Số tiền 0,03 %/ngày: {amount:đ}.", "The 0.03 % a day: {amount:đ}.")
_MONTHLY_OLD = Text(
    "({payable:đ} − {arisen:đ} − {paid:đ}) × {rate} = {amount:đ}.",
    "({payable:đ} − {arisen:đ} − {paid:đ}) × {rate} = {amount:đ}.",
)


class OldDebts(Choice):
    """How debts from before July 2025 are treated: the law leaves the first day of 0.03 % open."""

    SPLIT = (
        "split",
        "lãi theo luật cũ đến 30/6/2025, 0,03 %/ngày từ 1/7/2025",
        "old interest to 30 June 2025, 0.03 % a day from 1 July 2025",
    )
    FROM_DEADLINE = (
        "from_deadline",
        "0,03 %/ngày từ ngày sau hạn đóng ban đầu, không tính lãi cũ",
        "0.03 % a day from the original deadline, no old interest",
    )
    FROM_JULY = (
        "from_july",
        "chỉ 0,03 %/ngày từ 1/7/2025, lãi cũ đã ghi nhận riêng",
        "only 0.03 % a day from 1 July 2025; old interest is booked apart",
    )


class Debt(Choice):
    """Whose interest rules of before July 2025 apply."""

    SI = "si", "BHXH, BHTN, BHTNLĐ-BNN", "SI, UI and OAD"
    HI = "hi", "BHYT", "HI"


@dataclass(frozen=True)
class Paid:
    """A part payment of the principal."""

    on: dt.date
    amount: int

    written = "YYYY-MM-DD:amount"

    @classmethod
    def parse(cls, text: str) -> Paid:
        """The payment written `2026-03-05:10000000`. Raises: InvalidValue."""
        day, _, amount = text.partition(":")
        try:
            return cls(dt.date.fromisoformat(day.strip()), int(amount))
        except ValueError:
            raise InvalidValue(say(_NOT_PAID, text=text), _WRITE_PAID) from None


@dataclass(frozen=True)
class YearRate:
    """The monthly rate of the old interest in a year, as a fraction."""

    year: int
    rate: Decimal

    written = "year:rate"

    @classmethod
    def parse(cls, text: str) -> YearRate:
        """The rate written `2024:0.0065`. Raises: InvalidValue."""
        year, _, rate = text.partition(":")
        try:
            return cls(int(year), Decimal(rate))
        except (ValueError, InvalidOperation):
            raise InvalidValue(say(_NOT_RATE, text=text), _WRITE_RATE) from None


@dataclass(frozen=True)
class Interest:
    """On top of the debt, in đồng: by the old law, by the day since July 2025, together; and the days late."""

    old: int
    daily: int
    total: int
    days_late: int


@rule(
    "arrears.interest",
    Text("Số tiền phải nộp thêm do chậm đóng, trốn đóng", "Extra money for late or evaded contributions"),
    law="58/2014/QH13:122.3; 595/QĐ-BHXH:37; 41/2024/QH15:40.1; 41/2024/QH15:41.1; 51/2024/QH15:49; 274/2025/NĐ-CP:5; 188/2025/NĐ-CP:4",
    rounding=Text(
        "Cộng chính xác, làm tròn một lần cho mỗi chế độ (cũ, mới).",
        "Summed exactly, rounded once for each regime (old, new).",
    ),
    arguments={
        "amount": Text("số tiền phải đóng, đồng", "contribution due, đồng"),
        "due": Text("hạn đóng", "due day"),
        "payments": Text("các lần đã trả gốc", "part payments of the principal"),
        "debt": Text("loại nợ", "kind of debt"),
        "old_debts": Text(
            "cách tính nợ phát sinh trước 1/7/2025", "treatment of debts from before 1 July 2025"
        ),
        "old_rates": Text("lãi suất tháng của luật cũ theo năm", "monthly rates of the old law, by year"),
    },
    example={
        "amount": "100000000",
        "due": "2026-08-31",
        "payments": "2026-09-20:40000000",
        "on": "2026-10-15",
    },
)
def interest(
    *,
    amount: int,
    due: dt.date,
    payments: tuple[Paid, ...] = (),
    debt: Debt = Debt.SI,
    old_debts: OldDebts = OldDebts.SPLIT,
    old_rates: tuple[YearRate, ...] = (),
    on: dt.date,
) -> Interest:
    """What is owed on top of `amount`, due on `due`, up to and including `on`, in đồng.

    Days run from the day after the deadline; the day of a payment is still counted on what it pays. Before July 2025
    each full month late costs a monthly rate; since then 0.03 % a day, simple. What runs on older debts is open in the
    law, so `old_debts` states the assumption.
    Law: 41/2024/QH15 arts. 40-41, 141.12; 51/2024/QH15 arts. 49, 3.5.d; 58/2014/QH13 art. 122.3; 595/QĐ-BHXH art. 37.
    Raises: InvalidValue, NotYetKnown for an old rate that is not given.
    """
    if amount < 0 or any(payment.amount < 0 for payment in payments):
        raise InvalidValue(_NEGATIVE)
    if on <= due:
        step(_ON_TIME, "274/2025/NĐ-CP:5.2", on=on, due=due)
        return Interest(0, 0, 0, 0)
    old, first = 0, due + DAY
    if due < NEW_LAW:
        step(_ASSUMED, "41/2024/QH15:141.12; 51/2024/QH15:3.5.d", UNVERIFIED, way=old_debts)
        if old_debts is OldDebts.SPLIT:
            old = _old(amount, due, payments, debt, {r.year: r.rate for r in old_rates}, on)
        if old_debts is not OldDebts.FROM_DEADLINE:
            first = max(first, NEW_LAW)
    daily = _daily(amount, first, payments, on)
    return Interest(old, daily, old + daily, (on - due).days)


def balance(amount: int, payments: tuple[Paid, ...], day: dt.date) -> int:
    """What is left of `amount` at the end of `day`, in đồng; never below zero."""
    return max(0, amount - sum(payment.amount for payment in payments if payment.on <= day))


def _daily(amount: int, first: dt.date, payments: tuple[Paid, ...], on: dt.date) -> int:
    if on < first:
        return 0
    rate = arrears.daily_rate.on(on, quiet=True)
    article = "41/2024/QH15:40.1; 51/2024/QH15:49"
    ends = sorted({payment.on for payment in payments if first <= payment.on < on} | {on})
    exact, since = 0, first
    for until in ends:
        left = balance(amount, payments, since - DAY)
        days = (until - since).days + 1
        exact += left * days
        part = rounded(Decimal(left * days * rate) / PER)
        step(_SEGMENT, article, since=since, until=until, days=days, balance=left, rate=rate, amount=part)
        since = until + DAY
    result = rounded(Decimal(exact * rate) / PER)
    step(_NEW_SUM, article, amount=result)
    return result


def _old(
    amount: int,
    due: dt.date,
    payments: tuple[Paid, ...],
    debt: Debt,
    rates: Mapping[int, Decimal],
    on: dt.date,
) -> int:
    """Each month after the due month, up to June 2025, that was over with something still unpaid."""
    last = min(Month.of(on) - 1, Month(2025, 6))
    exact = Decimal(0)
    for month in span(Month.of(due) + 1, last):
        left = balance(amount, payments, month.last_day)
        if not left:
            break
        if month.year not in rates:
            message = say(_NO_OLD_RATE, fund=debt.label, year=month.year)
            raise NotYetKnown(message, say(_GIVE_OLD_RATE, year=month.year), "58/2014/QH13:122.3")
        part = left * rates[month.year]
        exact += part
        step(
            _OLD_MONTH,
            "595/QĐ-BHXH:37.3",
            month=month,
            balance=left,
            rate=rates[month.year],
            amount=rounded(part),
        )
    result = rounded(exact)
    step(_OLD_SUM, "58/2014/QH13:122.3; 595/QĐ-BHXH:37.3", amount=result)
    return result


@rule(
    "arrears.old_monthly_interest",
    Text("Lãi chậm đóng một tháng theo Quyết định 595", "Interest of a month by Decision 595"),
    law="58/2014/QH13:122.3; 595/QĐ-BHXH:37.3",
    until="2025-07-01",
    arguments={
        "payable": Text(
            "lũy kế phải đóng đến hết tháng trước, đồng", "payable to the end of last month, đồng"
        ),
        "arisen": Text("phát sinh trong tháng trước, đồng", "arisen in last month, đồng"),
        "paid": Text("đã đóng, đồng", "paid, đồng"),
        "rate": Text("lãi suất tháng, ví dụ 0.01065", "monthly rate, for example 0.01065"),
    },
    example={"payable": "200000000", "arisen": "100000000", "rate": "0.01065", "on": "2018-02-01"},
)
def old_monthly_interest(*, payable: int, arisen: int, paid: int = 0, rate: Decimal, on: dt.date) -> int:
    """Interest booked on the first of a month, in đồng: what has been owed for over a month times the rate.

    Law: 595/QĐ-BHXH art. 37.3.
    """
    amount = rounded(max(0, payable - arisen - paid) * rate)
    numbers = {"payable": payable, "arisen": arisen, "paid": paid, "rate": rate, "amount": amount}
    step(_MONTHLY_OLD, "595/QĐ-BHXH:37.3", READ, **numbers)
    return amount
