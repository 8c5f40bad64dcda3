"""Which rows about persons does a stretch of people deliver in one month?"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ansinh.registers.synthetic import names, prices
from ansinh.registers.synthetic.fates import NEVER
from ansinh.registers.synthetic.lives import GROUPS, UNIVERSITY, Standing
from ansinh.registers.synthetic.places import Places
from ansinh.registers.synthetic.stretch import (
    Stretch,
    coded,
    communes_of,
    days_into_month,
    hamlets_of,
    listed_hamlets,
    neighbour,
    officials,
    table,
    take,
)

KINDS = pa.array(["poor", "near_poor", "escaped_poverty", "average", "other"])
_STAYS_AFTER_END = 3
"""Months for which the population register still lists the dead and the departed, marked as such."""


def participants(city: Stretch, now: Standing) -> tuple[pa.Table, np.ndarray]:
    """Rows of the participants' register, and whose they are; who has two SI numbers is there twice."""
    still = now.known & (now.month < city.lags["participants"].gone + 2)
    rows = city.by_number[still[city.by_number]]
    twice = rows[city.second_number[rows]]
    return pa.concat_tables([_participants(city, now, rows), _seconds(city, now, twice)]), np.r_[rows, twice]


def _participants(city: Stretch, now: Standing, rows: np.ndarray) -> pa.Table:
    """Who has a card no more, or no voluntary SI, stays with the old dates."""
    known_end = city.lags["participants"].gone
    hi = now.hi[rows] & (now.here[rows] | now.employed[rows] | (now.month < known_end[rows]))
    held, group = now.cards.ever[rows], now.cards.group[rows]
    until = cards_until(city, now, rows)
    late = days_into_month(city, rows, group)
    hamlet = listed_hamlets(city, now.month, "participants")[rows]
    text = city.written["participants"]
    ever = now.voluntary_until[rows] > 0
    employed = now.compulsory[rows]
    columns = who(city, rows, hamlet, now.month) | {
        "si_number": take(city.texts["si_number"], rows),
        "si_compulsory": employed,
        "si_voluntary": now.voluntary[rows] & now.here[rows],
        "ui": employed & ~officials(city)[rows],
        "hi": hi,
        "hi_group": coded(group, GROUPS, ~held),
        "hi_card": cards(city, rows, group, held, now.month),
        "hi_since": days(now.cards.since[rows], ~held, late),
        "hi_until": days(until + 1, ~held | (until >= NEVER), late - 1),
        "voluntary_since": _months(now.voluntary_since[rows], ~ever),
        "voluntary_until": _months(now.voluntary_until[rows], ~ever),
        "voluntary_mode": pa.array(now.voluntary_mode[rows], mask=~ever),
        "employer": coded(now.employer[rows], city.employers.code, ~employed),
        "verified": ~text.wrong[rows] & (city.chance[rows] < 0.984 + 0.0006 * (now.month - city.first)),
    }
    return table("participants", columns)


def cards_until(city: Stretch, now: Standing, rows: np.ndarray) -> np.ndarray:
    """The last month of the running or last card, as the SI office knows it: a card ends when it hears of the end."""
    heard = np.maximum(city.lags["participants"].gone - 1, now.cards.since)
    return np.minimum(now.cards.until, np.where(heard < now.month, heard, NEVER))[rows]


def who(city: Stretch, rows: np.ndarray, hamlet: np.ndarray, month: int) -> dict[str, pa.Array]:
    """The columns about the person, as the SI office writes them."""
    text = city.written["participants"]
    return {
        "personal_id": take(text.personal_id, rows),
        "full_name": take(text.name, rows),
        "birth_date": take(text.birth, rows),
        "sex": take(text.sex, rows),
        "commune": _communes(city, hamlet, city.old_places.shown(month)[rows], rows),
        "hamlet": hamlets_of(city, hamlet, rows),
    }


def _seconds(city: Stretch, now: Standing, rows: np.ndarray) -> pa.Table:
    """Old rows under a second SI number: no scheme runs, accents are lost, most lack the ID."""
    hamlet, count = city.people.hamlet[rows], len(rows)
    name = [names.unaccented(one) for one in take(city.people.full_name, rows).to_pylist()]
    unknown = second_without_id(city)[rows]
    no = np.zeros(count, bool)
    nothing = coded(np.zeros(count, int), [""], np.ones(count, bool))
    columns = who(city, rows, hamlet, now.month) | {
        "si_number": take(city.texts["second_number"], rows),
        "full_name": pa.array(name, pa.string()),
        "personal_id": pc.if_else(pa.array(unknown), None, take(city.texts["personal_id"], rows)),
        "commune": coded(city.places.commune_of[hamlet], city.places.codes),
        "hamlet": coded(hamlet, city.places.hamlets),
        **dict.fromkeys(("si_compulsory", "si_voluntary", "ui", "hi", "verified"), no),
        **dict.fromkeys(("hi_group", "employer", "voluntary_since", "voluntary_until"), nothing),
        "hi_card": pa.nulls(count, pa.string()),
        **dict.fromkeys(("hi_since", "hi_until"), pa.nulls(count, pa.date32())),
        "voluntary_mode": pa.nulls(count, pa.int64()),
    }
    return table("participants", columns)


def second_without_id(city: Stretch) -> np.ndarray:
    """Whose row under a second SI number lacks the personal ID."""
    return city.chance * 13 % 1 < 0.6


