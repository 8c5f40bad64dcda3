"""How many people do the registers of a month hold, by hamlet and by employer?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from ansinh.registers.synthetic.labour import still_declared
from ansinh.registers.synthetic.lives import Standing
from ansinh.registers.synthetic.places import Places
from ansinh.registers.synthetic.stretch import Stretch, listed_hamlets

COUNTED = ("si_compulsory", "si_voluntary", "ui", "hi", "population", "labour_force")


@dataclass(frozen=True)
class Report:
    """What was written of one stretch and month: counts by hamlet and by employer, and whose the rows are."""

    month: int
    by_hamlet: np.ndarray
    workers: np.ndarray
    wages: np.ndarray
    rows: dict[str, np.ndarray]
    stale: np.ndarray


def report(
    city: Stretch, now: Standing, rows: dict[str, np.ndarray], made: dict[str, tuple[pa.Table, np.ndarray]]
) -> Report:
    """Count what the registers of this month say, in the places that they name."""
    hamlets = len(city.places.hamlets)
    listed = listed_hamlets(city, now.month, "participants")[rows["participants"]]
    table = made["participants"][0]
    flags = [table[name].to_numpy() for name in COUNTED[:4]]
    age = (now.month - city.people.birth_month) // 12
    active = now.here & (age >= 15) & (age < 62) & (now.grade == 0) & (city.chance < 0.86)
    ours = ~city.fates.outside[rows["participants"]]
    counts = [np.bincount(listed[flag & ours], minlength=hamlets) for flag in flags]
    counts += [np.bincount(now.hamlet[who], minlength=hamlets) for who in (now.here, active)]
    paid = made["payroll"][0]
    by = now.employer[rows["payroll"]]
    wages = np.bincount(by, paid["wage"].to_numpy() + paid["allowance"].to_numpy(), len(city.employers))
    return Report(
        now.month,
        np.stack(counts),
        np.bincount(by, minlength=len(city.employers)),
        wages.astype(np.int64),
        rows,
        np.flatnonzero(still_declared(city, now)),
    )


@dataclass
class Totals:
    """Counts of the whole city: by figure, month and hamlet; by month and employer."""

    by_hamlet: np.ndarray
    workers: np.ndarray
    wages: np.ndarray
    first: int = -1

    @classmethod
    def empty(cls, months: int, hamlets: int, employers: int) -> Totals:
        return cls(
            np.zeros((months, len(COUNTED), hamlets), np.int64),
            np.zeros((months, employers), np.int64),
            np.zeros((months, employers), np.int64),
        )

    def add(self, report: Report) -> None:
        """Add one stretch's month. Reports come in the order of months."""
        if self.first < 0:
            self.first = report.month
        place = report.month - self.first
        self.by_hamlet[place] += report.by_hamlet
        self.workers[place] += report.workers
        self.wages[place] += report.wages

    def by_commune(self, where: Places) -> np.ndarray:
        """Counts by month, figure and commune."""
        starts = np.flatnonzero(np.r_[True, np.diff(where.commune_of) != 0])
        return np.add.reduceat(self.by_hamlet, starts, axis=2)
