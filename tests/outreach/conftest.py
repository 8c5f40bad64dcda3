"""A ward with three hamlets and four collectors, and months whose lists can be published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from tests.outreach import candidates

from ansinh.accounts import services as accounts
from ansinh.accounts.terms import Role
from ansinh.base.months import Month
from ansinh.indicators.models import Run
from ansinh.network.models import Assignment, Collector, Hamlet, Organisation

MONTH = Month(2026, 10)
SINCE = dt.date(2025, 7, 1)


@pytest.fixture
def ward(db) -> dict[str, Collector]:
    """Long Mỹ: hamlet 01 served by An, 02 by Bình and Chi, 03 by nobody; Dũng serves Ô Môn's 01."""
    post = Organisation.objects.create(code="BD", name="Bưu điện", kind="collection")
    union = Organisation.objects.create(code="HPN", name="Hội Phụ nữ", kind="union")
    names = {
        "31471-01": "Khu vực 1",
        "31471-02": "Khu vực 2",
        "31471-03": "Khu vực 3",
        "31153-01": "Khu vực 1",
    }
    hamlets = {
        code: Hamlet.objects.create(code=code, commune=code[:5], name=name, kind="area", since=SINCE)
        for code, name in names.items()
    }
    served = {"An": "31471-01", "Bình": "31471-02", "Chi": "31471-02", "Dũng": "31153-01"}
    found = {}
    for place, (name, hamlet) in enumerate(served.items()):
        found[name] = Collector.objects.create(
            code=f"C-{place}", organisation=union if name == "Chi" else post, name=name, commune=hamlet[:5]
        )
        Assignment.objects.create(collector=found[name], hamlet=hamlets[hamlet], since=SINCE)
    return found


@pytest.fixture
def published(ward) -> Callable:
    """Publish lists of a month: `published(rows, month=, run=)`."""

    def publish(rows, *, month: Month = MONTH, code: str = "a", left_out=(), gaps=(), **more):
        return candidates.publish(run(month, code), month, rows, out=left_out, firms=gaps, **more)

    return publish


def run(month: Month, code: str = "a") -> Run:
    """A published run of a month; the same again for the same code."""
    at = dt.datetime(2026, 11, 4, 9, 0, tzinfo=dt.UTC)
    former = (
        Run.objects.filter(province="92", month=str(month), superseded_by=None).exclude(code=code).first()
    )
    there = Run.objects.filter(province="92", month=str(month), code=code).first()
    if former:
        Run.objects.filter(pk=former.pk).update(published=None)
    there = there or Run.objects.create(
        province="92", month=str(month), code=code, geography=SINCE, inputs=[], code_version="1", law_version="1",
        engine="duckdb", started=at, finished=at, published=at,
    )  # fmt: skip
    if former:
        Run.objects.filter(pk=former.pk).update(published=at, superseded_by=there)
    return there


@pytest.fixture
def person(db) -> Callable:
    """Somebody with one role over one area, linked to a collector if given."""

    def make(role: Role, area: str, *, collector: Collector | None = None, name: str = ""):
        user = accounts.create_user(
            name or f"{role}-{area}", name=f"Người thử {role}", password="an-sinh-2026-thu", by=None
        )
        accounts.grant(user, role, area, since=SINCE, by=None)
        if collector:
            Collector.objects.filter(pk=collector.pk).update(user=user)
        return user

    return make
