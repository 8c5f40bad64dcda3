"""The units of both geographies, as the law and the issue state them."""

import datetime as dt
import subprocess
import sys
from itertools import pairwise

import pytest

from ansinh import territory
from ansinh.base.errors import InvalidValue, NotFound, NotYetKnown
from ansinh.base.names import sort_key
from ansinh.territory import Kind, Level
from ansinh.territory.files import all_units

EVE, REFORM = dt.date(2025, 6, 30), dt.date(2025, 7, 1)
TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("on", "level", "count"),
    [
        (EVE, Level.PROVINCE, 63),
        (EVE, Level.DISTRICT, 696),
        (EVE, Level.COMMUNE, 10_035),
        (REFORM, Level.PROVINCE, 34),
        (REFORM, Level.DISTRICT, 0),
        (REFORM, Level.COMMUNE, 3_321),
        (TODAY, Level.PROVINCE, 34),
        (TODAY, Level.COMMUNE, 3_321),
    ],
)
def test_as_many_units_exist_as_the_law_says(on, level, count):
    assert len(territory.units(on, level)) == count


@pytest.mark.parametrize("on", [EVE, REFORM, dt.date(2026, 4, 30), dt.date(2026, 9, 20), TODAY])
def test_no_two_units_have_one_code_and_each_has_its_parent_on_the_day(on):
    found = territory.units(on)
    assert len({one.code for one in found}) == len(found)
    for one in found:
        above = territory.parent(one, on)
        assert (above is None) == (one.level is Level.PROVINCE)
        assert above is None or above.exists(on)


def test_spans_of_one_code_never_overlap():
    spans: dict[str, list] = {}
    for one in all_units():
        spans.setdefault(one.code, []).append(one)
    for ones in spans.values():
        ones.sort(key=lambda one: one.since)
        assert all(early.until and early.until <= late.since for early, late in pairwise(ones))


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("92", "Thành phố Cần Thơ"),
        ("31471", "Phường Long Mỹ"),
        ("31153", "Phường Ô Môn"),
        ("31120", "Phường Cái Khế"),
        ("31567", "Xã Mỹ Tú"),
        ("31147", "Phường Tân An"),
    ],
)
def test_the_units_of_can_tho_have_their_codes(code, name):
    assert territory.unit(code, REFORM).name == name


def test_can_tho_has_103_communes_since_the_reform():
    assert len(territory.units(REFORM, Level.COMMUNE, within="92")) == 103
    assert territory.children("92", REFORM) == territory.units(REFORM, within="92")


def test_the_same_code_names_another_place_the_day_before():
    assert territory.unit("31147", EVE).name == "Phường Hưng Lợi"
    assert territory.unit("91", EVE).name == "Tỉnh Kiên Giang"
    assert territory.unit("91", REFORM).name == "Tỉnh An Giang"


@pytest.mark.parametrize(
    ("code", "day", "before", "after", "act"),
    [
        ("46", "2025-01-01", "Tỉnh Thừa Thiên Huế", "Thành phố Huế", "175/2024/QH15"),
        ("75", "2026-04-30", "Tỉnh Đồng Nai", "Thành phố Đồng Nai", "30/2026/QH16"),
        ("22", "2026-09-01", "Tỉnh Quảng Ninh", "Thành phố Quảng Ninh", "36/2026/QH16"),
        ("24", "2026-09-20", "Tỉnh Bắc Ninh", "Thành phố Bắc Ninh", "39/2026/QH16"),
    ],
)
def test_a_province_becomes_a_city_on_its_day(code, day, before, after, act):
    day = dt.date.fromisoformat(day)
    assert territory.unit(code, day - dt.timedelta(days=1)).name == before
    assert territory.unit(code, day).name == after
    assert territory.unit(code, day).act == act


@pytest.mark.parametrize(
    ("within", "day", "act", "count"),
    [("75", "2026-04-30", "237/NQ-UBTVQH16", 10), ("24", "2026-09-20", "388/NQ-UBTVQH16", 12)],
)
def test_communes_become_wards_with_the_same_codes(within, day, act, count):
    day = dt.date.fromisoformat(day)
    changed = [one for one in territory.units(day, Level.COMMUNE, within) if one.act == act]
    assert len(changed) == count
    for one in changed:
        before = territory.unit(one.code, day - dt.timedelta(days=1))
        assert (before.kind, one.kind) == (Kind.COMMUNE, Kind.WARD)
        assert before.short_name.casefold().replace("òa", "oà") == one.short_name.casefold().replace(
            "òa", "oà"
        )


