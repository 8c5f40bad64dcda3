"""From places to units nothing is lost and nothing counted twice."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ansinh.indicators.rules.compiled import above, rolled_up, safe_ratio
from ansinh.indicators.terms import CATALOGUE, Level, level_of

COMMUNES = ("31471", "31153", "31120")
PLACES = st.sampled_from([*(f"{c}-{n:02d}" for c in COMMUNES for n in range(4)), "92-00"])
CODES = st.sampled_from(("hi", "ui", "si_voluntary"))
COUNTS = st.dictionaries(PLACES, st.dictionaries(CODES, st.integers(0, 10**9)))


@given(COUNTS)
def test_every_level_adds_up_to_the_province(places):
    units = rolled_up(places, "92", COMMUNES)
    for code in {code for counts in places.values() for code in counts}:
        whole = sum(counts.get(code, 0) for counts in places.values())
        assert units["92"][code] == whole
        assert sum(c[code] for u, c in units.items() if level_of(u) is Level.COMMUNE) == whole
        for commune in COMMUNES:
            parts = sum(c[code] for u, c in units.items() if u.startswith(f"{commune}-"))
            assert parts == units[commune][code]


def test_a_place_counts_in_itself_its_commune_and_the_province():
    assert above("31471-03", "92") == ("31471-03", "31471", "92")
    assert above("92-00", "92") == ("92-00", "92")


def test_a_ratio_of_nothing_is_nothing():
    assert safe_ratio(1, 0) is None
    assert safe_ratio(1, 3) == Decimal("33.3333")
    assert safe_ratio(2, 3) == Decimal("66.6667")


def test_the_catalogue_refers_only_to_itself():
    for indicator in CATALOGUE.values():
        assert all(
            code in CATALOGUE
            for code in (*indicator.parts, indicator.numerator, indicator.denominator)
            if code
        )
        assert not (indicator.is_rate and indicator.computed and not indicator.denominator), indicator.code
