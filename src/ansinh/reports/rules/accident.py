"""What is due on a line of D06-TS, where the organisation that sent it left it out?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from ansinh.base.money import PER, share
from ansinh.law.parameters import voluntary
from ansinh.law.parameters.levels import Zone, minimum_wage

_MODES = (6, 12)


def completed(line: Mapping[str, object], on: dt.date) -> dict[str, object]:
    """The line with income, amount due and the participant's own part reckoned by the law of `on`, where they lack.

    What was sent is never changed: where it differs from the law, the delivery said so. A line for another number of
    months than 6 or 12 is left as it is. Law: 143/2024/NĐ-CP (not read), 366/QĐ-BHXH, guide of D06-TS: months × minimum
    wage of zone IV × 1 %; support: months × rate × rural poverty line × 1 %.
    """
    made, months = dict(line), line.get("months")
    if made.get("income") is None:
        made["income"] = minimum_wage[Zone.IV].on(on)
    if months not in _MODES:
        return made
    rate = voluntary.accident_rate.on(on)
    if made.get("due") is None:
        made["due"] = share(int(made["income"]), rate) * months
    if made.get("own_amount") is None and made.get("state_rate") is not None:
        support = int((Decimal(made["state_rate"]) * PER / 100).to_integral_value(ROUND_HALF_UP))
        state = share(share(voluntary.rural_poverty_line.on(on), rate), support) * months
        others = sum(made.get(name) or 0 for name in ("extra_amount", "other_amount"))
        made["own_amount"] = max(0, made["due"] - state - others)
    return made
