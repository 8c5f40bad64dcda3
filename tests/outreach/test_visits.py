"""Is each visit written down once, taken back with a reason, and handed to the next run?"""

import datetime as dt

import pytest
from django.utils import timezone
from tests.outreach.candidates import candidate
from tests.outreach.conftest import MONTH

from ansinh.accounts.models import Entry
from ansinh.base.errors import InvalidValue
from ansinh.outreach import services
from ansinh.outreach.models import Candidate, Visit
from ansinh.outreach.terms import Outcome
from ansinh.registers.store import Store

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 10, 9, 0, tzinfo=dt.UTC)
ON = dt.date(2026, 11, 9)


@pytest.fixture
def entry(published) -> Candidate:
    published([candidate(1), candidate(2)])
    return Candidate.objects.select_related("publication").get(person=candidate(1)["person"])


def record(entry, outcome=Outcome.REFUSED, *, seen=0, **given):
    return services.record_visit(entry, outcome, seen=seen, **{"on": ON, "at": AT, "by": None} | given)


def test_a_visit_keeps_reason_place_collector_and_day(entry, ward):
    visit = record(entry, follow_up_on=dt.date(2026, 12, 1), note="Gặp chị gái")
    assert (visit.reason, visit.hamlet, visit.collector.name, visit.month) == (
        "hi_card_expired",
        "31471-01",
        "An",
        "2026-10",
    )
    assert Entry.objects.get(action="visit.recorded").details["outcome"] == "refused"


def test_who_writes_second_is_asked_to_look_first(entry):
    record(entry)
    with pytest.raises(services.SomebodyWasFirst):
        record(entry, Outcome.ENROLLED)
    assert record(entry, Outcome.ENROLLED, seen=1).turn == 2


def test_two_who_write_at_the_very_same_time_cannot_both_be_next(entry, monkeypatch):
    """The database refuses the second when both counted before either wrote."""
    record(entry)
    monkeypatch.setattr("django.db.models.query.QuerySet.count", lambda rows: 0)
    with pytest.raises(services.SomebodyWasFirst):
        record(entry)


@pytest.mark.parametrize(
    "given",
    [
        {"on": dt.date(2026, 11, 11)},
        {"on": dt.date(2026, 9, 30)},
        {"follow_up_on": ON},
        {"follow_up_on": dt.date(2028, 1, 1)},
        {"note": "gọi 0912 345 678"},
        {"note": "CCCD 092085000001"},
    ],
)
def test_an_impossible_day_or_a_number_in_the_note_is_refused(entry, given):
    with pytest.raises(InvalidValue):
        record(entry, **given)


def test_a_result_taken_back_stays_in_the_history_with_its_reason(entry):
    visit = record(entry)
    services.take_back(visit.pk, why="Ghi nhầm người", at=AT, by=None)
    visit.refresh_from_db()
    assert not visit.stands
    with pytest.raises(InvalidValue):
        services.take_back(visit.pk, why="Lần nữa", at=AT, by=None)
    with pytest.raises(InvalidValue):
        services.take_back(record(entry, seen=1).pk, why=" ", at=AT, by=None)
    assert Entry.objects.filter(action="visit.taken_back").count() == 1


def test_visits_outlive_the_run_that_made_the_list(entry, published):
    record(entry)
    published([candidate(1)], code="b")
    assert Visit.objects.get().person == candidate(1)["person"]


def test_the_next_run_reads_the_last_outcome_of_each_person_and_reason(entry, tmp_path):
    store = Store(tmp_path / "registers")
    assert services.export_outcomes(MONTH + 1, store, timezone.now()) is None
    record(entry, Outcome.NOT_FOUND)
    last = record(entry, Outcome.ENROLLED, seen=1, on=dt.date(2026, 11, 10))
    made = services.export_outcomes(MONTH + 1, store, timezone.now())
    assert services.export_outcomes(MONTH + 1, store, timezone.now()) == made
    assert rows(made) == [("P0000000000000001", "enrolled", "C-0")]
    services.take_back(last.pk, why="Ghi nhầm", at=AT, by=None)
    assert rows(services.export_outcomes(MONTH + 1, store, timezone.now())) == [
        ("P0000000000000001", "not_found", "C-0")
    ]


def test_what_was_found_after_a_month_is_not_known_in_its_run(entry, tmp_path):
    record(entry)
    assert services.export_outcomes(MONTH, Store(tmp_path / "registers"), timezone.now()) is None


def rows(snapshot) -> list[tuple]:
    import pyarrow.parquet as pq

    return [
        (one["person"], one["outcome"], one["collector"]) for one in pq.read_table(snapshot.path).to_pylist()
    ]
