"""What does an indicator declare about itself?"""

from __future__ import annotations

from dataclasses import dataclass

from ansinh.base.dated import Confidence
from ansinh.base.texts import Text
from ansinh.indicators.terms.kinds import Nature, Scheme, Unit

NOTHING = Text("", "")


@dataclass(frozen=True)
class Indicator:
    """One row of the catalogue.

    A rate names its `numerator` and `denominator` by their codes; `parts` are the codes that add up to
    it. `computed` says that a run can derive it from registers; the others are only ever reported.
    """

    code: str
    label: Text
    short: Text
    nature: Nature
    unit: Unit
    scheme: Scheme
    formula: Text
    numerator: str = ""
    denominator: str = ""
    denominator_source: Text = NOTHING
    more_is_better: bool | None = True
    parts: tuple[str, ...] = ()
    law: str = ""
    confidence: Confidence = Confidence.REPORTED
    computed: bool = False

    @property
    def is_rate(self) -> bool:
        return self.unit is Unit.PERCENT
