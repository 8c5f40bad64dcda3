"""Are rows of two registers linked to the right person, once, and always the same way?"""

import datetime as dt

import ibis
import pyarrow as pa
import pytest

from ansinh.matching.frames import linkage
from ansinh.registers import engine


@pytest.fixture(scope="module")
def con():
    return engine.connect(memory="1GB")


PERSON = {
    "personal_id": "092080900001",
    "name": "nguyen van an",
    "name_marked": "nguyễn văn an",
    "birth": dt.date(1980, 5, 17),
    "birth_year": 1980,
    "birth_month": 198005,
    "sex": "M",
    "commune": "31117",
    "hamlet": "31117-01",
}


def row(record: str, **changes: object) -> dict:
    return {**dict.fromkeys(linkage.COLUMNS), **PERSON, "record": record, **changes}


def linked(con, left: list[dict], right: list[dict]) -> dict[tuple[str, str], str]:
    schema = ibis.schema(linkage.COLUMNS).to_pyarrow()
    tables = [ibis.memtable(pa.Table.from_pylist(rows, schema=schema)) for rows in (left, right)]
    con.create_table("left_rows", tables[0], temp=True, overwrite=True)
    con.create_table("right_rows", tables[1], temp=True, overwrite=True)
    found = linkage.link(con.table("left_rows"), con.table("right_rows"))
    return {
        (one["left_record"], one["right_record"]): one["how"] for one in found.links.to_pyarrow().to_pylist()
    }


def test_a_personal_id_with_the_same_name_or_birth_date_links(con):
    left = [row("a"), row("b", personal_id="092080900002", name="tran thi be")]
    right = [row("x", name="nguyen an"), row("y", personal_id="092080900002", name="tran thi be", birth=None)]
    assert linked(con, left, right) == {("a", "x"): "personal_id", ("b", "y"): "personal_id"}


def test_name_birth_date_and_commune_link_only_when_they_are_unique(con):
    one = row("x", personal_id=None)
    assert linked(con, [row("a")], [one]) == {("a", "x"): "name_birth_commune"}
    twin = row("b", personal_id="092080900009")
    assert linked(con, [row("a"), twin], [one]) == {}


def test_nothing_to_link_is_no_error(con):
    assert linked(con, [], []) == {}
    assert linked(con, [row("a")], []) == {}
    assert linked(con, [row("a")], [row("x", personal_id=None, name="ho b", name_marked="hồ b")]) == {}
