"""From which registers and tables of the month do the lines of each form come? One function a form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import ibis
import ibis.expr.types as ir
from django.conf import settings

from ansinh import territory
from ansinh.base import figures
from ansinh.base.errors import NotFound, NotYetKnown
from ansinh.base.money import PER
from ansinh.base.months import Month, span
from ansinh.base.texts import Text
from ansinh.law.parameters import health, levels, voluntary
from ansinh.matching import queries as matching
from ansinh.network import queries as network
from ansinh.outreach import queries as outreach
from ansinh.outreach.terms import Reason
from ansinh.registers import engine
from ansinh.registers.layouts import SECTION
from ansinh.registers.schemas import REGISTERS
from ansinh.registers.store import Store
from ansinh.reports import frames
from ansinh.reports.models import Batch
from ansinh.reports.rules import NEEDS, PERSON, accident, labour
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
_NO_PAYROLL = Text(
    "Chưa có bảng lương tháng {month}; không thể biết ai tăng, ai giảm.",
    "There is no payroll of {month}; who came and who left cannot be told.",
)
_CONTRACTS = {"indefinite": "indefinite", "definite": "definite", "trial": "other", "part_time": "other"}
_UP, _DOWN = "I. TĂNG", "II. GIẢM"


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

    def needed(self, name: str, month: Month) -> ir.Table:
        """A register without which a form would say what is not so. Raises: NotYetKnown."""
        if not self.store.snapshots(name, month):
            raise NotYetKnown(_NO_PAYROLL.format(month=month))
        return self.register(name, month)

    def candidates(self, month: Month | None = None) -> ir.Table:
        """The candidates of the batch's month, or of another one, of all communes. Raises: NotYetKnown."""
        month = month or self.month
        run = self.batch.run if month == self.month else outreach.run_of_lists(month)
        path: Path = settings.HOME / "mart" / str(month) / run / "candidates.parquet"
        if not run or not path.exists():
            raise NotYetKnown(_NO_LISTS.format(month=month))
        return self.con.read_parquet(str(path))

    def enrolled(self, *, commune: str = "", organisation: str = "") -> ir.Table:
        """Whom visits of the month enrolled, as they stand on their lists (`frames.as_listed`)."""
        found: dict[Month, list[Line]] = {}
        for one in outreach.enrolments(self.month, commune=commune, organisation=organisation):
            found.setdefault(one.month, []).extend(_under_all_keys(one))
        parts = [
            frames.as_listed(self.candidates(month), ibis.memtable(found[month], schema=frames.ENROLLED))
            for month in sorted(found)
        ]
        if not parts:
            return frames.as_listed(self.candidates(), ibis.memtable([], schema=frames.ENROLLED))
        return parts[0] if len(parts) == 1 else ibis.union(*parts)

    def read(self, made: ir.Table) -> list[Line]:
        return self.con.to_pyarrow(made).to_pylist()


def _under_all_keys(one: outreach.Enrolment) -> list[Line]:
    said = {
        "person": one.person, "reason": one.reason, "scheme": Reason(one.reason).scheme.value,
        "collector": one.collector, "visited_on": one.on, "hamlet": one.hamlet,
    }  # fmt: skip
    return [said | {"key": key, "place": place} for place, key in enumerate(one.keys)]


def filled(source: Source) -> Filled:
    """The header and the rows of the batch's form. Raises: NotYetKnown, NotFound."""
    return _OF[source.batch.kind](source)


def _labour(source: Source) -> Filled:
    code, month = source.batch.about, source.month
    payrolls = [source.needed("payroll", one) for one in (month, month - 1)]
    now, before = (rows.filter(rows.employer == code) for rows in payrolls)
    employers = source.register("employers")
    facts = source.read(employers.filter(employers.employer == code))
    if not facts:
        raise NotFound(_NO_EMPLOYER.format(code=code, month=month))
    declared = source.register("labour_use")
    declared = declared.filter(declared.employer_tax_code == facts[0]["tax_code"])
    made = frames.labour_lines(now, before, source.register("participants"), declared)
    header = {"employer": code, "employer_name": facts[0]["name"], "period": month}
    header |= {"unit_kind": _kind_said(facts[0]["kind"]), "office": _office(source.on)}
    return Filled(header, [_labour_line(line, month) for line in source.read(made)])


def _kind_said(code: str | None) -> str:
    """What a kind of employer is called on a form."""
    known = REGISTERS["employers"].columns["kind"].allowed
    return known[code].vi if code in known else ""


def _labour_line(line: Line, month: Month) -> Line:
    """A line with what its change is called and what must stand on it before it may be sent."""
    change = labour.change(line["direction"], still_declared=line["still_declared"])
    contract = _CONTRACTS.get(line["contract"] or "")
    return line | {
        "allowances": line["allowances"] or None,
        "contract": contract,
        "since": month,
        "change": change,
        NEEDS: labour.needs(line["direction"]),
    }


