"""What must hold of any linkage: once, the same both ways and every time, and right often enough."""

from pathlib import Path

import ibis
import pytest

from ansinh.base.months import Month
from ansinh.matching.frames import linkage, neighbours, quality, truths
from ansinh.registers import engine, synthetic

MONTH = Month(2026, 10)


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> Path:
    """20,000 invented persons with the generator's errors."""
    return synthetic.generate(
        tmp_path_factory.mktemp("city") / "city", persons=20_000, seed=7, since=Month(2026, 9), until=MONTH
    )


@pytest.fixture(scope="module")
def con():
    return engine.connect(memory="2GB")


@pytest.fixture(scope="module")
def sides(con, city):
    delivered = [(truths.delivered(con, city, name, MONTH), name) for name in ("population", "participants")]
    tables = [
        linkage.prepared(truths.standardised(con, rows, name, MONTH)).cache() for rows, name in delivered
    ]
    return *tables, truths.pairs(con, city, *delivered).cache()


@pytest.fixture(scope="module")
def near():
    return neighbours.neighbours(truths.PROVINCE, MONTH.last_day)


@pytest.fixture(scope="module")
def linked(sides, near):
    return linkage.link(sides[0], sides[1], near=near)


def few(rows):
    """The rows of some people by their birth years, so that both sides hold the same people."""
    return rows.filter(rows.birth_year.isin(range(1960, 1975)))


def pairs(found: linkage.Linked) -> set[tuple[str, str, float]]:
    rows = found.links.to_pyarrow().to_pylist()
    return {(one["left_record"], one["right_record"], one["probability"]) for one in rows}


def test_nobody_is_linked_twice_and_no_doubtful_pair_holds_a_linked_row(linked):
    links = linked.links.to_pyarrow().to_pylist()
    doubtful = linked.doubtful.to_pyarrow().to_pylist()
    for side in ("left_record", "right_record"):
        taken = [one[side] for one in links]
        assert len(taken) == len(set(taken))
        assert not set(taken) & {one[side] for one in doubtful}


def test_links_are_right_and_complete_and_clerks_see_what_is_missed(linked, sides):
    (whole,) = quality.quality(linked, sides[2]).to_pyarrow().to_pylist()
    assert whole["right"] / whole["links"] >= 0.999
    assert whole["found"] / whole["true_persons"] >= 0.99
    missed = whole["true_persons"] - whole["found"]
    assert whole["missed_seen"] >= 0.6 * missed


def test_no_group_is_quietly_worse(linked, sides):
    kinds = neighbours.kinds(truths.PROVINCE, MONTH.last_day)
    told = quality.quality(linked, sides[2], quality.groups(sides[0], MONTH.year, kinds))
    rows = told.to_pyarrow().to_pylist()
    assert {one["kind"] for one in rows} == {"all", *quality.GROUPS}
    for one in rows:
        if one["true_persons"] >= 200:
            assert one["found"] / one["true_persons"] >= 0.97, one
            assert one["right"] / one["links"] >= 0.995, one


def test_the_order_of_rows_and_sides_changes_nothing(sides, near):
    left, right = (few(rows).cache() for rows in sides[:2])
    once = pairs(linkage.link(left, right, near=near))
    shuffled = [rows.order_by(rows.record.hexdigest("md5")).cache() for rows in (left, right)]
    assert pairs(linkage.link(*shuffled, near=near)) == once
    mirrored = pairs(linkage.link(right, left, near=near))
    assert {(b, a, share) for a, b, share in mirrored} == once


def test_a_row_that_is_gone_is_linked_no_more_and_others_stay_as_they_were(sides, near):
    left, right = (few(rows).cache() for rows in sides[:2])
    before = {(a, b) for a, b, _ in pairs(linkage.link(left, right, near=near))}
    gone = {b for _, b in sorted(before)[::10]}
    rest = right.filter(right.record.notin(sorted(gone))).cache()
    after = {(a, b) for a, b, _ in pairs(linkage.link(left, rest, near=near))}
    assert not {b for _, b in after} & gone
    kept = {(a, b) for a, b in before if b not in gone}
    assert len(kept - after) <= 0.002 * len(kept)


def test_a_column_that_one_side_lacks_is_not_compared(sides, near):
    left, right = (few(rows).cache() for rows in sides[:2])
    found = linkage.link(left.drop("sex", "hamlet"), right.drop("birth_month"), near=near)
    assert found.links.count().execute() > 1000
    shown = found.doubtful.evidence.collect().execute() or []
    assert not any('"sex"' in one for one in shown)


def test_quality_counts_a_person_once_though_a_register_has_them_twice(con):
    truth = ibis.memtable({"left_record": ["a", "a"], "right_record": ["x", "y"], "person": [1, 1]})
    links = ibis.memtable(
        {"left_record": ["a"], "right_record": ["y"], "probability": [1.0], "how": ["model"]}
    )
    none = ibis.memtable(
        {"left_record": [], "right_record": []}, schema={"left_record": "string", "right_record": "string"}
    )
    (whole,) = con.to_pyarrow(quality.quality(linkage.Linked(links, none), truth)).to_pylist()
    assert (whole["links"], whole["right"], whole["true_persons"], whole["found"]) == (1, 1, 1, 1)
