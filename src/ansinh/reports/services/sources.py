"""From which registers and tables of the month do the lines of each form come? One function a form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import ibis
import ibis.expr.types as ir
from django.conf import settings

from ansinh.base.errors import NotFound, NotYetKnown
from ansinh.base.money import PER
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.law.parameters import health, levels, voluntary
from ansinh.network import queries as network
from ansinh.outreach import queries as outreach
from ansinh.registers import engine
from ansinh.registers.layouts import SECTION
from ansinh.registers.store import Store
from ansinh.reports import frames
from ansinh.reports.models import Batch
from ansinh.reports.services import results
from ansinh.reports.terms import Form

Line = dict[str, object]
_NO_LISTS = Text(
    "Tháng {month} chưa có danh sách việc; hãy chạy tháng rồi lập lại.",
    "There are no work lists for {month}; run the month, then fill the form again.",
)
_NO_EMPLOYER = Text(
    "Sổ đơn vị tháng {month} không có đơn vị “{code}”.", "The employers of {month} do not have “{code}”."
)
_SECTIONS = {"up": "I. TĂNG", "adjust": "III. ĐIỀU CHỈNH TIỀN LƯƠNG", "down": "II. GIẢM"}
_CHANGES = {"up": "Tăng lao động", "adjust": "Điều chỉnh tiền lương"}
"""What the payroll itself says. Why somebody left stands in no register: the form asks for it."""
_CONTRACTS = {"indefinite": "indefinite", "definite": "definite", "trial": "other", "part_time": "other"}


@dataclass(frozen=True)
class Filled:
    """What stands above the list, and its lines with section rows between them."""

    header: Line
    rows: list[Line] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [row for row in self.rows if SECTION not in row]


@dataclass(frozen=True)
class Source:
    """What a form is filled from: the engine, the store, and the batch with its month and run."""

    con: ibis.BaseBackend
    store: Store
    batch: Batch

    @property
    def month(self) -> Month:
        return self.batch.of_month

    @property
    def on(self) -> dt.date:
        return self.month.last_day

    def register(self, name: str, month: Month | None = None) -> ir.Table:
        return engine.table_or_empty(self.con, self.store, name, month or self.month)

    def candidates(self) -> ir.Table:
        """The month's candidates, of all communes. Raises: NotYetKnown."""
        path: Path = settings.HOME / "mart" / str(self.month) / self.batch.run / "candidates.parquet"
        if not self.batch.run or not path.exists():
            raise NotYetKnown(_NO_LISTS.format(month=self.month))
        return self.con.read_parquet(str(path))

    def enrolled(self, *, commune: str = "", organisation: str = "") -> ir.Table:
        """Visits of the month that ended with an enrolment: person, reason, collector."""
        found = outreach.enrolments(self.month, commune=commune, organisation=organisation)
        rows = [(one.person, one.reason, one.collector) for one in found]
        schema = ibis.schema({"person": "string", "reason": "string", "collector": "string"})
        return ibis.memtable(rows, schema=schema)

    def read(self, made: ir.Table) -> list[Line]:
        return self.con.to_pyarrow(made).to_pylist()


def filled(source: Source) -> Filled:
    """The header and the rows of the batch's form. Raises: NotYetKnown, NotFound."""
    return _OF[source.batch.kind](source)


def _labour(source: Source) -> Filled:
    code, month = source.batch.about, source.month
    payrolls = (source.register("payroll", one) for one in (month, month - 1))
    now, before = (rows.filter(rows.employer == code) for rows in payrolls)
    employers = source.register("employers")
    facts = source.read(employers.filter(employers.employer == code))
    declared = source.register("labour_use")
    declared = declared.filter(declared.employer_tax_code == (facts[0]["tax_code"] if facts else ""))
    made = frames.labour_lines(now, before, source.register("participants"), declared)
    if not facts:
        raise NotFound(_NO_EMPLOYER.format(code=code, month=month))
    header = {"employer": code, "employer_name": facts[0]["name"], "period": month}
    return Filled(header, [*_sectioned(source.read(made), month)])


