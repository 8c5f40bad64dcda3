"""Do the facts reach the threshold at which a referral under article 216 of the Criminal Code should be considered?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text
from ansinh.law.registry import NO_ROUNDING, rule
from ansinh.law.working import step

_CLAUSES = ((1_000_000_000, 200), (300_000_000, 50), (50_000_000, 10))
"""Amount or workers from which clause 3, 2 and 1 are reached."""

_MONTHS = 6

_NEGATIVE = Text(
    "Số tiền, số người, số tháng không thể âm.", "Amounts, workers and months cannot be negative."
)
_NEED_MONTHS = Text(
    "không đóng từ 6 tháng trở lên, liên tục hoặc cộng dồn (hiện {months} tháng)",
    "unpaid for 6 months or more, running or in all ({months} so far)",
)
_NEED_SANCTION = Text(
    "quyết định xử phạt hành chính về hành vi này, từ ngày 1/1/2018",
    "a fine for the same act, since 1 January 2018",
)
_NEED_TRICK = Text("chứng cứ về việc gian dối hoặc dùng thủ đoạn khác", "evidence of fraud or another trick")
_NEED_AMOUNT = Text(
    "số tiền từ 50 triệu đồng hoặc từ 10 người lao động trở lên",
    "an amount of 50 million đồng, or 10 workers",
)
_HAS = Text("Có: {what}.", "There is: {what}.")
_LACKS = Text("Còn thiếu: {what}.", "Still missing: {what}.")
_CONSIDER = Text(
    "Cân nhắc kiến nghị khởi tố theo khoản {clause}; người có thẩm quyền quyết định. Đây không phải kết luận có tội.",
    "Consider a referral under clause {clause}; the authorised person decides. This is no finding of guilt.",
)
_NOT_YET = Text(
    "Chưa đủ căn cứ để kiến nghị; bổ sung những điểm còn thiếu.",
    "Not enough for a referral; add what is missing.",
)


@dataclass(frozen=True)
class Screening:
    """Whether a referral should be considered, under which clause at first sight, and which evidence is missing."""

    consider_referral: bool
    clause: int | None
    missing: tuple[Text, ...]


@rule(
    "arrears.criminal_screening",
    Text("Ngưỡng cân nhắc kiến nghị khởi tố tội trốn đóng", "Threshold for considering a criminal referral"),
    law="100/2015/QH13:216; 05/2019/NQ-HĐTP; 239/BHXH-PC",
    since="2018-01-01",
    rounding=NO_ROUNDING,
    arguments={
        "amount": Text("số tiền trốn đóng, đồng", "evaded, đồng"),
        "workers": Text("số người lao động không được đóng", "workers not paid for"),
        "months": Text("số tháng không đóng, liên tục hoặc cộng dồn", "months unpaid, running or in all"),
        "sanctioned": Text(
            "đã bị xử phạt hành chính về hành vi này từ 2018", "fined before for the same act, since 2018"
        ),
        "trick": Text(
            "có chứng cứ gian dối hoặc thủ đoạn khác", "there is evidence of fraud or another trick"
        ),
        "withheld": Text(
            "đã thu, khấu trừ của người lao động mà không đóng", "the employees' share was withheld"
        ),
        "repeated": Text("phạm từ 2 lần", "twice or more"),
    },
    example={"amount": "320000000", "workers": "12", "months": "8", "sanctioned": "yes", "on": "2026-10-01"},
)
def criminal_screening(
    *,
    amount: int,
    workers: int,
    months: int,
    sanctioned: bool = False,
    trick: bool = False,
    withheld: bool = False,
    repeated: bool = False,
    on: dt.date,
) -> Screening:
    """Whether to consider a referral, and what is still missing; never a finding of guilt.

    Law: 100/2015/QH13 art. 216; 05/2019/NQ-HĐTP (six months running or in all). Raises: InvalidValue.
    """
    if min(amount, workers, months) < 0:
        raise InvalidValue(_NEGATIVE)
    clause = _clause(amount, workers, withheld, repeated)
    needs = (
        (_NEED_MONTHS.format(months=months), months >= _MONTHS, "05/2019/NQ-HĐTP; 100/2015/QH13:216.1"),
        (_NEED_SANCTION, sanctioned, "100/2015/QH13:216.1; 05/2019/NQ-HĐTP"),
        (_NEED_TRICK, trick, "100/2015/QH13:216.1; 05/2019/NQ-HĐTP"),
        (_NEED_AMOUNT, clause is not None, "100/2015/QH13:216.1"),
    )
    for what, there, article in needs:
        step(_HAS if there else _LACKS, article, what=what)
    missing = tuple(what for what, there, _ in needs if not there)
    if missing:
        step(_NOT_YET, "239/BHXH-PC")
    else:
        step(_CONSIDER, f"100/2015/QH13:216.{clause}", clause=clause)
    return Screening(not missing, clause, missing)


def _clause(amount: int, workers: int, withheld: bool, repeated: bool) -> int | None:
    reached = next(
        (
            clause
            for clause, (money, people) in zip((3, 2, 1), _CLAUSES, strict=True)
            if amount >= money or workers >= people
        ),
        None,
    )
    if reached is None or reached == 3:
        return reached
    if withheld:
        return reached + 1
    return 2 if repeated else reached
