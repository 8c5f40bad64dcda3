"""What goes into a month's run, and what is its id?

The run id is the hash of the month, the snapshots' bytes, the code that computes and the law and units it
knows. Who received a snapshot and when is kept beside it, but does not make another run.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import ansinh
from ansinh import territory
from ansinh.base.months import Month, span
from ansinh.monthly import links
from ansinh.registers.store import Snapshot, Store

_CODE = (
    "base", "registers", "matching/frames", "matching/rules", "matching/model", "indicators/frames",
    "indicators/rules", "indicators/terms", "subsidies", "outreach/frames", "outreach/rules", "outreach/terms", "employers", "monthly",
)  # fmt: skip
_LAW = ("territory", "law")
_SHEETS_BACK = 24
_LISTS_BACK = 12
_LAST_OF_A_YEAR = (
    "population", "households", "students", "hi_cards", "beneficiaries", "insured_elsewhere", "payroll", "labour_use",
    "tax_incomes", "employers", "business_registrations", "match_decisions", "outcomes",
)  # fmt: skip
"""Registers of which the last delivery counts; decisions and outcomes hold all those before them."""


@dataclass(frozen=True)
class Inputs:
    """Everything that decides what a run computes."""

    province: str
    month: Month
    geography: dt.date
    snapshots: tuple[Snapshot, ...]
    code_version: str
    law_version: str
    linked_before: tuple[Month, str] | None = None
    """The month, and its run, whose keys of persons this run goes on from."""
    background: tuple[Snapshot, ...] = ()
    """Registers of earlier months that say since when somebody is there; never the month's own."""
    without: tuple[str, ...] = ()
    """Steps that this run leaves out."""

    @property
    def run_id(self) -> str:
        """The hash of all inputs, 64 hex digits."""
        decided = {
            "province": self.province, "month": str(self.month), "geography": str(self.geography),
            "code": self.code_version, "law": self.law_version,
            "linked_before": list(map(str, self.linked_before or ())),
            "without": list(self.without),
            "snapshots": [[s.register, str(s.month), s.sender, s.sha256] for s in self._all],
        }  # fmt: skip
        return hashlib.sha256(json.dumps(decided, sort_keys=True).encode()).hexdigest()

    @property
    def _all(self) -> tuple[Snapshot, ...]:
        return self.snapshots + self.background

    def of(self, register: str, month: Month | None = None) -> tuple[Snapshot, ...]:
        """The snapshots of one register, of any month or of one."""
        return tuple(s for s in self.snapshots if s.register == register and month in (None, s.month))

    def as_json(self) -> list[dict]:
        """The snapshots as they are kept with the run."""
        return [
            {
                "register": s.register, "month": str(s.month), "sha256": s.sha256, "rows": s.rows,
                "sender": s.sender, "received_by": s.received_by, "received_at": s.received_at.isoformat(),
            }
            for s in self._all
        ]  # fmt: skip


def inputs(
    store: Store, month: Month, province: str, *, restated: bool = False, without: Collection[str] = ()
) -> Inputs:
    """The current inputs of a month, for a run of all steps but those that `without` names.

    Participants are those of the month and of the twelve before it; other lists are the last ones of twelve
    months; reported sheets reach back 24 months, for denominators. Keys go on from the last month linked.
    """
    months = {
        "participants": list(span(month - _LISTS_BACK, month)),
        "reported_figures": list(span(month - _SHEETS_BACK, month)),
    } | {register: _last(store, register, month) for register in _LAST_OF_A_YEAR}
    found = [
        snapshot for register, wanted in months.items() for one in wanted
        for snapshot in store.snapshots(register, one)
    ]  # fmt: skip
    found.sort(key=lambda s: (s.register, s.month, s.sender))
    return Inputs(
        province, month, _geography(month, province, restated), tuple(found), _hash(_CODE), _hash(_LAW),
        links.last_before(links.root(store), month), _background(store, month), tuple(sorted(without)),
    )  # fmt: skip


def _background(store: Store, month: Month) -> tuple[Snapshot, ...]:
    """Who lived here in the twelve months before, and the taxed wages of the month before."""
    months = [("population", one) for one in span(month - _LISTS_BACK, month - 1)] + [
        ("tax_incomes", month - 1)
    ]
    found = [snapshot for register, one in months for snapshot in store.snapshots(register, one)]
    return tuple(sorted(found, key=lambda s: (s.register, s.month, s.sender)))


def _geography(month: Month, province: str, restated: bool) -> dt.date:
    """The day whose units the run counts in: the month's last, or where registers are restated to today's
    units, the first day of the province as it now is."""
    if not restated:
        return month.last_day
    return max(month.last_day, territory.unit(province, max(territory.change_days())).since)


def _last(store: Store, register: str, month: Month) -> list[Month]:
    latest = store.latest(register, month)
    return [latest] if latest and month - latest < _LISTS_BACK else []


@lru_cache(maxsize=4)
def _hash(rooms: tuple[str, ...]) -> str:
    root = Path(ansinh.__file__).parent
    found = hashlib.sha256()
    for room in rooms:
        for path in sorted((root / room).rglob("*")):
            if path.suffix in (".py", ".csv", ".json"):
                found.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()
