"""Are questions put, answered, taken back and handed over without losing anybody's decision?"""

import datetime as dt
import json
import threading

import pyarrow.parquet as pq
import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from tests.matching.review_pairs import LONG_MY, O_MON, pair_of, record, row, table
from typer.testing import CliRunner

from ansinh.accounts.models import Entry, User
from ansinh.base.errors import InvalidValue, NotFound
from ansinh.base.months import Month
from ansinh.cli.main import app
from ansinh.matching import services
from ansinh.matching.models import Decision, Pair, Round
from ansinh.matching.terms import Question, Verdict
from ansinh.registers.store import Store

OCTOBER = Month(2026, 10)
NOW = dt.datetime(2026, 11, 5, 9, tzinfo=dt.UTC)


@pytest.fixture
def clerk(db):
    return User.objects.create_user("longmy", name="Cán bộ Long Mỹ", password="mat-khau-dai-1")


@pytest.fixture
def other_clerk(db):
    return User.objects.create_user("bhxh", name="Cán bộ BHXH", password="mat-khau-dai-1")


def publish(*rows, month=OCTOBER, run="a" * 64, **more):
    return services.publish_reviews(month, run, table(*rows), now=NOW, **more)


def decided(pair, verdict, by, seen=0, **more):
    return services.decide(pair.pk, verdict, seen=seen, now=NOW, by=by, **more)


def test_a_months_pairs_wait_for_the_clerks_of_their_commune(db):
    made = publish(row(1), row(2, O_MON), row(3, commune=None))
    assert (made.pairs, made.decided_before) == (3, 0)
    assert sorted(Pair.objects.values_list("commune", flat=True)) == ["", O_MON, LONG_MY]
    kept = pair_of(1)
    assert kept.left_values["delivered"]["full_name"] == "Nguyễn Văn Đức"
    assert kept.right_values["standard"]["birth_year"] == "1985"
    assert kept.evidence["name"]["weight"] == 7.4


def test_publishing_the_same_run_again_changes_nothing(db):
    first = publish(row(1))
    assert publish(row(1)) == first
    assert Entry.objects.filter(action="matches.asked").count() == 1


def test_an_older_month_does_not_replace_the_questions_of_a_newer_one(db):
    publish(row(1))
    assert publish(row(2), month=OCTOBER - 1) is None
    assert Pair.objects.count() == 1


def test_a_decided_pair_keeps_its_verdict_and_does_not_come_back(clerk):
    publish(row(1), row(2))
    decided(pair_of(1), Verdict.DIFFERENT, clerk)
    made = publish(row(1), row(2), row(3), month=OCTOBER + 1)
    assert (made.pairs, made.decided_before) == (2, 1)
    assert pair_of(1).standing is Verdict.DIFFERENT


def test_a_pair_whose_rows_changed_is_asked_anew(clerk):
    publish(row(1))
    decided(pair_of(1), Verdict.DIFFERENT, clerk)
    publish(row(1, left_record=record("left row as corrected")), month=OCTOBER + 1)
    asked = Pair.objects.get(left_record=record("left row as corrected"))
    assert asked.standing is Verdict.OPEN


def test_the_same_two_rows_are_one_pair_whichever_comes_first(clerk):
    publish(row(1))
    decided(pair_of(1), Verdict.SAME, clerk)
    turned = row(1, left_record=record(f"right {LONG_MY} 1"), right_record=record(f"left {LONG_MY} 1"))
    publish(turned, month=OCTOBER + 1)
    assert Pair.objects.get().standing is Verdict.SAME


def test_what_no_run_doubts_any_more_is_removed_with_its_values_unless_decided(clerk):
    publish(row(1), row(2))
    decided(pair_of(1), Verdict.SAME, clerk)
    publish(row(3), month=OCTOBER + 1)
    assert set(Pair.objects.values_list("left_record", flat=True)) == {
        record(f"left {LONG_MY} 1"),
        record(f"left {LONG_MY} 3"),
    }


def test_rows_with_several_questions_come_first_then_the_most_doubtful(db):
    shared = record("a row with two questions")
    publish(
        row(1, probability=0.99), row(2, probability=0.55), row(3, probability=0.98, right_record=shared),
        row(4, probability=0.97, right_record=shared),
    )  # fmt: skip
    order = Pair.objects.order_by("place").values_list("probability", flat=True)
    assert list(order) == [0.97, 0.98, 0.55, 0.99]


