"""What did each support organisation and each of its collectors enrol: the lines of B15a-UQ?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ansinh.base import names
from ansinh.base.months import Month, span
from ansinh.network import queries as network
from ansinh.outreach import queries as outreach
from ansinh.outreach.terms import Reason
from ansinh.registers.layouts import OF_WHICH

_CONTINUING = frozenset(
    {
        Reason.HI_CARD_EXPIRED, Reason.LEFT_HI, Reason.HI_CARD_EXPIRING_30, Reason.HI_CARD_EXPIRING_60,
        Reason.HI_CARD_EXPIRING_90, Reason.STUDENT_INTERRUPTED_COVER, Reason.LEFT_SI_VOLUNTARY, Reason.LEFT_UI,
    }
)  # fmt: skip
"""Enrolled for one of these, a person continues or comes back to the same scheme; for any other, the person is new."""
_COMPULSORY = frozenset({Reason.DECLARED_WITHOUT_SI, Reason.TAXED_WITHOUT_SI, Reason.LEFT_UI})
_VOLUNTARY = frozenset({Reason.LEFT_SI_COMPULSORY, Reason.LEFT_SI_VOLUNTARY, Reason.VOLUNTARY_SI_ELIGIBLE})
_NOT_SELF_PAID = frozenset({Reason.SUBSIDISED_NOT_ENROLLED})
"""Whose card the State pays for: they are no result of B15a, which counts HI that people pay themselves."""
_BLOCKS = ("compulsory", "voluntary", "accident", "hi")
_FIRST_TIME = "lan dau"


@dataclass(frozen=True)
class Accident:
    """One line of a D06-TS that was delivered: of which month and organisation, through whom, and which kind."""

    month: Month
    organisation: str | None
    collector: str | None
    participation: str | None


def lines(month: Month, accident: Iterable[Accident] = ()) -> list[dict[str, object]]:
    """One line per organisation, below it one per collector: enrolled in the month, and since January.

    A collector's line is part of the organisation's and is not added up again. Committed targets stand in the
    contracts, which the system does not hold yet: they are left to be filled.
    """
    done: dict[str, Counter] = defaultdict(Counter)
    for each in span(Month(month.year, 1), month):
        for one in outreach.enrolments(each):
            reason = Reason(one.reason)
            if block := block_of(reason):
                _count(done, block, reason in _CONTINUING, each == month, one.collector, one.organisation)
    for line in accident:
        again = names.folded(line.participation or "") != _FIRST_TIME
        _count(done, "accident", again, line.month == month, line.collector, line.organisation)
    rows = []
    for organisation in network.support_organisations():
        rows.append(_line(organisation.code, organisation.name, done))
        rows += [
            _line(one.code, f"– {one.name}", done) | {OF_WHICH: True} for one in organisation.collectors.all()
        ]
    return rows


def block_of(reason: Reason) -> str | None:
    """The block of the form in which an enrolment counts; None where it counts in none."""
    if reason in _NOT_SELF_PAID:
        return None
    if reason in _COMPULSORY:
        return "compulsory"
    return "voluntary" if reason in _VOLUNTARY else "hi"


def _count(done: dict[str, Counter], block: str, again: bool, now: bool, *whose: str | None) -> None:
    what = "continuing" if again else "new"
    figures = [f"{block}_done_total", f"{block}_done_{what}"] if now else []
    for who in filter(None, whose):
        done[who].update([f"{block}_cumulative", *figures])


def _line(code: str, name: str, done: dict[str, Counter]) -> dict[str, object]:
    figures = {
        f"{block}_{figure}": done[code][f"{block}_{figure}"]
        for block in _BLOCKS
        for figure in ("done_total", "done_new", "done_continuing", "cumulative")
    }
    return {"name": name, "code": code, **figures}
