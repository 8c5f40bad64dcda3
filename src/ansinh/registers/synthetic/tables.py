"""Which rows does each register deliver for one stretch of people in one month?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ansinh.registers.schemas import REGISTERS
from ansinh.registers.synthetic import flaws, numbers, prices
from ansinh.registers.synthetic.employers import Employers
from ansinh.registers.synthetic.fates import NEVER, PUBLIC, Fates
from ansinh.registers.synthetic.lives import CN, GB, GD, GROUPS, HS, SV, UNIVERSITY, Standing
from ansinh.registers.synthetic.people import People
from ansinh.registers.synthetic.places import Places

KINDS = pa.array(["poor", "near_poor", "escaped_poverty", "average", "other"])
_INCOMES = np.array([1_500_000, 1_500_000, 1_500_000, 1_500_000, 1_500_000, 2_000_000, 3_000_000, 5_000_000])
_STAYS_AFTER_END = 3


@dataclass(frozen=True)
class Stretch:
    """A stretch of people with all that their rows are made of."""

    people: People
    fates: Fates
    places: Places
    employers: Employers
    written: dict[str, flaws.Written]
    lags: dict[str, flaws.Lags]
    old_places: flaws.OldPlaces
    chance: np.ndarray
    income: np.ndarray
    texts: dict[str, pa.Array]
    first: int
    by_number: np.ndarray


def stretch(rng: np.random.Generator, people: People, fates: Fates, places: Places, employers: Employers,
            first: int, months: int) -> Stretch:  # fmt: skip
    """Prepare what does not change from month to month, errors included."""
    birth = pc.strftime(pa.array(people.birth).cast(pa.timestamp("s")), "%d/%m/%Y")
    household = people.first_household + people.household
    texts = {
        "birth": birth,
        "si_number": numbers.digits(people.si_number, 10),
        "household": pc.binary_join_element_wise("HGD", numbers.digits(household, 8), ""),
        "sex": pa.DictionaryArray.from_arrays(pa.array(people.sex.astype(np.int8)), pa.array(["M", "F"])),
    }
    return Stretch(
        people, fates, places, employers,
        {register: flaws.written(rng, register, people, birth) for register in flaws.RATES},
        {register: flaws.lags(rng, fates, register) for register in ("participants", "population")},
        flaws.old_places(rng, people, fates, places, first, months),
        rng.random(len(people)),
        _INCOMES[rng.integers(0, len(_INCOMES), len(people))],
        texts,
        first,
        np.argsort(people.si_number),
    )  # fmt: skip


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
    columns = {name: _take(values, rows) for name, values in fixed.items()} | {
        "commune": _communes(city, hamlet, city.old_places.shown(now.month)[rows]),
        "hamlet": _coded(hamlet, city.places.hamlets),
        "si_compulsory": employed,
        "si_voluntary": now.voluntary[rows] & now.here[rows],
        "ui": employed & ~_officials(city)[rows],
        "hi": hi,
        "hi_group": _coded(group, GROUPS, ~hi),
        "hi_card": _cards(city, rows, group, hi, now.month),
        "hi_since": _days(now.hi_since[rows], ~hi),
        "hi_until": _days(now.hi_until[rows] + 1, ~hi | (now.hi_until[rows] >= NEVER), -1),
        "voluntary_since": _months(now.voluntary_since[rows], ~ever),
        "voluntary_until": _months(now.voluntary_until[rows], ~ever),
        "voluntary_mode": pa.array(now.voluntary_mode[rows], mask=~ever),
        "employer": _coded(now.employer[rows], city.employers.code, ~employed),
        "verified": ~text.wrong[rows] & (city.chance[rows] < 0.965 + 0.0012 * (now.month - city.first)),
    }
    return _table("participants", columns), rows


def population(city: Stretch, now: Standing) -> tuple[pa.Table, np.ndarray]:
    """Rows of the population register: the dead and the departed stay for a while, marked or not."""
    fates, noticed = city.fates, city.lags["population"].gone
    rows = np.flatnonzero((fates.arrived <= now.month) & (now.month < noticed + _STAYS_AFTER_END))
    over = now.month >= noticed[rows]
    dead = over & (fates.died[rows] <= fates.left[rows])
    hamlet = listed_hamlets(city, now.month, "population")[rows]
    text = city.written["population"]
    columns = {
        "personal_id": _take(text.personal_id, rows),
        "full_name": _take(text.name, rows),
        "birth_date": _take(text.birth, rows),
        "sex": _take(city.texts["sex"], rows),
        "commune": _coded(city.places.commune_of[hamlet], city.places.codes),
        "hamlet": _coded(hamlet, city.places.hamlets),
        "household": _take(city.texts["household"], rows),
        "residence": _coded(city.people.temporary[rows], ["permanent", "temporary"]),
        "status": _coded(np.where(dead, 1, np.where(over, 2, 0)), ["resident", "deceased", "moved"]),
    }
    return _table("population", columns), rows


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
        "household": _take(city.texts["household"], rows),
        "commune": _coded(commune, city.places.codes),
        "hamlet": _coded(hamlet, city.places.hamlets),
        "head_personal_id": _take(city.written["population"].personal_id, rows),
        "kind": _coded(now.kind[rows], KINDS),
        "ethnic_minority": city.fates.minority[city.people.household[rows]],
        "area": _coded(area, ["ordinary", "difficult", "island"]),
    }
    return _table("households", columns), rows


def students(city: Stretch, now: Standing, schools: list[str]) -> tuple[pa.Table, np.ndarray]:
    """Rows of the schools' lists; `schools` has four places per commune: primary, secondary, high, university."""
    rows = city.by_number[((now.grade > 0) & now.here)[city.by_number]]
    school = _schools(city, now, rows)
    rows = rows[np.argsort(school, kind="stable")]
    school, grade, hamlet = _schools(city, now, rows), now.grade[rows], now.hamlet[rows]
    text = city.written["students"]
    columns = {
        "personal_id": _take(text.personal_id, rows),
        "full_name": _take(text.name, rows),
        "birth_date": _take(text.birth, rows),
        "sex": _take(city.texts["sex"], rows),
        "school": _coded(school, schools),
        "grade": _coded(grade, ["", *(str(one) for one in range(1, 13)), "ĐH"]),
        "commune": _coded(city.places.commune_of[hamlet], city.places.codes),
        "hamlet": _coded(hamlet, city.places.hamlets),
    }
    return _table("students", columns), rows


