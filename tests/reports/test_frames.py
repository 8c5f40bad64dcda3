"""Lines of forms: whose place on the payroll changed, who left which scheme, who is to be enrolled."""

import datetime as dt

import ibis
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.registers import engine
from ansinh.registers.schemas import REGISTERS
from ansinh.reports import frames
from ansinh.reports.rules import Missing, missing

CON = engine.connect(memory="1GB", threads=1)
wages = st.integers(5_000_000, 40_000_000)
payrolls = st.dictionaries(st.integers(0, 9), wages, max_size=8)


def table(register: str, rows: list[dict]) -> ibis.Table:
    schema = REGISTERS[register].arrow()
    return ibis.memtable(
        pa.Table.from_pylist([dict.fromkeys(schema.names) | row for row in rows], schema=schema)
    )


def payroll(of: dict[int, int]) -> ibis.Table:
    return table(
        "payroll",
        [
            {"si_number": f"99{one:08d}", "full_name": f"Tên {one}", "wage": wage, "allowance": 0}
            for one, wage in of.items()
        ],
    )


def labour(now: dict[int, int], before: dict[int, int]) -> list[dict]:
    made = frames.labour_lines(
        payroll(now), payroll(before), table("participants", []), table("labour_use", [])
    )
    return CON.to_pyarrow(made).to_pylist()


@given(payrolls, payrolls)
def test_lines_lead_from_last_months_payroll_to_this_months(now, before):
    lines = labour(now, before)
    by = {
        kind: {line["si_number"] for line in lines if line["direction"] == kind}
        for kind in ("up", "down", "adjust")
    }
    numbers_now, numbers_before = ({f"99{one:08d}" for one in each} for each in (now, before))
    assert (numbers_before | by["up"]) - by["down"] == numbers_now
    assert by["adjust"] == {f"99{one:08d}" for one in now.keys() & before.keys() if now[one] != before[one]}
    assert len(lines) == sum(len(each) for each in by.values())


def test_who_left_keeps_the_last_wage_and_stands_after_those_who_came():
    lines = labour({1: 6_000_000}, {2: 7_000_000})
    assert [(line["direction"], line["wage"]) for line in lines] == [("up", 6_000_000), ("down", 7_000_000)]


def test_a_person_whose_number_became_the_personal_id_did_not_leave():
    row = {"full_name": "Tên", "personal_id": "092085000001", "wage": 6_000_000, "allowance": 0}
    before = table("payroll", [row | {"si_number": "9900000001"}])
    now = table("payroll", [row | {"si_number": "092085000001", "wage": 6_500_000}])
    made = frames.labour_lines(now, before, table("participants", []), table("labour_use", []))
    (line,) = CON.to_pyarrow(made).to_pylist()
    assert (line["direction"], line["wage"]) == ("adjust", 6_500_000)


def test_the_day_of_the_contract_is_that_of_those_who_came_and_not_of_a_new_wage():
    people = [{"si_number": f"990000000{one}", "personal_id": f"09208500000{one}", "full_name": "Tên", "wage": 6_000_000, "allowance": 0} for one in (1, 2, 3)]  # fmt: skip
    came, raised, left = people
    declared = [
        {"employer_tax_code": "1", "personal_id": one["personal_id"], "full_name": "Tên", "position": "Thợ", "contract": "definite", "since": dt.date(2026, 10, 5), "wage": 1}
        for one in (came, raised, left)
    ]  # fmt: skip
    made = frames.labour_lines(
        table("payroll", [came, raised | {"wage": 7_000_000}]),
        table("payroll", [raised, left]),
        table("participants", []),
        table("labour_use", declared),
    )
    lines = {line["direction"]: line for line in CON.to_pyarrow(made).to_pylist()}
    assert [*lines] == ["up", "down", "adjust"]
    assert lines["up"]["effective_on"] == dt.date(2026, 10, 5)
    assert lines["adjust"]["effective_on"] is None
    assert lines["down"]["still_declared"] is True


def test_who_stands_twice_on_a_payroll_is_one_person():
    row = {"si_number": "9900000001", "full_name": "Tên", "allowance": 0}
    now = table("payroll", [row | {"wage": 6_000_000}, row | {"wage": 7_000_000}])
    made = frames.labour_lines(now, table("payroll", []), table("participants", []), table("labour_use", []))
    assert [line["wage"] for line in CON.to_pyarrow(made).to_pylist()] == [7_000_000]


def test_one_person_who_left_three_schemes_is_one_line_with_three_marks():
    rows = [
        {"person": "P1", "reason": reason, "commune": "31471", "hamlet": "31471-01", "full_name": "Tên", "si_number": "99",
         "employer": "DN1", "evidence": evidence}
        for reason, evidence in (
            ("left_si_compulsory", '{"last_month":"2026-05"}'), ("left_hi", '{"until":"2026-06-30"}'),
            ("left_ui", '{"last_month":"2026-05"}'), ("resident_without_hi", "{}"),
        )
    ]  # fmt: skip
    (line,) = CON.to_pyarrow(frames.win_back_lines(ibis.memtable(rows))).to_pylist()
    marks = {name: line[name] for name in ("left_compulsory", "left_voluntary", "left_hi", "left_ui")}
    assert marks == {"left_compulsory": True, "left_voluntary": False, "left_hi": True, "left_ui": True}
    assert line["stopped"] == "2026-06"


@pytest.mark.parametrize(
    ("line", "lacks"),
    [({"a": "x", "b": 0}, []), ({"a": "", "b": 1}, ["a"]), ({"b": None}, ["a", "b"])],
)
def test_an_empty_cell_is_missing_and_a_zero_is_not(line, lacks):
    assert missing([{"a": 1, "b": 1}, line], ("a", "b")) == [Missing(2, name) for name in lacks]
