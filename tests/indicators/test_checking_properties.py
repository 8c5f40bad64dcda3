"""What holds of the checker for every table, not only for the published one."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansinh.indicators.rules.figures import checking, tables
from ansinh.indicators.rules.figures.intervals import Interval, Printed
from ansinh.indicators.rules.figures.numerals import shown
from ansinh.indicators.rules.figures.verdicts import Verdict

HEADINGS = (
    "unit", "indicator", "value", "plan", "percent of plan", "need", "percent", "target percent",
    "percent of target", "exceeds points", "population",
)  # fmt: skip
checker = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
counts = st.integers(100, 3_000_000)


def rounded(value, places, how=ROUND_HALF_UP):
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), how)


def line(unit, indicator, value, plan, population, rate, places):
    percent = rounded(Fraction(value * 100, population), places)
    return [
        unit, indicator, Decimal(value), Decimal(plan), rounded(Fraction(value * 100, plan), places),
        Decimal(plan - value), percent, rate, rounded(Fraction(percent) * 100 / Fraction(rate), places),
        percent - rate, Decimal(population),
    ]  # fmt: skip


@st.composite
def consistent(draw):
    """A table as a careful office prints it: totals of units, total of HI and voluntary SI, rates, needs."""
    places = draw(st.integers(1, 2))
    rate = Decimal(draw(st.integers(20, 100)))
    rows = []
    for unit in [f"Xã {number}" for number in range(draw(st.integers(1, 4)))]:
        hi, voluntary, more = draw(counts), draw(counts), draw(st.integers(0, 2_000_000))
        population = hi + voluntary + more
        hi_plan, voluntary_plan = int(rounded(Fraction(rate) * population / 100, 0)), draw(counts)
        rows.append(line(unit, "hi", hi, hi_plan, population, rate, places))
        rows.append(line(unit, "si_voluntary", voluntary, voluntary_plan, population, rate, places))
        total = (hi + voluntary, hi_plan + voluntary_plan)
        rows.append(line(unit, "participants_total", *total, population, rate, places))
    for indicator in ("hi", "si_voluntary", "participants_total"):
        own = [row for row in rows if row[1] == indicator and row[0] != "Tổng cộng"]
        sums = [int(sum(row[column] for row in own)) for column in (2, 3, 10)]
        rows.append(line("Tổng cộng", indicator, *sums, rate, places))
    return rows


def checked(rows):
    printed = [[str(cell) for cell in row] for row in rows]
    return checking.check(tables.read(list(enumerate([HEADINGS, *printed], 1))))


@checker
@given(consistent())
def test_a_consistent_table_is_never_said_not_to_hold(rows):
    assert [one for one in checked(rows) if one.verdict is Verdict.DOES_NOT_HOLD] == []


@checker
@given(consistent(), st.data())
def test_one_number_changed_beyond_rounding_is_caught(rows, data):
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.sampled_from([2, 3, 4, 5]))
    off = data.draw(st.integers(2, 50)) * data.draw(st.sampled_from([1, -1]))
    if column == 4 and rows[row][column] + off < 0:
        off = -off
    changed = [list(one) for one in rows]
    changed[row][column] += off
    assert any(one.verdict is Verdict.DOES_NOT_HOLD for one in checked(changed))


def without_rows(checks):
    return sorted((one.unit, one.indicator, one.identity, one.verdict, str(one.computed)) for one in checks)


@checker
@given(consistent(), st.randoms(use_true_random=False))
def test_the_verdicts_do_not_depend_on_the_order_of_rows(rows, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert without_rows(checked(rows)) == without_rows(checked(shuffled))


@settings(deadline=None)
@given(st.fractions(0, 10**9), st.integers(0, 4))
def test_the_true_value_lies_in_the_interval_of_what_is_printed(value, places):
    assert Printed(rounded(value, places)).rounded().holds(value)
    assert Printed(rounded(value, places, ROUND_DOWN)).truncated().holds(value)


positive = st.fractions(0, 10**6)


@settings(deadline=None)
@given(positive, positive, positive, positive)
def test_intervals_hold_the_results_of_all_their_values(a, b, c, d):
    one, other = Interval(min(a, b), max(a, b)), Interval(min(c, d) + 1, max(c, d) + 1)
    for left in (one.low, one.high):
        for right in (other.low, other.high):
            assert (one + other).holds(left + right)
            assert (one - other).holds(left - right)
            assert (one * other).holds(left * right)
            assert (one / other).holds(left / right)


@settings(deadline=None)
@given(st.fractions(-(10**9), 10**9), st.integers(0, 4))
def test_a_number_is_shown_within_half_a_unit_of_its_last_place(value, places):
    text = shown(value, places)
    assert abs(Fraction(text.en.replace(",", "").replace("−", "-")) - value) <= Fraction(1, 2 * 10**places)
    assert text.vi == text.en.translate(str.maketrans(",.", ".,"))
