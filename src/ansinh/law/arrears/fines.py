"""Between which amounts may an employer be fined, by the decree of the day the act ended?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ansinh.base.errors import InvalidValue, NotYetKnown
from ansinh.base.money import share
from ansinh.base.texts import Text
from ansinh.law.parameter import Parameter
from ansinh.law.parameters import arrears
from ansinh.law.parameters.arrears import TIERS, Act
from ansinh.law.registry import rule
from ansinh.law.said import say
from ansinh.law.working import step

_WARNING = Text(
    "Số tiền chậm đóng {amount:đ} dưới {limit:đ}: phạt cảnh cáo.",
    "The late money of {amount:đ} is below {limit:đ}: a warning.",
)
_PERCENT = Text(
    "{act}: từ {low_rate:%} đến {high_rate:%} của {amount:đ}, tức {low:đ} đến {high:đ}.",
    "{act}: {low_rate:%} to {high_rate:%} of {amount:đ}, that is {low:đ} to {high:đ}.",
)
_TIER = Text(
    "{act}, {workers} người: {low:đ} đến {high:đ}.", "{act}, {workers} workers: {low:đ} to {high:đ}."
)
_FLAT = Text("{act}: {low:đ} đến {high:đ}.", "{act}: {low:đ} to {high:đ}.")
_CAPPED = Text("Không quá {cap:đ} đối với cá nhân.", "At most {cap:đ} for a person.")
_ORGANISATION = Text(
    "Tổ chức bị phạt gấp {multiple} lần: {low:đ} đến {high:đ}.",
    "An organisation pays {multiple} times: {low:đ} to {high:đ}.",
)
_NO_HI = Text(
    "Chưa đọc được mức phạt về đóng BHYT của Nghị định 117/2020 (Điều 80) và Nghị định 90/2026 (Điều 81-83).",
    "The HI fines of Decree 117/2020 (article 80) and Decree 90/2026 (articles 81-83) have not been read.",
)
_NO_FINE = Text("Chưa biết mức phạt “{act}” ngày {day}.", "The fine for “{act}” on {day} is not known.")
_NEEDS = Text("Hành vi “{act}” cần biết {what}.", "For “{act}” give {what}.")
_AMOUNT, _WORKERS = (
    Text("số tiền (amount)", "the amount"),
    Text("số người (workers)", "the number of workers"),
)
_NEGATIVE = Text("Số tiền, số người không thể âm.", "Amounts and workers cannot be negative.")


@dataclass(frozen=True)
class Fine:
    """The frame of a fine in đồng; a warning has no amount. The sanction is for the authorised person to decide."""

    warning: bool
    low: int
    high: int


@rule(
    "arrears.fine",
    Text("Khung tiền phạt vi phạm hành chính", "Frame of the administrative fine"),
    law="95/2013/NĐ-CP; 28/2020/NĐ-CP:38; 12/2022/NĐ-CP:39; 283/2026/NĐ-CP:43; 283/2026/NĐ-CP:44; 283/2026/NĐ-CP:45; 283/2026/NĐ-CP:46",
    arguments={
        "act": Text("hành vi", "act"),
        "amount": Text("số tiền chậm đóng, trốn đóng, đồng", "money late or evaded, đồng"),
        "workers": Text("số người lao động liên quan", "workers concerned"),
        "organisation": Text("người vi phạm là tổ chức", "the offender is an organisation"),
    },
    example={"act": "late_money", "amount": "200000000", "organisation": "yes", "on": "2026-09-10"},
)
def fine(
    *,
    act: Act,
    amount: int | None = None,
    workers: int | None = None,
    organisation: bool = False,
    on: dt.date,
) -> Fine:
    """The least and the most that `act`, which ended on `on` (or goes on), is fined, in đồng.

    An act that ended before 10 September 2026 follows the old decree, one still going on the new (283/2026 art. 67).
    Law: 283/2026/NĐ-CP arts. 7, 43-46; 12/2022/NĐ-CP art. 39; 28/2020/NĐ-CP art. 38.
    Raises: InvalidValue, NotYetKnown for what was not read.
    """
    if min(amount or 0, workers or 0) < 0:
        raise InvalidValue(_NEGATIVE)
    if act is Act.HI:
        raise NotYetKnown(_NO_HI)
    if act in arrears.percent_fine:
        if amount is None:
            raise InvalidValue(say(_NEEDS, act=act, what=_AMOUNT))
        if _only_warned(act, amount, on):
            return Fine(True, 0, 0)
        low, high = _of_the_money(act, amount, on)
    elif act in arrears.flat_fine:
        low, high = _value(arrears.flat_fine[act], act, on)
        step(_FLAT, arrears.flat_fine[act].entry(on).source, act=act, low=low, high=high)
    else:
        if workers is None:
            raise InvalidValue(say(_NEEDS, act=act, what=_WORKERS))
        low, high = _by_tier(act, workers, on)
    return _for_organisation(low, high, on) if organisation else Fine(False, low, high)


def _value(parameter: Parameter, act: Act, on: dt.date) -> tuple[int, int]:
    if not parameter.known(on):
        raise NotYetKnown(say(_NO_FINE, act=act, day=on))
    return parameter.on(on, quiet=True)


def _only_warned(act: Act, amount: int, on: dt.date) -> bool:
    if act is not Act.LATE_MONEY or not arrears.warning_below.known(on):
        return False
    limit = arrears.warning_below.on(on, quiet=True)
    if amount < limit:
        step(_WARNING, "283/2026/NĐ-CP:43.1", amount=amount, limit=limit)
    return amount < limit


def _of_the_money(act: Act, amount: int, on: dt.date) -> tuple[int, int]:
    parameter = arrears.percent_fine[act]
    low_rate, high_rate = _value(parameter, act, on)
    low, high = share(amount, low_rate), share(amount, high_rate)
    entry = parameter.entry(on)
    rates = {"low_rate": low_rate, "high_rate": high_rate}
    step(_PERCENT, entry.source, entry.confidence, act=act, amount=amount, low=low, high=high, **rates)
    cap = arrears.fine_cap.on(on, quiet=True)
    if high > cap:
        step(_CAPPED, arrears.fine_cap.entry(on).source, cap=cap)
    return min(low, cap), min(high, cap)


def _by_tier(act: Act, workers: int, on: dt.date) -> tuple[int, int]:
    below = next(bound for bound in TIERS if bound is None or workers < bound)
    parameter = arrears.tiered_fine[act, below]
    low, high = _value(parameter, act, on)
    step(_TIER, parameter.entry(on).source, act=act, workers=workers, low=low, high=high)
    return low, high


def _for_organisation(low: int, high: int, on: dt.date) -> Fine:
    multiple = arrears.organisation_multiple.on(on, quiet=True)
    entry = arrears.organisation_multiple.entry(on)
    result = Fine(False, low * multiple, high * multiple)
    step(_ORGANISATION, entry.source, entry.confidence, multiple=multiple, low=result.low, high=result.high)
    return result
