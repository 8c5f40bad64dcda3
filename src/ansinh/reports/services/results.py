"""What did each support organisation and each of its collectors enrol: the lines of B15a-UQ?"""

from __future__ import annotations

from collections import Counter, defaultdict

from ansinh.base.months import Month, span
from ansinh.network import queries as network
from ansinh.outreach import queries as outreach
from ansinh.outreach.terms import Reason, Scheme

_CONTINUING = frozenset(
    {
        Reason.HI_CARD_EXPIRED, Reason.LEFT_HI, Reason.HI_CARD_EXPIRING_30, Reason.HI_CARD_EXPIRING_60,
        Reason.HI_CARD_EXPIRING_90, Reason.STUDENT_INTERRUPTED_COVER, Reason.LEFT_SI_COMPULSORY,
        Reason.LEFT_SI_VOLUNTARY, Reason.LEFT_UI,
    }
)  # fmt: skip
"""Enrolled for one of these, a person continues or comes back; for any other, the person is new."""
_BLOCKS = {Scheme.SI: "voluntary", Scheme.HI: "hi"}
"""Collectors enrol for voluntary SI and for HI; compulsory schemes and accident insurance are not on their lists."""


def lines(month: Month) -> list[dict[str, object]]:
    """One line per organisation, below it one per collector: enrolled in the month, and since January.

    Committed targets stand in the contracts, which the system does not hold yet: they are left to be filled.
    """
    done: dict[str, Counter] = defaultdict(Counter)
    for each in span(Month(month.year, 1), month):
        for one in outreach.enrolments(each):
            reason = Reason(one.reason)
            if block := _BLOCKS.get(reason.scheme):
                what = "continuing" if reason in _CONTINUING else "new"
                now = [f"{block}_done_total", f"{block}_done_{what}"] if each == month else []
                for who in (one.collector, one.organisation):
                    done[who].update([f"{block}_cumulative", *now])
    rows = []
    for organisation in network.support_organisations():
        rows.append(_line(organisation.code, organisation.name, done))
        rows += [_line(one.code, f"– {one.name}", done) for one in organisation.collectors.all()]
    return rows


def _line(code: str, name: str, done: dict[str, Counter]) -> dict[str, object]:
    figures = {
        f"{block}_{figure}": done[code][f"{block}_{figure}"]
        for block in _BLOCKS.values()
        for figure in ("done_total", "done_new", "done_continuing", "cumulative")
    }
    return {"name": name, "code": code, **figures}
