"""Which rows of wages, taxes and payments does a stretch of people deliver in one month?"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ansinh.law.parameters.health import Supported
from ansinh.registers.synthetic import numbers, prices
from ansinh.registers.synthetic.fates import PUBLIC
from ansinh.registers.synthetic.lives import CN, GB, GD, HS, SV, Standing
from ansinh.registers.synthetic.stretch import Stretch, coded, officials, table, take


def payroll(city: Stretch, now: Standing) -> tuple[pa.Table, np.ndarray]:
    """Rows of the payroll: who is employed with contributions, and on which wage."""
    rows = city.by_number[now.compulsory[city.by_number]]
    rows = rows[np.argsort(now.employer[rows], kind="stable")]
    text = city.written["payroll"]
    wage = wages(city, now, rows, now.employer[rows], declared=True)
    insured = np.ones(len(rows), bool)
    columns = {
        "employer": coded(now.employer[rows], city.employers.code),
        "si_number": take(city.texts["si_number"], rows),
        "personal_id": take(text.personal_id, rows),
        "full_name": take(text.name, rows),
        "wage": wage,
        "allowance": np.where(city.chance[rows] < 0.25, wage // 20_000 * 1_000, 0),
        "si": insured,
        "hi": insured,
        "ui": ~officials(city)[rows],
    }
    return table("payroll", columns), rows


def tax_incomes(city: Stretch, now: Standing) -> tuple[pa.Table, np.ndarray]:
    """Rows of the tax authority: the insured employees, and wage earners whom no employer declares."""
    text = city.written["tax_incomes"]
    rows = text.rows(city.by_number[(now.compulsory | now.taxed)[city.by_number]])
    by = payers(now)[rows]
    months = np.minimum(now.month % 12 + 1, 12) - (city.chance[rows] < 0.06) * (now.month % 12 > 2)
    paid = taxed_wages(city, now, rows)
    columns = {
        "personal_id": take(text.personal_id, rows),
        "full_name": take(text.name, rows),
        "employer_tax_code": coded(by, city.employers.tax_code),
        "income": paid * months,
        "months": months.astype(np.int64),
    }
    return table("tax_incomes", columns), rows


def payers(now: Standing) -> np.ndarray:
    """For whom everybody works: the employer that insures them, or the firm that does not. Row = person."""
    return np.where(now.compulsory, now.employer, now.firm)


def taxed_wages(city: Stretch, now: Standing, rows: np.ndarray) -> np.ndarray:
    """What the tax authority knows of a month, đồng: the true wage and up to 7 % that is no contribution wage."""
    extra = np.maximum((city.chance[rows] * 1_009 % 1 * 12).astype(np.int64) - 4, 0)
    return wages(city, now, rows, payers(now)[rows], declared=False) * (100 + extra) // 100_000 * 1_000


def receipts(city: Stretch, now: Standing) -> tuple[pa.Table, np.ndarray]:
    """Payments of persons this month: voluntary SI, household and students' HI."""
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
        amount = _amounts(city, now, rows, scheme, months)
        parts.append(_payments(city, now, rows, scheme, amount, months, place))
        whose.append(rows)
    return pa.concat_tables(parts), np.concatenate(whose)


def _amounts(city: Stretch, now: Standing, rows: np.ndarray, scheme: str, months: np.ndarray) -> np.ndarray:
    """What each one pays, đồng."""
    month = prices.month_of(now.month)
    if scheme == "si_voluntary":
        return prices.voluntary_premium(city.income_above[rows], now.kind[rows], months, month)
    if scheme == "hi_student":
        return prices.supported_premium(Supported.STUDENT, months, month)
    return np.select(
        [now.group[rows] == CN, now.group[rows] == GB],
        [
            prices.supported_premium(Supported.NEAR_POOR, months, month),
            prices.supported_premium(Supported.AVERAGE_AGRICULTURAL, months, month),
        ],
        prices.household_premium(city.people.position[rows], months, month),
    )


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
        "payer": take(city.texts["si_number"], rows),
        "scheme": pa.DictionaryArray.from_arrays(pa.array(np.zeros(len(rows), np.int8)), pa.array([scheme])),
        "amount": amount,
        "months": months,
        "collector": coded(now.hamlet[rows], hamlets, direct | (scheme == "hi_student")),
    }
    return table("receipts", columns, plain=True)


def wages(city: Stretch, now: Standing, rows: np.ndarray, by: np.ndarray, *, declared: bool) -> np.ndarray:
    """Monthly wages, đồng: true ones, or with `declared` those on which the employer contributes."""
    month = prices.month_of(now.month)
    floor = prices.minimum_wages(month)[city.employers.zone[by]]
    at_floor = city.employers.pays_floor[by] & declared
    return prices.wages(city.fates.wage[rows], floor, city.fates.career[rows] == PUBLIC, at_floor, month)
