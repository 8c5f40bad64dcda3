"""A month with its real links finds who is truly missing in an invented city, and few others."""

from __future__ import annotations

from pathlib import Path

import pytest

from ansinh.cli import bench_missing
from ansinh.registers import synthetic

PERSONS = 8_000
COUNTED_FROM = 100
"""Below so many a single late notice decides."""


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict]:
    folder: Path = tmp_path_factory.mktemp("missing")
    city = synthetic.generate(folder / "city", persons=PERSONS)
    return {
        row["reason"]: row for row in bench_missing.against_truth(city, folder / "home", "2GB")["reasons"]
    }


def test_nearly_everybody_who_is_listed_is_missing_and_nearly_all_the_missing_are_listed(measured):
    true, found, both = (sum(row[name] for row in measured.values()) for name in ("true", "found", "both"))
    assert both * 100 >= found * 99
    assert both * 100 >= true * 99


def test_no_reason_that_counts_is_quietly_worse(measured):
    counted = [row for row in measured.values() if row["true"] >= COUNTED_FROM]
    assert len(counted) >= 6
    assert [row for row in counted if row["precision"] < 97_000 or row["recall"] < 95_000] == []
