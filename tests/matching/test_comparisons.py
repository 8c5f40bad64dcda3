"""Does each pair of values stand at the level that its name says, and does the model file know every level?"""

import datetime as dt
import json
from importlib import resources

import ibis
import pyarrow as pa
import pytest

from ansinh.matching.frames import linkage, models, scoring
from ansinh.matching.frames.comparisons import COMPARISONS, label, level_label
from ansinh.registers import engine


@pytest.fixture(scope="module")
def con():
    return engine.connect(memory="1GB")


def born(year: int, month: int | None = None, day: int | None = None) -> dict:
    return {
        "birth": dt.date(year, month, day) if day else None,
        "birth_year": year,
        "birth_month": year * 100 + month if month else None,
    }


def named(name: str, marked: str = "") -> dict:
    return {"name": name, "name_marked": marked or name}


NEAR = ibis.memtable({"commune": ["31117"], "near": ["31120 31123"]})
CASES = [
    ("personal_id", "same", {"personal_id": "092080900001"}, {"personal_id": "092080900001"}),
    ("personal_id", "one_digit", {"personal_id": "092080900001"}, {"personal_id": "092080900007"}),
    ("personal_id", "two_digits", {"personal_id": "092080900012"}, {"personal_id": "092080900021"}),
    ("personal_id", "different", {"personal_id": "092080900001"}, {"personal_id": "092185911234"}),
    ("si_number", "same", {"si_number": "9900000001"}, {"si_number": "9900000001"}),
    ("si_number", "one_digit", {"si_number": "9900000001"}, {"si_number": "9900000002"}),
    ("name", "same", named("nguyen van duc", "nguyễn văn đức"), named("nguyen van duc", "nguyễn văn đức")),
    ("name", "same_but_accents", named("nguyen van duc", "nguyễn văn đức"), named("nguyen van duc")),
    ("name", "other_order", named("nguyen van duc"), named("duc nguyen van")),
    ("name", "one_letter", named("nguyen van duc"), named("nguyen van dyc")),
    ("name", "two_letters", named("nguyen van duc"), named("nguyen van dcu")),
    ("name", "part_missing", named("nguyen thi minh hoa"), named("nguyen hoa")),
    ("name", "given_name", named("nguyen van duc"), named("tran thi duc")),
    ("name", "different", named("nguyen van duc"), named("le hoai an")),
    ("birth", "same", born(1980, 5, 17), born(1980, 5, 17)),
    ("birth", "day_and_month_swapped", born(1980, 5, 7), born(1980, 7, 5)),
    ("birth", "same_month", born(1980, 5, 17), born(1980, 5)),
    ("birth", "one_digit", born(1980, 5, 17), born(1981, 5, 17)),
    ("birth", "same_year", born(1980, 5, 17), born(1980)),
    ("birth", "first_of_january", born(1980, 5, 17), born(1980, 1, 1)),
    ("birth", "year_alone", born(1980, 5, 17), born(1980, 8, 23)),
    ("birth", "next_year", born(1980, 5, 17), born(1981, 8, 23)),
    ("birth", "different", born(1980, 5, 17), born(1993, 8, 23)),
    ("sex", "same", {"sex": "F"}, {"sex": "F"}),
    ("sex", "different", {"sex": "F"}, {"sex": "M"}),
    ("place", "same_hamlet", {"commune": "31117", "hamlet": "31117-01"}, {"commune": "31117", "hamlet": "31117-01"}),
    ("place", "same_commune", {"commune": "31117", "hamlet": "31117-01"}, {"commune": "31117"}),
    ("place", "neighbour", {"commune": "31117"}, {"commune": "31120"}),
    ("place", "neighbour", {"commune": "31123"}, {"commune": "31117"}),
    ("place", "moved", {"commune": "31117"}, {"commune": "31999"}),
    ("household", "same", {"household": "H1"}, {"household": "H1"}),
    ("household", "different", {"household": "H1"}, {"household": "H2"}),
    ("name", None, named("nguyen van duc"), {}),
    ("birth", None, born(1980, 5, 17), {}),
    ("place", None, {"commune": "31117"}, {}),
]  # fmt: skip


def test_each_pair_stands_at_its_level(con):
    schema = ibis.schema(linkage.COLUMNS).to_pyarrow()
    empty = dict.fromkeys(linkage.COLUMNS)
    for name, side in (("left_cases", 2), ("right_cases", 3)):
        rows = [{**empty, **case[side], "record": f"{place:03}"} for place, case in enumerate(CASES)]
        made = con.create_table(name + "_raw", pa.Table.from_pylist(rows, schema=schema), temp=True)
        con.create_table(name, scoring.for_model(made, NEAR), temp=True)
    sides = [con.table(name) for name in ("left_cases", "right_cases")]
    left, right = (
        rows.rename({f"{column}_{mark}": column for column in rows.columns})
        for rows, mark in zip(sides, "lr", strict=True)
    )
    con.create_table("both_cases", left.join(right, left.record_l == right.record_r), temp=True)
    for comparison in COMPARISONS:
        found = dict(con.raw_sql(_levels(comparison)).fetchall())
        for place, (column, level, _, _) in enumerate(CASES):
            if column == comparison.column:
                assert found[f"{place:03}"] == level, (column, level, CASES[place])


def _levels(comparison) -> str:
    cases = [f"WHEN {one.holds} THEN '{one.name}'" for one in comparison.levels if one.holds != "ELSE"]
    last = comparison.levels[-1].name
    return (
        f"SELECT record_l, CASE WHEN {comparison.unknown} THEN NULL {' '.join(cases)} ELSE '{last}' END "
        "FROM both_cases"
    )


def test_the_model_file_has_a_share_of_true_and_of_random_pairs_for_every_level():
    text = resources.files("ansinh.matching").joinpath("model/residents.json").read_text("utf-8")
    shares = json.loads(text)["comparisons"]
    assert {name: set(levels) for name, levels in shares.items()} == {
        one.column: {level.name for level in one.levels} for one in COMPARISONS
    }
    for levels in shares.values():
        for side in "mu":
            assert sum(share[side] for share in levels.values()) == pytest.approx(1, abs=0.02)


def test_agreement_weighs_more_than_disagreement_and_every_level_has_its_words():
    for one, settings in zip(COMPARISONS, models.model().settings["comparisons"], strict=True):
        levels = settings["comparison_levels"][1:]
        ratios = [level["m_probability"] / level["u_probability"] for level in levels]
        assert ratios[0] > 1 > ratios[-1], one.column
        assert str(label(one.column))
        assert all(str(level_label(one.column, level.name)) for level in one.levels)


def test_a_frequent_name_is_worth_less_than_a_rare_one(con):
    names = con.create_table(
        "some_names", pa.table({"name": ["nguyen thi hoa", "ho xuan huong giang", "mueller zoe"]}), temp=True
    )
    found = {
        one["name"]: one["tf_name"]
        for one in scoring.name_frequencies(names, models.model()).to_pyarrow().to_pylist()
    }
    assert found["nguyen thi hoa"] > 10 * found["ho xuan huong giang"] > 0
    assert found["mueller zoe"] > 0
