"""Do clerks see both rows of a pair as they came and as they were read, and do figures without truth add up?"""

import datetime as dt

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pytest

from ansinh.matching.frames import measures, records, reviews, standard
from ansinh.matching.rules.measured import figures
from ansinh.matching.rules.values import DELIVERED, STANDARD
from ansinh.registers import engine

PEOPLE = {
    "population": [("092085000345", "Nguyễn Văn Đức", "02/03/1985", "M", "31471")],
    "participants": [("092085000354", "NGUYEN VAN DUC", "1985", "M", "31471")],
}


@pytest.fixture
def con(tmp_path):
    return engine.connect("duckdb", memory="1GB", threads=1, scratch=tmp_path)


def rows(register: str) -> ir.Table:
    names = ("personal_id", "full_name", "birth_date", "sex", "commune")
    return ibis.memtable(
        pa.Table.from_pylist([dict(zip(names, one, strict=True)) for one in PEOPLE[register]])
    )


def test_a_pair_is_shown_as_delivered_and_as_read(con):
    delivered = ibis.union(*(records.identities(rows(name), name) for name in PEOPLE))
    read = ibis.union(
        *(
            standard.standardised(rows(name), name, None, dt.date(2026, 10, 31)).select("record", *STANDARD)
            for name in PEOPLE
        )
    )
    first, second = (
        records.identities(rows(name), name).record.to_pyarrow().to_pylist()[0] for name in PEOPLE
    )
    pairs = pa.Table.from_pylist(
        [{"left_register": "population", "left_record": first, "right_register": "participants",
          "right_record": second, "probability": 0.7, "weight": 1.2, "evidence": "{}"}]
    )  # fmt: skip
    shown = con.to_pyarrow(reviews.side_by_side(ibis.memtable(pairs), delivered, read)).to_pylist()[0]
    assert shown["commune"] == "31471"
    assert shown["left_full_name"] == "Nguyễn Văn Đức"
    assert shown["right_birth_date"] == "1985"
    assert (shown["left_std_birth"], shown["right_std_birth"], shown["right_std_birth_year"]) == (
        "1985-03-02",
        None,
        "1985",
    )
    assert shown["left_si_number"] is None
    sides = {f"{side}_{prefix}{name}" for side in ("left", "right")
             for prefix, names in (("", DELIVERED), ("std_", STANDARD)) for name in names}  # fmt: skip
    assert sides <= shown.keys()


def test_a_pair_whose_left_row_has_no_commune_goes_to_that_of_the_right(con):
    record = {"left_register": "a", "left_record": "x", "right_register": "b", "right_record": "y"}
    none = pa.table({"record": pa.array(["x", "y"]), "full_name": pa.array(["A", "B"])})
    read = pa.table({"record": pa.array(["x", "y"]), "commune": pa.array([None, "31153"])})
    pairs = ibis.memtable(pa.Table.from_pylist([record]))
    shown = con.to_pyarrow(reviews.side_by_side(pairs, ibis.memtable(none), ibis.memtable(read))).to_pylist()
    assert [one["commune"] for one in shown] == ["31153"]


def test_what_real_data_tell_of_the_links(con):
    keys = pa.Table.from_pylist(
        [
            {"record": record, "register": register, "person": person, "how": how}
            for record, register, person, how in (
                ("p1", "population", "P1", "own"), ("p2", "population", "P2", "own"),
                ("q1", "participants", "P1", "personal_id"), ("q2", "participants", "P2", "model"),
                ("q3", "participants", "P3", "own"), ("s1", "students", "P3", "own"),
                ("q4", "participants", "P1", "duplicate"),
            )
        ]
    )  # fmt: skip
    owner = dict(zip(keys["record"].to_pylist(), keys["person"].to_pylist(), strict=True))
    years = {"p1": 1985, "q1": 1985, "p2": 1990, "q2": 1991, "q3": 1970, "q4": None}
    roster = pa.table(
        {
            "person": [owner[record] for record in years], "birth_year": pa.array(years.values(), pa.int64()),
            "register": ["population" if name[0] == "p" else "participants" for name in years],
        }
    )  # fmt: skip
    told = con.to_pyarrow(measures.without_truth(ibis.memtable(keys), ibis.memtable(roster))).to_pylist()
    assert [(one["measure"], one["member"], one["part"], one["whole"]) for one in told] == [
        ("birth_year", "participants", 1, 2),
        ("linked", "participants", 3, 4),
        ("linked", "students", 0, 1),
        ("pass", "model", 1, 2),
        ("pass", "personal_id", 1, 2),
    ]


def test_counts_against_the_truth_become_figures():
    counted = [
        {
            "kind": "sex",
            "value": "F",
            "links": 10,
            "right": 9,
            "true_persons": 12,
            "found": 9,
            "missed_seen": 2,
        }
    ]
    assert [
        (one["measure"], one["group"], one["member"], one["part"], one["whole"]) for one in figures(counted)
    ] == [
        ("precision", "sex", "F", 9, 10),
        ("recall", "sex", "F", 9, 12),
        ("seen", "sex", "F", 2, 3),
    ]
