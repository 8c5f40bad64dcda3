"""The law's frames give, row by row, what the law's functions give; and Spark, where installed, what DuckDB gives."""

from __future__ import annotations

import datetime as dt
from random import Random

import ibis
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansinh.employers import frames as employers
from ansinh.law.arrears.interest import OldDebts, interest
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
            "since": day[n], "until": day[n] + dt.timedelta(days=random.randrange(800)),
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


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore")  # Spark's own, of sockets and pandas
def test_spark_gives_what_duckdb_gives(con):
    pytest.importorskip("pyspark")
    spark, people = engine.connect("spark", memory="1GB", threads=1), table_of(100)
    frames = (
        subsidies.household_premiums, subsidies.voluntary_payments, subsidies.premiums_and_support,
        lambda table: subsidies.supported_premiums(table.mutate(group=table.supported)),
        employers.contributions, employers.extra_money,
    )  # fmt: skip
    for frame in frames:
        asked = frame(people).order_by("row")
        assert spark.to_pyarrow(asked).to_pylist() == con.to_pyarrow(asked).to_pylist()
