"""Who should truly be on which list at the end of a month? Plain definitions over true standings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ansinh.registers.synthetic import fates, insured, money, prices, tables
from ansinh.registers.synthetic.lives import CN, GB, GD, HS, SV, TE, Standing
from ansinh.registers.synthetic.stretch import Stretch, days_into_month, officials

HI = (
    "subsidised_not_enrolled", "student_without_hi", "hi_card_expired", "left_hi", "resident_without_hi",
    "student_interrupted_cover", "hi_card_expiring_30", "hi_card_expiring_60", "hi_card_expiring_90",
)  # fmt: skip
SI = (
    "declared_without_si", "taxed_without_si", "left_si_compulsory", "left_si_voluntary", "voluntary_si_eligible",
)  # fmt: skip
UI = ("left_ui",)
EMPLOYERS = ("employer_without_si", "headcount_gap", "wage_gap")
NONE = -1
_RENEWED_BY_THE_PERSON = (CN, HS, SV, GB, GD, TE)
_YEAR = 12


@dataclass(frozen=True)
class Facts:
    """What is true of people on the last day `on` of a month. Row = person; months are counted since year 0.

    `counted`: lives here and is not insured by the army, the police or another province. `card_until`: last
    day of the running or last card, NaT when there was none or it has no end. `covered_since`: since which
    month without a gap, for who is insured. `here_since`: month of arrival. `age` in completed months.
    """

    on: np.datetime64
    counted: np.ndarray
    age: np.ndarray
    hi: np.ndarray
    subsidised: np.ndarray
    student: np.ndarray
    card: np.ndarray
    card_until: np.ndarray
    renews: np.ndarray
    covered_since: np.ndarray
    here_since: np.ndarray
    compulsory: np.ndarray
    voluntary: np.ndarray
    ui: np.ndarray
    last_compulsory: np.ndarray
    last_voluntary: np.ndarray
    last_ui: np.ndarray
    declared: np.ndarray
    taxed: np.ndarray
    pension: np.ndarray
    benefit: np.ndarray

    @property
    def month(self) -> int:
        """The month of `on`, since year 0."""
        return int(self.on.astype("datetime64[M]").astype(int)) + 1970 * 12


def of_health(facts: Facts) -> np.ndarray:
    """The place in `HI` of each one's reason, or NONE. The first that applies counts."""
    without = ~facts.hi
    days_left = (facts.card_until - facts.on).astype("timedelta64[D]").astype(np.int64)
    dated = ~np.isnat(facts.card_until)
    expired = dated & (days_left <= 0) & (days_left >= -90)
    from_month = np.maximum(facts.month - _YEAR + 1, facts.here_since)
    broken = facts.student & facts.hi & (facts.covered_since > from_month)
    ends = facts.hi & facts.renews & dated
    applies = [
        without & facts.subsidised,
        without & facts.student,
        without & facts.card & expired,
        without & facts.card,
        without,
        broken,
        *(ends & (days_left >= first) & (days_left <= first + 29) for first in (1, 31, 61)),
    ]
    return _first(applies, facts.counted)


def of_social(facts: Facts) -> np.ndarray:
    """The place in `SI` of each one's reason, or NONE. The first that applies counts."""
    outside = ~facts.compulsory & ~facts.pension
    nowhere = outside & ~facts.voluntary
    grown = (facts.age >= 15 * 12) & (facts.age < 60 * 12)
    applies = [
        outside & facts.declared,
        outside & facts.taxed,
        nowhere & _within_the_year(facts, facts.last_compulsory),
        nowhere & _within_the_year(facts, facts.last_voluntary),
        nowhere & grown & ~facts.benefit & ~facts.student,
    ]
    return _first(applies, facts.counted)


def of_unemployment(facts: Facts) -> np.ndarray:
    """The place in `UI` of each one's reason, or NONE."""
    return _first([~facts.ui & ~facts.pension & _within_the_year(facts, facts.last_ui)], facts.counted)


def _within_the_year(facts: Facts, last: np.ndarray) -> np.ndarray:
    """Was there a month end among the twelve before this month at which it was so?"""
    return (last >= facts.month - _YEAR) & (last < facts.month)


def _first(applies: list[np.ndarray], counted: np.ndarray) -> np.ndarray:
    return np.select([one & counted for one in applies], range(len(applies)), NONE).astype(np.int8)


