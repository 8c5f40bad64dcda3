"""Who works for a firm that does not insure them, and which office has heard of it?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ansinh.registers.synthetic.employers import Employers
from ansinh.registers.synthetic.fates import INFORMAL, NEVER, Fates

_FOR_A_FIRM = 0.42
_OF_A_REGISTERED_ONE = 0.4
_TAXED = 0.82
_DECLARED = 0.7


@dataclass(frozen=True)
class Informal:
    """Row = person: the firm, and whether tax and labour offices know; drawn once for all months."""

    works: np.ndarray
    firm: np.ndarray
    taxed: np.ndarray
    declared: np.ndarray

    def at(
        self, month: int, working: np.ndarray, retired: np.ndarray, fates: Fates, employers: Employers
    ) -> np.ndarray:
        """Who works uninsured in this month: those of working age, and pensioners who go on."""
        open_still = employers.closes[self.firm] > month
        return ((self.works & working) | (fates.works_on & retired)) & open_still


def informal(rng: np.random.Generator, fates: Fates, employers: Employers) -> Informal:
    """Draw the firms: unregistered ones, and registered ones that hide a part of their workers."""
    count = len(fates.career)
    hidden = rng.random(count) < _OF_A_REGISTERED_ONE
    firm = np.where(
        hidden | fates.works_on,
        employers.choose(rng, count, public=False, hiding=True),
        employers.choose(rng, count, public=False, registered=False),
    )
    return Informal(
        works=(fates.career == INFORMAL) & (rng.random(count) < _FOR_A_FIRM),
        firm=firm,
        taxed=rng.random(count) < _TAXED,
        declared=(rng.random(count) < _DECLARED) & employers.declares[firm],
    )


def never(count: int) -> np.ndarray:
    """Months for everybody of something that has not happened."""
    return np.full(count, -NEVER, np.int64)
