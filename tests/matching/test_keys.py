"""Keys of persons stay from month to month, clerks' decisions stand, and nobody is counted twice."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pytest

from ansinh.base.months import Month
from ansinh.matching.frames import keys, records
from ansinh.registers import engine, schemas, synthetic
from ansinh.registers.places import known_places

AUGUST, SEPTEMBER = Month(2025, 8), Month(2025, 9)
REGISTERS = ("population", "participants", "hi_cards", "payroll", "students", "labour_use", "tax_incomes")


@pytest.fixture(scope="module")
def con():
    con = engine.connect(memory="1GB", threads=1)
    yield con
    con.disconnect()


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("city")
    return synthetic.generate(out, persons=3_000, since=AUGUST, until=SEPTEMBER)


class Linker:
    """Links one month after another in one engine."""

    def __init__(self, con, city: Path) -> None:
        self.con, self.city, self.turn = con, city, 0

    def rows(self, month: Month, **others):
        found = {}
        for name in REGISTERS:
            path = self.city / "deliveries" / name / f"{month}.parquet"
            found[name] = others.get(name) if name in others else self.con.read_parquet(str(path))
        return found

    def link(self, month: Month, before=None, decisions=None, **others) -> keys.Keyed:
        self.turn += 1

        def keep(name, made):
            return self.con.create_table(f"{name}_{self.turn}", made, temp=True)

        rows = self.rows(month, **others)
        sent = rows["participants"].select("commune").distinct().to_pyarrow().column(0).to_pylist()
        return keys.assigned(
            rows, before or keys.nothing_before(), decisions, month=str(month), on=month.last_day, keep=keep,
            places=keep("places", known_places(sent, "92", month.last_day)),
        )  # fmt: skip


@pytest.fixture(scope="module")
def linker(con, city) -> Linker:
    return Linker(con, city)


@pytest.fixture(scope="module")
def august(linker) -> keys.Keyed:
    return linker.link(AUGUST)


@pytest.fixture(scope="module")
def september(linker, august) -> keys.Keyed:
    return linker.link(SEPTEMBER, after(august))


def after(made: keys.Keyed) -> keys.Before:
    return keys.Before(
        made.keys,
        made.roster,
        made.doubtful,
        made.repairs,
        made.apart,
        joined=made.joined,
        settled=made.settled,
    )


def by_record(made: keys.Keyed) -> dict[str, str]:
    rows = made.keys.to_pyarrow().to_pylist()
    assert len({row["record"] for row in rows}) == len(rows)
    return {row["record"]: row["person"] for row in rows}


def true_persons(con, city: Path, register: str) -> dict[str, set[int]]:
    truth = con.read_parquet(str(city / "truth" / "rows.parquet"))
    rows = con.read_parquet(str(city / "deliveries" / register / f"{SEPTEMBER}.parquet"))
    told = rows.select(r=records.record(rows, register)).to_pyarrow().column(0).to_pylist()
    whose = truth.filter(truth.register == register).order_by("row").to_pyarrow().column("person").to_pylist()
    found: dict[str, set[int]] = {}
    for record, person in zip(told, whose, strict=True):
        found.setdefault(record, set()).add(person)
    return found


def test_every_record_has_one_person_and_keys_agree_with_the_truth(con, city, september):
    person_of = by_record(september)
    residents = true_persons(con, city, "population")
    of_key = {person_of[record]: persons for record, persons in residents.items()}
    assert len(of_key) == len(residents), "a key has one resident"
    right = wrong = 0
    for record, persons in true_persons(con, city, "participants").items():
        if person_of[record] in of_key:
            same = bool(of_key[person_of[record]] & persons)
            right, wrong = right + same, wrong + (not same)
    assert right > 2_700 and wrong == 0


def test_keys_stay_from_month_to_month(august, september):
    before, now = by_record(august), by_record(september)
    assert len(before.keys() & now.keys()) > 0.9 * len(before)
    assert all(now[record] == before[record] for record in before.keys() & now.keys())
    hows = Counter(row["how"] for row in september.keys.select("how").to_pyarrow().to_pylist())
    assert hows["continued"]


def test_the_same_inputs_give_the_same_keys(linker, august, september):
    assert by_record(linker.link(SEPTEMBER, after(august))) == by_record(september)


def decisions(con, pairs: list[tuple[tuple[str, str], tuple[str, str], str]], name: str):
    schema = schemas.register("match_decisions").arrow()
    rows = [
        {
            "left_register": left[0], "left_record": left[1], "right_register": right[0], "right_record": right[1],
            "verdict": verdict, "decided_on": dt.date(2025, 9, 15),
        }
        for left, right, verdict in pairs
    ]  # fmt: skip
    return con.create_table(name, pa.Table.from_pylist(rows, schema=schema), temp=True)


def test_a_clerk_parts_and_joins_people_and_a_change_can_be_taken_back(con, linker, august):
    rows = august.keys.to_pyarrow().to_pylist()
    residents = {row["person"]: row["record"] for row in rows if row["register"] == "population"}
    members = {row["person"]: row["record"] for row in rows if row["register"] == "participants"}
    there = linker.rows(SEPTEMBER)
    now = {
        record
        for name in ("population", "participants")
        for record in there[name]
        .select(r=records.record(there[name], name))
        .to_pyarrow()
        .column(0)
        .to_pylist()
    }
    both = [p for p in sorted(residents.keys() & members.keys()) if {residents[p], members[p]} <= now]
    alone = [p for p in sorted(residents.keys() - members.keys()) if residents[p] in now]
    parted, moved, to = both[0], both[1], alone[0]
    told = decisions(con, [
        (("participants", members[parted]), ("population", residents[parted]), "different"),
        (("participants", members[moved]), ("population", residents[to]), "same"),
    ], "clerks")  # fmt: skip
    made = linker.link(SEPTEMBER, after(august), told)
    person_of = by_record(made)
    assert person_of[residents[parted]] == parted != person_of[members[parted]]
    assert person_of[members[moved]] == person_of[residents[to]] == to
    changes = {(row["before"], row["question"]) for row in made.changes.to_pyarrow().to_pylist()}
    assert {(parted, "split"), (moved, "split")} <= changes
    back = keys.reversed_keys(made.keys, made.moved, parted, person_of[members[parted]])
    returned = {row["record"]: row["person"] for row in back.to_pyarrow().to_pylist()}
    assert returned[members[parted]] == parted
    apart = {(row["person"], row["other"]) for row in made.apart.to_pyarrow().to_pylist()}
    assert all((other, one) in apart for one, other in apart)
