"""What became of each unit, and what it was made of."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh import territory
from ansinh.base.errors import InvalidValue, NotFound
from ansinh.territory import Level, LinkKind
from ansinh.territory.history import links

EVE, REFORM = dt.date(2025, 6, 30), dt.date(2025, 7, 1)
TODAY = dt.date(2026, 11, 22)
ISLANDS = {"318", "471", "498", "536", "755"}


def _grounds() -> tuple:
    return tuple(link for link in links(EVE, REFORM) if link.after.level is Level.COMMUNE)


def made_of(code: str, until: dt.date = REFORM) -> set[tuple[str, str]]:
    return {(link.before.code, link.kind.value) for link in territory.predecessors(code, EVE, until)}


def test_every_old_commune_has_a_successor_and_every_new_one_a_predecessor():
    old = {one.code for one in territory.units(EVE, Level.COMMUNE)} | ISLANDS
    new = {one.code for one in territory.units(REFORM, Level.COMMUNE)}
    assert {link.before.code for link in _grounds()} == old
    assert {link.after.code for link in _grounds()} == new


def test_a_unit_goes_in_part_exactly_where_it_has_several_successors():
    heirs = Counter(link.before.code for link in _grounds())
    for link in _grounds():
        assert (link.kind is LinkKind.PART) == (heirs[link.before.code] > 1)


def test_a_commune_stays_inside_the_province_that_its_province_joined():
    joined = {link.before.code: link.after.code for link in links(EVE, REFORM) if len(link.before.code) == 2}
    assert len(joined) == 63
    for link in _grounds():
        province = territory.path(link.before.code, EVE)[0].code
        assert territory.path(link.after.code, REFORM)[0].code == joined[province]


def test_every_link_of_the_reform_names_the_act_of_its_commune():
    for link in _grounds():
        assert (link.day, link.act) == (REFORM, link.after.act)


def test_can_tho_is_made_of_263_communes_in_three_provinces():
    provinces = {link.before.name for link in territory.predecessors("92", EVE, REFORM)}
    assert provinces == {"Thành phố Cần Thơ", "Tỉnh Hậu Giang", "Tỉnh Sóc Trăng"}
    inside = {one.code for one in territory.units(REFORM, Level.COMMUNE, within="92")}
    assert len({link.before.code for link in _grounds() if link.after.code in inside}) == 263


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("31120", {("31117", "whole"), ("31120", "whole"), ("31178", "part")}),
        ("31147", {("31147", "whole"), ("31149", "whole")}),
        # Resolution 1668, clauses 19, 43 and 66: namesakes that vietnamadminunits mixes up.
        ("31471", {("31471", "whole"), ("31477", "whole"), ("31478", "whole")}),
        ("31246", {("31240", "whole"), ("31241", "whole"), ("31246", "whole")}),
        ("31726", {("31714", "whole"), ("31726", "whole")}),
        ("11948", {("318", "whole")}),
    ],
)
def test_known_units_are_made_of_what_their_act_says(code, parts):
    assert made_of(code) == parts


def test_both_directions_are_told_where_a_code_was_given_to_another_place():
    found = {(link.before.name, link.after.name) for link in territory.lineage("91", EVE, REFORM)}
    assert found == {("Tỉnh Kiên Giang", "Tỉnh An Giang"), ("Tỉnh An Giang", "Tỉnh An Giang")}
    assert {link.after.name for link in territory.successors("89", EVE, REFORM)} == {"Tỉnh An Giang"}


def test_several_changes_are_followed_through():
    (link,) = territory.successors("26248", EVE, TODAY)
    assert (link.before.name, link.after.name) == ("Thị trấn Trảng Bom", "Phường Trảng Bom")
    assert (link.day, link.act) == (REFORM, "1662/NQ-UBTVQH15; 237/NQ-UBTVQH16")
    assert made_of("26248", TODAY) == made_of("26248", REFORM)


def test_a_unit_that_nothing_changed_is_linked_to_itself():
    (link,) = territory.lineage("31471", REFORM, TODAY)
    assert (link.before, link.kind, link.day) == (link.after, LinkKind.WHOLE, None)


def test_an_old_district_is_followed_through_its_communes():
    found = territory.lineage("916", EVE, REFORM)
    assert {link.before.parent for link in found} == {"916"}
    assert "31120" in {link.after.code for link in found}


def test_a_code_of_neither_day_and_days_in_the_wrong_order_are_refused():
    with pytest.raises(NotFound):
        territory.lineage("99999", EVE, REFORM)
    with pytest.raises(InvalidValue):
        territory.lineage("92", REFORM, EVE)


def test_whole_units_are_added_up_exactly():
    found = territory.restate({"31147": 10_001, "31149": 20_002}, EVE, REFORM)
    assert found.values == {"31147": 30_003}
    assert not found.estimated


def test_a_split_unit_is_divided_by_stated_shares_and_marked():
    heirs = {link.after.code for link in territory.successors("31178", EVE, REFORM)}
    shares = dict.fromkeys((("31178", heir) for heir in heirs), 7) | {("31178", "31120"): 3}
    found = territory.restate({"31178": 11, "31117": 100}, EVE, REFORM, shares)
    assert found.values["31120"] == 103
    assert sum(found.values.values()) == 111
    assert found.estimated == heirs


def test_a_split_without_stated_shares_is_even_and_marked():
    found = territory.restate({"31178": 11}, EVE, REFORM)
    assert sorted(found.values.values()) == [5, 6]
    assert found.estimated == set(found.values)


def test_counts_of_districts_and_mixtures_of_levels_are_refused():
    with pytest.raises(InvalidValue, match="cấp huyện"):
        territory.restate({"916": 5}, EVE, REFORM)
    with pytest.raises(InvalidValue, match="hai lần"):
        territory.restate({"92": 5, "31117": 5}, EVE, REFORM)
    with pytest.raises(InvalidValue, match="31178"):
        territory.restate({"31178": 5}, EVE, REFORM, {("31178", "31120"): -1})


OLD = st.sampled_from(sorted(one.code for one in territory.units(EVE, Level.COMMUNE)))
NEW = st.sampled_from(sorted(one.code for one in territory.units(TODAY, Level.COMMUNE)))
PEOPLE = st.integers(-1_000, 10**12)


@settings(max_examples=50)
@given(st.dictionaries(OLD, PEOPLE, max_size=30), st.dictionaries(NEW, PEOPLE, max_size=30))
def test_nobody_is_lost_or_made_in_restating_either_way(old, new):
    assert sum(territory.restate(old, EVE, TODAY).values.values()) == sum(old.values())
    assert sum(territory.restate(new, TODAY, EVE).values.values()) == sum(new.values())
    assert territory.restate(new, TODAY, TODAY).values == dict(sorted(new.items()))


def _resolution_1668() -> dict[str, set[tuple[str, str]]]:
    """Each new commune of Cần Thơ with the names of what it was made of, as the resolution says."""
    kinds = {"P": "Phường", "X": "Xã", "T": "Thị trấn"}

    def full(name: str) -> str:
        return f"{kinds[name[0]]}{name[1:]}"

    clauses = {}
    for line in (Path(__file__).parent / "resolution-1668.txt").read_text().splitlines():
        new, _, old = line.partition(" = ")
        if old:
            clauses[full(new)] = {
                (full(name.rstrip("*")), "part" if name.endswith("*") else "whole")
                for name in old.split(", ")
            }
    return clauses


def test_every_commune_of_can_tho_is_made_of_what_the_resolution_says():
    found = {
        one.name: {
            (link.before.name, link.kind.value) for link in territory.predecessors(one.code, EVE, REFORM)
        }
        for one in territory.units(REFORM, Level.COMMUNE, within="92")
    }
    assert found == _resolution_1668()