def _sectioned(lines: list[Line], month: Month) -> Iterator[Line]:
    section = None
    for line in lines:
        direction = line["direction"]
        if direction != section:
            section = direction
            yield {SECTION: _SECTIONS[direction]}
        contract = _CONTRACTS.get(line["contract"] or "")
        yield line | {"contract": contract, "since": month, "change": _CHANGES.get(direction)}


def _health(source: Source) -> Filled:
    commune = source.batch.about
    candidates = source.candidates()
    candidates = candidates.filter(candidates.commune == commune)
    made = frames.hi_lines(candidates, source.enrolled(commune=commune))
    lines = [
        line
        | {
            "base": _base(line["premium"], line["months"], source.on),
            "since": source.month + 1,
            "support_rate": _percent(line["support"], line["premium"]),
            "result": "electronic",
            "note": _months_said(line["months"], line["hi_group"]),
        }
        for line in source.read(made)
    ]
    header = {"organisation": commune, "organisation_name": source.batch.name, "period": source.month}
    return Filled(header, [{SECTION: _SECTIONS["up"]}, *lines] if lines else [])


def _base(premium: int | None, months: int | None, on: dt.date) -> int:
    """Column 4: the base of one month's premium. Where the State pays all, the reference level itself."""
    if not premium or not months:
        return levels.base_salary.on(on)
    of_all = months * health.rate.on(on)
    return (premium * PER + of_all // 2) // of_all


def _percent(part: int | None, whole: int | None) -> int | None:
    return None if not whole else ((part or 0) * 200 + whole) // (whole * 2)


def _months_said(months: int | None, group: str | None) -> str:
    return "; ".join([*([f"{months} tháng"] if months else []), *([f"nhóm {group}"] if group else [])])


def _voluntary(source: Source) -> Filled:
    made = frames.voluntary_lines(source.candidates(), source.enrolled(organisation=source.batch.about))
    rate = voluntary.rate.on(source.on)
    lines = [
        line
        | {
            "since": source.month,
            "income": line["due"] * PER // (rate * line["months"]) if line["months"] else None,
            "state_rate": _percent(line["state_amount"], line["due"]),
            "result": "electronic",
            "participation": "Đăng ký lại" if line["again"] else "Lần đầu",
            "note": line["collector"],
        }
        for line in source.read(made)
    ]
    return Filled(_organisation(source), lines)


def _accident(source: Source) -> Filled:
    sent = source.register("voluntary_registrations")
    sent = sent.filter((sent.scheme == "accident") & (sent.organisation == source.batch.about))
    return Filled(_organisation(source), source.read(sent.order_by("collector", "full_name")))


def _organisation(source: Source) -> Line:
    batch = source.batch
    return {"organisation": batch.about, "organisation_name": batch.name, "period": source.month}


def _win_back(source: Source) -> Filled:
    candidates, commune = source.candidates(), source.batch.about
    made = frames.win_back_lines(candidates.filter(candidates.commune == commune))
    names = network.names_of_hamlets(commune)
    lines = [
        line
        | {
            "stopped": Month.parse(line["stopped"]) if line["stopped"] else None,
            "address": ", ".join(filter(None, (names.get(line["hamlet"]), source.batch.name))),
        }
        for line in source.read(made)
    ]
    return Filled({"period": source.month}, lines)


def _targets(source: Source) -> Filled:
    return Filled({"period": source.month}, results.lines(source.month))


_OF: dict[Form, Callable[[Source], Filled]] = {
    Form.LABOUR_CHANGES: _labour,
    Form.HI_PARTICIPANTS: _health,
    Form.VOLUNTARY_SI: _voluntary,
    Form.VOLUNTARY_ACCIDENT: _accident,
    Form.WIN_BACK: _win_back,
    Form.TARGETS: _targets,
}
