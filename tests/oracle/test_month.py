"""The frames of a month agree with a plain count, person by person."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from pathlib import Path

import ibis
import pytest

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "indicators")]
import naive_month
import tiny_city

from ansinh.indicators import frames

DAY = dt.date(2025, 9, 30)


@pytest.fixture(scope="module")
def con():
    con = ibis.duckdb.connect()
    yield con
    con.disconnect()


def computed(con, city: tiny_city.City) -> tuple[dict[str, Counter], dict[str, str]]:
    """Counts by indicator and place, as the frames give them."""

    def load(register: str, rows: list[dict], name: str = ""):
        return con.create_table(name or register, tiny_city.arrow(register, rows), temp=True, overwrite=True)

    now_rows, before_rows = load("participants", city.participants), load("participants", city.before, "past")
    known = frames.known_places({*tiny_city.SENT}, "92", DAY)
    places = con.create_table("places", known, temp=True, overwrite=True)
    now, before = (
        con.create_table(name, frames.people(rows, places, "92"), temp=True, overwrite=True)
        for name, rows in (("people", now_rows), ("people_before", before_rows))
    )
    living = frames.residents(load("population", city.population), places, "92")
    taught = frames.students(load("students", city.students), places, "92")
    found: dict[str, Counter] = {}
    for table in (
        frames.counts(now, DAY), frames.coverage(living, now), frames.students_by_place(taught, now, now_rows),
    ):  # fmt: skip
        for line in table.to_pyarrow().to_pylist():
            where = line.pop("place")
            for code, count in line.items():
                found.setdefault(code, Counter())[where] += count
    for line in frames.movements(now, before).to_pyarrow().to_pylist():
        after, past = line.pop("place"), line.pop("place_before")
        for code, count in line.items():
            where = past if code.endswith("lapsed") else after
            if where:
                found.setdefault(code, Counter())[where] += count
    return found, dict(
        zip(known["commune_as_sent"].to_pylist(), known["commune_code"].to_pylist(), strict=True)
    )


@pytest.mark.parametrize("seed", range(8))
def test_frames_count_what_a_clerk_would_count(con, seed):
    city = tiny_city.random_city(seed)
    found, known = computed(con, city)
    expected = naive_month.figures(city, known)
    assert {code for code in found if +found[code]} == {code for code in expected if +expected[code]}
    for code in expected:
        assert +found[code] == +expected[code], code
    assert expected["hi_new"].total() and expected["students_without_hi"].total()


def test_old_codes_and_names_are_placed_and_the_rest_is_not(con):
    _, known = computed(con, tiny_city.random_city(1))
    assert known["31117"] == "31120"
    assert known["Phường Long Mỹ"] == "31471"
    assert "99999" not in known
