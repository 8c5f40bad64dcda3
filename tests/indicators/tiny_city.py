"""A tiny invented city whose every row can be counted by hand, in the form of the registers."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ansinh.base.months import Month
from ansinh.registers import schemas
from ansinh.registers.store import Store

SEPTEMBER = Month(2025, 9)
COMMUNES = ("31471", "31153", "31120")
SENT = (*COMMUNES, "31117", "Phường Long Mỹ", "", "99999", "31207")
NAMES = ("Nguyễn Văn An", "NGUYEN VAN AN", "Lê Thị Hoà", "Trần Đức Bình", "Phạm  Thị Ánh")
BORN = ("01/02/2012", "1/2/2012", "1959", "12/11/2010")
RECEIVED = dt.datetime(2025, 10, 5, 8, tzinfo=dt.UTC)


@dataclass
class City:
    """Rows by register, as plain dictionaries."""

    month: Month
    participants: list[dict] = field(default_factory=list)
    before: list[dict] = field(default_factory=list)
    population: list[dict] = field(default_factory=list)
    students: list[dict] = field(default_factory=list)
    sheets: list[dict] = field(default_factory=list)


def random_city(seed: int, month: Month = SEPTEMBER, people: int = 60) -> City:
    """A city with every flaw: duplicates, missing numbers, old codes, names, people in no known place."""
    dice = random.Random(seed)
    city = City(month)
    for number in range(people):
        city.participants += _participants(dice, number, month)
        city.before += _participants(dice, number, month - 1)
        city.population += [_resident(dice, number) for _ in range(dice.choice((0, 1, 1, 1, 2)))]
        city.students += [_student(dice, number) for _ in range(dice.choice((0, 0, 1, 1, 2)))]
    return city


def deliver(city: City, store: Store, folder: Path) -> None:
    """Put the city's rows into the store as the deliveries of its month."""
    for register, month, rows, sender in (
        ("participants", city.month, city.participants, "BHXH92"),
        ("participants", city.month - 1, city.before, "BHXH92"),
        ("population", city.month, city.population, "CA92"),
        ("students", city.month, city.students, "SGD92"),
        ("reported_figures", city.month, city.sheets, "TK92"),
    ):
        if rows:
            add(store, register, month, rows, sender, folder)


def add(store: Store, register: str, month: Month, rows: list[dict], sender: str, folder: Path) -> None:
    """Deliver these rows; columns that a row does not name are empty."""
    path = folder / f"{register}-{month}-{sender}.parquet"
    pq.write_table(arrow(register, rows), path)
    store.add(register, month, path, sender=sender, received_by="test", received_at=RECEIVED)


def arrow(register: str, rows: list[dict]) -> pa.Table:
    """Rows as the register's table."""
    schema = schemas.register(register).arrow()
    return pa.Table.from_pylist([{name: row.get(name) for name in schema.names} for row in rows], schema)


def sheet(unit: str, on: dt.date, indicator: str, value: object = None, **more: object) -> dict:
    """One reported figure."""
    return {
        "unit": unit,
        "unit_known_as": f"new {unit}",
        "on": on,
        "indicator": indicator,
        "value": value,
        **more,
    }


def _where(dice: random.Random) -> dict:
    commune = dice.choice(SENT)
    hamlet = dice.choice((f"{commune}-01", f"{commune}-02", f"{commune}-02", "", None, "31471-07"))
    return {"commune": commune, "hamlet": hamlet}


def _who(dice: random.Random, number: int) -> dict:
    personal = f"0922{number:08d}"
    return {
        "personal_id": dice.choice((personal, personal, personal, None, "", "12345", "09220000000X")),
        "full_name": dice.choice(NAMES), "birth_date": dice.choice(BORN), "sex": "M",
    }  # fmt: skip


def _participants(dice: random.Random, number: int, month: Month) -> list[dict]:
    rows = []
    for copy in range(dice.choice((0, 1, 1, 1, 1, 2))):
        si_number = f"92{number:05d}{copy:03d}" if copy or dice.random() < 0.9 else f"0922{number:08d}"
        until = month.last_day + dt.timedelta(days=dice.choice((-10, 0, 1, 30, 31, 60, 90, 91, 200)))
        rows.append(
            {
                "si_number": si_number, **_who(dice, number), **_where(dice),
                "si_compulsory": dice.random() < 0.2, "si_voluntary": dice.random() < 0.3,
                "ui": dice.random() < 0.2, "hi": dice.random() < 0.7, "verified": dice.random() < 0.8,
                "hi_until": dice.choice((until, None)),
                "voluntary_until": dice.choice((str(month), str(month + 3), None)),
            }
        )  # fmt: skip
    return rows


def _resident(dice: random.Random, number: int) -> dict:
    status = dice.choice(("resident",) * 5 + ("deceased", "moved"))
    return {
        **_who(dice, number), **_where(dice), "household": f"H{number // 4}", "residence": "permanent",
        "status": status,
    }  # fmt: skip


def _student(dice: random.Random, number: int) -> dict:
    return {**_who(dice, number), **_where(dice), "school": "S1", "grade": "6"}