def _schools(city: Stretch, now: Standing, rows: np.ndarray) -> np.ndarray:
    stage = np.searchsorted([6, 10, UNIVERSITY], now.grade[rows], side="right")
    return city.places.commune_of[now.hamlet[rows]] * 4 + stage


def payroll(city: Stretch, now: Standing) -> tuple[pa.Table, np.ndarray]:
    """Rows of the payroll: who is employed with contributions, and on which wage."""
    rows = city.by_number[now.compulsory[city.by_number]]
    rows = rows[np.argsort(now.employer[rows], kind="stable")]
    text = city.written["payroll"]
    wage = _wages(city, now, rows, now.employer[rows], declared=True)
    insured = np.ones(len(rows), bool)
    columns = {
        "employer": _coded(now.employer[rows], city.employers.code),
        "si_number": _take(city.texts["si_number"], rows),
        "personal_id": _take(text.personal_id, rows),
        "full_name": _take(text.name, rows),
        "wage": wage,
        "allowance": np.where(city.chance[rows] < 0.25, wage // 20_000 * 1_000, 0),
        "si": insured,
        "hi": insured,
        "ui": ~_officials(city)[rows],
    }
    return _table("payroll", columns), rows


def tax_incomes(city: Stretch, now: Standing) -> tuple[pa.Table, np.ndarray]:
    """Rows of the tax authority: the insured employees, and wage earners whom no employer declares."""
    declared = now.compulsory
    rows = city.by_number[(declared | now.taxed)[city.by_number]]
    by = np.where(declared[rows], now.employer[rows], now.taxed_by[rows])
    months = np.minimum(now.month % 12 + 1, 12) - (city.chance[rows] < 0.06) * (now.month % 12 > 2)
    paid = _wages(city, now, rows, by, declared=False)
    text = city.written["tax_incomes"]
    columns = {
        "personal_id": _take(text.personal_id, rows),
        "full_name": _take(text.name, rows),
        "employer_tax_code": _coded(by, city.employers.tax_code),
        "income": paid * months,
        "months": months.astype(np.int64),
    }
    return _table("tax_incomes", columns), rows


def receipts(city: Stretch, now: Standing) -> tuple[pa.Table, np.ndarray]:
    """Payments of persons this month: voluntary SI, household and students' HI."""
    month = prices.month_of(now.month)
    own = now.here & np.isin(now.group, (CN, GB, GD))
    pupil = now.here & np.isin(now.group, (HS, SV))
    schemes = (
        (now.here & (now.voluntary_paid > 0), now.voluntary_paid, "si_voluntary"),
        (own & (now.hi_paid > 0), now.hi_paid, "hi_household"),
        (pupil & (now.hi_paid > 0), now.hi_paid, "hi_student"),
    )
    parts, whose = [], []
    for place, (paying, paid, scheme) in enumerate(schemes):
        rows = city.by_number[paying[city.by_number]]
        months = paid[rows].astype(np.int64)
        amounts = (
            prices.voluntary_premium(city.income[rows], months, month),
            prices.household_premium(city.people.position[rows], months, month),
            prices.student_premium(months, month),
        )
        parts.append(_payments(city, now, rows, scheme, amounts[place], months, place))
        whose.append(rows)
    return pa.concat_tables(parts), np.concatenate(whose)


def listed_hamlets(city: Stretch, month: int, register: str) -> np.ndarray:
    """The hamlet under which a register lists each person: the former one until it takes note of a move."""
    return np.where(city.lags[register].moved <= month, city.fates.hamlet_after, city.people.hamlet)


def _payments(city: Stretch, now: Standing, rows: np.ndarray, scheme: str, amount: np.ndarray,
              months: np.ndarray, place: int) -> pa.Table:  # fmt: skip
    first = np.datetime64(prices.month_of(now.month).first_day)
    day = first + (city.chance[rows] * 27).astype(np.int64)
    number = city.people.si_number[rows] % 100_000_000 * 10 + place
    receipt = pc.binary_join_element_wise(
        f"BL{now.month // 12}{now.month % 12 + 1:02d}", numbers.digits(number, 9), ""
    )
    hamlets = [f"NVT-{code}" for code in city.places.hamlets]
    direct = city.chance[rows] * 31 % 1 < 0.2
    columns = {
        "receipt": receipt,
        "paid_on": pa.array(day).cast(pa.date32()),
        "payer": _take(city.texts["si_number"], rows),
        "scheme": pa.DictionaryArray.from_arrays(pa.array(np.zeros(len(rows), np.int8)), pa.array([scheme])),
        "amount": amount,
        "months": months,
        "collector": _coded(now.hamlet[rows], hamlets, direct | (scheme == "hi_student")),
    }
    return _table("receipts", columns, plain=True)


def _wages(city: Stretch, now: Standing, rows: np.ndarray, by: np.ndarray, *, declared: bool) -> np.ndarray:
    month = prices.month_of(now.month)
    floor = prices.minimum_wages(month)[city.employers.zone[by]]
    at_floor = city.employers.pays_floor[by] & declared
    return prices.wages(city.fates.wage[rows], floor, city.fates.career[rows] == PUBLIC, at_floor, month)


def _officials(city: Stretch) -> np.ndarray:
    """Civil servants proper: in compulsory SI, not in UI."""
    return (city.fates.career == PUBLIC) & (city.chance < 0.3)


def _cards(city: Stretch, rows: np.ndarray, group: np.ndarray, hi: np.ndarray, month: int) -> pa.Array:
    """Fifteen characters on older cards, ten digits on newer ones."""
    ahead = [_prefix(code, month, city.places) for code in GROUPS]
    prefix = pa.array(ahead).take(pa.array(np.where(city.chance[rows] < 0.4, group, len(GROUPS) - 1)))
    bare = city.chance[rows] >= 0.4
    prefix = pc.if_else(pa.array(bare), "", prefix)
    joined = pc.binary_join_element_wise(prefix, _take(city.texts["si_number"], rows), "")
    return pc.if_else(pa.array(hi), joined, None)


def _prefix(group: str, month: int, places: Places) -> str:
    raised = prices.month_of(month).year >= 2026
    benefit = {"TE": 1, "CC": 1, "HN": 2, "DT": 2, "BT": 2, "HT": 3, "CN": 2 if raised else 3}.get(group, 4)
    return f"{group}{benefit}{places.communes[0].parent}"


def _communes(city: Stretch, hamlet: np.ndarray, old: np.ndarray) -> pa.Array:
    """Today's code, or a code or name from before the reform."""
    commune = city.places.commune_of[hamlet]
    total = len(city.places.communes)
    texts = np.array([*city.places.codes, *city.places.old_codes, *city.places.old_names])
    distinct, place = np.unique(texts, return_inverse=True)
    return _coded(place[commune + total * old.astype(np.int32)], distinct)


def _coded(places: np.ndarray, texts: object, missing: np.ndarray | None = None) -> pa.Array:
    words = texts if isinstance(texts, pa.Array) else pa.array(list(texts), pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32), mask=missing), words)


