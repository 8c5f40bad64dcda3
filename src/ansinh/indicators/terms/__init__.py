"""The words of steering by figures: the catalogue of indicators and the kinds it uses."""

from ansinh.indicators.terms.computed import COMPUTED
from ansinh.indicators.terms.indicator import Indicator
from ansinh.indicators.terms.kinds import (
    UNPLACED,
    AssigningBody,
    Basis,
    Level,
    Nature,
    Scheme,
    TargetKind,
    Unit,
    is_unplaced,
    level_of,
    unplaced,
)
from ansinh.indicators.terms.reported import REPORTED

CATALOGUE: dict[str, Indicator] = {indicator.code: indicator for indicator in (*COMPUTED, *REPORTED)}
"""Every indicator by its code; the codes are those of the published results where they exist."""

HEADLINES = (
    "si_voluntary", "hi", "hi_coverage", "si_compulsory", "ui", "si_rate", "participants_total",
)  # fmt: skip
"""What a province's or a commune's page shows first, in this order."""

__all__ = [
    "CATALOGUE", "HEADLINES", "UNPLACED", "AssigningBody", "Basis", "Indicator", "Level", "Nature",
    "Scheme", "TargetKind", "Unit", "is_unplaced", "level_of", "unplaced",
]  # fmt: skip
