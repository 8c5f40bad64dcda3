"""Officers, a small invented city in the store, and candidates of a run."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ansinh.accounts.models import Grant, User
from ansinh.base.months import Month, span
from ansinh.registers import synthetic
from ansinh.registers.store import Store

SINCE, MONTH = Month(2026, 9), Month(2026, 10)
RUN = "r" * 64
RECEIVED = dt.datetime(2026, 11, 3, tzinfo=dt.UTC)
REGISTERS = ("participants", "payroll", "employers", "labour_use")
CANDIDATES = pa.schema(
    [
        *((name, pa.string()) for name in ("person", "scheme", "reason", "commune", "hamlet", "full_name")),
        *((name, pa.string()) for name in ("birth_date", "si_number", "personal_id", "hi_group", "employer", "evidence")),
        *((name, pa.int64()) for name in ("months", "premium", "support", "own")),
    ]
)  # fmt: skip


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    """The deliveries of a small city, made once."""
    return synthetic.generate(
        tmp_path_factory.mktemp("forms") / "city", persons=3_000, since=SINCE, until=MONTH
    )


@pytest.fixture
def home(tmp_path, settings) -> Path:
    """A data folder for this test alone."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    return settings.HOME


@pytest.fixture
def store(home, made) -> Store:
    """The city's registers of two months."""
    kept = Store(home / "registers")
    for register in REGISTERS:
        for month in span(SINCE, MONTH):
            path = made / "deliveries" / register / f"{month}.parquet"
            if path.exists():
                kept.add(register, month, path, sender="X", received_by="x", received_at=RECEIVED)
    yield kept
    shutil.rmtree(home / "registers")


@pytest.fixture
def with_candidates(home):
    """Put candidates into the mart: a function of their rows."""

    def put(*rows: dict) -> None:
        folder = home / "mart" / str(MONTH) / RUN
        folder.mkdir(parents=True)
        full = [
            dict.fromkeys(CANDIDATES.names) | {"commune": "31471", "hamlet": "31471-01"} | row for row in rows
        ]
        pq.write_table(pa.Table.from_pylist(full, schema=CANDIDATES), folder / "candidates.parquet")

    return put


def person(username: str, role: str, area: str) -> User:
    user = User.objects.create_user(username, password="mat-khau-dai-1")
    Grant.objects.create(user=user, role=role, area=area, since=dt.date(2024, 1, 1))
    return user


@pytest.fixture
def officer(db):
    """An SI officer of the whole province."""
    return person("bhxh", "si_officer", "92")


@pytest.fixture
def commune_officer(db):
    """An officer of Long Mỹ ward."""
    return person("longmy", "commune_officer", "31471")


@pytest.fixture
def other_commune_officer(db):
    """An officer of Ô Môn ward."""
    return person("omon", "commune_officer", "31153")


@pytest.fixture
def leader(db):
    """A leader of the province."""
    return person("lanhdao", "province_leader", "92")