def test_a_decision_can_be_taken_back_and_its_history_stays(clerk):
    publish(row(1))
    pair = pair_of(1)
    decided(pair, Verdict.SAME, clerk, note="  Đã xem\n sổ hộ khẩu ")
    services.take_back(pair.pk, seen=1, now=NOW, by=clerk)
    decided(pair, Verdict.DIFFERENT, clerk, seen=2)
    assert list(pair.history.values_list("number", "verdict", "note")) == [
        (1, "same", "Đã xem sổ hộ khẩu"),
        (2, "open", ""),
        (3, "different", ""),
    ]
    assert pair_of(1).standing is Verdict.DIFFERENT
    with pytest.raises(Exception, match=r"decision_append_only|Cannot"), transaction.atomic():
        Decision.objects.filter(number=1).delete()


def test_the_second_of_two_clerks_is_told_who_decided_what(clerk, other_clerk):
    publish(row(1))
    decided(pair_of(1), Verdict.SAME, clerk)
    with pytest.raises(
        services.AlreadyDecided, match=r"Cán bộ Long Mỹ đã ghi “Cùng một người”.*5/11/2026 16:00"
    ):
        decided(pair_of(1), Verdict.DIFFERENT, other_clerk)
    assert pair_of(1).standing is Verdict.SAME
    assert Decision.objects.count() == 1


def test_another_verdict_needs_the_first_to_be_taken_back_unless_it_was_unsure(clerk):
    publish(row(1), row(2))
    decided(pair_of(1), Verdict.SAME, clerk)
    with pytest.raises(InvalidValue, match="Rút lại"):
        decided(pair_of(1), Verdict.DIFFERENT, clerk, seen=1)
    decided(pair_of(2), Verdict.UNSURE, clerk)
    decided(pair_of(2), Verdict.SAME, clerk, seen=1)
    assert pair_of(2).standing is Verdict.SAME
    services.take_back(pair_of(1).pk, seen=1, now=NOW, by=clerk)
    with pytest.raises(InvalidValue):
        services.take_back(pair_of(1).pk, seen=2, now=NOW, by=clerk)


def test_a_pair_that_went_is_said_to_be_gone(clerk):
    publish(row(1))
    gone = pair_of(1)
    publish(row(2), month=OCTOBER + 1)
    with pytest.raises(NotFound, match="không còn cần rà soát"):
        decided(gone, Verdict.SAME, clerk)


def test_the_trail_names_pair_and_verdict_and_no_person(clerk):
    publish(row(1))
    pair = pair_of(1)
    services.note_look(pair, by=clerk, now=NOW)
    decided(pair, Verdict.SAME, clerk, note="Nguyễn Văn Đức, theo sổ hộ khẩu")
    entries = list(Entry.objects.filter(action__startswith="match.").order_by("number"))
    assert [(one.action, one.about, one.area) for one in entries] == [
        ("match.looked", f"pair:{pair.pk}", LONG_MY),
        ("match.decided", f"pair:{pair.pk}", LONG_MY),
    ]
    assert "Đức" not in str([one.details for one in entries])


