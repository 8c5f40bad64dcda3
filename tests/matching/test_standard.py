"""What a row says is understood beside it, the same for every spelling, and every repair is told."""

from __future__ import annotations

import datetime as dt

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh import territory
from ansinh.base import names
from ansinh.matching.frames import records, standard
from ansinh.matching.frames.repairs import Repair
from ansinh.registers import engine
from ansinh.registers.places import known_places

ON = dt.date(2025, 9, 30)
PERSON = {
    "si_number": "9900000001", "personal_id": "092090900001", "full_name": "Nguyễn Văn Đức",
    "birth_date": "01/02/1990", "sex": "M", "commune": "31471", "hamlet": "31471-01",
}  # fmt: skip


@pytest.fixture(scope="module")
def con():
    con = engine.connect(memory="1GB", threads=1)
    yield con
    con.disconnect()


def understood(con, rows: list[dict], on: dt.date = ON) -> tuple[list[dict], dict[int, dict[str, str]]]:
    """What is understood of each row, and the repairs of each: code → what was understood instead."""
    table = pa.Table.from_pylist([{**PERSON, **row} for row in rows], schema=_SCHEMA)
    told = con.create_table("rows", table.append_column("place", pa.array(range(len(rows)))), overwrite=True)
    sent = table.column("commune").to_pylist()
    places = con.create_table("places", known_places(sent, "92", ON), overwrite=True)
    noted = standard.with_notes(standard.told(told, "participants"), places, on)
    noted = con.create_table("noted", noted, overwrite=True)
    order = told.select(record=records.record(told, "participants"), place="place").to_pyarrow().to_pylist()
    by_record = {row["record"]: row for row in noted.to_pyarrow().to_pylist()}
    repairs: dict[int, dict[str, str]] = {row["place"]: {} for row in order}
    at = {row["record"]: row["place"] for row in order}
    for row in standard.repairs_of(noted).to_pyarrow().to_pylist():
        repairs[at[row["record"]]][row["repair"]] = row["after"]
    return [by_record[row["record"]] for row in sorted(order, key=lambda row: row["place"])], repairs


_SCHEMA = pa.schema([(name, pa.string()) for name in PERSON])


_NAMES = [
    ("NGUYỄN  THỊ HOÀ", "nguyễn thị hòa", Repair.NAME_TONES),
    ("Lê Thị Thuý", "lê thị thúy", Repair.NAME_TONES),
    ("Quý Hòan", "quý hoàn", Repair.NAME_TONES),
    ("Trâ\u0300n Thi\u0323 A\u0301nh", "trần thị ánh", Repair.NAME_COMPOSED),
    ("Ông Lê Văn Tám", "lê văn tám", Repair.NAME_UNTITLED),
    ("Mr. Trần Nam (Tư)", "trần nam", Repair.NAME_UNTITLED),
    ("Trần\u00a0Nam (Tư)", "trần nam", Repair.NAME_SPACED),
    ("Le Van Tam", "le van tam", Repair.NAME_UNACCENTED),
    ("Đức Nguyễn Văn", "đức nguyễn văn", Repair.NAME_GIVEN_FIRST),
]


def test_a_name_is_read_and_what_was_done_is_told(con):
    rows, repairs = understood(con, [{"full_name": written} for written, _, _ in _NAMES])
    for place, (written, read, repair) in enumerate(_NAMES):
        assert (rows[place]["name_marked"], rows[place]["name"]) == (read, names.folded(read)), written
        assert repair.value in repairs[place], written


def test_surnames_and_given_names_that_look_like_titles_stay(con):
    kept = ["Ông Ích Khiêm", "Anh Nguyễn Thị Kim", "Bà Huyện Thanh Quan"]
    rows, _ = understood(con, [{"full_name": name} for name in kept])
    assert [row["name_marked"] for row in rows] == [name.lower() for name in kept]


_BIRTHS = [
    ("1/2/1990", dt.date(1990, 2, 1), 199002, 1990, None),
    ("01/01/1990", dt.date(1990, 1, 1), 199001, 1990, Repair.BIRTH_FIRST_OF_JANUARY),
    ("1990", None, None, 1990, Repair.BIRTH_YEAR_ONLY),
    ("05/1990", None, 199005, 1990, Repair.BIRTH_MONTH_ONLY),
    ("32874", dt.date(1990, 1, 1), 199001, 1990, Repair.BIRTH_SERIAL),
    ("32874.0", dt.date(1990, 1, 1), 199001, 1990, Repair.BIRTH_SERIAL),
    ("05/25/1990", dt.date(1990, 5, 25), 199005, 1990, Repair.BIRTH_MONTH_FIRST),
    ("1990-05-06 00:00:00", dt.date(1990, 5, 6), 199005, 1990, Repair.BIRTH_WRITTEN_OTHERWISE),
    ("06051990", dt.date(1990, 5, 6), 199005, 1990, Repair.BIRTH_WRITTEN_OTHERWISE),
    ("31/02/1990", None, 199002, 1990, Repair.BIRTH_IMPOSSIBLE),
    ("00/00/1990", None, None, 1990, Repair.BIRTH_YEAR_ONLY),
    ("01/10/2025", None, None, None, Repair.BIRTH_IN_FUTURE),
    ("1/1/1850", None, None, None, Repair.BIRTH_TOO_LONG_AGO),
    ("không rõ", None, None, None, Repair.BIRTH_UNREADABLE),
]