def population(city: Stretch, now: Standing) -> tuple[pa.Table, np.ndarray]:
    """Rows of the population register: the dead and the departed stay for a while, marked or not."""
    fates, noticed = city.fates, city.lags["population"].gone
    listed = (fates.arrived <= now.month) & (now.month < noticed + _STAYS_AFTER_END) & ~fates.outside
    rows = city.written["population"].rows(np.flatnonzero(listed))
    over = now.month >= noticed[rows]
    dead = over & (fates.died[rows] <= fates.left[rows])
    hamlet = listed_hamlets(city, now.month, "population")[rows]
    text = city.written["population"]
    columns = {
        "personal_id": take(text.personal_id, rows),
        "full_name": take(text.name, rows),
        "birth_date": take(text.birth, rows),
        "sex": take(text.sex, rows),
        "commune": coded(city.places.commune_of[hamlet], city.places.codes),
        "hamlet": coded(hamlet, city.places.hamlets),
        "household": take(city.texts["household"], rows),
        "residence": coded(city.people.temporary[rows], ["permanent", "temporary"]),
        "status": coded(np.where(dead, 1, np.where(over, 2, 0)), ["resident", "deceased", "moved"]),
    }
    return table("population", columns), rows


def households(city: Stretch, now: Standing) -> tuple[pa.Table, np.ndarray]:
    """One row per household with somebody in the population register; the head may be gone already."""
    noticed = city.lags["population"].gone
    listed = (city.fates.arrived <= now.month) & (now.month < noticed) & ~city.fates.outside
    lived_in = np.bincount(city.people.household[listed], minlength=city.people.households) > 0
    rows = np.flatnonzero(city.people.position == 0)[lived_in]
    hamlet = listed_hamlets(city, now.month, "population")[rows]
    commune = city.places.commune_of[hamlet]
    area = np.where(city.places.island[commune], 2, city.places.difficult[commune])
    columns = {
        "household": take(city.texts["household"], rows),
        "commune": coded(commune, city.places.codes),
        "hamlet": coded(hamlet, city.places.hamlets),
        "head_personal_id": take(city.written["population"].personal_id, rows),
        "kind": coded(now.kind[rows], KINDS),
        "ethnic_minority": city.fates.minority[city.people.household[rows]],
        "area": coded(area, ["ordinary", "difficult", "island"]),
    }
    return table("households", columns), rows


def students(city: Stretch, now: Standing, schools: list[str]) -> tuple[pa.Table, np.ndarray]:
    """Rows of the schools' lists; `schools` has four places per commune: primary, secondary, high, university."""
    text = city.written["students"]
    rows = city.by_number[now.learning[city.by_number]]
    rows = text.rows(rows[np.argsort(_schools(city, now, rows), kind="stable")])
    school, grade, hamlet = _schools(city, now, rows), now.grade[rows], now.hamlet[rows]
    columns = {
        "personal_id": take(text.personal_id, rows),
        "full_name": take(text.name, rows),
        "birth_date": take(text.birth, rows),
        "sex": take(text.sex, rows),
        "school": coded(school, schools),
        "grade": coded(grade, ["", *(str(one) for one in range(1, 13)), "ĐH"]),
        "commune": communes_of(city, hamlet, rows),
        "hamlet": hamlets_of(city, hamlet, rows),
    }
    return table("students", columns), rows


def _schools(city: Stretch, now: Standing, rows: np.ndarray) -> np.ndarray:
    stage = np.searchsorted([6, 10, UNIVERSITY], now.grade[rows], side="right")
    return city.places.commune_of[now.hamlet[rows]] * 4 + stage


def cards(city: Stretch, rows: np.ndarray, group: np.ndarray, hi: np.ndarray, month: int) -> pa.Array:
    """Fifteen characters on older cards, ten digits on newer ones."""
    ahead = [_prefix(code, month, city.places) for code in GROUPS]
    prefix = pa.array(ahead).take(pa.array(np.where(city.chance[rows] < 0.4, group, len(GROUPS) - 1)))
    bare = city.chance[rows] >= 0.4
    prefix = pc.if_else(pa.array(bare), "", prefix)
    joined = pc.binary_join_element_wise(prefix, take(city.texts["si_number"], rows), "")
    return pc.if_else(pa.array(hi), joined, None)


def _prefix(group: str, month: int, places: Places) -> str:
    raised = prices.month_of(month).year >= 2026
    benefit = {"TE": 1, "CC": 1, "HN": 2, "DT": 2, "BT": 2, "HT": 3, "CN": 2 if raised else 3}.get(group, 4)
    return f"{group}{benefit}{places.province.code}"


def _communes(city: Stretch, hamlet: np.ndarray, old: np.ndarray, rows: np.ndarray) -> pa.Array:
    """Today's code, or a code or name from before the reform; another province's for who lives there."""
    where, total = city.places, len(city.places.communes)
    texts = np.array([*where.codes, *where.old_codes, *where.old_names, *where.neighbours])
    distinct, place = np.unique(texts, return_inverse=True)
    ours = where.commune_of[hamlet] + total * old.astype(np.int32)
    return coded(place[np.where(city.fates.outside[rows], 3 * total + neighbour(city, rows), ours)], distinct)


def _months(months: np.ndarray, missing: np.ndarray) -> pa.Array:
    """Months since year 0 as YYYY-MM."""
    low = int(months[~missing].min()) if (~missing).any() else 0
    high = int(months[~missing].max()) if (~missing).any() else 0
    texts = [f"{one // 12:04d}-{one % 12 + 1:02d}" for one in range(low, high + 1)]
    return coded(np.where(missing, 0, months - low), texts, missing)


def days(months: np.ndarray, missing: np.ndarray, shift: int | np.ndarray = 0) -> pa.Array:
    """The first day of the months since year 0, `shift` days later; kept away from far futures."""
    return pa.array(first_days(np.where(missing, 1970 * 12, months)) + shift, mask=missing).cast(pa.date32())


def first_days(months: np.ndarray) -> np.ndarray:
    """The first day of each month since year 0."""
    return (months.astype(np.int64) - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]")
