"""The law's frames give, row by row, what the law's functions give; and Spark, where installed, what DuckDB gives."""

from __future__ import annotations

import datetime as dt
import functools
from decimal import Decimal
from random import Random

import ibis
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansinh.base.errors import InvalidValue, NotYetKnown
from ansinh.employers import frames as employers
from ansinh.law.arrears.interest import DAY, Debt, OldDebts, Paid, YearRate, interest
from ansinh.law.compulsory.contributions import contributions
from ansinh.law.compulsory.terms import Fund
from ansinh.law.health.household import Joining, household
from ansinh.law.health.premium import supported_premium
from ansinh.law.parameters.health import Supported, support
from ansinh.law.parameters.levels import Zone, base_salary
from ansinh.law.parameters.voluntary import Group, rural_poverty_line
from ansinh.law.voluntary.payment import payment
from ansinh.registers import engine
from ansinh.subsidies import frames as subsidies

days = st.dates(dt.date(2016, 1, 1), dt.date(2027, 12, 31))
once = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def con():
    return engine.connect(memory="1GB", threads=1)


def computed(con, frame, rows: list[dict], schema: dict) -> list[dict]:
    """What `frame` gives for `rows`, in their order."""
    table = ibis.memtable(pa.Table.from_pylist(rows, schema=pa.schema(schema)))
    return con.to_pyarrow(frame(table).order_by("row")).to_pylist()


def table_of(rows: int):
    """Invented people with all columns that the frames ask for."""
    random = Random(92)
    day = [dt.date(2016, 1, 1) + dt.timedelta(days=random.randrange(4300)) for _ in range(rows)]
    people = [
        {
            "row": n, "household": str(n // 4), "person": f"{n:03}", "paid_on": day[n], "months": random.choice([3, 6, 12]),
            "group": random.choice(list(Group)).value, "supported": random.choice(list(Supported)).value,
            "income": random.randrange(1, 50_000_000),
            "supported_before": random.randrange(130), "wage": random.randrange(1, 300_000_000),
            "zone": random.choice(list(Zone)).value, "month": day[n], "balance": random.randrange(1, 10**11),
            "due": day[n] - DAY,
            "debt": random.choice(list(Debt)).value, "since": day[n], "until": day[n] + dt.timedelta(days=random.randrange(800)),
        }
        for n in range(rows)
    ]  # fmt: skip
    return ibis.memtable(pa.Table.from_pylist(people))


@given(st.lists(st.tuples(st.integers(0, 2), days, st.sampled_from([3, 6, 12])), min_size=1, max_size=30))
@once
def test_household_premiums_agree_with_the_law(con, drawn):
    rows = [
        {"row": n, "household": str(home), "person": f"{n:03}", "paid_on": day, "months": months}
        for n, (home, day, months) in enumerate(drawn)
    ]
    schema = {
        "row": pa.int64(), "household": pa.string(), "person": pa.string(), "paid_on": pa.date32(), "months": pa.int64(),
    }  # fmt: skip
    found = {
        row["row"]: (row["position"], row["premium"])
        for row in computed(con, subsidies.household_premiums, rows, schema)
    }
    for home, year in {(row["household"], row["paid_on"].year) for row in rows}:
        members = [row for row in rows if (row["household"], row["paid_on"].year) == (home, year)]
        members.sort(key=lambda row: (row["paid_on"], row["person"]))
        joinings = tuple(Joining(row["paid_on"], row["months"]) for row in members)
        law = household(members=joinings, on=dt.date(year, 12, 31))
        for row, member in zip(members, law.members, strict=True):
            assert found[row["row"]] == (member.position, member.amount)


@given(
    st.lists(st.tuples(st.sampled_from(list(Supported)), days, st.integers(1, 12)), min_size=1, max_size=30)
)
@once
def test_supported_premiums_agree_with_the_law(con, drawn):
    rows = [
        {"row": n, "person": str(n), "group": group.value, "paid_on": day, "months": months}
        for n, (group, day, months) in enumerate(drawn)
    ]
    schema = {
        "row": pa.int64(),
        "person": pa.string(),
        "group": pa.string(),
        "paid_on": pa.date32(),
        "months": pa.int64(),
    }
    for row in computed(con, subsidies.supported_premiums, rows, schema):
        group = Supported(row["group"])
        if not support[group].known(row["paid_on"]):
            assert row["own"] is None
            continue
        law = supported_premium(groups=(group,), months=row["months"], on=row["paid_on"])
        assert (row["total"], row["state"], row["own"]) == (law.total, law.state, law.own)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(Group)),
            days,
            st.sampled_from([1, 3, 6, 12]),
            st.integers(0, 130),
            st.integers(0, 20_000_000),
        ),
        min_size=1,
        max_size=30,
    )
)
@once
def test_voluntary_payments_agree_with_the_law(con, drawn):
    rows = [
        {
            "row": n, "person": str(n), "group": group.value, "paid_on": day, "months": months, "supported_before": before,
            "income": min(rural_poverty_line.on(day) + above, 20 * base_salary.on(day)),
        }
        for n, (group, day, months, before, above) in enumerate(drawn)
    ]  # fmt: skip
    schema = {
        "row": pa.int64(), "person": pa.string(), "group": pa.string(), "paid_on": pa.date32(), "months": pa.int64(),
        "supported_before": pa.int64(), "income": pa.int64(),
    }  # fmt: skip
    for row in computed(con, subsidies.voluntary_payments, rows, schema):
        law = payment(
            income=row["income"], groups=(Group(row["group"]),), months=row["months"],
            supported_before=row["supported_before"], on=row["paid_on"],
        )  # fmt: skip
        assert (row["total"], row["state"], row["own"]) == (law.total, law.state, law.own)