def test_the_database_refuses_what_can_never_be_true(db):
    publish(row(1))
    for wrong in (
        {"verdict": "perhaps"}, {"verdict": "same"}, {"probability": 1.5}, {"commune": "314"},
        {"question": "why"}, {"left_record": "no fingerprint"}, {"before": "Nguyễn"},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Pair.objects.update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.create(month="2026-11", run="b", published_at=NOW)


def test_changes_of_person_keys_are_questions_of_their_own(db):
    keys = {"before": "P" + "0" * 16, "after": "P" + "1" * 16}
    changes = table(row(2, question="merged", **keys), row(3, question="split", probability=None, **keys))
    publish(row(1), changes=changes)
    assert pair_of(2).asks is Question.MERGED
    assert pair_of(2).asks.undone_by is Verdict.DIFFERENT
    assert pair_of(3).asks.undone_by is Verdict.SAME


def test_decisions_become_a_register_with_the_same_bytes_each_time(clerk, tmp_path):
    publish(row(1), row(2), row(3), row(4))
    store = Store(tmp_path / "registers")
    assert services.export_decisions(OCTOBER, store, NOW) is None
    decided(pair_of(2), Verdict.DIFFERENT, clerk)
    decided(pair_of(1), Verdict.SAME, clerk)
    decided(pair_of(3), Verdict.UNSURE, clerk)
    decided(pair_of(4), Verdict.SAME, clerk)
    services.take_back(pair_of(4).pk, seen=1, now=NOW, by=clerk)
    made = services.export_decisions(OCTOBER, store, NOW)
    rows = pq.read_table(made.path).to_pylist()
    assert {one["left_record"]: one["verdict"] for one in rows} == {
        record(f"left {LONG_MY} 1"): "same",
        record(f"left {LONG_MY} 2"): "different",
        record(f"left {LONG_MY} 3"): "unsure",
    }
    assert {one["decided_on"] for one in rows} == {dt.date(2026, 11, 5)}
    again = services.export_decisions(OCTOBER, store, NOW + dt.timedelta(days=1))
    assert (again.sha256, again.number) == (made.sha256, 1)
    assert Entry.objects.filter(action="matches.handed_over").count() == 1


def test_when_every_decision_was_taken_back_the_next_run_sees_none(clerk, tmp_path):
    publish(row(1))
    store = Store(tmp_path / "registers")
    decided(pair_of(1), Verdict.SAME, clerk)
    services.export_decisions(OCTOBER, store, NOW)
    services.take_back(pair_of(1).pk, seen=1, now=NOW, by=clerk)
    assert services.export_decisions(OCTOBER, store, NOW).rows == 0
    assert services.export_decisions(OCTOBER + 1, store, NOW).rows == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_clerks_at_the_same_moment_one_is_written_and_one_is_told():
    clerks = [User.objects.create_user(name, password="mat-khau-dai-1") for name in ("one", "two")]
    publish(row(1))
    pair, told, start = pair_of(1), [], threading.Barrier(2)

    def answer(clerk: User, verdict: Verdict) -> None:
        start.wait()
        try:
            services.decide(pair.pk, verdict, seen=0, now=timezone.now(), by=clerk)
            told.append("written")
        except services.AlreadyDecided as known:
            told.append(known.decision.verdict)
        finally:
            connection.close()

    answers = (Verdict.SAME, Verdict.DIFFERENT)
    threads = [threading.Thread(target=answer, args=given) for given in zip(clerks, answers, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == sorted(["written", Decision.objects.get().verdict])


def test_the_command_hands_decisions_over_and_says_how_many(clerk, settings):
    run = CliRunner().invoke
    assert "Chưa có quyết định" in run(app, ["decisions", "2026-10"]).stdout
    publish(row(1))
    decided(pair_of(1), Verdict.SAME, clerk)
    assert "1 quyết định" in run(app, ["decisions", "2026-10"]).stdout
    assert json.loads(run(app, ["decisions", "2026-10", "--json"]).stdout)["decisions"] == 1
    assert Store(settings.HOME / "registers").snapshots("match_decisions", OCTOBER)[0].sender == "ANSINH"


def test_a_month_whose_hash_begins_with_twelve_digits_is_published_like_any_other(db):
    """Twelve digits alone look like a person's number, which the audit trail refuses."""
    row = {"measure": "linked", "group": "register", "member": "participants", "part": 1, "whole": 2}
    assert services.publish_quality(Month(2026, 10), "1234567890123456" + "a" * 48, [row]) == 1


def test_a_pair_whose_decision_was_taken_back_waits_again_when_it_is_doubted_again(db):
    asked = table(row(1))
    services.publish_reviews(Month(2026, 9), "a" * 64, asked, now=NOW)
    pair = Pair.objects.get()
    services.decide(pair.pk, Verdict.SAME, seen=0, now=NOW, by=None)
    services.take_back(pair.pk, seen=1, now=NOW, by=None)
    made = services.publish_reviews(Month(2026, 10), "b" * 64, asked, now=NOW)
    assert (made.pairs, made.decided_before) == (1, 0)
    assert Pair.objects.get(round=made).verdict == Verdict.OPEN
