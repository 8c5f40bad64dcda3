"""Lists of dossiers add up within a month; a correction takes the place of its list; nothing counts twice."""

import pytest
from tests.intake import files
from tests.intake import official_files as forms

from ansinh.base.months import Month
from ansinh.intake import queries, services
from ansinh.intake.rules import batches
from ansinh.intake.services import files as kept
from ansinh.intake.terms import Standing, State

OCTOBER = Month(2026, 10)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
REGISTER = "labour_changes"


def person(number: int) -> tuple:
    return (number, f"Người Thử {number}", f"09200001{number:02d}", *forms.D02_LINE[3:])


@pytest.fixture
def send(tmp_path, officer):
    """Deliver a D02 of people by their numbers, under a number of its own or none."""
    made = iter(range(100))

    def send(people, number: str = "", *, sender="TZ0001A", month=OCTOBER, top=None):
        cells = forms.d02([person(one) for one in people]) | (top or {})
        cells["A5"] = f"Số: {number or '……'} ngày 03 tháng 11 năm 2026"
        path = forms.book(tmp_path / f"{next(made)}.xlsx", ("D02-LT", cells, ()))
        return services.deliver(path, register=REGISTER, month=month, sender=sender, by=officer)

    return send


def codes(delivery):
    return {one.code for one in delivery.findings.all()}


def counted() -> list[int]:
    """The rows of each list that counts."""
    return [one.rows for one in kept.store().snapshots(REGISTER, OCTOBER)]


def test_two_lists_with_their_own_numbers_both_count(send):
    first, second = send([1, 2], "12"), send([2, 3, 4], "13")
    assert (first.batch, second.batch) == ("TZ0001A/12", "TZ0001A/13")
    assert (second.state, counted()) == (State.ACCEPTED, [2, 3])
    assert second.findings.get(code="further_list").values == {"number": 2}
    first.refresh_from_db()
    assert first.state == State.ACCEPTED


def test_a_list_of_the_same_number_waits_and_then_replaces_that_one_alone(send, officer):
    first, other = send([1, 2], "12"), send([5], "13")
    corrected = send([1, 2, 3], "12")
    assert (corrected.state, "replaces_earlier_list" in codes(corrected)) == (State.HELD, True)
    services.confirm(corrected, by=officer, reason="Bản sửa")
    corrected = services.check(corrected.pk)
    for one in (first, other):
        one.refresh_from_db()
    assert [one.state for one in (corrected, first, other)] == [
        State.ACCEPTED,
        State.SUPERSEDED,
        State.ACCEPTED,
    ]
    assert corrected.supersedes == first
    assert counted() == [1, 3]


def test_unnumbered_lists_of_other_people_add_up(send):
    first, second = send([1, 2]), send([3, 4, 5])
    assert (second.state, counted()) == (State.ACCEPTED, [2, 3])
    assert first.list_name == second.list_name == ""


def test_an_unnumbered_list_of_much_the_same_people_waits_as_a_correction(send, officer):
    first = send([1, 2, 3])
    second = send([1, 2, 4])
    assert second.state == State.HELD
    assert "đợt" in second.findings.get(code="replaces_earlier_list").to_do
    services.confirm(second, by=officer, reason="Bản sửa")
    services.check(second.pk)
    first.refresh_from_db()
    assert (first.state, counted()) == (State.SUPERSEDED, [3])


def test_a_number_written_later_on_a_correction_replaces_the_unnumbered_list(send):
    send([1, 2, 3])
    assert send([1, 2, 3, 4], "12").state == State.HELD


def test_people_who_stand_in_two_numbered_lists_are_no_reason_to_wait(send):
    send([1, 2], "12")
    assert send([1, 2, 3], "13").state == State.ACCEPTED


def test_the_same_file_twice_counts_once(tmp_path, officer):
    path = forms.book(tmp_path / "d02.xlsx", ("D02-LT", forms.d02([person(1), person(2)]), ()))
    told = {"register": REGISTER, "month": OCTOBER, "sender": "TZ0001A", "by": officer}
    services.deliver(path, **told)
    with pytest.raises(services.AlreadyReceived):
        services.deliver(path, **told)
    assert counted() == [2]


def test_the_same_lines_in_another_file_or_from_another_sender_count_once(send):
    send([1, 2], "12")
    again = send([1, 2], "12", top={"A12": "B. DANH SÁCH LAO ĐỘNG"})
    other = send([1, 2], "12", sender="BHXH-92")
    assert [one.state for one in (again, other)] == [State.RETURNED, State.RETURNED]
    assert "TZ0001A" in other.findings.get(code="same_list_again").what
    assert counted() == [2]