def _months(months: np.ndarray, missing: np.ndarray) -> pa.Array:
    """Months since year 0 as YYYY-MM."""
    low = int(months[~missing].min()) if (~missing).any() else 0
    high = int(months[~missing].max()) if (~missing).any() else 0
    texts = [f"{one // 12:04d}-{one % 12 + 1:02d}" for one in range(low, high + 1)]
    return _coded(np.where(missing, 0, months - low), texts, missing)


def _days(months: np.ndarray, missing: np.ndarray, shift: int = 0) -> pa.Array:
    """The first day of the months since year 0, `shift` days later; kept away from far futures."""
    safe = np.where(missing, 1970 * 12, months) - 1970 * 12
    day = safe.astype("datetime64[M]").astype("datetime64[D]") + shift
    return pa.array(day, mask=missing).cast(pa.date32())


def _take(values: pa.Array, rows: np.ndarray) -> pa.Array:
    return values if len(rows) == len(values) else values.take(pa.array(rows))


def _table(register: str, columns: dict[str, object], plain: bool = False) -> pa.Table:
    """The columns in the register's order and types; repeated texts stay coded until they are written."""
    arrays = []
    for field in REGISTERS[register].arrow():
        array = columns[field.name]
        array = array if isinstance(array, pa.Array | pa.ChunkedArray) else pa.array(array)
        coded = pa.types.is_dictionary(array.type)
        arrays.append(array if coded and not plain else array.cast(field.type))
    return pa.table(arrays, names=REGISTERS[register].arrow().names)
