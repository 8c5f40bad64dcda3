"""Which city is asked for: how many persons, which months, from which seed?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ansinh.base.months import Month, span


@dataclass(frozen=True)
class Plan:
    """What is asked for."""

    out: Path
    persons: int
    seed: int
    since: Month
    until: Month
    province: str

    @property
    def first(self) -> int:
        return self.since.year * 12 + self.since.month - 1

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(span(self.since, self.until))

    def rng(self, purpose: int, place: int = 0) -> np.random.Generator:
        """The same numbers for the same seed, whatever else is drawn."""
        return np.random.default_rng([self.seed, purpose, place])