def test_one_list_from_two_senders_waits_for_a_word(send):
    send([1, 2], "12")
    other = send([1, 2, 3], "12", sender="BHXH-92")
    assert (other.state, "list_from_another_sender" in codes(other)) == (State.HELD, True)


def test_an_si_office_sends_the_lists_of_many_units(send):
    unit = {"A2": "Mã đơn vị: TZ0002B", "A7": "1. Mã đơn vị: TZ0002B"}
    one = send([1, 2], "12", sender="BHXH-92")
    other = send([3, 4], "12", sender="BHXH-92", top=unit)
    assert (one.batch, other.batch) == ("TZ0001A/12", "TZ0002B/12")
    assert counted() == [2, 2]


def test_a_held_list_is_not_overtaken_by_another_list(send, officer):
    late = send([1, 2], "12")
    held = send([1, 2, 3], "12")
    send([7, 8], "13")
    services.confirm(held, by=officer, reason="Bản sửa")
    assert services.check(held.pk).state == State.ACCEPTED
    late.refresh_from_db()
    assert late.state == State.SUPERSEDED


def test_notices_of_several_units_stand_beside_each_other(tmp_path, officer):
    def notice(unit):
        cells = forms.c12(forms.C12_LINES) | {"A10": f"Địa chỉ: Cần Thơ; Mã đơn vị: {unit}"}
        path = forms.book(tmp_path / f"{unit}.xlsx", ("C12-TS", cells, ()))
        return services.deliver(
            path, register="contribution_notices", month=OCTOBER, sender="BHXH-92", by=officer
        )

    assert [notice(unit).state for unit in ("TZ0001A", "TZ0002B")] == [State.ACCEPTED, State.ACCEPTED]
    lines = [list(line) for line in forms.C12_LINES]
    lines[2][2:] = [100, 200, 300, 50, 20, 670]
    path = forms.book(tmp_path / "c.xlsx", ("C12-TS", forms.c12(lines), ()))
    corrected = services.deliver(
        path, register="contribution_notices", month=OCTOBER, sender="BHXH-92", by=officer
    )
    assert corrected.state == State.HELD


def test_the_board_shows_the_list_that_waits_and_how_many_count(send, officer):
    send([1, 2], "12")
    held = send([1, 2, 3], "12")
    send([7], "13")
    viewer = queries.accounts_queries.viewer_of(officer, OCTOBER.last_day)
    board = queries.board(viewer, OCTOBER, OCTOBER.last_day)
    (line,) = (one for one in board.lines if one.register.name == REGISTER)
    assert [(one.delivery.pk == held.pk, one.lists) for one in line.now.sent] == [(True, 2), (False, 2)]
    assert line.now.rows == 3


def test_a_register_of_dossiers_is_never_late(send, officer):
    send([1, 2], "12", month=Month(2026, 9))
    viewer = queries.accounts_queries.viewer_of(officer, Month(2026, 12).last_day)
    board = queries.board(viewer, OCTOBER, Month(2026, 12).last_day)
    (line,) = (one for one in board.lines if one.register.name == REGISTER)
    assert line.now.standing is Standing.NOTHING
    assert (line not in board.monthly, board.missing) == (True, len(board.monthly))


def test_a_monthly_register_is_still_replaced_as_a_whole(tmp_path, officer):
    sent = [
        services.deliver(
            files.xlsx(tmp_path / f"{number}.xlsx", [*files.ROWS][:number]), register="households",
            month=OCTOBER, sender="BHXH-92", by=officer,
        )
        for number in (2, 3)
    ]  # fmt: skip
    sent[0].refresh_from_db()
    assert [one.state for one in sent] == [State.SUPERSEDED, State.ACCEPTED]
    assert len(kept.store().snapshots("households", OCTOBER)) == 1


@pytest.mark.parametrize(
    ("document", "title", "batch"),
    [
        ("12 ngày 03 tháng 11 năm 2026", "", "TZ0001A/12"),
        ("01 tháng 10 năm 2026", "", "TZ0001A/1"),
        ("12/2026", "", "TZ0001A/12/2026"),
        ("ngày 03 tháng 11 năm 2026", "", ""),
        ("", "DANH SÁCH LAO ĐỘNG (Đợt 02)", "TZ0001A/đợt 2"),
        ("7", "Đợt 2", "TZ0001A/7 đợt 2"),
    ],
)
def test_a_list_is_told_by_its_number_and_its_batch(document, title, batch):
    assert batches.batch("TZ0001A", document, [title]) == batch
