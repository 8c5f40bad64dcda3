"""Which targets were set for the invented city, by whom? Two bodies disagree about one commune."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ansinh.registers.synthetic.figures import COUNTED, Totals
from ansinh.registers.synthetic.places import Places

if TYPE_CHECKING:
    from ansinh.registers.synthetic.plan import Plan

COLUMNS = (
    "unit", "indicator", "year", "value_or_rate", "kind", "base", "document", "document_date", "assigned_by",
)  # fmt: skip
_COMMITTEE, _COUNCIL, _COMMUNE = "Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban nhân dân cấp xã"
_RATES = {2024: Decimal("94.1"), 2025: Decimal("95.0"), 2026: Decimal("95.5")}
"""Rates asked for, in percent of the population; invented."""


@dataclass(frozen=True)
class Targets:
    """The rows of targets.csv."""

    rows: tuple[dict[str, object], ...]

    @cached_property
    def _first(self) -> dict[tuple[object, ...], int]:
        return {(row["unit"], row["indicator"], row["year"]): _people(row) for row in reversed(self.rows)}

    def value(self, unit: str, indicator: str, year: int) -> int | None:
        """The first target named for the unit, as a number of people, or None."""
        return self._first.get((unit, indicator, year))


def _people(row: dict[str, object]) -> int:
    if row["kind"] == "value":
        return int(row["value_or_rate"])
    return round(int(row["base"]) * Decimal(row["value_or_rate"]) / 100)


def targets(plan: Plan, where: Places, totals: Totals) -> Targets:
    """Targets of each year that the months touch, from 2025: province, communes, hamlets."""
    rows: list[dict[str, object]] = []
    for year in sorted({month.year for month in plan.months} - {2024}):
        place = max(0, min(len(plan.months) - 1, (year - plan.since.year) * 12 - plan.since.month))
        rows += _year(plan.rng(7, year), where, totals.by_hamlet[place], year)
    province = where.province.in_a_sentence
    for row in rows:
        if row["assigned_by"] != _COMMUNE:
            row["assigned_by"] = f"{row['assigned_by']} {province}"
    return Targets(tuple(rows))


def write(plan: Plan, where: Places, totals: Totals) -> None:
    """Write targets.csv."""
    with (plan.out / "targets.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(targets(plan, where, totals).rows)


def _year(rng: np.random.Generator, where: Places, before: np.ndarray, year: int) -> list[dict[str, object]]:
    """Targets of a year from the stand at the end of the year before. `before`: by figure and hamlet."""
    hamlets = {name: before[place] for place, name in enumerate(COUNTED)}
    communes = {name: _sums(counts, where) for name, counts in hamlets.items()}
    goals = _voluntary(rng, communes["si_voluntary"], communes["labour_force"])
    rate, province = _RATES[min(max(_RATES), year)], where.province.code
    rows = [_row(province, "si_voluntary", year, int(goals.sum()), body=_COMMITTEE)]
    for indicator, growth in (("si_compulsory", 104), ("ui", 104)):
        rows.append(
            _row(province, indicator, year, int(hamlets[indicator].sum()) * growth // 100, body=_COMMITTEE)
        )
    rows.append(_row(province, "hi", year, rate, int(hamlets["population"].sum()), body=_COMMITTEE))
    rows.append(
        _row(province, "hi", year, rate - Decimal("0.5"), int(hamlets["population"].sum()), body=_COUNCIL)
    )
    for commune, code in enumerate(where.codes):
        population = int(communes["population"][commune])
        rows.append(_row(code, "si_voluntary", year, int(goals[commune]), body=_COMMITTEE))
        rows.append(_row(code, "hi", year, rate, max(1, population), body=_COMMITTEE))
        rows.append(
            _row(
                code,
                "si_compulsory",
                year,
                int(communes["si_compulsory"][commune]) * 104 // 100,
                body=_COMMITTEE,
            )
        )
    rows += _second_body(where, goals, communes["population"], rate, year)
    for commune in range(len(where.codes)):
        here = np.flatnonzero(where.commune_of == commune)
        shares = _split(int(goals[commune]), hamlets["labour_force"][here])
        for place, goal in zip(here, shares, strict=True):
            code, people = where.hamlets[place], int(hamlets["population"][place])
            rows.append(_row(code, "si_voluntary", year, goal, body=_COMMUNE))
            rows.append(_row(code, "hi", year, math.ceil(people * rate / 100), body=_COMMUNE))
    return rows


def _second_body(
    where: Places, goals: np.ndarray, population: np.ndarray, rate: Decimal, year: int
) -> list[dict]:
    """The council of the province asks more of one commune than the committee does."""
    place = where.codes.index("31471") if "31471" in where.codes else 0
    code = where.codes[place]
    return [
        _row(code, "si_voluntary", year, int(goals[place]) * 115 // 100 + 1, body=_COUNCIL),
        _row(code, "hi", year, rate + 1, max(1, int(population[place])), body=_COUNCIL),
    ]


def _voluntary(rng: np.random.Generator, now: np.ndarray, labour_force: np.ndarray) -> np.ndarray:
    """By labour force for most communes; those already above must grow, some little and some much."""
    fair = labour_force / max(1, labour_force.sum()) * now.sum() * rng.uniform(0.98, 1.15, len(now))
    grown = now * rng.uniform(1.04, 1.32, len(now))
    return np.maximum(1, np.ceil(np.maximum(fair, grown))).astype(np.int64)


def _row(
    unit: str, indicator: str, year: int, goal: int | Decimal, base: int | None = None, *, body: str
) -> dict[str, object]:
    document, day = {
        _COMMITTEE: ("72/KH-UBND (minh họa)", f"{year}-01-15"),
        _COUNCIL: ("69/NQ-HĐND (minh họa)", f"{year - 1}-12-10"),
        _COMMUNE: ("KH-UBND xã (minh họa)", f"{year}-02-10"),
    }[body]
    return {
        "unit": unit, "indicator": indicator, "year": year, "value_or_rate": goal,
        "kind": "value" if base is None else "rate", "base": base or "",
        "document": document, "document_date": day, "assigned_by": body,
    }  # fmt: skip


def _sums(by_hamlet: np.ndarray, where: Places) -> np.ndarray:
    return np.bincount(where.commune_of, by_hamlet, len(where.codes)).astype(np.int64)


def _split(total: int, weights: np.ndarray) -> list[int]:
    """Parts of `total` by weight that add up exactly (largest remainders)."""
    exact = weights / max(1, weights.sum()) * total
    parts = np.floor(exact).astype(np.int64)
    parts[np.argsort(parts - exact, kind="stable")[: total - parts.sum()]] += 1
    return [int(part) for part in parts]
