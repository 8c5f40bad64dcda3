"""How does the demonstration city come to life: made, delivered, run month by month, published?

Each step goes through the services that a province uses. A build that was cut off goes on where it
stopped: a delivery is known by its bytes, a month by its inputs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from ansinh.accounts.models import User
from ansinh.base.months import Month, span
from ansinh.base.texts import Text
from ansinh.demo import official, reviewing, signins, visits
from ansinh.demo.marks import City, keep
from ansinh.indicators import services as indicators
from ansinh.intake import services as intake
from ansinh.monthly.run import run
from ansinh.network import services as network
from ansinh.registers import synthetic

SINCE, UNTIL = Month(2024, 11), Month(2026, 10)
PUBLISHED = Path(__file__).resolve().parents[3] / "examples" / "published-results.csv"
MONTHS_WITH_LISTS = 3
WITHOUT = ("missing", "questions", "quality")
"""Of older months nobody works a list or reviews a pair any more: their runs leave these steps out, and the build is
minutes shorter."""
LONG_MY = "31471"
COLLECTOR = f"NVT-{LONG_MY}-01"
"""The collector of the first hamlet, whose list the demonstration's collector opens."""
SENDERS = {
    "participants": "BHXH-92",
    "employers": "BHXH-92",
    "payroll": "BHXH-92",
    "receipts": "BHXH-92",
    "population": "CA-92",
    "households": "SNNMT-92",
    "students": "SGDDT-92",
    "tax_incomes": "THUE-92",
    "business_registrations": "STC-92",
    "hi_cards": "BHXH-92",
    "beneficiaries": "BHXH-92",
    "procedures": "BHXH-92",
    "insured_elsewhere": "BHXH-92",
    "labour_use": "SNV-92",
    "reported_figures": "VP-92",
}
"""Which office sends which register: SI, police, agriculture, education, tax, finance, home affairs, committee's office."""
Progress = Callable[[Text, int, int], None]
_MAKING = Text("Dựng thành phố giả định", "Making the invented city")
RUNNING = Text("Nộp dữ liệu và chạy tháng", "Delivering registers and running months")


def build(city: City, *, progress: Progress, since: Month = SINCE) -> None:
    """Bring the city from `since` to its last month. `progress(what, done, total)` is called as it goes."""
    home = settings.HOME
    call_command("migrate", verbosity=0)
    made = home / "demo"
    _make(city, made, since, progress)
    network.load_hamlets(made / "network/hamlets.csv", by=None)
    network.load_organisations(made / "network/organisations.csv", by=None)
    network.load_points(made / "network/collection_points.csv", by=None)
    network.load_collectors(made / "network/collectors.csv", by=None)
    signins.open_accounts(accounts(), since=SINCE.first_day)
    indicators.import_targets(made / "targets.csv", by=None)
    _deliver(PUBLISHED, "reported_figures", Month(2025, 9), "PUBLISHED")
    months = list(span(since, UNTIL))
    for done, month in enumerate(months):
        progress(RUNNING, done, len(months))
        for register, path in _deliveries(made, month):
            _deliver(path, register, month, SENDERS[register])
        if month == UNTIL:
            participants = made / f"deliveries/participants/{month}.parquet"
            official.deliver_some(participants, month, seed=city.seed, at=_day(month))
        run(month, now=timezone.now, without=() if UNTIL - month < MONTHS_WITH_LISTS else WITHOUT)
    network.link_account(COLLECTOR, username="nhanvienthu", by=None)
    if visits.record_some(UNTIL - 1, LONG_MY, seed=city.seed):
        run(UNTIL, now=timezone.now)  # the visits are known to the last month's lists
    progress(RUNNING, len(months), len(months))
    clerk = User.objects.get(username=signins.CLERK)
    reviewing.review(made, UNTIL, now=timezone.now(), by=clerk)
    official.fill_some(UNTIL, LONG_MY, province=settings.PROVINCE)
    city.complete = True
    keep(home, city)


def accounts() -> tuple[signins.SignIn, ...]:
    """The demonstration's accounts, of its province, one commune and one hamlet."""
    return signins.sign_ins(settings.PROVINCE, LONG_MY, f"{LONG_MY}-01")


def _make(city: City, made: Path, since: Month, progress: Progress) -> None:
    if (made / "complete").exists():
        return
    synthetic.generate(
        made,
        persons=city.persons,
        seed=city.seed,
        since=since,
        until=UNTIL,
        progress=lambda done, total: progress(_MAKING, done, total),
    )
    (made / "complete").touch()


def _deliveries(made: Path, month: Month) -> Iterator[tuple[str, Path]]:
    for register in SENDERS:
        path = made / "deliveries" / register / f"{month}.parquet"
        if path.exists():
            yield register, path


def _deliver(path: Path, register: str, month: Month, sender: str) -> None:
    try:
        delivery = intake.deliver(
            path, register=register, month=month, sender=sender, by=None, at=_day(month)
        )
    except intake.AlreadyReceived as known:
        delivery = intake.check(known.delivery.pk)
    if delivery.state == "held":
        intake.confirm(delivery, by=None, reason="demonstration")


def _day(month: Month) -> dt.datetime:
    """Offices deliver a month on the third day of the next."""
    day = dt.datetime.combine((month + 1).first_day, dt.time(9), timezone.get_current_timezone())
    return min(day + dt.timedelta(days=2), timezone.now())
