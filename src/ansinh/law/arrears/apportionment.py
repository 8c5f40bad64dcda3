"""Which debts does a payment settle first, when it does not settle all?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text
from ansinh.law.compulsory.terms import Fund
from ansinh.law.parameter import UNVERIFIED
from ansinh.law.registry import NO_ROUNDING, rule
from ansinh.law.said import say
from ansinh.law.working import step

_NEW_ORDER = (Fund.HEALTH, Fund.UNEMPLOYMENT, Fund.SICKNESS, Fund.ACCIDENT, Fund.RETIREMENT)
_OLD_ORDER = (Fund.HEALTH, Fund.UNEMPLOYMENT, Fund.ACCIDENT, Fund.SICKNESS, Fund.RETIREMENT)
_ARTICLE = "595/QĐ-BHXH:43.2; 233/2025/NĐ-CP:7.4"

_NOT_DUE = Text("“{text}” không phải quỹ:gốc/tiền nộp thêm.", "“{text}” is not fund:principal/extra.")
_WRITE = Text("Viết như health:1000000/20000.", "Write it like health:1000000/20000.")
_NEGATIVE = Text("Số tiền không thể âm.", "An amount cannot be negative.")
_FIRST = Text(
    "Trước hết: người lao động giải quyết chế độ hoặc nghỉ việc.",
    "First: workers who claim a benefit or leave.",
)
_TO = Text(
    "{fund}: gốc {principal:đ}, nộp thêm {extra:đ}.", "{fund}: principal {principal:đ}, extra {extra:đ}."
)
_IN_PART = Text(
    "{fund}: chưa đủ, ghi vào gốc trước, tiền nộp thêm sau.",
    "{fund}: not enough; put to the principal first, then to the extra money.",
)
_SURPLUS = Text("Còn thừa {surplus:đ}, không phân bổ.", "{surplus:đ} is left over and not apportioned.")


@dataclass(frozen=True)
class Due:
    """What is owed to a fund, in đồng: principal and the extra money on it."""

    fund: Fund
    principal: int
    extra: int = 0

    written = "fund:principal/extra"

    @classmethod
    def parse(cls, text: str) -> Due:
        """The debt written `health:1000000/20000`. Raises: InvalidValue."""
        fund, _, amounts = text.partition(":")
        principal, _, extra = amounts.partition("/")
        try:
            return cls(Fund(fund.strip()), int(principal), int(extra or 0))
        except ValueError:
            raise InvalidValue(say(_NOT_DUE, text=text), _WRITE) from None


@dataclass(frozen=True)
class Apportionment:
    """What a payment settles: for those who go first, for the rest by fund, and what is left over. In đồng."""

    first: tuple[Due, ...]
    rest: tuple[Due, ...]
    surplus: int


@rule(
    "arrears.apportionment",
    Text("Phân bổ số tiền đã đóng", "Apportionment of a payment"),
    law=_ARTICLE,
    rounding=NO_ROUNDING,
    arguments={
        "received": Text("số tiền đã đóng, đồng", "what was paid, đồng"),
        "debts": Text("các khoản phải đóng, cách nhau bằng “;”", "debts, joined by “;”"),
        "first_debts": Text(
            "các khoản của người giải quyết chế độ hoặc nghỉ việc",
            "debts of workers who claim a benefit or leave",
        ),
    },
    example={
        "received": "50000000",
        "debts": "health:9000000/100000;unemployment:4000000;retirement:60000000/900000",
        "on": "2026-10-15",
    },
)
def apportionment(
    *, received: int, debts: tuple[Due, ...], first_debts: tuple[Due, ...] = (), on: dt.date
) -> Apportionment:
    """How `received` is put to the debts, in đồng; what it settles and what is left add up to it.

    First, in full, workers who claim or leave; then HI, UI, sickness and maternity, OAD, retirement and death, each with
    its extra money. Within a fund that it cannot fill, principal goes first: that is not spelled out, so it is
    unverified. Law: 233/2025/NĐ-CP art. 7.4; before July 2025 595/QĐ-BHXH art. 43.2. Raises: InvalidValue.
    """
    if received < 0 or any(min(due.principal, due.extra) < 0 for due in (*debts, *first_debts)):
        raise InvalidValue(_NEGATIVE)
    order = _NEW_ORDER if on >= dt.date(2025, 7, 1) else _OLD_ORDER
    if first_debts:
        step(_FIRST, _ARTICLE)
    first, left = _settled(received, first_debts, order)
    rest, left = _settled(left, debts, order)
    if left:
        step(_SURPLUS, _ARTICLE, surplus=left)
    return Apportionment(first, rest, left)


def _settled(received: int, debts: tuple[Due, ...], order: tuple[Fund, ...]) -> tuple[tuple[Due, ...], int]:
    settled, left = [], received
    for due in sorted(debts, key=lambda due: order.index(due.fund)):
        principal = min(left, due.principal)
        extra = min(left - principal, due.extra)
        if due.extra and 0 < principal + extra < due.principal + due.extra:
            step(_IN_PART, _ARTICLE, UNVERIFIED, fund=due.fund)
        left -= principal + extra
        settled.append(Due(due.fund, principal, extra))
        step(_TO, _ARTICLE, fund=due.fund, principal=principal, extra=extra)
    return tuple(settled), left
