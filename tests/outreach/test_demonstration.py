"""Do the demonstration's collectors find the same each time, and is what they found plausible?"""

from collections import Counter

import pytest
from tests.outreach.candidates import candidate

from ansinh.base.months import Month
from ansinh.demo import visits
from ansinh.outreach.models import Visit
from ansinh.outreach.terms import Outcome

pytestmark = pytest.mark.django_db


def test_the_visits_of_a_city_follow_from_its_seed(ward, published):
    rows = [candidate(number) for number in range(60)]
    published(rows, month=Month(2026, 9))
    published(rows[:40], month=Month(2026, 10))
    assert visits.record_some(Month(2026, 9), "31471", seed=1) == 60
    first = list(Visit.objects.order_by("person").values_list("person", "outcome", "recorded_on"))
    assert visits.record_some(Month(2026, 9), "31471", seed=1) == 0
    Visit.objects.all().delete()
    visits.record_some(Month(2026, 9), "31471", seed=1)
    assert list(Visit.objects.order_by("person").values_list("person", "outcome", "recorded_on")) == first
    still = {row["person"] for row in rows[:40]}
    found = Counter((person in still, outcome) for person, outcome, _ in first)
    assert found[False, Outcome.ENROLLED] > 10
    assert found[True, Outcome.ENROLLED] == 0
