"""Which list of a month is this: the number that it bears, and the batch (“đợt”) that its title names?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ansinh.intake.rules.headings import plain

_NUMBER = re.compile(r"\d[\w/.\-]{0,23}")
_BATCH = re.compile(r"\bdot (?:thu )?(\d{1,3})\b")
_LONGEST = 64
UNNUMBERED = "#"
"""Begins the batch of a list that bears no number: such lists stand beside each other."""
DECLARATIONS = frozenset({"person_declarations", "unit_declarations"})
"""Registers of papers that nobody numbers and that never replace one another."""


def batch(unit: str, document: str, titles: Iterable[str]) -> str:
    """Whose list it is and its number, for example TZ0001A/12; empty when it bears none."""
    said = _NUMBER.match(document.strip())
    number = said[0].rstrip("./-").lstrip("0") if said else ""
    named = next((found[1] for title in titles if (found := _BATCH.search(plain(title)))), "")
    parts = [number, f"đợt {int(named)}" if named else ""]
    told = " ".join(part for part in parts if part)
    return f"{unit}/{told}"[:_LONGEST] if told else ""
