"""What must hold for any numbers, not only for those of the cases."""

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ansinh.base.months import Month
from ansinh.law import parameter
from ansinh.law.arrears import deadlines
from ansinh.law.arrears.apportionment import Due, apportionment
from ansinh.law.arrears.evasion import Fault, classification
from ansinh.law.arrears.interest import Paid, YearRate, interest
from ansinh.law.benefits import oneoff, pension, retirement, unemployment
from ansinh.law.benefits.wages import Stretch
from ansinh.law.compulsory.contributions import contributions
from ansinh.law.compulsory.suspension import suspension
from ansinh.law.compulsory.terms import Fund, Payer
from ansinh.law.health.household import Joining, household
from ansinh.law.health.premium import household_member, supported_premium
from ansinh.law.parameters.benefits import Sex
from ansinh.law.parameters.coefficients import coefficient
from ansinh.law.parameters.health import Supported
from ansinh.law.parameters.levels import Zone, base_salary, minimum_wage
from ansinh.law.parameters.voluntary import Group, rural_poverty_line
from ansinh.law.voluntary.modes import refund
from ansinh.law.voluntary.payment import payment

days = st.dates(dt.date(2016, 1, 1), dt.date(2027, 12, 31))
new_days = st.dates(dt.date(2025, 7, 1), dt.date(2027, 12, 31))
months = st.sampled_from([3, 6, 12])
groups = st.lists(st.sampled_from(list(Group)), min_size=1, max_size=3).map(tuple)
RATES = tuple(YearRate(year, Decimal("0.0065")) for year in range(2016, 2026))


@given(days, months)
def test_a_later_place_in_the_household_never_pays_more(on, count):
    premiums = [household_member(position=position, months=count, on=on) for position in range(1, 8)]
    assert premiums == sorted(premiums, reverse=True)


@given(st.permutations([(3, 1), (9, 5), (9, 5), (12, 20), (2, 28)]), new_days)
def test_the_order_in_which_members_are_listed_changes_nothing(joined, on):
    def total(order):
        return household(members=tuple(Joining(dt.date(on.year, m, d), 12) for m, d in order), on=on).total

    assert total(joined) == total(sorted(joined))


@given(st.lists(st.tuples(st.integers(1, 12), months), min_size=1, max_size=6), new_days)
def test_a_member_more_never_makes_the_others_pay_more(joined, on):
    members = tuple(Joining(dt.date(on.year, month, 1), count) for month, count in joined)
    newcomer = Joining(dt.date(on.year, 12, 28), 12)
    alone, joined_by = household(members=members, on=on), household(members=(*members, newcomer), on=on)
    assert joined_by.members[: len(members)] == alone.members


@given(new_days, st.integers(1, 12), st.sampled_from(list(Supported)), st.integers(0, 100_000))
def test_the_parts_of_a_supported_premium_add_up_and_none_is_negative(on, count, group, local):
    found = supported_premium(groups=(group,), months=count, local_rate=local, on=on)
    assert found.state + found.local + found.own == found.total
    assert min(found.state, found.local, found.own) >= 0


@given(
    days,
    st.integers(0, 50_000_000),
    groups,
    st.sampled_from([1, 3, 6, 12]),
    st.integers(0, 130),
    st.integers(0, 90_000),
)
def test_the_parts_of_a_voluntary_payment_add_up_and_none_is_negative(on, above, group, count, before, local):
    income = min(rural_poverty_line.on(on) + above, 20 * base_salary.on(on))
    found = payment(
        income=income, groups=group, months=count, supported_before=before, local_rate=local, on=on
    )
    assert found.state + found.local + found.own == found.total
    assert min(found.state, found.local, found.own) >= 0


@given(new_days, groups, st.integers(0, 130))
def test_being_in_one_group_more_never_costs_more(on, group, before):
    income = rural_poverty_line.on(on)
    alone = payment(income=income, groups=group[:1], supported_before=before, on=on)
    assert payment(income=income, groups=group, supported_before=before, on=on).own <= alone.own


@given(
    new_days,
    months,
    groups,
    st.integers(0, 130),
    st.integers(0, 90_000),
    st.integers(0, 12),
    st.integers(0, 20_000_000),
)
def test_a_refund_never_exceeds_what_the_person_paid(paid_on, count, group, before, local, left, above):
    income = rural_poverty_line.on(paid_on) + above
    asked = {
        "income": income,
        "groups": group,
        "months": count,
        "supported_before": before,
        "local_rate": local,
    }
    own = payment(**asked, on=paid_on).own
    remaining = min(left, count)
    back = refund(**asked, remaining=remaining, paid_on=paid_on, on=paid_on)
    assert 0 <= back <= own
    if remaining == count:
        assert back == own


@given(
    days,
    st.integers(0, 150_000_000),
    st.integers(0, 5_000_000),
    st.sampled_from(list(Zone)),
    st.sampled_from([Payer.EMPLOYEE, Payer.STATE_STAFF]),
)
def test_a_higher_wage_never_contributes_less_and_a_cap_holds(on, wage, more, zone, payer):
    lower = contributions(wage=wage, payer=payer, zone=zone, on=on)
    higher = contributions(wage=wage + more, payer=payer, zone=zone, on=on)
    for fund in Fund:
        assert lower.to(fund).employee <= higher.to(fund).employee
        assert lower.to(fund).employer <= higher.to(fund).employer
    assert higher.to(Fund.RETIREMENT).wage <= 20 * base_salary.on(on)