def facts(city: Stretch, now: Standing) -> Facts:
    """The facts of one stretch of people at the end of a month."""
    people, month = city.people, now.month
    age, drawn = month - people.birth_month, insured.drawing(city, now)
    difficult = city.places.difficult[city.places.commune_of[now.hamlet]]
    closed = now.cards.ever & (now.cards.until < fates.NEVER)
    until = np.full(len(people), np.datetime64("NaT"), "datetime64[D]")
    until[closed] = (now.cards.until[closed] + 1 - 1970 * 12).astype("datetime64[M]").astype(
        "datetime64[D]"
    ) - 1
    ui = ~officials(city)
    return Facts(
        on=np.datetime64(prices.month_of(month).last_day),
        counted=now.here & ~now.away,
        age=age,
        hi=now.hi,
        subsidised=(
            (month <= _last_as_a_child(people.birth_month)) | (now.kind == fates.POOR) | (now.kind == fates.NEAR_POOR)
            | (city.fates.minority[people.household] & difficult)
            | prices.old_age(age, now.kind, month) | (city.fates.merit & (age > 40 * 12))
        ),
        student=now.learning,
        card=now.cards.ever & now.known,
        card_until=_last_days(city, now),
        renews=np.isin(now.cards.group, _RENEWED_BY_THE_PERSON),
        covered_since=now.cards.continuous,
        here_since=city.fates.arrived,
        compulsory=now.compulsory,
        voluntary=now.voluntary,
        ui=now.compulsory & ui,
        last_compulsory=now.last_compulsory,
        last_voluntary=now.last_voluntary,
        last_ui=np.where(ui, now.last_compulsory, -fates.NEVER),
        declared=now.declared,
        taxed=now.taxed,
        pension=drawn["pension"],
        benefit=drawn["disability"] | drawn["survivor"] | drawn["work_accident"],
    )  # fmt: skip


def _last_as_a_child(born: np.ndarray) -> np.ndarray:
    """The last month of a child's card by the law: September of the year of turning six, or the month of 72 months."""
    return np.maximum((born // 12 + 6) * 12 + 8, born + 6 * 12)


def _last_days(city: Stretch, now: Standing) -> np.ndarray:
    """The last day of everybody's running or last card; NaT where there is none."""
    closed = np.flatnonzero(now.cards.ever & (now.cards.until < fates.NEVER))
    until = np.full(len(city.people), np.datetime64("NaT"), "datetime64[D]")
    late = days_into_month(city, closed, now.cards.group[closed])
    until[closed] = tables.first_days(now.cards.until[closed] + 1) - 1 + late
    return until


@dataclass
class Gaps:
    """What tax and payroll truly say of each employer in one month, over all stretches."""

    taxed: np.ndarray
    paid_for: np.ndarray
    underpaid: np.ndarray

    @classmethod
    def empty(cls, employers: int) -> Gaps:
        return cls(*(np.zeros(employers, np.int64) for _ in range(3)))

    def add(self, city: Stretch, now: Standing) -> None:
        """Count one stretch: taxed employees, those in the payroll, those declared below 90 % of their wage."""
        count = len(self.taxed)
        self.taxed += np.bincount(money.payers(now)[now.compulsory | now.taxed], minlength=count)
        rows = np.flatnonzero(now.compulsory)
        by = now.employer[rows]
        declared, known = money.wages(city, now, rows, by, declared=True), money.taxed_wages(city, now, rows)
        self.paid_for += np.bincount(by, minlength=count)
        self.underpaid += np.bincount(by[declared * 10 < known * 9], minlength=count)


def of_employers(gaps: Gaps, registered: np.ndarray, licensed: np.ndarray) -> list[tuple[int, str]]:
    """Employers (by place) and their reasons, by the definitions: `licensed` operate with a licence."""
    more = gaps.taxed - gaps.paid_for
    applies = (
        ~registered & licensed & (gaps.taxed >= 1),
        registered & (more >= 1) & (more * 20 >= gaps.paid_for),
        registered & (gaps.underpaid >= 1),
    )
    return [
        (int(place), EMPLOYERS[kind]) for kind, here in enumerate(applies) for place in np.flatnonzero(here)
    ]
