"""The measure of `ansinh bench lists` publishes all that it made up and opens it."""

import pytest

from ansinh.cli import bench_lists
from ansinh.outreach.models import Candidate


@pytest.mark.django_db
def test_every_entry_made_up_is_listed_with_a_collector_and_the_lists_open():
    told = bench_lists.measured(5_000)
    assert (told["entries"], told["persons"]) == (5_000, 4_000)
    assert Candidate.objects.exclude(collector=None).count() == 5_000
    assert all(told[name] > 0 for name in told if name.endswith("_ms"))