@given(days, st.integers(0, 200_000_000), st.sampled_from(list(Zone)))
def test_the_shares_of_a_contribution_add_up(on, wage, zone):
    found = contributions(wage=wage, zone=zone, on=on)
    assert sum(share.total for share in found.shares) == found.total == found.employee + found.employer


@given(st.integers(0, 40), st.integers(1, 12), st.integers(0, 11), st.integers(0, 150_000_000))
def test_what_is_suspended_is_the_retirement_part_alone_and_is_never_due_sooner(start, lasting, within, wage):
    since = Month(2025, 7) + start
    month, on = since + min(within, lasting - 1), since.first_day
    granted = suspension(since=since, months=lasting, lost=60_000, on=on)
    put_off = deadlines.due_day(month=month, suspended_until=granted.until, on=on)
    assert put_off == granted.make_up_by >= deadlines.due_day(month=month, on=on)
    asked = {"wage": wage, "zone": Zone.I, "on": month.first_day}
    whole, now = contributions(**asked), contributions(**asked, suspended=True)
    assert whole.total - now.total == whole.to(Fund.RETIREMENT).total
    assert all(now.to(fund) == whole.to(fund) for fund in Fund if fund is not Fund.RETIREMENT)


@given(
    st.dates(dt.date(2024, 1, 31), dt.date(2026, 12, 31)),
    st.integers(0, 900),
    st.integers(0, 200),
    st.integers(0, 10**12),
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 10**11)), max_size=4),
)
def test_a_longer_delay_never_costs_less(due, delay, more, amount, paid):
    payments = tuple(Paid(due + dt.timedelta(days=after), part) for after, part in paid)
    first, second = due + dt.timedelta(days=delay), due + dt.timedelta(days=delay + more)
    asked = {"amount": amount, "due": due, "payments": payments, "old_rates": RATES}
    assert interest(**asked, on=first).total <= interest(**asked, on=second).total


@given(new_days, st.integers(0, 400), st.integers(0, 10**11), st.integers(0, 400), st.integers(0, 10**11))
def test_paying_a_part_never_costs_more_than_paying_nothing(due, delay, amount, after, part):
    on = due + dt.timedelta(days=delay)
    payments = (Paid(due + dt.timedelta(days=after), part),)
    assert (
        interest(amount=amount, due=due, payments=payments, on=on).total
        <= interest(amount=amount, due=due, on=on).total
    )


@given(
    st.integers(0, 10**10),
    st.lists(
        st.tuples(st.sampled_from(list(Fund)), st.integers(0, 10**9), st.integers(0, 10**8)), max_size=6
    ),
    days,
)
def test_what_a_payment_settles_and_what_is_left_add_up_to_it(received, owed, on):
    found = apportionment(received=received, debts=tuple(Due(*each) for each in owed), on=on)
    assert sum(due.principal + due.extra for due in found.rest) + found.surplus == received


@given(
    st.sampled_from(list(Fault)),
    st.dates(dt.date(2025, 11, 30), dt.date(2027, 1, 1)),
    st.integers(1, 300),
    st.integers(0, 300),
)
def test_evasion_never_turns_back_into_lateness_by_waiting(fault, deadline, urged, delay):
    asked = {"fault": fault, "deadline": deadline, "urged_on": deadline + dt.timedelta(days=urged)}
    on = deadline + dt.timedelta(days=delay)
    order = ["on_time", "late", "evasion"]
    now, tomorrow = classification(**asked, on=on), classification(**asked, on=on + dt.timedelta(days=1))
    assert order.index(now.standing) <= order.index(tomorrow.standing)
    if now.standing == tomorrow.standing:
        assert tomorrow.days - now.days in (0, 1)


@given(st.sampled_from(list(Sex)), st.integers(0, 600), st.integers(0, 120))
def test_a_longer_contribution_never_lowers_the_pension_rate(sex, months, more):
    asked = {"sex": sex, "treaty": months < 180, "on": dt.date(2026, 10, 1)}
    assert pension.rate(months=months, **asked) <= pension.rate(months=months + more, **asked)


@given(st.dates(dt.date(1961, 1, 1), dt.date(2000, 12, 31)), st.sampled_from(list(Sex)), st.integers(1, 400))
def test_who_is_born_later_never_retires_earlier(born, sex, later):
    on = dt.date(2026, 10, 1)
    first = retirement.age(born=born, sex=sex, on=on)
    second = retirement.age(born=born + dt.timedelta(days=later), sex=sex, on=on)
    assert first.reached_on <= second.reached_on


@given(st.integers(0, 70), st.integers(1, 70), st.integers(1_000_000, 50_000_000))
def test_the_lump_sum_of_years_since_2014_grows_with_each_month(before, more, wage):
    """Across 2014 it need not: odd months before 2014 move into the better years, twelve of them do not."""
    on, first = dt.date(2026, 10, 1), Month(2026, 9)

    def once(months):
        return oneoff.oneoff(history=(Stretch(first - (months - 1), first, wage),), on=on)

    # one coefficient for all years, so that only the length differs
    even = parameter.dated("1", (("2016-01-01", Decimal(1), "340/BHXH-CSXH"),))
    with parameter.overlaid({each.code: even for each in coefficient.values()}):
        assert once(12 + before) <= once(12 + before + more)


@given(st.integers(0, 10**9), st.integers(12, 300), st.sampled_from(list(Zone)), days)
def test_the_unemployment_benefit_stays_below_its_cap(average, months, zone, on):
    found = unemployment.benefit(average=average, months=months, zone=zone, on=on)
    assert found.monthly <= 5 * minimum_wage[zone].on(on)
    assert found.total == found.monthly * found.months
