"""Which official forms come in and go out in the demonstration?

A support organisation sends its voluntary members on D05 of 2023, D05 of 2026 and D06, through the same door as
everybody; some of the month's forms are then filled from what is known. Drawn from a seed.
"""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
from django.db import transaction

from ansinh import territory
from ansinh.accounts.models import User
from ansinh.base.months import Month
from ansinh.indicators.models import Run
from ansinh.intake import services as intake
from ansinh.law.parameters.levels import Zone, minimum_wage
from ansinh.law.parameters.voluntary import Group, rural_poverty_line
from ansinh.law.voluntary import accident, payment
from ansinh.registers import layouts
from ansinh.reports import services as reports
from ansinh.reports.models import Batch
from ansinh.reports.terms import About, Form, State

ORGANISATION = "BDVN"
NAME = "Bưu điện thành phố (minh họa)"
SENDER = "BD-92"
_LINES = 14
_JOBS = ("Thợ hồ, 8 giờ, trong phường", "Chạy xe, 10 giờ, nội thành", "Bán hàng, 6 giờ, tại chợ")
_VERSIONS = (("D05-TS", "490/QĐ-BHXH"), ("D05-TS", "366/QĐ-BHXH"), ("D06-TS", "366/QĐ-BHXH"))


def workbooks(participants: Path, month: Month, folder: Path, *, seed: int) -> Iterator[tuple[Path, str]]:
    """The organisation's lists of `month` as real workbooks, and the sender of each.

    `participants` is the register from which the voluntary members are drawn. Amounts are those of the law.
    """
    columns = ("full_name", "si_number", "personal_id", "birth_date", "si_voluntary")
    known = pq.read_table(participants, columns=list(columns)).to_pylist()
    members = [one for one in known if one["si_voluntary"] and one["si_number"] and one["birth_date"]]
    chance = random.Random(f"{seed} {month}")
    chosen = chance.sample(members, min(len(members), _LINES * len(_VERSIONS)))
    for place, (code, act) in enumerate(_VERSIONS):
        people = chosen[place :: len(_VERSIONS)]
        line = _of_accident if code == "D06-TS" else _of_si
        path = folder / f"{code}-{act[:3]}-{month}.xlsx"
        header = {"organisation": ORGANISATION, "organisation_name": NAME, "period": month}
        rows = [line(one, month, chance) for one in people]
        layouts.write(layouts.layout(code, act), header, rows, path)
        yield path, SENDER if place == 0 else f"{SENDER}.{place + 1}"


def _of_si(person: dict, month: Month, chance: random.Random) -> dict[str, object]:
    """A line of either D05: what the law lets a member pay at the least income."""
    on, months = month.first_day, chance.choice((3, 6, 12))
    group = chance.choice((Group.OTHER, Group.OTHER, Group.NEAR_POOR))
    income = rural_poverty_line.on(on)
    paid = payment.payment(income=income, groups=(group,), months=months, on=on)
    receipt = {"receipt": f"{chance.randrange(10**7):07d}", "receipt_on": on + dt.timedelta(days=9)}
    return _person(person) | receipt | {
        "since": month, "months": months, "income": income, "due": paid.total, "own_amount": paid.own,
        "state_rate": paid.state * 100 // paid.total, "state_amount": paid.state, "result": "electronic",
        "participation": chance.choice(("Lần đầu", "Đóng tiếp")), "collector": "",
    }  # fmt: skip


def _of_accident(person: dict, month: Month, chance: random.Random) -> dict[str, object]:
    on, months = month.first_day, chance.choice((6, 12))
    paid = accident.payment(months=months, groups=(Group.OTHER,), on=on)
    return _person(person) | {
        "since_day": on + dt.timedelta(days=chance.randint(0, 20)), "months": months, "job": chance.choice(_JOBS),
        "income": minimum_wage[Zone.IV].on(on), "due": paid.total, "own_amount": paid.own, "state_rate": 10,
        "result": "electronic", "participation": chance.choice(("Lần đầu", "Đóng tiếp")),
    }  # fmt: skip


def _person(person: dict) -> dict[str, object]:
    return {name: person[name] for name in ("full_name", "si_number", "personal_id", "birth_date")}


def deliver_some(participants: Path, month: Month, *, seed: int, at: dt.datetime) -> int:
    """Deliver the organisation's lists of `month`; how many were new."""
    done = 0
    with tempfile.TemporaryDirectory() as room:
        for path, sender in workbooks(participants, month, Path(room), seed=seed):
            try:
                delivery = intake.deliver(
                    path, register="voluntary_registrations", month=month, sender=sender, by=None, at=at
                )
            except intake.AlreadyReceived as known:
                delivery = intake.check(known.delivery.pk)
            else:
                done += 1
            if delivery.state == "held":
                intake.confirm(delivery, by=None, reason="demonstration")
    return done


def fill_some(month: Month, commune: str, *, province: str) -> int:
    """Fill forms of `month` that show what the system does, once; how many were filled."""
    run = Run.objects.filter(month=str(month), published__isnull=False, superseded_by=None).first()
    place = territory.unit(commune, month.last_day).name
    wanted = (
        (Form.WIN_BACK, commune, place, "phuong"),
        (Form.HI_PARTICIPANTS, commune, place, "phuong"),
        (Form.VOLUNTARY_ACCIDENT, ORGANISATION, NAME, "bhxh"),
        (Form.TARGETS, province, territory.unit(province, month.last_day).name, "bhxh"),
    )
    done = 0
    for form, about, name, who in wanted:
        if Batch.objects.filter(form=form, month=str(month), about=about).exists():
            continue
        by = User.objects.filter(username=who).first()
        area = about if form.about is About.COMMUNE else province
        with transaction.atomic():
            asked = reports.ask(
                form, month, about=about, name=name, area=area, run=run.code if run else "", by=by
            )
        if reports.fill(asked.pk).standing is State.FAILED:
            reports.drop(asked.pk, by=by)
            continue
        done += 1
    return done