def test_every_unit_since_the_reform_names_its_act_and_its_centre():
    for one in territory.units(TODAY):
        assert one.act.endswith(("QH15", "QH16"))
        assert 6 < one.latitude < 24
        assert 102 < one.longitude < 118


def test_a_code_without_its_day_is_refused():
    with pytest.raises(TypeError):
        territory.unit("31147")
    for no_day in (None, "2025-07-01", dt.datetime(2025, 7, 1)):  # noqa: DTZ001
        with pytest.raises(InvalidValue, match="thiếu ngày"):
            territory.unit("31147", no_day)


def test_a_code_of_another_day_is_refused_with_what_it_names_then():
    with pytest.raises(NotFound, match="Quận Thốt Nốt"):
        territory.unit("923", REFORM)
    with pytest.raises(NotFound, match="số 0 ở đầu"):
        territory.unit("4", REFORM)


def test_days_before_the_files_begin_are_unknown_and_not_guessed():
    with pytest.raises(NotYetKnown, match="01/03/2025"):
        territory.units(dt.date(2025, 2, 28), Level.COMMUNE)
    with pytest.raises(NotYetKnown, match="01/03/2025"):
        territory.unit("31147", dt.date(2024, 1, 1))
    assert territory.unit("96", dt.date(2023, 12, 31)).name == "Tỉnh Cà Mau"
    with pytest.raises(NotYetKnown, match="01/08/2008"):
        territory.units(dt.date(2008, 7, 31))


@pytest.mark.parametrize("on", [EVE, TODAY])
def test_units_come_in_vietnamese_order(on):
    for level in Level:
        names = [one.name for one in territory.units(on, level)]
        assert names == sorted(names, key=sort_key)
    names = [one.name for one in territory.units(REFORM, Level.PROVINCE)]
    assert names.index("Tỉnh Cà Mau") < names.index("Tỉnh Cao Bằng") < names.index("Tỉnh Đắk Lắk")


def test_a_path_leads_from_the_province_down():
    assert [one.name for one in territory.path("31117", EVE)] == [
        "Thành phố Cần Thơ",
        "Quận Ninh Kiều",
        "Phường Cái Khế",
    ]


def test_names_are_said_in_full_in_short_and_in_a_sentence():
    ward = territory.unit("31471", REFORM)
    assert (ward.short_name, ward.in_a_sentence) == ("Long Mỹ", "phường Long Mỹ")
    assert ward.label.en == "Long Mỹ ward"


@pytest.mark.parametrize(
    "text", ["Long Mỹ", "long my", "LONG MY CAN THO", "phuong long mi", "P. Long Mỹ, TP. Cần Thơ", "31471"]
)
def test_a_unit_is_found_with_or_without_accents(text):
    assert territory.search(text, TODAY)[0].code == "31471"


def test_a_search_puts_the_province_before_its_communes_and_accents_first():
    assert territory.search("can tho", TODAY)[0].code == "92"
    assert territory.search("Hoà An", TODAY)[0].name in ("Xã Hòa An", "Xã Hoà An")
    assert all("Vĩnh" in one.name for one in territory.search("vĩnh", TODAY, within="92", limit=5))
    assert territory.search("  ", TODAY) == ()
    assert territory.search("cai khe", EVE, Level.COMMUNE)[0].code == "31117"


@pytest.mark.parametrize(
    ("text", "code"),
    [("P.4, TP Tây Ninh", "25462"), ("p4 tay ninh", "25462"), ("Q. Ninh Kiều", "916"), ("q1 tp hcm", None)],
)
def test_abbreviated_kinds_are_understood(text, code):
    found = territory.search(text, EVE)
    assert (found[0].code if found else None) == code


def test_a_centre_lies_in_its_province():
    for province in territory.units(TODAY, Level.PROVINCE):
        for one in territory.children(province.code, TODAY):
            if one.kind is not Kind.SPECIAL_ZONE:
                assert abs(one.latitude - province.latitude) < 1.5
                assert abs(one.longitude - province.longitude) < 1.5


def test_importing_the_territory_is_fast_and_reads_no_file():
    code = (
        "import time, sys; start = time.process_time(); import ansinh.territory; "
        "print(time.process_time() - start, 'csv' in sys.modules)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(5)
    ]
    assert min(float(seconds) for seconds, _ in runs) < 0.05
    assert {read for _, read in runs} == {"False"}
