"""A clerk joins two people and takes it back: runs of the month and of later months obey, and what people wrote follows."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from ansinh import monthly
from ansinh.base.months import Month
from ansinh.matching import queries as matching
from ansinh.matching import services
from ansinh.matching.models import Pair, Round
from ansinh.matching.terms import Verdict
from ansinh.outreach.models import Visit
from ansinh.registers.store import Store

sys.path.append(str(Path(__file__).parents[1] / "indicators"))
import tiny_city

SEPTEMBER, OCTOBER, NOVEMBER = (Month(2025, month) for month in (9, 10, 11))
pytestmark = pytest.mark.django_db
PLACE = {"commune": "31471", "hamlet": "31471-01", "sex": "M"}
RESIDENT = {
    "full_name": "Nguyễn Văn An",
    "birth_date": "01/02/1980",
    "household": "H1",
    "status": "resident",
    **PLACE,
}
MEMBER = {"full_name": "Lê Đức Hoà", "birth_date": "12/11/1971", "si_number": "9200000001", **PLACE}


def now() -> dt.datetime:
    return dt.datetime(2025, 12, 6, 9, tzinfo=dt.UTC)


@pytest.fixture
def home(tmp_path, settings) -> Path:
    """Two people who look nothing alike, in three months: a resident and a participant."""
    settings.HOME, settings.PROVINCE, settings.DEMONSTRATION = tmp_path, "92", False
    store = Store(tmp_path / "registers")
    for month in (SEPTEMBER, OCTOBER, NOVEMBER):
        tiny_city.add(store, "population", month, [RESIDENT], "CA92", tmp_path)
        tiny_city.add(store, "participants", month, [MEMBER | {"hi": True}], "BHXH92", tmp_path)
    return tmp_path


def run(month: Month) -> dict[str, tuple[str, str]]:
    """Run a month; record and person of each register."""
    made = monthly.run(month, now=now)
    folder = made.folder.parents[2] / "links" / str(month) / made.code
    rows = pq.read_table(folder / "keys.parquet").to_pylist()
    return {row["register"]: (row["record"], row["person"]) for row in rows}


def decide(rows: dict[str, tuple[str, str]]) -> Pair:
    """A clerk says that resident and participant are the same."""
    records = {f"{side}_{what}": value for side, name in (("left", "participants"), ("right", "population"))
               for what, value in (("register", name), ("record", rows[name][0]))}  # fmt: skip
    pair = Pair.objects.create(
        round=Round.objects.get(current=True), commune="31471", probability=0.5, **records
    )
    services.decide(pair.pk, Verdict.SAME, seen=0, now=now(), by=None)
    return pair


def persons(rows: dict[str, tuple[str, str]]) -> set[str]:
    return {person for _, person in rows.values()}


def test_a_key_that_a_second_run_of_the_month_no_longer_knows_is_followed(home):
    first = run(SEPTEMBER)
    member, resident = first["participants"][1], first["population"][1]
    Visit.objects.create(
        person=member, reason="left_hi", scheme="hi", turn=1, month=str(SEPTEMBER), commune="31471", hamlet="31471-01",
        outcome="refused", recorded_on=dt.date(2025, 10, 2), at=now(),
    )  # fmt: skip
    pair = decide(first)
    (left,) = persons(run(SEPTEMBER))
    assert matching.keys_of_now([member, resident]) == {
        one: left for one in (member, resident) if one != left
    }
    services.take_back(pair.pk, seen=1, now=now(), by=None)
    assert persons(run(SEPTEMBER)) == {member, resident}
    assert matching.keys_of_now([member, resident]) == {}


def test_a_merge_of_a_later_month_is_followed_as_well(home):
    first = run(SEPTEMBER)
    decide(first)
    (left,) = persons(run(OCTOBER))
    former = persons(first) - {left}
    assert matching.keys_of_now(former) == dict.fromkeys(former, left)


def test_a_word_that_is_taken_back_lets_the_keys_come_apart_again_in_a_later_month(home):
    first = run(SEPTEMBER)
    pair = decide(first)
    (left,) = persons(run(OCTOBER))
    services.take_back(pair.pk, seen=1, now=now(), by=None)
    assert run(NOVEMBER) == first
    assert matching.keys_of_now(persons(first)) == {}
    folder = next((home / "mart" / str(NOVEMBER)).iterdir())
    (split,) = pq.read_table(folder / "key_changes.parquet").to_pylist()
    former = (persons(first) - {left}).pop()
    assert [split[name] for name in ("question", "before", "after", "reason")] == [
        "split",
        left,
        former,
        "withdrawn",
    ]
    assert not Pair.objects.filter(question="split").exists()
