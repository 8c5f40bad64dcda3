"""The audit trail cannot be altered unnoticed: not a line, not the order, not the end of it."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections, transaction

from ansinh.accounts import queries, services
from ansinh.accounts.models import Entry
from ansinh.accounts.queries import trail
from ansinh.base.errors import InvalidValue


@pytest.fixture
def five_lines(db, django_capture_on_commit_callbacks):
    for number in range(1, 6):
        with django_capture_on_commit_callbacks(execute=True):
            services.record(
                "target.set", by=None, about=f"target:{number}", area="92", details={"value": number}
            )


def behind_our_back(statement: str) -> None:
    """As somebody with the database's own password would: no trigger fires."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = origin")


def said() -> str:
    return " ".join(found.en for found in queries.alterations())


def test_an_untouched_trail_is_whole(five_lines):
    assert queries.alterations() == []
    assert trail.anchor().number == 5


@pytest.mark.parametrize(
    "column",
    [
        "action = 'target.seen'",
        "about = 'target:9'",
        "area = '31'",
        "at = at + interval '1 second'",
        """details = '{"value": 99}'""",
        "by_id = 1",
        "previous = repeat('0', 64)",
        "seal = repeat('0', 64)",
    ],
)
def test_a_changed_line_is_found(five_lines, column):
    behind_our_back(f"UPDATE accounts_entry SET {column} WHERE number = 3")
    assert "Line 3" in said()


def test_a_line_taken_out_of_the_middle_is_found(five_lines):
    behind_our_back("DELETE FROM accounts_entry WHERE number = 3")
    assert "Line 3 is missing" in said()


def test_lines_taken_out_and_the_rest_renumbered_are_found(five_lines):
    behind_our_back("DELETE FROM accounts_entry WHERE number = 3")
    behind_our_back("UPDATE accounts_entry SET number = number + 99 WHERE number > 3")
    behind_our_back("UPDATE accounts_entry SET number = number - 100 WHERE number > 99")
    assert "Line 3" in said()


def test_a_deleted_tail_is_found(five_lines):
    behind_our_back("DELETE FROM accounts_entry WHERE number > 3")
    assert "Line 5, remembered in the data folder, is not in the database" in said()


def test_a_deleted_tail_stays_found_after_new_lines_were_written(
    five_lines, django_capture_on_commit_callbacks
):
    behind_our_back("DELETE FROM accounts_entry WHERE number > 3")
    for _ in range(4):
        with django_capture_on_commit_callbacks(execute=True):
            services.record("target.set", by=None)
    assert "Line 5, remembered" in said()


def test_an_emptied_trail_is_found(five_lines):
    behind_our_back("DELETE FROM accounts_entry")
    assert "Line 5, remembered" in said()


def test_an_inserted_line_is_found(five_lines):
    behind_our_back(
        "INSERT INTO accounts_entry (number, at, action, about, area, details, previous, seal)"
        " SELECT 6, at, action, 'target:6', area, details, seal, repeat('a', 64) FROM accounts_entry"
        " WHERE number = 5"
    )
    assert "Line 6 was changed or inserted" in said()


def test_two_swapped_lines_are_found(five_lines):
    behind_our_back("UPDATE accounts_entry SET number = 106 - number WHERE number IN (2, 4)")
    behind_our_back("UPDATE accounts_entry SET number = number - 100 WHERE number > 100")
    assert {"Line 2", "Line 4"} <= {text[:6] for text in (found.en for found in queries.alterations())}


def test_seals_made_without_the_key_do_not_hold(five_lines, settings):
    settings.AUDIT_KEY = "another key"
    assert len(queries.alterations()) == 5


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_entry SET area = '31'",
        "DELETE FROM accounts_entry WHERE number = 5",
    ],
)
def test_the_database_itself_refuses_to_change_a_line(five_lines, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_itself_refuses_to_empty_the_trail(db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_entry ENABLE TRIGGER USER")  # undone with the test
        with pytest.raises(DatabaseError, match="never emptied"), transaction.atomic():
            cursor.execute("TRUNCATE accounts_entry")


def test_a_deed_that_was_rolled_back_leaves_no_line(five_lines):
    with pytest.raises(RuntimeError), transaction.atomic():
        services.record("target.set", by=None)
        raise RuntimeError
    assert Entry.objects.count() == 5
    assert queries.alterations() == []


@pytest.mark.parametrize(
    "given",
    [
        {"about": "092085001234"},
        {"details": {"card": "GD4920123456789", "number": "9212345678"}},
        {"details": {"people": ["092 085", "092085001234"]}},
    ],
)
def test_a_persons_number_is_refused(db, given):
    with pytest.raises(InvalidValue):
        services.record("list.looked", by=None, **given)
    assert not Entry.objects.exists()


def test_amounts_and_hashes_are_no_persons_numbers(db):
    services.record("run.published", by=None, details={"sum": 1234567890, "sha256": "12ab3456789012cd" * 4})
    assert queries.alterations() == []


def test_a_mark_is_the_same_each_time_and_shows_nothing():
    assert services.mark("092085001234") == services.mark("092085001234")
    assert services.mark("092085001234") != services.mark("092085001235")
    assert "092085001234" not in services.mark("092085001234")


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_make_one_chain():
    def write(writer: int) -> None:
        for number in range(10):
            services.record("target.set", by=None, about=f"{writer}-{number}")
        connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert Entry.objects.count() == 40
    assert queries.alterations() == []
    assert trail.anchor().number == 40
    assert json.loads(trail.anchor_path().read_text())["number"] == 40
    assert trail.anchor_path().stat().st_mode & 0o077 == 0
    assert trail.anchor_path().parent == settings.HOME
