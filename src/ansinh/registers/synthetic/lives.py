"""How do the invented people stand, month after month? Stocks grow and shrink by joining and leaving."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ansinh.registers.synthetic import cards, informal, prices, seasons
from ansinh.registers.synthetic.cards import Cards
from ansinh.registers.synthetic.employers import Employers
from ansinh.registers.synthetic.fates import (
    AVERAGE,
    FARMER,
    FORMAL,
    HOME,
    NEAR_POOR,
    NEVER,
    POOR,
    PUBLIC,
    Fates,
)
from ansinh.registers.synthetic.people import People
from ansinh.registers.synthetic.places import Places

GROUPS = ("HC", "DN", "HT", "TE", "HN", "DT", "BT", "CC", "CN", "HS", "SV", "GB", "GD")
HC, DN, HT, TE, HN, DT, BT, CC, CN, HS, SV, GB, GD = range(len(GROUPS))
_OPEN_END = (HC, DN, HT)
_FIRST_PAID_BY_THEMSELVES = CN
_LISTED = (TE, HN, DT, BT)
"""Groups that somebody has to be put on a list for; the others are enrolled by their payer."""
NO_GRADE, UNIVERSITY = 0, 13
_OLDEST_WORKER = 72 * 12


@dataclass(frozen=True)
class Standing:
    """Where everybody stands at the end of `month` (months since year 0). Never changed afterwards."""

    month: int
    here: np.ndarray
    away: np.ndarray
    hamlet: np.ndarray
    kind: np.ndarray
    grade: np.ndarray
    employed: np.ndarray
    employer: np.ndarray
    group: np.ndarray
    hi: np.ndarray
    hi_since: np.ndarray
    hi_until: np.ndarray
    hi_paid: np.ndarray
    voluntary: np.ndarray
    voluntary_since: np.ndarray
    voluntary_until: np.ndarray
    voluntary_mode: np.ndarray
    voluntary_paid: np.ndarray
    known: np.ndarray
    cards: Cards
    hired: np.ndarray
    last_compulsory: np.ndarray
    last_voluntary: np.ndarray
    retired: np.ndarray
    uninsured_work: np.ndarray
    firm: np.ndarray
    taxed: np.ndarray
    declared: np.ndarray

    learning: np.ndarray

    @property
    def compulsory(self) -> np.ndarray:
        return self.employed


class Lives:
    """Steps through the months of one stretch of people."""

    def __init__(
        self, rng: np.random.Generator, people: People, fates: Fates, places: Places, employers: Employers
    ) -> None:
        self._rng, self._people, self._fates = rng, people, fates
        self._places, self._employers = places, employers
        self._skill = places.skill[places.commune_of[people.hamlet]]
        self._month_born = people.birth_month
        public = employers.choose(rng, len(people), public=True)
        self._employer = np.where(
            fates.career == PUBLIC, public, employers.choose(rng, len(people), public=False)
        )
        self._informal = informal.informal(rng, fates, employers)

    def months(self, first: int, count: int) -> Iterator[Standing]:
        """The standings of `count` months from `first`."""
        standing = None
        for month in range(first, first + count):
            standing = self._step(standing, month, month - first)
            yield standing

    def _step(self, before: Standing | None, month: int, elapsed: int) -> Standing:
        fates = self._fates
        here, present, away = fates.here(month), fates.present(month), fates.away(month)
        hamlet, kind = fates.hamlet(self._people, month), fates.kind(self._people, month)
        grade = self._grades(month)
        able = self._working(month, grade)
        employed, employer, hired = self._jobs(before, month, able & present & ~away)
        group = self._groups(month, hamlet, kind, grade, employed)
        hi = self._health(before, month, elapsed, here, away, group, grade)
        voluntary = self._voluntary(before, month, elapsed, here & ~employed & ~away, able)
        known = hi[0] | employed | voluntary[0]
        known |= before.known if before else here & (self._rng.random(len(here)) < 0.85)
        retired = fates.pension & (month >= fates.work_until) & present
        works = self._informal.at(
            month,
            able & present & ~away & ~employed,
            retired & ~away & (month - self._month_born < _OLDEST_WORKER),
            fates,
            self._employers,
        )
        return Standing(
            month, here, away, hamlet, kind, grade, employed, employer, group,
            *hi, *voluntary, known & (fates.arrived <= month), self._cards(before, month, group, hi), hired,
            np.where(employed, month, before.last_compulsory if before else informal.never(len(here))),
            np.where(voluntary[0], month, before.last_voluntary if before else informal.never(len(here))),
            retired, works, self._informal.firm, works & self._informal.taxed, works & self._informal.declared,
            (grade > NO_GRADE) & present,
        )  # fmt: skip

    def _cards(
        self, before: Standing | None, month: int, group: np.ndarray, hi: tuple[np.ndarray, ...]
    ) -> Cards:
        insured, since, until, _ = hi
        if before is None:
            born, arrived = self._month_born, self._fates.arrived
            return cards.at_first(self._rng, month, born, arrived, insured, since, until, group)
        return cards.followed(before.cards, before.hi, month, insured, since, until, group)

    def _grades(self, month: int) -> np.ndarray:
        """School grade 1 to 12, 13 for students, 0 for nobody's pupil. A school year begins in September."""
        year = month // 12 - (month % 12 < 8)
        grade = np.clip(year - self._month_born // 12 - 5, 0, 17).astype(np.int8)
        stays = np.array([0.0, *[0.995] * 5, *[0.97] * 4, *[0.83] * 3, *[0.27] * 4, 0.0])
        return np.where(self._fates.schooling < stays[grade], np.minimum(grade, UNIVERSITY), 0)

    def _working(self, month: int, grade: np.ndarray) -> np.ndarray:
        age = month - self._month_born
        return (age >= 18 * 12) & (month < self._fates.work_until) & (grade == NO_GRADE)

    def _jobs(self, before: Standing | None, month: int, working: np.ndarray) -> tuple[np.ndarray, ...]:
        """Who is employed with contributions, where, and since which month."""
        career, rng = self._fates.career, self._rng
        able = working & (career <= FORMAL)
        chance = rng.random(len(working))
        if before is None:
            return able & (chance < 0.93), self._employer, month - rng.geometric(0.025, len(working))
        stays = np.where(career == PUBLIC, chance > 0.002, chance > 0.0085)
        shut = self._employers.closes[before.employer] <= month
        hired = ~before.employed & (chance < np.where(career == PUBLIC, 0.04, 0.14))
        employed = able & np.where(before.employed, stays & ~shut, hired)
        employer = before.employer
        changes = np.flatnonzero(hired & employed & (career == FORMAL))
        if len(changes):
            employer = employer.copy()
            chosen = self._employers.choose(rng, len(changes), public=False)
            employer[changes] = chosen
            employed[changes[self._employers.closes[chosen] <= month]] = False
        return employed, employer, np.where(before.employed, before.hired, month)

    def _groups(
        self, month: int, hamlet: np.ndarray, kind: np.ndarray, grade: np.ndarray, employed: np.ndarray
    ) -> np.ndarray:
        """The HI group: the first in the order of the law that fits."""
        fates, age = self._fates, month - self._month_born
        difficult = self._places.difficult[self._places.commune_of[hamlet]]
        minority = fates.minority[self._people.household]
        return np.select(
            [
                employed & (fates.career == PUBLIC),
                employed,
                fates.pension & (month >= fates.work_until),
                month <= self._end_of_childhood,
                kind == POOR,
                minority & difficult,
                prices.old_age(age, kind, month),
                fates.merit & (age > 40 * 12),
                kind == NEAR_POOR,
                (grade > NO_GRADE) & (grade < UNIVERSITY),
                grade == UNIVERSITY,
                (kind == AVERAGE) & (fates.career == FARMER),
            ],
            [HC, DN, HT, TE, HN, DT, BT, CC, CN, HS, SV, GB],
            GD,
        ).astype(np.int8)

    @property
    def _end_of_childhood(self) -> np.ndarray:
        """Last month of a child's card: September of the sixth year, or the month of turning 72 months."""
        september = (self._month_born // 12 + 6) * 12 + 8
        return np.maximum(september, self._month_born + 71)

    def _health(
        self, before: Standing | None, month: int, elapsed: int, here: np.ndarray, away: np.ndarray,
        group: np.ndarray, grade: np.ndarray,
    ) -> tuple[np.ndarray, ...]:  # fmt: skip
        """Insured or not, card since and until (months), and months paid for now by the person."""
        rng, skill = self._rng, self._skill
        count = len(here)
        given = group < _FIRST_PAID_BY_THEMSELVES
        missed = self._fates.gap & np.isin(group, _LISTED)
        chance = rng.random(count)
        student = (group == HS) | (group == SV)
        if before is None:
            share = np.where(student, 0.955, np.where(group == CN, 0.97, seasons.hi_at_first(skill)))
            bought = ~given & (chance < share)
            runs = np.where(student, month // 12 * 12 + 11, seasons.expiry_months(rng, count, month))
            joins = renews = np.zeros(count, bool)
            until, since = runs, runs - 11
        else:
            open_end = np.isin(before.group, _OPEN_END)
            last = np.where(open_end & ~given, month - 1, before.hi_until)
            running = before.hi & (last >= month)
            ended = before.hi & ~running & ~given
            odds = np.where(student | (group == CN), 0.978, seasons.hi_renewal(skill, elapsed))
            renews = ended & here & (chance < odds)
            hazard = np.where(
                student,
                seasons.student_joining(skill, month % 12),
                seasons.hi_joining(skill, elapsed, month % 12),
            )
            joins = ~given & ~before.hi & here & (chance < hazard)
            bought = (~given & (running | renews | joins)) | (missed & running)
            until, since = last, before.hi_since
        paid = np.where(renews | joins, _terms(student, month, chance), 0)
        until = np.where(paid > 0, month + paid - 1, until)
        until = np.where(
            (grade == 12) & (group == HS) & (month % 12 <= 8), np.minimum(until, month // 12 * 12 + 8), until
        )
        insured = (given & ~missed) | bought
        insured &= (self._fates.arrived <= month) & ~away & (~self._fates.outside | (group <= DN))
        until = np.where(given & ~missed, self._given_until(month, group), until)
        fresh = paid > 0
        if before is not None:
            fresh |= given & ~missed & insured & (~before.hi | (before.group != group))
        since = np.where(fresh, month, since)
        since = np.where(
            given & (before is None), month - 10 - (chance * 997 % 1 * 30).astype(np.int64), since
        )
        since = np.minimum(since, month)
        return insured, np.maximum(since, self._month_born), until, paid

    def _given_until(self, month: int, group: np.ndarray) -> np.ndarray:
        """Cards that others pay: children's to school age, listed groups' to December, employees' open."""
        until = np.where(group == TE, self._end_of_childhood, month // 12 * 12 + 11)
        return np.where(np.isin(group, _OPEN_END), NEVER, until)

    def _voluntary(
        self, before: Standing | None, month: int, elapsed: int, free: np.ndarray, working: np.ndarray
    ) -> tuple[np.ndarray, ...]:
        """In voluntary SI or not, since and paid until (months), mode, and months paid for now."""
        rng, skill = self._rng, self._skill
        count = len(free)
        chance = rng.random(count)
        may = free & working & (self._fates.career > PUBLIC)
        if before is None:
            mode = rng.choice(seasons.VOLUNTARY_MODES, count, p=seasons.VOLUNTARY_SHARES)
            is_in = seasons.chosen(rng, np.where(may, seasons.voluntary_at_first(skill), 0))
            left = np.where(
                mode == 12,
                seasons.expiry_months(rng, count, month) - month,
                (rng.random(count) * mode).astype(np.int64),
            )
            until = np.where(is_in, month + left, 0)
            since = np.where(is_in, month - (rng.random(count) ** 2 * 60).astype(np.int64), 0)
            return is_in, since, until, mode, np.zeros(count, np.int64)
        mode = before.voluntary_mode
        paid_up = before.voluntary_until >= month
        ended = before.voluntary & ~paid_up
        renews = ended & may & (chance < seasons.voluntary_renewal(mode, skill))
        hazard = seasons.voluntary_joining(skill, elapsed, month % 12)
        hazard = np.where(before.voluntary_until > 0, hazard * 3, hazard)
        hazard = np.where(self._fates.career == HOME, hazard * 0.7, hazard)
        joins = seasons.chosen(rng, np.where(may & ~before.voluntary & ~paid_up, hazard, 0))
        paid = np.where(renews | joins, mode, 0)
        until = np.where(paid > 0, month + paid - 1, before.voluntary_until)
        since = np.where(joins, month, before.voluntary_since)
        is_in = (before.voluntary & paid_up & may) | renews | joins
        return is_in, since, until, mode, paid


def _terms(student: np.ndarray, month: int, chance: np.ndarray) -> np.ndarray:
    """For how many months each one buys a card: pupils to the end of the year, the others for six or twelve."""
    to_december = 12 - month % 12 + (12 if month % 12 >= 10 else 0)
    return np.where(student, to_december, np.where(chance * 7919 % 1 < 0.86, 12, 6))
