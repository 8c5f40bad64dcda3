"""How sure are we that a candidate is one? A stated rule, per 100,000; the frames multiply the same factors.

Start with what the reason's registers are worth, then take off for each thing that could hide the truth: an unsure
link, no personal ID to compare by, a birth date with the year alone, registers older than the month, an earlier
refusal. The worth of a reason is a first estimate; the outcomes of visits measure it.
"""

from __future__ import annotations

from ansinh.base.money import PER, share
from ansinh.outreach.terms import Reason

WORTH = {
    Reason.SUBSIDISED_NOT_ENROLLED: 95_000,
    Reason.STUDENT_WITHOUT_HI: 96_000,
    Reason.HI_CARD_EXPIRED: 98_000,
    Reason.LEFT_HI: 97_000,
    Reason.RESIDENT_WITHOUT_HI: 92_000,
    Reason.STUDENT_INTERRUPTED_COVER: 95_000,
    Reason.HI_CARD_EXPIRING_30: 99_000,
    Reason.HI_CARD_EXPIRING_60: 99_000,
    Reason.HI_CARD_EXPIRING_90: 99_000,
    Reason.DECLARED_WITHOUT_SI: 93_000,
    Reason.TAXED_WITHOUT_SI: 88_000,
    Reason.LEFT_SI_COMPULSORY: 97_000,
    Reason.LEFT_SI_VOLUNTARY: 97_000,
    Reason.VOLUNTARY_SI_ELIGIBLE: 92_000,
    Reason.LEFT_UI: 97_000,
}
"""Nobody known to any register is surer than one of whom a register says nothing; taxed income holds more than wages."""

NO_PERSONAL_ID = 90_000
YEAR_ONLY = 97_000
MONTH_LATE = 98_000
"""For each month by which the older of the registers is behind the month asked about."""
REFUSED = 50_000
"""Refused within the last twelve months."""


def confidence(
    reason: Reason,
    *,
    link: int = PER,
    personal_id: bool = True,
    whole_birth_date: bool = True,
    months_late: int = 0,
    refused: bool = False,
) -> int:
    """How sure a candidate is, per 100,000. `link`: probability of the weakest link behind it, per 100,000."""
    sure = share(WORTH[reason], link)
    sure = sure if personal_id else share(sure, NO_PERSONAL_ID)
    sure = sure if whole_birth_date else share(sure, YEAR_ONLY)
    for _ in range(months_late):
        sure = share(sure, MONTH_LATE)
    return share(sure, REFUSED) if refused else sure