def test_a_birth_date_is_read_as_far_as_it_goes(con):
    said = [{"birth_date": case[0], "personal_id": None} for case in _BIRTHS]
    rows, repairs = understood(con, said)
    for place, (written, birth, month, year, repair) in enumerate(_BIRTHS):
        row = rows[place]
        assert (row["birth"], row["birth_month"], row["birth_year"]) == (birth, month, year), written
        assert set(repairs[place]) == ({repair.value} if repair else set()), written


_IDS = [
    ({"personal_id": "92090900001"}, "092090900001", Repair.ID_ZERO_RESTORED),
    ({"personal_id": "92090900001", "birth_date": "1985"}, None, Repair.ID_NOT_WELL_FORMED),
    ({"personal_id": "'092090900001.0"}, "092090900001", Repair.ID_TIDIED),
    ({"personal_id": "0920 9090 0001"}, "092090900001", Repair.ID_TIDIED),
    ({"personal_id": "123456789"}, None, Repair.ID_OF_NINE_DIGITS),
    ({"personal_id": "005090900001"}, None, Repair.ID_NOT_WELL_FORMED),
    ({"personal_id": None, "si_number": "092090900001"}, "092090900001", Repair.ID_IN_SI_COLUMN),
]


def test_a_personal_id_stands_only_when_its_structure_does(con):
    rows, repairs = understood(con, [changes for changes, _, _ in _IDS])
    for place, (changes, read, repair) in enumerate(_IDS):
        assert rows[place]["personal_id"] == read, changes
        assert repair.value in repairs[place], changes


def test_before_august_2025_a_personal_id_is_no_si_number(con):
    changes = {"personal_id": None, "si_number": "092090900001"}
    (row,), _ = understood(con, [changes], dt.date(2025, 7, 31))
    assert (row["personal_id"], row["si_number"]) == (None, None)


def test_what_contradicts_the_personal_id_is_told_and_stays_as_written(con):
    (row,), repairs = understood(con, [{"sex": "F", "birth_date": "1/2/1985"}])
    assert (row["sex"], row["id_sex"], row["birth_year"], row["id_birth_year"]) == ("F", "M", 1985, 1990)
    assert repairs[0] == {"sex_contradicts_id": "M", "birth_contradicts_id": "1990"}


def test_old_communes_are_followed_and_ambiguous_ones_keep_their_candidates(con):
    rows, repairs = understood(
        con, [{"commune": text} for text in ("31117", "Phường Long Mỹ", "31147", "Sao Hỏa")]
    )
    assert [row["commune"] for row in rows[:2]] == ["31120", "31471"]
    assert "commune_former_code" in repairs[0] and "commune_by_name" in repairs[1]
    assert rows[3]["commune"] is None and "commune_unknown" in repairs[3]


def test_a_text_that_can_be_several_communes_is_none_of_them():
    """Of every commune of before the reform: a code only where all of it went into one."""
    before = dt.date(2025, 6, 30)
    sent = [unit.code for unit in territory.units(before, territory.Level.COMMUNE, within="92")]
    for row in known_places(sent, "92", ON).to_pylist():
        alone = len(row["commune_candidates"].split()) == 1
        assert row["commune_code"] is None or (alone and row["commune_code"] == row["commune_candidates"])


@settings(max_examples=4, deadline=None)
@given(st.lists(st.text(max_size=24), min_size=8, max_size=40))
def test_any_text_is_read_without_an_error_and_twice_alike(con, texts):
    rows = [
        dict.fromkeys(("full_name", "birth_date", "personal_id", "si_number", "commune", "sex"), one)
        for one in texts
    ]
    assert understood(con, rows)[0] == understood(con, rows)[0]


def test_a_record_is_the_same_for_the_same_words_and_another_for_others(con):
    rows = [PERSON, PERSON, {**PERSON, "hamlet": "31471-02"}, {**PERSON, "hamlet": None}]
    table = ibis.memtable(pa.Table.from_pylist(rows, schema=_SCHEMA))
    found = table.select(r=records.record(table, "participants")).to_pyarrow().column("r").to_pylist()
    assert found[0] == found[1] and len(set(found)) == 3 and {len(one) for one in found} == {24}


def test_every_repair_has_a_text_in_both_languages_and_a_column():
    assert all(one.label.vi and one.label.en and one.column for one in Repair)