def _office(on: dt.date) -> str:
    return f"BHXH {territory.unit(settings.PROVINCE, on).in_a_sentence}"


def _health(source: Source) -> Filled:
    commune = source.batch.about
    listed = frames.called_now(source.candidates().filter(ibis._.commune == commune), _former_keys())
    made = frames.hi_lines(listed, source.enrolled(commune=commune))
    since = source.month + 1
    lines = [
        line
        | {
            "base": _base(line["premium"], line["months"], since.first_day),
            "since": since,
            "support_rate": _percent(line["support"], line["premium"]),
            "result": "electronic",
            "note": _months_said(line["months"], line["hi_group"]),
        }
        | _if_lost(line, Form.HI_PARTICIPANTS)
        for line in source.read(made)
    ]
    header = {"organisation": commune, "organisation_name": source.batch.name, "period": source.month}
    return Filled(header, [{SECTION: _UP}, {SECTION: "1. Người"}, *lines, {SECTION: _DOWN}] if lines else [])


def _former_keys() -> ir.Table:
    rows = [{"before": one.before, "now": one.person} for one in matching.former_keys()]
    return ibis.memtable(rows, schema=ibis.schema({"before": "string", "now": "string"}))


def _if_lost(line: Line, form: Form) -> Line:
    """What changes where nobody on the list is the person whom the visit enrolled: the line stays, to be filled."""
    if line["listed"]:
        return {}
    visit = f"ghi tham gia ngày {figures.day(line['visited_on'])}, không còn trong danh sách"
    who = f"Nhân viên {line['collector']}; " if line["collector"] else ""
    return {"person": None, "base": None, "note": f"{who}{visit}", NEEDS: (PERSON, *form.needs)}


def _base(premium: int | None, months: int | None, on: dt.date) -> int:
    """Column 4, on the day from which the premium is due: the base on which one month of it was reckoned.

    Where the State pays all: the reference level. In a household: the reference level × the scale of the
    member's place (100, 70, 60, 50, 40 %). Law: 51/2024/QH15 art. 13; 188/2025/NĐ-CP art. 6, form 3.
    """
    if not premium or not months:
        return levels.base_salary.on(on)
    of_all = months * health.rate.on(on)
    return (premium * PER + of_all // 2) // of_all


def _percent(part: int | None, whole: int | None) -> int | None:
    return None if not whole else ((part or 0) * 200 + whole) // (whole * 2)


def _months_said(months: int | None, group: str | None) -> str:
    return "; ".join([*([f"{months} tháng"] if months else []), *([f"nhóm {group}"] if group else [])])


def _voluntary(source: Source) -> Filled:
    made = frames.voluntary_lines(source.enrolled(organisation=source.batch.about))
    rate = voluntary.rate.on(source.on)
    lines = [
        line
        | {
            "since": source.month,
            "income": _income(line["due"], line["months"], rate),
            "state_rate": _percent(line["state_amount"], line["due"]),
            "result": "electronic",
            "participation": "Đăng ký lại" if line["again"] else "Lần đầu",
            "note": f"Nhân viên {line['collector']}" if line["collector"] else "",
        }
        | _if_lost(line, Form.VOLUNTARY_SI)
        for line in source.read(made)
    ]
    return Filled(_organisation(source), lines)


def _income(due: int | None, months: int | None, rate: int) -> int | None:
    """The monthly income on which `due` was reckoned; the least income of the law on the work lists."""
    return due * PER // (rate * months) if due and months else None


def _accident(source: Source) -> Filled:
    sent = source.register("voluntary_registrations")
    sent = sent.filter((sent.scheme == "accident") & (sent.organisation == source.batch.about))
    lines = source.read(sent.order_by("collector", "full_name", "si_number"))
    return Filled(
        _organisation(source),
        [accident.completed(line | {"number": None}, source.month.first_day) for line in lines],
    )


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
    return Filled({"period": source.month, "office": _office(source.on)}, lines)


def _targets(source: Source) -> Filled:
    header = {"period": source.month, "office": _office(source.on)}
    return Filled(header, results.lines(source.month, _accident_done(source)))


def _accident_done(source: Source) -> list[results.Accident]:
    """Who joined voluntary work-accident insurance since January, by the forms that were delivered."""
    done = []
    for month in span(Month(source.month.year, 1), source.month):
        sent = source.register("voluntary_registrations", month)
        sent = sent.filter((sent.scheme == "accident") & (sent.direction.fill_null("up") != "down"))
        sent = sent.select("organisation", "collector", "participation")
        done += [results.Accident(month, *line.values()) for line in source.read(sent)]
    return done


_OF: dict[Form, Callable[[Source], Filled]] = {
    Form.LABOUR_CHANGES: _labour,
    Form.HI_PARTICIPANTS: _health,
    Form.VOLUNTARY_SI: _voluntary,
    Form.VOLUNTARY_ACCIDENT: _accident,
    Form.WIN_BACK: _win_back,
    Form.TARGETS: _targets,
}
