import datetime as dt

import pytest

from ansinh.base.dated import Confidence
from ansinh.base.errors import NotFound, NotYetKnown
from ansinh.law.parameters import all_of_them
from ansinh.law.parameters.levels import Zone, base_salary, minimum_hourly_wage, minimum_wage
from ansinh.law.sources import citations, cited, in_force, instruments

PARAMETERS = list(all_of_them().values())
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda parameter: parameter.code)
def test_every_value_has_a_source_in_the_register(parameter):
    for value in parameter.dated:
        assert citations(value.source)


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda parameter: parameter.code)
def test_a_value_ends_the_day_before_the_next_begins(parameter):
    values = list(parameter.dated)
    with pytest.raises(NotYetKnown):
        parameter.on(values[0].since - DAY)
    for value in values:
        assert parameter.on(value.since) == value.value
        if value.until:
            assert parameter.on(value.until - DAY) == value.value
            assert not parameter.known(value.until) or parameter.entry(value.until) is not value


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda parameter: parameter.code)
def test_a_value_read_in_an_act_does_not_start_before_the_act(parameter):
    for value in parameter.dated:
        if value.confidence is Confidence.READ:
            first = citations(value.source)[0].instrument
            assert first.since is None or first.since <= value.since


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        ("2016-01-01", 1_150_000),
        ("2016-04-30", 1_150_000),
        ("2016-05-01", 1_210_000),
        ("2017-06-30", 1_210_000),
        ("2017-07-01", 1_300_000),
        ("2018-06-30", 1_300_000),
        ("2018-07-01", 1_390_000),
        ("2019-06-30", 1_390_000),
        ("2019-07-01", 1_490_000),
        ("2023-06-30", 1_490_000),
        ("2023-07-01", 1_800_000),
        ("2024-06-30", 1_800_000),
        ("2024-07-01", 2_340_000),
        ("2026-06-30", 2_340_000),
        ("2026-07-01", 2_530_000),
    ],
)
def test_the_base_salary_of_each_day_since_2016(day, amount):
    assert base_salary.on(dt.date.fromisoformat(day)) == amount


@pytest.mark.parametrize(
    ("day", "wages"),
    [
        ("2016-12-31", (3_500_000, 3_100_000, 2_700_000, 2_400_000)),
        ("2017-01-01", (3_750_000, 3_320_000, 2_900_000, 2_580_000)),
        ("2018-01-01", (3_980_000, 3_530_000, 3_090_000, 2_760_000)),
        ("2019-01-01", (4_180_000, 3_710_000, 3_250_000, 2_920_000)),
        ("2020-01-01", (4_420_000, 3_920_000, 3_430_000, 3_070_000)),
        ("2022-06-30", (4_420_000, 3_920_000, 3_430_000, 3_070_000)),
        ("2022-07-01", (4_680_000, 4_160_000, 3_640_000, 3_250_000)),
        ("2024-06-30", (4_680_000, 4_160_000, 3_640_000, 3_250_000)),
        ("2024-07-01", (4_960_000, 4_410_000, 3_860_000, 3_450_000)),
        ("2025-12-31", (4_960_000, 4_410_000, 3_860_000, 3_450_000)),
        ("2026-01-01", (5_310_000, 4_730_000, 4_140_000, 3_700_000)),
    ],
)
def test_the_minimum_wages_of_each_day_since_2016(day, wages):
    assert tuple(minimum_wage[zone].on(dt.date.fromisoformat(day)) for zone in Zone) == wages


def test_the_hourly_minimum_wage_is_known_from_2026_only():
    assert minimum_hourly_wage[Zone.I].on(dt.date(2026, 1, 1)) == 25_500
    with pytest.raises(NotYetKnown, match="25"):
        minimum_hourly_wage[Zone.I].on(dt.date(2025, 12, 31))


def test_an_article_is_cited_as_each_language_cites_it():
    text = cited("41/2024/QH15:34.4.a")
    assert text.vi == "điểm a khoản 4 Điều 34 Luật 41/2024/QH15"
    assert text.en == "Law 41/2024/QH15, article 34, clause 4, point a"


def test_an_instrument_that_is_not_registered_is_refused():
    with pytest.raises(NotFound, match="9/9999"):
        citations("9/9999/QH99:1")


def test_of_the_old_and_the_new_law_the_one_of_the_day_is_cited():
    both = "58/2014/QH13:89.3; 41/2024/QH15:31.1"
    assert in_force(both, dt.date(2025, 6, 30)) == "58/2014/QH13:89.3"
    assert in_force(both, dt.date(2025, 7, 1)) == "41/2024/QH15:31.1"


def test_every_instrument_has_a_title_in_both_languages_and_ends_after_it_began():
    for instrument in instruments().values():
        assert instrument.title.vi
        assert instrument.title.en
        assert not (instrument.since and instrument.until) or instrument.since < instrument.until