def test_premium_and_support_together_are_the_two_apart(con):
    people = table_of(100)
    both = con.to_pyarrow(subsidies.premiums_and_support(people).order_by("row")).to_pylist()
    one = con.to_pyarrow(subsidies.household_premiums(people).order_by("row")).to_pylist()
    other = con.to_pyarrow(subsidies.voluntary_payments(people).order_by("row")).to_pylist()
    assert both == [first | second for first, second in zip(one, other, strict=True)]


@given(
    st.lists(
        st.tuples(st.integers(0, 300_000_000), st.sampled_from(list(Zone)), days), min_size=1, max_size=30
    )
)
@once
def test_contributions_agree_with_the_law(con, drawn):
    rows = [
        {"row": n, "wage": wage, "zone": zone.value, "month": day}
        for n, (wage, zone, day) in enumerate(drawn)
    ]
    schema = {"row": pa.int64(), "wage": pa.int64(), "zone": pa.string(), "month": pa.date32()}
    for row in computed(con, employers.contributions, rows, schema):
        law = contributions(wage=row["wage"], zone=Zone(row["zone"]), on=row["month"])
        assert row["total"] == law.total
        for fund in Fund:
            assert row.get(f"{fund}_employee", 0) == law.to(fund).employee
            assert row[f"{fund}_employer"] == law.to(fund).employer


@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**11), st.dates(dt.date(2025, 6, 1), dt.date(2027, 1, 1)), st.integers(0, 800)
        ),
        min_size=1,
        max_size=30,
    )
)
@once
def test_extra_money_agrees_with_the_law(con, drawn):
    rows = [
        {"row": n, "balance": balance, "since": since, "until": since + dt.timedelta(days=lasted)}
        for n, (balance, since, lasted) in enumerate(drawn)
    ]
    schema = {"row": pa.int64(), "balance": pa.int64(), "since": pa.date32(), "until": pa.date32()}
    for row in computed(con, employers.extra_money, rows, schema):
        due = row["since"] - dt.timedelta(days=1)
        law = interest(amount=row["balance"], due=due, old_debts=OldDebts.FROM_JULY, on=row["until"])
        assert row["extra"] == law.daily


