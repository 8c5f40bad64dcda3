"""Lists of two months for a ward in which a browser walks: three hamlets, a collector who signs in, some visits."""

from __future__ import annotations

import datetime as dt

from tests.outreach import candidates
from tests.outreach.candidates import candidate

from ansinh.base.months import Month
from ansinh.indicators.models import Run
from ansinh.network import services as network
from ansinh.network.models import Assignment, Collector, Hamlet, Organisation
from ansinh.outreach import services
from ansinh.outreach.models import Candidate
from ansinh.outreach.terms import Outcome

SINCE = dt.date(2025, 7, 1)
NAMES = ("Trần Thị Ánh", "Lê Văn Bảo", "Nguyễn Thị Cúc", "Phạm Văn Đông", "Thạch Thị Sa Rết")


def publish(username: str) -> None:
    """The collector of 31471-02 is the account `username`."""
    post = Organisation.objects.create(code="BD-W", name="Bưu điện phường", kind="collection")
    for number in (1, 2, 3):
        hamlet = Hamlet.objects.create(
            code=f"31471-0{number}", commune="31471", name=f"Khu vực {number}", kind="area", since=SINCE
        )
        who = Collector.objects.create(
            code=f"W-{number}", organisation=post, name=f"Nhân viên {number}", commune="31471"
        )
        Assignment.objects.create(collector=who, hamlet=hamlet, since=SINCE)
    network.link_account("W-2", username=username, by=None)
    rows = [_person(number) for number in range(75)]
    gap = {"tax_code": "1800000001", "name": "Công ty Lúa Vàng", "commune": "31471", "reason": "headcount_gap", "taxed": 12, "declared": 7, "persons": 5, "wages": 0}  # fmt: skip
    for month in (Month(2026, 9), Month(2026, 10)):
        candidates.publish(
            Run.objects.get(month=str(month)), month, rows, out=[("deceased", "hi", "31471", 3)], firms=[gap]
        )
    at = dt.datetime(2026, 10, 20, 9, 0, tzinfo=dt.UTC)
    listed = Candidate.objects.filter(publication__month="2026-09").select_related("publication")
    for place, one in enumerate(listed.order_by("place")[:40]):
        outcome = list(Outcome)[place % 6]
        services.record_visit(one, outcome, seen=0, on=at.date(), at=at, by=None)


def _person(number: int) -> dict[str, object]:
    given = {
        "full_name": NAMES[number % 5],
        "hamlet": f"31471-0{1 + number % 3}",
        "household": f"H{number // 2:03d}",
    }
    if number % 4 == 0:
        given |= {"scheme": "si", "reason": "voluntary_si_eligible", "hi_group": "", "premium": 3_960_000, "support": 475_200, "own": 3_484_800}  # fmt: skip
    return candidate(number, **given)
