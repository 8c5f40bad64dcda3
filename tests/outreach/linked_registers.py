"""Linked registers of invented people, with everything that decides whether somebody is missing, drawn at random."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

import ibis
import pyarrow as pa

from ansinh.base.months import Month
from ansinh.outreach.frames.given import Given

MONTH = Month(2026, 10)
DAY = MONTH.last_day
HAMLETS = ["31471-01", "31471-02", "31471-00", "31468-01", "92-00"]
_TEXT, _INT, _FLAG, _DAY = pa.string(), pa.int64(), pa.bool_(), pa.date32()
SCHEMAS = {
    "residents": {
        "person": _TEXT, "place": _TEXT, "household": _TEXT, "full_name": _TEXT, "birth_date": _TEXT, "sex": _TEXT,
        "personal_id": _TEXT, "birth": _DAY, "birth_year": _INT, "status": _TEXT,
    },
    "participants": {
        "person": _TEXT, "si_number": _TEXT, "personal_id": _TEXT, "place": _TEXT, "full_name": _TEXT,
        "birth_date": _TEXT, "sex": _TEXT, "si_compulsory": _FLAG, "si_voluntary": _FLAG, "ui": _FLAG, "hi": _FLAG,
        "hi_group": _TEXT, "hi_since": _DAY, "hi_until": _DAY,
    },
    "earlier": {
        "si_number": _TEXT, "personal_id": _TEXT, "month": _INT, "si_compulsory": _FLAG, "si_voluntary": _FLAG,
        "ui": _FLAG, "employer": _TEXT,
    },
    "arrivals": {"person": _TEXT, "month": _INT},
    "taken_off": {"person": _TEXT},
    "cards": {"person": _TEXT, "hi_group": _TEXT, "since": _DAY, "until": _DAY},
    "students": {"person": _TEXT, "school": _TEXT, "grade": _TEXT},
    "households": {"household": _TEXT, "kind": _TEXT, "ethnic_minority": _FLAG, "area": _TEXT},
    "beneficiaries": {"person": _TEXT, "benefit": _TEXT, "since": _DAY, "until": _DAY},
    "elsewhere": {"person": _TEXT, "by": _TEXT, "since": _DAY, "until": _DAY},
    "payroll": {
        "person": _TEXT, "employer": _TEXT, "si": _FLAG, "hi": _FLAG, "ui": _FLAG, "wage": _INT, "allowance": _INT,
    },
    "taxed": {"person": _TEXT, "employer_tax_code": _TEXT, "income": _INT, "months": _INT},
    "declared": {
        "person": _TEXT, "employer_tax_code": _TEXT, "employer": _TEXT, "contract": _TEXT, "since": _DAY, "wage": _INT,
    },
    "employers": {
        "employer": _TEXT, "tax_code": _TEXT, "name": _TEXT, "commune": _TEXT, "status": _TEXT, "wage_zone": _TEXT,
    },
    "businesses": {"tax_code": _TEXT, "name": _TEXT, "commune": _TEXT, "status": _TEXT},
    "outcomes": {"person": _TEXT, "reason": _TEXT, "outcome": _TEXT, "recorded_on": _DAY},
    "doubtful": {"person": _TEXT, "other": _TEXT},
    "links": {"person": _TEXT, "probability": _INT},
}  # fmt: skip
_GROUPS = ["GD", "GD", "GD", "GB", "CN", "HS", "TE", "HN", "DN", "HC", "HT", "CC", "BT"]
_EMPLOYERS, _UNKNOWN = 12, 5


class Registers(dict):
    """Rows by register: lists of dicts."""

    def __missing__(self, name: str) -> list[dict]:
        self[name] = []
        return self[name]

    def add(self, register: str, /, **row: object) -> None:
        self[register].append({column: row.get(column) for column in SCHEMAS[register]})

    def given(self, keep: Callable[[str, pa.Table], ibis.Table], without: str = "", **more: object) -> Given:
        """These rows as the frames read them; `keep` puts a table into an engine, under a name. All registers count as
        delivered but `without`."""
        made = {
            name: keep(f"r_{name}", pa.Table.from_pylist(self[name], schema=pa.schema(list(columns.items()))))
            for name, columns in SCHEMAS.items()
        }
        return Given(MONTH, frozenset({*SCHEMAS, "hi_cards"} - {without}), **made, **more)


def invented(persons: int, seed: int) -> Registers:
    """So many persons, each in some registers and not in others."""
    chance = random.Random(seed)
    found = Registers()
    for number in range(persons // 3 + 1):
        found.add(
            "households", household=f"H{number}", ethnic_minority=chance.random() < 0.15,
            kind=chance.choice(["poor", "near_poor", "escaped_poverty", "average", "other", "other"]),
            area=chance.choice(["ordinary", "ordinary", "difficult", "island"]),
        )  # fmt: skip
    for number in range(_EMPLOYERS + _UNKNOWN):
        tax_code = f"18{number:08d}"
        found.add("businesses", tax_code=tax_code, name=f"Hãng {number}", commune="31471",
                  status=chance.choice(["operating", "operating", "dissolved"]))  # fmt: skip
        if number < _EMPLOYERS:
            found.add(
                "employers", employer=f"DN{number}", tax_code=tax_code, name=f"Hãng {number}", commune="31471",
                status="active", wage_zone=chance.choice(["I", "II", "III"]),
            )  # fmt: skip
    for number in range(persons):
        _person(found, chance, number)
    people = [f"P{number}" for number in range(persons)]
    for _ in range(persons // 20):
        found.add("doubtful", person=chance.choice(people), other=chance.choice(people))
    for person in chance.sample(people, persons // 10):
        found.add("links", person=person, probability=chance.randint(70_000, 99_999))
    return found


def _person(found: Registers, chance: random.Random, number: int) -> None:
    person, si_number = f"P{number}", f"92{number:08d}"
    born = dt.date(1940, 1, 1) + dt.timedelta(days=chance.randint(0, 86 * 365 + 300))
    who = {
        "person": person, "place": chance.choice(HAMLETS), "full_name": f"Người “{number}\\", "sex": "F",
        "birth_date": f"{born:%d/%m/%Y}", "personal_id": chance.choice([f"{number:012d}", f"{number:012d}", None]),
    }  # fmt: skip
    for _ in range(chance.choice([0, 1, 1, 1, 1, 1, 1, 2])):
        exact = chance.random() < 0.9
        found.add(
            "residents", **who, household=chance.choice([f"H{number // 3}", f"H{number // 3}", None]),
            birth=born if exact else None, birth_year=born.year if exact or chance.random() < 0.8 else None,
            status=chance.choice(["resident"] * 12 + ["deceased", "moved"]),
        )  # fmt: skip
    _participant(found, chance, who, si_number)
    _cards(found, chance, person, born)
    _working(found, chance, person)
    if (5 < 2026 - born.year < 23 and chance.random() < 0.8) or chance.random() < 0.01:
        found.add("students", person=person, school='THPT "Số 1"', grade=chance.choice(["1", "12", "ĐH"]))
    if chance.random() < 0.03:
        found.add("arrivals", person=person, month=MONTH.year * 12 + MONTH.month - chance.randint(0, 11))
    if chance.random() < 0.02:
        found.add("taken_off", person=person)
    if chance.random() < 0.15:
        found.add(
            "beneficiaries", person=person, **_period(chance),
            benefit=chance.choice(["pension", "pension", "social_pension", "survivor", "disability", "unemployment"]),
        )  # fmt: skip
    if chance.random() < 0.04:
        found.add(
            "elsewhere",
            person=person,
            by=chance.choice(["army", "police", "other_province"]),
            **_period(chance),
        )
    if chance.random() < 0.1:
        found.add(
            "outcomes", person=person, recorded_on=DAY - dt.timedelta(days=chance.randint(-20, 500)),
            outcome=chance.choice(["already_insured", "moved", "refused", "enrolled", "not_found", "deceased"]),
            reason=chance.choice(["hi_card_expired", "left_hi", "voluntary_si_eligible", "left_ui"]),
        )  # fmt: skip


def _participant(found: Registers, chance: random.Random, who: dict, si_number: str) -> None:
    if chance.random() < 0.3:
        return
    for row in range(chance.choice([1, 1, 1, 1, 2])):
        compulsory = chance.random() < 0.25
        hi = chance.random() < 0.6
        found.add(
            "participants", **(who | {"si_number": f"{si_number}{'x' * row}", "si_compulsory": compulsory, "hi": hi}),
            si_voluntary=not compulsory and chance.random() < 0.1, ui=compulsory and chance.random() < 0.8,
            hi_group=chance.choice(_GROUPS), hi_since=DAY - dt.timedelta(days=chance.randint(300, 700)),
            hi_until=DAY + dt.timedelta(days=chance.randint(0, 200) if hi else chance.randint(-250, -1))
            if chance.random() < 0.7 else None,
        )  # fmt: skip
    number = chance.choice([si_number, si_number, f"9{si_number[1:]}"])
    for back in chance.sample(range(1, 13), chance.choice([0, 0, 1, 3])):
        branch = chance.choice(["si_compulsory", "si_voluntary", "none"])
        found.add(
            "earlier", si_number=number, personal_id=who["personal_id"], month=MONTH.year * 12 + MONTH.month - back,
            si_compulsory=branch == "si_compulsory", si_voluntary=branch == "si_voluntary",
            ui=branch == "si_compulsory" and chance.random() < 0.8, employer=f"DN{chance.randrange(_EMPLOYERS)}",
        )  # fmt: skip


def _cards(found: Registers, chance: random.Random, person: str, born: dt.date) -> None:
    for _ in range(chance.choice([0, 1, 1, 2])):
        since = DAY - dt.timedelta(days=chance.randint(-5, 600))
        until = since + dt.timedelta(days=chance.randint(20, 500))
        if chance.random() < 0.5:  # to the end of a month
            until = Month.of(until).last_day
        found.add(
            "cards", person=person, hi_group=chance.choice(_GROUPS), since=since,
            until=until if chance.random() < 0.9 else None,
        )  # fmt: skip


def _working(found: Registers, chance: random.Random, person: str) -> None:
    for _ in range(chance.choice([0, 0, 0, 0, 1, 2])):
        found.add(
            "payroll", person=person, employer=f"DN{chance.randrange(_EMPLOYERS)}", si=chance.random() < 0.9,
            hi=chance.random() < 0.9, ui=chance.random() < 0.8, wage=chance.randint(4_000, 9_000) * 1_000,
            allowance=chance.choice([0, 0, 500_000]),
        )  # fmt: skip
    for _ in range(chance.choice([0, 0, 0, 1, 1, 2])):
        months = chance.randint(1, 10)
        found.add(
            "taxed", person=person, employer_tax_code=f"18{chance.randrange(_EMPLOYERS + _UNKNOWN):08d}",
            income=months * chance.randint(4_000, 12_000) * 1_000, months=months,
        )  # fmt: skip
        if chance.random() < 0.05:
            found["taxed"].append(dict(found["taxed"][-1]))
    for _ in range(chance.choice([0, 0, 0, 1])):
        firm = chance.randrange(_EMPLOYERS)
        found.add(
            "declared", person=person, employer_tax_code=f"18{firm:08d}",
            employer=chance.choice([f"DN{firm}", None]), wage=chance.randint(1_500, 9_000) * 1_000,
            contract=chance.choice(["indefinite", "definite", "trial", "part_time"]),
            since=DAY - dt.timedelta(days=chance.randint(-10, 900)),
        )  # fmt: skip


def _period(chance: random.Random) -> dict[str, dt.date | None]:
    since = DAY - dt.timedelta(days=chance.randint(-10, 900))
    return {
        "since": since,
        "until": chance.choice([None, None, since + dt.timedelta(days=chance.randint(0, 900))]),
    }
