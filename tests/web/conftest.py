"""A small city with published figures, for the pages to show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.cache import cache

from ansinh import territory
from ansinh.accounts import services as accounts
from ansinh.accounts.terms import Role
from ansinh.base.months import Month, span
from ansinh.indicators import models
from ansinh.indicators.terms import CATALOGUE, HEADLINES, level_of

NEWEST = Month(2026, 10)
GEOGRAPHY = dt.date(2025, 7, 1)
NOTE = {
    "vi": "Có 1.204 dòng của sổ người tham gia chưa xếp được vào xã, phường nào; các dòng này vẫn được tính.",
    "en": "1,204 rows of the participants register are in no known commune; they are counted all the same.",
}
HAMLETS = ("31471-01", "31471-02", "31471-03")


def readings(run: models.Run, month: Month, units: list[str]) -> list[models.Reading]:
    """Every headline indicator of every unit: numbers that differ by unit and grow by month."""
    return [_reading(run, month, unit, code, place) for place, unit in enumerate(units) for code in HEADLINES]


def _reading(run: models.Run, month: Month, unit: str, code: str, place: int) -> models.Reading:
    size = 100_000 if len(unit) == 2 else 40 if "-" in unit else 1_000
    value = Decimal(size + place * 7 + (month - Month(2024, 11)) * (size // 200 + 1))
    parts = {}
    if CATALOGUE[code].is_rate:
        numerator, denominator = size * 7 + place, size * 10 + place * 3
        value = Decimal(numerator * 100) / denominator
        parts = {"numerator": numerator, "denominator": denominator, "denominator_source": "GSO"}
    return models.Reading(
        run=run, indicator=code, unit=unit, level=level_of(unit), month=str(month), basis="computed",
        value=value.quantize(Decimal("0.0001")), **parts,
    )  # fmt: skip


def target(unit: str, code: str, amount: int) -> models.Target:
    """A target of the People's Committee for 2026."""
    rate = CATALOGUE[code].is_rate
    return models.Target(
        unit=unit, indicator=code, period_start=dt.date(2026, 1, 1), deadline=dt.date(2026, 12, 31),
        kind="rate" if rate else "value", value=None if rate else amount, rate=95 if rate else None,
        document="72/KH-UBND", document_on=dt.date(2026, 1, 15), body="peoples_committee",
        body_name="UBND thành phố Cần Thơ", shown_first=True, since=dt.date(2026, 1, 1),
    )  # fmt: skip


def publish(months: int) -> None:
    """Publish `months` months of the province, its communes and a few hamlets, with targets."""
    communes = [u.code for u in territory.units(GEOGRAPHY, territory.Level.COMMUNE, within="92")]
    units = ["92", *communes, *HAMLETS]
    for month in span(NEWEST - (months - 1), NEWEST):
        day = dt.datetime(2026, 11, 4, 9, 30, tzinfo=dt.UTC)
        run = models.Run.objects.create(
            province="92", month=str(month), code=f"{month}-{'0' * 50}", geography=GEOGRAPHY, inputs=[],
            code_version="0.1.0", law_version="2026-10-01", engine="duckdb", started=day, finished=day,
            published=day, notes=[NOTE],
        )  # fmt: skip
        models.Reading.objects.bulk_create(readings(run, month, units))
    models.Target.objects.bulk_create(
        [target("92", code, 130_000) for code in ("si_voluntary", "hi_coverage")]
        + [target(code, "si_voluntary", 1_000 + 29 * place) for place, code in enumerate(communes)]
    )


@pytest.fixture
def city(db) -> None:
    """Two published months."""
    publish(2)


@pytest.fixture
def signed_in(db, client) -> Callable:
    """A client signed in as somebody with one role over one area."""

    def as_(role: Role, area: str = "92"):
        user = accounts.create_user(
            f"{role}-{area}", name="Người dùng thử", password="an-sinh-2026-thu", by=None
        )
        accounts.grant(user, role, area, since=dt.date(2020, 1, 1), by=None)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_


@pytest.fixture
def city_of_two_years(db) -> None:
    """Twenty-four published months."""
    publish(24)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Each test begins without parts of pages in memory."""
    cache.clear()
