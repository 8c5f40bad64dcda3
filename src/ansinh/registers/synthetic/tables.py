"""Which rows about persons does a stretch of people deliver in one month?"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ansinh.registers.synthetic import prices
from ansinh.registers.synthetic.fates import NEVER
from ansinh.registers.synthetic.lives import GROUPS, UNIVERSITY, Standing
from ansinh.registers.synthetic.places import Places
from ansinh.registers.synthetic.stretch import Stretch, coded, listed_hamlets, officials, table, take

KINDS = pa.array(["poor", "near_poor", "escaped_poverty", "average", "other"])
_STAYS_AFTER_END = 3
"""Months for which the population register still lists the dead and the departed, marked as such."""


def participants(city: Stretch, now: Standing) -> tuple[pa.Table, np.ndarray]:
    """Rows of the participants' register, and whose they are."""
    known_end = city.lags["participants"].gone
    still = now.known & (now.month < known_end + 2)
    rows = city.by_number[still[city.by_number]]
    listed = now.here[rows] | (now.month < known_end[rows])
    hi = now.hi[rows] & listed
    group = np.where(now.hi[rows] | (now.hi_until[rows] > 0), now.group[rows], 0)
    hamlet = listed_hamlets(city, now.month, "participants")[rows]
    text = city.written["participants"]
    ever = now.voluntary_until[rows] > 0
    employed = now.compulsory[rows]
    fixed = {
        "si_number": city.texts["si_number"],
        "personal_id": text.personal_id,
        "full_name": text.name,
        "birth_date": text.birth,
        "sex": city.texts["sex"],
    }
    columns = {name: take(values, rows) for name, values in fixed.items()} | {
        "commune": _communes(city, hamlet, city.old_places.shown(now.month)[rows]),
        "hamlet": coded(hamlet, city.places.hamlets),
        "si_compulsory": employed,
        "si_voluntary": now.voluntary[rows] & now.here[rows],
        "ui": employed & ~officials(city)[rows],
        "hi": hi,
        "hi_group": coded(group, GROUPS, ~hi),
        "hi_card": _cards(city, rows, group, hi, now.month),
        "hi_since": _days(now.hi_since[rows], ~hi),
        "hi_until": _days(now.hi_until[rows] + 1, ~hi | (now.hi_until[rows] >= NEVER), -1),
        "voluntary_since": _months(now.voluntary_since[rows], ~ever),
        "voluntary_until": _months(now.voluntary_until[rows], ~ever),
        "voluntary_mode": pa.array(now.voluntary_mode[rows], mask=~ever),
        "employer": coded(now.employer[rows], city.employers.code, ~employed),
        "verified": ~text.wrong[rows] & (city.chance[rows] < 0.984 + 0.0006 * (now.month - city.first)),
    }
    return table("participants", columns), rows


def population(city: Stretch, now: Standing) -> tuple[pa.Table, np.ndarray]:
    """Rows of the population register: the dead and the departed stay for a while, marked or not."""
    fates, noticed = city.fates, city.lags["population"].gone
    rows = np.flatnonzero((fates.arrived <= now.month) & (now.month < noticed + _STAYS_AFTER_END))
    over = now.month >= noticed[rows]
    dead = over & (fates.died[rows] <= fates.left[rows])
    hamlet = listed_hamlets(city, now.month, "population")[rows]
    text = city.written["population"]
    columns = {
        "personal_id": take(text.personal_id, rows),
        "full_name": take(text.name, rows),
        "birth_date": take(text.birth, rows),
        "sex": take(city.texts["sex"], rows),
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
    listed = (city.fates.arrived <= now.month) & (now.month < noticed)
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
    rows = city.by_number[((now.grade > 0) & now.here)[city.by_number]]
    school = _schools(city, now, rows)
    rows = rows[np.argsort(school, kind="stable")]
    school, grade, hamlet = _schools(city, now, rows), now.grade[rows], now.hamlet[rows]
    text = city.written["students"]
    columns = {
        "personal_id": take(text.personal_id, rows),
        "full_name": take(text.name, rows),
        "birth_date": take(text.birth, rows),
        "sex": take(city.texts["sex"], rows),
        "school": coded(school, schools),
        "grade": coded(grade, ["", *(str(one) for one in range(1, 13)), "ĐH"]),
        "commune": coded(city.places.commune_of[hamlet], city.places.codes),
        "hamlet": coded(hamlet, city.places.hamlets),
    }
    return table("students", columns), rows


def _schools(city: Stretch, now: Standing, rows: np.ndarray) -> np.ndarray:
    stage = np.searchsorted([6, 10, UNIVERSITY], now.grade[rows], side="right")
    return city.places.commune_of[now.hamlet[rows]] * 4 + stage


def _cards(city: Stretch, rows: np.ndarray, group: np.ndarray, hi: np.ndarray, month: int) -> pa.Array:
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


def _communes(city: Stretch, hamlet: np.ndarray, old: np.ndarray) -> pa.Array:
    """Today's code, or a code or name from before the reform."""
    commune = city.places.commune_of[hamlet]
    total = len(city.places.communes)
    texts = np.array([*city.places.codes, *city.places.old_codes, *city.places.old_names])
    distinct, place = np.unique(texts, return_inverse=True)
    return coded(place[commune + total * old.astype(np.int32)], distinct)


def _months(months: np.ndarray, missing: np.ndarray) -> pa.Array:
    """Months since year 0 as YYYY-MM."""
    low = int(months[~missing].min()) if (~missing).any() else 0
    high = int(months[~missing].max()) if (~missing).any() else 0
    texts = [f"{one // 12:04d}-{one % 12 + 1:02d}" for one in range(low, high + 1)]
    return coded(np.where(missing, 0, months - low), texts, missing)


def _days(months: np.ndarray, missing: np.ndarray, shift: int = 0) -> pa.Array:
    """The first day of the months since year 0, `shift` days later; kept away from far futures."""
    safe = np.where(missing, 1970 * 12, months) - 1970 * 12
    day = safe.astype("datetime64[M]").astype("datetime64[D]") + shift
    return pa.array(day, mask=missing).cast(pa.date32())
