"""Did the unit of a printed line exist on the day it speaks of?"""

from __future__ import annotations

from collections.abc import Iterator

from ansinh.indicators.rules.tables import Line
from ansinh.indicators.rules.verdicts import Check, Identity

IDENTITY = Identity.UNIT_ON_DAY


def on_their_day(line: Line) -> Iterator[Check]:
    """A check where the code printed for the unit is unknown on the line's day."""
    return iter(())