RATES = {
    Debt.SI: tuple(YearRate(year, Decimal("0.0055") + Decimal(year) / 10**6) for year in range(2019, 2026)),
    Debt.HI: tuple(YearRate(year, Decimal("0.010833")) for year in (2023, 2024, 2025)),
}
debts = st.tuples(
    st.integers(1, 10**11),
    st.dates(dt.date(2015, 12, 31), dt.date(2026, 12, 31)),
    st.integers(1, 2500),
    st.sampled_from(list(Debt)),
)
UNPAID = {
    "row": pa.int64(), "balance": pa.int64(), "due": pa.date32(), "debt": pa.string(), "since": pa.date32(),
    "until": pa.date32(),
}  # fmt: skip


def stretch(row: int, balance: int, due: dt.date, debt: Debt, since: dt.date, until: dt.date) -> dict:
    return {"row": row, "balance": balance, "due": due, "debt": debt.value, "since": since, "until": until}


@given(st.lists(debts, min_size=1, max_size=30), st.sampled_from(list(OldDebts)))
@once
def test_late_interest_of_old_and_new_debts_agrees_with_the_law_or_says_what_is_not_known(con, drawn, way):
    rows = [
        stretch(n, balance, due, debt, due + DAY, due + dt.timedelta(days=lasted))
        for n, (balance, due, lasted, debt) in enumerate(drawn)
        if way is not OldDebts.FROM_DEADLINE or due + dt.timedelta(days=lasted) >= employers.NEW_LAW
    ]
    frame = functools.partial(employers.late_interest, old_rates=RATES, old_debts=way)
    for row in computed(con, frame, rows, UNPAID):
        debt = Debt(row["debt"])
        asked = {"debt": debt, "old_rates": RATES[debt], "old_debts": way, "on": row["until"]}
        try:
            law = interest(amount=row["balance"], due=row["due"], **asked)
        except NotYetKnown:
            assert (row["known"], row["old"]) == (False, None)
            continue
        assert (row["known"], row["old"], row["extra"]) == (True, law.old, law.daily)


@given(st.dates(dt.date(2023, 1, 1), dt.date(2026, 6, 30)), st.integers(1, 400), st.integers(1, 900))
@once
def test_the_stretches_of_a_debt_paid_in_part_add_up_to_its_interest(con, due, paid_after, more):
    paid_on, balance, part = due + dt.timedelta(days=paid_after), 90_000_000, 30_000_000
    on = paid_on + dt.timedelta(days=more)
    rows = [
        stretch(0, balance, due, Debt.SI, due + DAY, paid_on),
        stretch(1, balance - part, due, Debt.SI, paid_on + DAY, on),
    ]
    found = computed(con, functools.partial(employers.late_interest, old_rates=RATES), rows, UNPAID)
    law = interest(amount=balance, due=due, payments=(Paid(paid_on, part),), old_rates=RATES[Debt.SI], on=on)
    assert abs(sum(row["old"] for row in found) - law.old) <= 1
    assert abs(sum(row["extra"] for row in found) - law.daily) <= 1


def test_an_old_rate_finer_than_the_frame_can_hold_is_refused():
    rates = {Debt.SI: (YearRate(2024, Decimal("0.00650001")),)}
    table = ibis.table(
        {**dict.fromkeys(("due", "since", "until"), "date"), "balance": "int64", "debt": "string"}
    )
    with pytest.raises(InvalidValue):
        employers.late_interest(table, old_rates=rates)


@pytest.mark.spark
def test_spark_gives_what_duckdb_gives(con):
    pytest.importorskip("pyspark")
    spark, people = engine.connect("spark", memory="1GB", threads=1), table_of(100)
    frames = (
        subsidies.household_premiums, subsidies.voluntary_payments, subsidies.premiums_and_support,
        lambda table: subsidies.supported_premiums(table.mutate(group=table.supported)),
        employers.contributions, employers.extra_money, functools.partial(employers.late_interest, old_rates=RATES),
    )  # fmt: skip
    for frame in frames:
        asked = frame(people).order_by("row")
        assert spark.to_pyarrow(asked).to_pylist() == con.to_pyarrow(asked).to_pylist()
