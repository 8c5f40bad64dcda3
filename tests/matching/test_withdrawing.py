"""What only a clerk's word had joined comes apart when the word is taken back, and nothing else does."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

import ibis
import pyarrow as pa
import pytest

from ansinh.base.months import Month
from ansinh.matching.frames import keys
from ansinh.matching.frames.keys.shapes import DOUBTFUL
from ansinh.registers import engine, schemas

SEPTEMBER = Month(2025, 9)
PLACE = {"commune": "31471", "hamlet": "31471-01", "sex": "M"}
RESIDENT = {
    "full_name": "Nguyễn Văn An",
    "birth_date": "01/02/1980",
    "household": "H1",
    "status": "resident",
    **PLACE,
}
MEMBER = {"full_name": "Lê Đức Hoà", "birth_date": "12/11/2010", "si_number": "9200000001", **PLACE}
PUPIL = {"full_name": "Lê Đức Hoà", "birth_date": "12/11/2010", "school": "S1", "grade": "6", **PLACE}


TURN = itertools.count()


@pytest.fixture(scope="module")
def con():
    con = engine.connect(memory="1GB", threads=1)
    yield con
    con.disconnect()


@pytest.fixture
def link(con):
    """Link a month: a function of the month's number, the month before, the pairs called the same, the registers."""

    def linked(month: Month, before: keys.Keyed | None, same=None, **rows: dict | list) -> keys.Keyed:
        number = next(TURN)

        def keep(name, made):
            return con.create_table(f"{name}_{number}", made, temp=True)

        there = {"population": RESIDENT, "participants": MEMBER} | rows
        given = {
            name: ibis.memtable(table(name, row if isinstance(row, list) else [row]))
            for name, row in there.items()
        }
        decided = (
            None if same is None else ibis.memtable(table("match_decisions", [words(*pair) for pair in same]))
        )
        return keys.assigned(
            given, after(before), decided, month=str(month), on=month.last_day, keep=keep, places=None
        )

    return linked


def after(made: keys.Keyed | None) -> keys.Before:
    if made is None:
        return keys.nothing_before()
    parts = (made.keys, made.roster, made.doubtful, made.repairs, made.apart)
    return keys.Before(*parts, joined=made.joined, settled=made.settled)


def table(register: str, rows: list[dict]) -> pa.Table:
    schema = schemas.register(register).arrow()
    return pa.Table.from_pylist([dict.fromkeys(schema.names) | row for row in rows], schema)


def words(left: tuple[str, str], right: tuple[str, str]) -> dict:
    told = {f"{side}_{name}": value for side, pair in (("left", left), ("right", right))
            for name, value in zip(("register", "record"), pair, strict=True)}  # fmt: skip
    return told | {"verdict": "same", "decided_on": dt.date(2025, 10, 3)}


def told(made: keys.Keyed) -> dict[str, tuple[str, str]]:
    """Record and person of each register."""
    return {row["register"]: (row["record"], row["person"]) for row in made.keys.to_pyarrow().to_pylist()}


def pair(rows: dict, one: str, other: str = "population") -> tuple[tuple[str, str], tuple[str, str]]:
    return (one, rows[one][0]), (other, rows[other][0])


def persons(made: keys.Keyed) -> set[str]:
    return {person for _, person in told(made).values()}


def test_keys_come_apart_again_and_the_pair_is_doubted_again(link):
    first = link(SEPTEMBER, None)
    rows = told(first)
    same = pair(rows, "participants")
    left, right = same
    doubt = dict(zip(DOUBTFUL.names, (*left, *right, 0.5, 0.0, "{}"), strict=True))
    first = replace(first, doubtful=ibis.memtable([doubt], schema=DOUBTFUL))
    joined = link(SEPTEMBER + 1, first, [same])
    assert len(persons(joined)) == 1
    assert joined.doubtful.count().execute() == 0
    apart = link(SEPTEMBER + 2, joined, [])
    assert told(apart) == rows
    (split,) = apart.changes.to_pyarrow().to_pylist()
    stayed = persons(joined).pop()
    assert (split["question"], split["before"], split["reason"]) == ("split", stayed, "withdrawn")
    assert {split["after"], stayed} == persons(first)
    assert [row["after"] for row in apart.moved.to_pyarrow().to_pylist()] == [split["after"]]
    assert [row["left_record"] for row in apart.doubtful.to_pyarrow().to_pylist()] == [left[1]]
    assert told(link(SEPTEMBER + 3, apart, [])) == rows


def test_another_word_on_the_same_people_keeps_them_joined(link):
    first = link(SEPTEMBER, None, students=PUPIL)
    rows = told(first)
    assert rows["students"][1] == rows["participants"][1] != rows["population"][1]
    both = [pair(rows, "participants"), pair(rows, "students")]
    joined = link(SEPTEMBER + 1, first, both, students=PUPIL)
    assert len(persons(joined)) == 1
    for withdrawn in range(2):
        still = link(SEPTEMBER + 2, joined, [both[1 - withdrawn]], students=PUPIL)
        assert persons(still) == persons(joined)
        assert still.changes.count().execute() == still.moved.count().execute() == 0
    assert told(link(SEPTEMBER + 3, still, [], students=PUPIL)) == rows


def test_a_new_row_that_a_word_gave_a_person_becomes_somebody_of_its_own(link):
    first = link(SEPTEMBER, None)
    changed = MEMBER | {"full_name": "Trần Đức Bình", "birth_date": "1959", "si_number": "9200000002"}
    other = told(link(SEPTEMBER, None, participants=changed))
    given = link(SEPTEMBER + 1, first, [pair(other, "participants")], participants=changed)
    assert len(persons(given)) == 1
    apart = link(SEPTEMBER + 2, given, [], participants=changed)
    assert len(persons(apart)) == 2 and told(apart)["population"] == told(given)["population"]


def test_a_row_that_left_its_resident_for_a_word_goes_back_to_the_resident(link):
    other = RESIDENT | {"full_name": "Lê Đức Hoà", "birth_date": "12/11/2010", "household": "H2"}
    first = link(SEPTEMBER, None, population=[RESIDENT, other])
    rows = first.keys.to_pyarrow().to_pylist()
    home = next(row["person"] for row in rows if row["register"] == "participants")
    away = next(row for row in rows if row["register"] == "population" and row["person"] != home)
    same = (("participants", told(first)["participants"][0]), ("population", away["record"]))
    joined = link(SEPTEMBER + 1, first, [same], population=[RESIDENT, other])
    assert told(joined)["participants"][1] == away["person"]
    apart = link(SEPTEMBER + 2, joined, [], population=[RESIDENT, other])
    assert told(apart)["participants"][1] == home


def test_nothing_comes_apart_where_no_decisions_were_handed_over(link):
    first = link(SEPTEMBER, None)
    joined = link(SEPTEMBER + 1, first, [pair(told(first), "participants")])
    assert persons(link(SEPTEMBER + 2, joined, None)) == persons(joined)
