"""Which rows about HI cards, benefits and people insured elsewhere are delivered in one month?"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from ansinh.registers.synthetic import absences, fates, prices, stretch, tables
from ansinh.registers.synthetic.fates import NEVER
from ansinh.registers.synthetic.lives import GROUPS, Standing
from ansinh.registers.synthetic.stretch import (
    Stretch,
    coded,
    communes_of,
    hamlets_of,
    officials,
    table,
    take,
)

BENEFITS = ("pension", "social_pension", "disability", "survivor", "work_accident", "unemployment")
_NOTED_LATE = 3
"""Months after which the list of people insured elsewhere learns at the latest that one came back."""


def hi_cards(city: Stretch, now: Standing) -> tuple[pa.Table, np.ndarray]:
    """Running cards and those that ended within the twelve months, as the SI office knows them."""
    end = city.lags["participants"].gone
    running, past = np.flatnonzero(now.hi & (now.month < end + 2)), now.cards.ended
    kept = (past.until >= now.month - 11) & (now.month < end[past.of] + 2)
    rows = np.r_[past.of[kept], running]
    group = np.r_[past.group[kept], now.cards.group[running]]
    since = np.r_[past.since[kept], now.cards.since[running]]
    until = np.r_[past.until[kept], tables.cards_until(city, now, running)]
    unbroken = np.r_[past.continuous[kept], now.cards.continuous[running]]
    order = np.argsort(city.people.si_number[rows], kind="stable")
    rows, group, since = rows[order], group[order], since[order]
    until, unbroken = np.maximum(until[order], since), np.minimum(unbroken[order], since)
    late, sure = stretch.days_into_month(city, rows, group), np.zeros(len(rows), bool)
    hamlet = stretch.listed_hamlets(city, now.month, "participants")[rows]
    columns = {
        "card": tables.cards(city, rows, group, ~sure, now.month),
        "si_number": take(city.texts["si_number"], rows),
        **tables.who(city, rows, hamlet, now.month),
        "hi_group": coded(group, GROUPS),
        "since": tables.days(since, sure, late),
        "until": tables.days(until + 1, until >= NEVER, late - 1),
        "continuous_since": tables.days(unbroken, sure, late),
    }
    return table("hi_cards", columns), rows


def drawing(city: Stretch, now: Standing) -> dict[str, np.ndarray]:
    """Who truly draws which monthly benefit at the end of the month. Row = person."""
    given, people = city.fates.benefit, city.people
    age = now.month - people.birth_month
    alive = now.here & (age >= 0)
    left = now.month - now.last_compulsory
    claims = (city.chance * 41 % 1 < 0.6) & ~officials(city) & ~now.retired
    return {
        "pension": now.retired & alive,
        "social_pension": prices.old_age(age, now.kind, now.month) & ~now.retired & alive,
        "disability": (given == fates.DISABILITY) & ~now.retired & alive,
        "survivor": (given == fates.SURVIVOR) & ((age < 18 * 12) | (age >= 60 * 12)) & ~now.retired & alive,
        "work_accident": (given == fates.WORK_ACCIDENT) & alive,
        "unemployment": claims & (left >= 1) & (left <= _paid_for(city)) & alive & ~now.away,
    }


def beneficiaries(city: Stretch, now: Standing) -> tuple[pa.Table, np.ndarray]:
    """One row per person and benefit being paid; to the dead until the office hears of it."""
    text, gone = city.written["beneficiaries"], city.lags["beneficiaries"].gone
    unheard = (city.fates.gone <= now.month) & (now.month < gone) & ~city.fates.outside
    still = {"pension": unheard & city.fates.pension & (city.fates.work_until <= city.fates.gone)}
    parts, kinds = [], []
    for place, (name, who) in enumerate(drawing(city, now).items()):
        rows = text.rows(np.flatnonzero(who | still.get(name, False)))
        parts.append(rows)
        kinds.append(np.full(len(rows), place, np.int8))
    rows, kind = np.concatenate(parts), np.concatenate(kinds)
    order = np.argsort(city.people.si_number[rows], kind="stable")
    rows, kind = rows[order], kind[order]
    hamlet = stretch.listed_hamlets(city, now.month, "beneficiaries")[rows]
    unemployed = kind == BENEFITS.index("unemployment")
    columns = {
        "si_number": coded(np.arange(len(rows)), take(city.texts["si_number"], rows), kind == 1),
        "personal_id": take(text.personal_id, rows),
        "full_name": take(text.name, rows),
        "birth_date": take(text.birth, rows),
        "sex": take(text.sex, rows),
        "commune": communes_of(city, hamlet, rows),
        "hamlet": hamlets_of(city, hamlet, rows),
        "benefit": coded(kind, BENEFITS),
        "since": tables.days(_benefit_since(city, now, rows, kind), np.zeros(len(rows), bool)),
        "until": tables.days((now.last_compulsory + _paid_for(city))[rows] + 1, ~unemployed, -1),
        "amount": _amounts(city, now, rows, kind),
        "without_cash": city.chance[rows] * 7 % 1 < np.where(kind == 1, 0.72, 0.93),
    }
    return table("beneficiaries", columns, plain=True), rows


def _paid_for(city: Stretch) -> np.ndarray:
    """Months of unemployment benefit: three to twelve, by the years of contributing."""
    return 3 + (city.chance * 23 % 1 * 10).astype(np.int64)


def _benefit_since(city: Stretch, now: Standing, rows: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """First month of each benefit (months since year 0)."""
    fates_, born = city.fates, city.people.birth_month
    eligible = np.maximum(born + 12 * np.where(now.kind < fates.ESCAPED, 70, 75), _reform())
    eligible = np.minimum(eligible, now.month)
    other = np.minimum(np.maximum(now.month - 24 - (city.chance * 60).astype(np.int64), born), now.month)
    starts = np.stack([fates_.work_until, eligible, other, other, other, now.last_compulsory + 1])
    return np.minimum(starts[kind, rows], now.month)


def _reform() -> int:
    return prices.SOCIAL_PENSION_SINCE.year * 12 + prices.SOCIAL_PENSION_SINCE.month - 1


def _amounts(city: Stretch, now: Standing, rows: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """Monthly amounts, đồng."""
    wage, month = city.fates.wage[rows], prices.month_of(now.month)
    return (
        np.select(
            [kind == 0, kind == 1, kind == BENEFITS.index("unemployment")],
            [wage * 62 // 100, np.full(len(rows), prices.social_pension(month)), wage * 60 // 100],
            wage * 25 // 100,
        ).astype(np.int64)
        // 100
        * 100
    )


def insured_elsewhere(city: Stretch, now: Standing) -> tuple[pa.Table, np.ndarray]:
    """Who is insured by the army, the police or another province; who came back stays for some months."""
    text, spells = city.written["insured_elsewhere"], city.fates
    listed = (spells.elsewhere > absences.NOWHERE) & now.here & (spells.elsewhere_since <= now.month)
    listed &= (now.month < spells.elsewhere_until + told_late(city)) & ~left_out(city)
    rows = text.rows(np.flatnonzero(listed))
    hamlet = now.hamlet[rows]
    unknown = city.chance[rows] * 53 % 1 < 0.08
    columns = {
        "personal_id": take(text.personal_id, rows),
        "full_name": take(text.name, rows),
        "birth_date": take(text.birth, rows),
        "sex": take(text.sex, rows),
        "commune": coded(city.places.commune_of[hamlet], city.places.codes),
        "hamlet": coded(hamlet, city.places.hamlets, unknown),
        "by": coded(spells.elsewhere[rows] - 1, absences.BY),
        "since": tables.days(spells.elsewhere_since[rows].astype(np.int64), np.zeros(len(rows), bool)),
        "until": pa.nulls(len(rows), pa.date32()),
    }
    return table("insured_elsewhere", columns, plain=True), rows


def told_late(city: Stretch) -> np.ndarray:
    """For how many months the list keeps each one who came back."""
    late = 1 + (city.chance * 29 % 1 * _NOTED_LATE).astype(np.int64)
    return np.where(city.chance * 17 % 1 < 0.25, late, 0)


def left_out(city: Stretch) -> np.ndarray:
    """Whom the army, the police or the other province forgot to tell of."""
    return (city.chance * 61 % 1 < 0.003) & (city.fates.elsewhere > absences.NOWHERE)
